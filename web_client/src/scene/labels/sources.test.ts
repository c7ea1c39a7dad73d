import { describe, expect, it } from "vitest";
import { speak } from "../../i18n/t";
import type { Square } from "../../square/square";
import { makePerson, makeSquare } from "../../ui/testing/fake_square.test-helper";
import type { Ground } from "../land/ground";
import type { Label } from "./labels";
import { type Named, placeLabels, wantedPeople, wantedPlaces } from "./sources";

Object.assign(globalThis, { document: { documentElement: { lang: "" } } });

const place = (id: string, kind: string, more: object = {}) =>
  [id, { id, kind, ko: `${id}-ko`, en: `${id}-en`, at: [10, 20], radius: 15, ...more }] as const;

const ground = {
  height: (x: number, z: number) => x + z,
  land: {
    places: new Map([
      place("forum-square", "forum"), place("city-hall", "office"), place("hall-1", "hall"), place("st", "station"),
      place("clayarch", "sight"), place("muchoksan", "mountain"),
    ]),
    peaks: [{ ko: "신어산", en: "Sineosan", at: [1, 2], height: 631 }, { ko: "무척산 북봉", en: "North", at: [1, 2], height: 600 }],
    districts: [{ ko: "동상동", en: "Dongsang-dong", label: [5, 5] }],
    rivers: [
      { ko: "해반천", en: "Haebancheon", width: 12, line: Array.from({ length: 100 }, (_, i) => [i, -i]) },
      { ko: "실개천", en: "Rill", width: 3, line: [[0, 0], [1, 1]] },
      { ko: "빈 강", en: "None", width: 12, line: [] },
    ],
  },
} as unknown as Ground; // biome-ignore format: one table

const labels = () => placeLabels(ground);
const of = (title: string) => labels().find((one) => one.label.title === title);

describe("labels that never move", () => {
  it("stand over the ground under their place, high enough for its model", () => {
    expect(of("포럼 광장")?.label.at).toEqual([10, 30 + 13, 20]);
    expect(of("st-ko")?.label.at[1]).toBe(30 + 19);
    for (const { label } of labels()) if (label.place) expect(label.at[1]).toBeGreaterThan(30);
  });

  it("are of one language, short where the name is long, and leave out streams too narrow to see", async () => {
    expect(labels().map((one) => one.label.title)).toEqual([
      "포럼 광장", "city-hall-ko", "hall-1-ko", "st-ko", "클레이아크미술관", "신어산 631 m", "무척산 북봉 600 m", "동상동", "해반천",
    ]); // biome-ignore format: one list
    await speak("en");
    expect(labels().map((one) => one.label.title)).toEqual(expect.arrayContaining(["Clayarch Museum", "hall-1-en"]));
    await speak("ko");
  });

  it("put the square first, then the city hall, and a station after a landmark", () => {
    const order = [...labels()].sort((a, b) => a.label.priority - b.label.priority).map((one) => one.label.style);
    expect(order.slice(0, 3)).toEqual(["forum", "civic", "district"]);
    expect(order.indexOf("landmark")).toBeLessThan(order.indexOf("station"));
  });

  it("of rivers lie on the river", () => {
    const [x, , z] = of("해반천")?.label.at ?? [Number.NaN, 0, 0];
    expect(x).toBe(-z);
  });
});

describe("labels wanted from an eye", () => {
  const wanted = (named: readonly Named[], x: number, z: number, flight = 0) => {
    const into: Label[] = [];
    wantedPlaces(named, x, z, flight, into);
    return into.map((one) => one.title);
  };

  it("are those near enough while one walks, and not the square or hall one stands in", () => {
    expect(wanted(labels(), 10, 20)).not.toContain("포럼 광장");
    expect(wanted(labels(), 10, 20)).not.toContain("hall-1-ko");
    expect(wanted(labels(), 10 + 90, 20)).toEqual(expect.arrayContaining(["포럼 광장", "hall-1-ko", "st-ko"]));
    expect(wanted(labels(), 10 + 131, 20)).not.toContain("st-ko");
    expect(wanted(labels(), 10 + 279, 20)).toContain("클레이아크미술관");
    expect(wanted(labels(), 10 + 281, 20)).not.toContain("클레이아크미술관");
  });

  it("are neither districts nor what a hill hides while one walks", () => {
    const named = labels().map((one) => ({ ...one, hidden: one.label.style === "station" }));
    expect(wanted(named, 60, 60)).not.toContain("동상동");
    expect(wanted(named, 60, 60)).not.toContain("st-ko");
  });

  it("are, over the diorama, all that is not small, however far and whatever one stood in", () => {
    const all = wanted(labels(), 99_999, 0, 1);
    expect(all).toEqual(expect.arrayContaining(["포럼 광장", "st-ko", "동상동", "신어산 631 m"]));
    expect(all).not.toContain("hall-1-ko");
    expect(all).not.toContain("무척산 북봉 600 m");
    expect(wanted(labels(), 10, 20, 1)).toContain("포럼 광장");
  });
});

describe("people who are named", () => {
  const bubble = (slot: number, text: string, reach = "say", participant = `p${slot}`) => ({
    slot,
    text,
    reach,
    participant,
    name: `이름${slot}`,
  });
  function wanted(named: number[], bubbles: object[], heads: Record<number, readonly [number, number, number]>) {
    const { parts } = makeSquare();
    parts.bubbles.value = bubbles as never;
    const person = (slot: number) =>
      slot < 50 ? makePerson(slot, `이름${slot}`, { role: slot === 9 ? "moderator" : "guest" }) : undefined;
    const into: Label[] = [];
    wantedPeople(
      { ...parts, crowd: { person } } as unknown as Square,
      named,
      (slot) => heads[slot] ?? null,
      [7, 7, 7],
      "나",
      into,
    );
    return into;
  }
  const heads = {
    1: [1, 0, 0],
    2: [2, 0, 0],
    3: [3, 0, 0],
    4: [4, 0, 0],
    5: [5, 0, 0],
    9: [9, 0, 0],
    60: [6, 0, 0],
  } as const;

  it("are oneself, and those near in the order of nearness, staff told apart", () => {
    const got = wanted([9, 1], [], heads);
    expect(got.map((one) => [one.style, one.title])).toEqual([["own", "나"], ["staff", "이름9"], ["name", "이름1"]]); // biome-ignore format: one list
    expect(got[1]?.priority).toBeLessThan(got[2]?.priority ?? 0);
  });

  it("have no name beside their words, and none while nobody knows it or where they stand", () => {
    expect(wanted([1, 60, 20], [bubble(1, "말")], heads).map((one) => one.text ?? one.title)).toEqual(["나", "말"]);
  });

  it("speak four at a time, the newest, softly where few hear", () => {
    const got = wanted(
      [],
      [1, 2, 3, 4, 5].map((slot) => bubble(slot, `${slot}`, slot === 5 ? "whisper" : slot === 4 ? "direct" : "say")),
      heads,
    );
    expect(got.slice(1).map((one) => [one.text, one.style])).toEqual([["2", "speech"], ["3", "speech"], ["4", "whisper"], ["5", "whisper"]]); // biome-ignore format: one list
  });

  it("speak over the own head too, and not where nobody stands", () => {
    const got = wanted([], [bubble(0, "내 말", "say", "me"), bubble(77, "간 사람")], heads);
    expect(got.slice(1).map((one) => [one.text, one.at])).toEqual([["내 말", [7, 7, 7]]]);
  });
});
