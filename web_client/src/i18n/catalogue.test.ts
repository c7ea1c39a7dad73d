import { describe, expect, it } from "vitest";
import { CLOSE_CODES, NOTICES, PROBLEMS, REFUSALS } from "../protocol/messages";
import { LANGUAGES, languageName, speak, t, tMade } from "./t";
import { languageFiles, wholeCatalogue } from "./whole.test-helper";
import { type Entry, fill, formOf, textsOf } from "./words";

const korean = wholeCatalogue("ko");

/** Returns the names of the facts of a text, each once. */
const factsOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort().join();
/** Returns the categories that a language counts by: "other" alone in Korean, "one" and "other" in English. */
const categoriesOf = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories;
const isCounted = (entry: Entry | undefined) => typeof entry === "object";
/** Keys that some language has forms of. */
const counted = new Set(
  languageFiles().flatMap((language) =>
    Object.entries(wholeCatalogue(language)).flatMap(([key, entry]) => (isCounted(entry) ? [key] : [])),
  ),
);

describe.each(languageFiles())("the catalogue of %s", (language) => {
  const words = wholeCatalogue(language);
  const have = new Set(Object.keys(words));

  it("words every refusal of the square", () => {
    expect(REFUSALS.filter((code) => !have.has(`refusal.${code}`))).toEqual([]);
  });

  it("words every goodbye, with a title", () => {
    const keys = Object.values(CLOSE_CODES).flatMap(({ name }) => [`goodbye.${name}`, `goodbye.${name}.title`]);
    expect(keys.filter((key) => !have.has(key))).toEqual([]);
  });

  it("words every notice that the rules send", () => {
    expect(NOTICES.filter((code) => !have.has(`notice.${code}`))).toEqual([]);
  });

  it("words every problem of the server", () => {
    expect(PROBLEMS.filter((code) => !have.has(`refusal.${code}`))).toEqual([]);
  });

  it("leaves no text empty", () => {
    const empty = Object.entries(words).filter(([, entry]) => textsOf(entry).some((text) => !text.trim()));
    expect(empty).toEqual([]);
  });

  it("has the keys of all others", () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(korean).sort());
  });

  it("uses the same facts in each text and each of its forms", () => {
    const unlike = Object.entries(words).filter(([key, entry]) =>
      textsOf(entry).some((text) => factsOf(text) !== factsOf(textsOf(korean[key] ?? "")[0] ?? "")),
    );
    expect(unlike).toEqual([]);
  });

  it("has every form that it counts by, and a fact to count", () => {
    const categories = [...categoriesOf(language)].sort();
    const wrong = [...counted].filter((key) => {
      const entry = words[key];
      // Where one form is all there is, a plain text is that form.
      if (typeof entry !== "object") return categories.length > 1;
      const { by = "n", ...forms } = entry;
      return Object.keys(forms).sort().join() !== categories.join() || !factsOf(entry.other).split(",").includes(by);
    });
    expect(wrong).toEqual([]);
  });

  it("is found by its file and named in itself", () => {
    expect(LANGUAGES).toContain(language);
    expect(languageName(language)).toBe(words["language.name"]);
  });
});

describe("the catalogues together", () => {
  it("never promise a secret ballot, and never say only that an error happened", () => {
    const texts = Object.values(korean).flatMap(textsOf);
    expect(texts.filter((text) => /비밀선거|오류가 발생/.test(text))).toEqual([]);
  });

  it("count by a form wherever English would say a noun after a number", () => {
    const plain = Object.entries(wholeCatalogue("en")).filter(
      ([, entry]) =>
        typeof entry === "string" && /\{\w+\} (more )?(days|people|votes|seats|items|minutes)\b/.test(entry),
    );
    expect(plain).toEqual([]);
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

  it("take the form that their count asks for, also of a fact with another name", () => {
    const rules = new Intl.PluralRules("en");
    const days = { one: "{n} day", other: "{n} days" };
    const votes = { by: "voted", one: "{voted} vote", other: "{voted} votes" };
    expect([1, 2, 0, "1,200"].map((n) => formOf(days, { n }, rules))).toEqual([
      "{n} day",
      ...Array(3).fill(days.other),
    ]);
    expect(formOf(votes, { voted: 1 }, rules)).toBe("{voted} vote");
  });

  it("take a form of a language that has more of them", () => {
    const polish = { one: "{n} głos", few: "{n} głosy", many: "{n} głosów", other: "{n} głosu" };
    const rules = new Intl.PluralRules("pl");
    expect([1, 3, 5].map((n) => fill(formOf(polish, { n }, rules), { n }))).toEqual(["1 głos", "3 głosy", "5 głosów"]);
  });

  it("fall back where a code is newer than this page", () => {
    expect(tMade("refusal.from_the_future", "refusal.unknown")).toBe(korean["refusal.unknown"]);
  });

  it("change with the language, and count by its rules", async () => {
    Object.assign(globalThis, { document: { documentElement: { lang: "" } } });
    await speak("en");
    expect(t("act.close")).toBe("Close");
    expect([t("time.days", { n: 1 }), t("time.days", { n: 2 })]).toEqual(["1 day", "2 days"]);
    await speak("ko");
    expect(t("act.close")).toBe("닫기");
    expect(t("time.days", { n: 1 })).toBe("1일");
  });
});
