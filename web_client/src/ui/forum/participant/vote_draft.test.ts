import { describe, expect, it } from "vitest";
import { TERMS } from "../../../forum_client/fake_forum.test-helper";
import { draftOf, grouped, isWhole, keptTracker, pointed, pressed, trackerFor } from "./vote_draft";

const SEVERAL = { ...TERMS, method: "multiple" as const, least: 1, most: 2 };

describe("a choice under way", () => {
  it("is one that takes the other's place", () => {
    expect(pressed(TERMS, { yes: 1 }, "no")).toEqual({ no: 1 });
  });

  it("of several goes in and out, and never over the most", () => {
    expect(pressed(SEVERAL, { yes: 1 }, "no")).toEqual({ yes: 1, no: 1 });
    expect(pressed(SEVERAL, { yes: 1, no: 1 }, "abstain")).toEqual({ yes: 1, no: 1 });
    expect(pressed(SEVERAL, { yes: 1, no: 1 }, "no")).toEqual({ yes: 1 });
  });

  it("takes points, and none takes an option out", () => {
    expect(pointed(pointed({}, "yes", 3), "no", 1)).toEqual({ yes: 3, no: 1 });
    expect(pointed({ yes: 3 }, "yes", 0)).toEqual({});
  });

  it("can be sent once it is whole", () => {
    expect([isWhole(TERMS, {}), isWhole(TERMS, { yes: 1 }), isWhole(SEVERAL, { yes: 1, no: 1 })]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("is the same for as long as the page lives", () => {
    draftOf("b1").value = { yes: 1 };
    expect([draftOf("b1").value, draftOf("b2").value]).toEqual([{ yes: 1 }, {}]);
  });
});

describe("a tracker", () => {
  it("is drawn once a ballot, of hexadecimal digits", () => {
    const drawn = trackerFor("f1", "b1");
    expect(drawn).toMatch(/^[0-9a-f]{32}$/);
    expect([trackerFor("f1", "b1"), keptTracker("f1", "b1")]).toEqual([drawn, drawn]);
    expect(trackerFor("f1", "b2")).not.toBe(drawn);
    expect(keptTracker("f1", "b3")).toBeNull();
  });

  it("is read in groups of four", () => {
    expect(grouped("0123456789ab")).toBe("0123 4567 89ab");
  });
});
