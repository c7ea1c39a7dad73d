import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GOODBYES, REFUSALS } from "../protocol/messages";
import { fill, speak, t, tMade } from "./t";
import { wholeCatalogue } from "./whole.test-helper";

const korean = wholeCatalogue("ko");
const english = wholeCatalogue("en");
const CATALOGUES = { korean, english } as const;

describe.each(Object.entries(CATALOGUES))("the %s catalogue", (_, words) => {
  const have = new Set(Object.keys(words));

  it("words every refusal of the square", () => {
    expect(REFUSALS.filter((code) => !have.has(`refusal.${code}`))).toEqual([]);
  });

  it("words every goodbye, with a title", () => {
    const keys = Object.values(GOODBYES).flatMap(({ name }) => [`goodbye.${name}`, `goodbye.${name}.title`]);
    expect(keys.filter((key) => !have.has(key))).toEqual([]);
  });

  it("words every notice that the rules send", () => {
    const rules = join(import.meta.dirname, "../../../rooms");
    const sources = readdirSync(rules).filter((name) => name.endsWith(".py"));
    const codes = sources.flatMap((name) =>
      [...readFileSync(join(rules, name), "utf8").matchAll(/\.notice\(\s*\w+,\s*"(\w+)"/g)].map((match) => match[1]),
    );
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !have.has(`notice.${code}`))).toEqual([]);
  });

  it("words every trouble of the routes", () => {
    const server = join(import.meta.dirname, "../../../agora_server");
    const folders = ["", "identity"]; // the routes of administration are worded where they are asked
    const sources = folders
      .flatMap((folder) => readdirSync(join(server, folder)).map((name) => join(folder, name)))
      .filter((name) => name.endsWith(".py"));
    const codes = sources.flatMap((name) =>
      [...readFileSync(join(server, name), "utf8").matchAll(/\bTrouble\(\s*[\w.]+,\s*"(\w+)"/g)].map(
        (match) => match[1],
      ),
    );
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !have.has(`refusal.${code}`))).toEqual([]);
  });

  it("leaves no text empty", () => {
    expect(Object.entries(words).filter(([, text]) => !text.trim())).toEqual([]);
  });
});

describe("the catalogues together", () => {
  it("have the same keys", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(korean).sort());
  });

  it("use the same facts in each text", () => {
    const facts = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort();
    const unlike = Object.keys(korean).filter(
      (key) => facts(korean[key] ?? "").join() !== facts(english[key] ?? "").join(),
    );
    expect(unlike).toEqual([]);
  });

  it("never promise a secret ballot, and never say only that an error happened", () => {
    expect(Object.values(korean).filter((text) => /비밀선거|오류가 발생/.test(text))).toEqual([]);
  });
});

describe("words", () => {
  it("take the particle that the name before them asks for", () => {
    expect(fill("{name|을/를}", { name: "수로왕릉" })).toBe("수로왕릉을");
    expect(fill("{name|을/를}", { name: "연지공원 분수대" })).toBe("연지공원 분수대를");
    expect(fill("{name|으로/로}", { name: "김해시청역" })).toBe("김해시청역으로");
    expect(fill("{name|으로/로}", { name: "외동마을" })).toBe("외동마을로");
  });

  it("show a missing fact as an ellipsis instead of failing", () => {
    expect(fill("{n}명", {})).toBe("…명");
  });

  it("fall back where a code is newer than this page", () => {
    expect(tMade("refusal.from_the_future", "refusal.unknown")).toBe(korean["refusal.unknown"]);
  });

  it("change with the language", async () => {
    Object.assign(globalThis, { document: { documentElement: { lang: "" } } });
    await speak("en");
    expect(t("act.close")).toBe("Close");
    await speak("ko");
    expect(t("act.close")).toBe("닫기");
  });
});
