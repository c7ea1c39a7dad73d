import { describe, expect, it } from "vitest";
import { inGroups, isWhole, readAnswer, readSlip, readVenue } from "./fragment";

describe("what a QR code carries", () => {
  it("is a code, shown as it is printed however it is typed", () => {
    expect(inGroups("k7qm2f9xrwtd")).toBe("K7QM-2F9X-RWTD");
    expect(inGroups(" K7QM–2F9X rwtd zz ")).toBe("K7QM-2F9X-RWTD");
    expect(inGroups("Ｋ７")).toBe("K7");
    expect(inGroups("")).toBe("");
    expect([isWhole("K7QM-2F9X-RWTD"), isWhole("K7QM-2F9X-RWT")]).toEqual([true, false]);
  });

  it("is a slip of a forum, or nothing", () => {
    const seal = "ABCDEFGH234567AB";
    expect(readSlip(`f1/12/${seal}`)).toEqual({ forum: "f1", number: 12, seal });
    for (const wrong of ["", `f1/12/${seal}A`, `f1/x/${seal}`, `../12/${seal}`, `f1/123456/${seal}`]) {
      expect(readSlip(wrong)).toBeNull();
    }
  });

  it("is the venue's code, or nothing", () => {
    expect(readVenue("f1/ABCDEFGH234567AB")).toEqual({ forum: "f1", code: "ABCDEFGH234567AB" });
    expect(readVenue("ABCDEFGH234567AB")).toBeNull();
  });

  it("is a provider's answer with its nonce, or nothing", () => {
    expect(readAnswer("id_token=a.b.c&state=n1")).toEqual({ token: "a.b.c", nonce: "n1" });
    expect(readAnswer("error=denied&state=n1")).toBeNull();
  });
});
