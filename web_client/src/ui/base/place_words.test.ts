import { afterEach, describe, expect, it } from "vitest";
import { language } from "../../i18n/t";
import { REACH_STATION } from "../../protocol/messages";
import { makePlace, makeSquare, PLACES } from "../testing/fake_square.test-helper";
import { byDistance, districtName, placeFacts, placeIcon, placeName, WALKABLE, waysTo, wayTo } from "./place_words";

const { world } = makeSquare().square;
const at = (x: number) => ({ x, y: 0, heading: 0, state: 0 });
const facts = { ko: ["가락국을 세웠습니다."], en: ["It began Garak."] };
const sight = { ...makePlace("s", "능", "Tomb", 0, 0, "heritage"), facts };
const station = makePlace("t", "역", "Station", 0, 0, "station");

describe("the words of a place", () => {
  afterEach(() => {
    language.value = "ko";
  });

  it("are of the language that is read, with its district; an unknown district is named by its id", () => {
    expect([placeName(sight), districtName(world, sight), placeFacts(sight)]).toEqual(["능", "부원동", facts.ko]);
    language.value = "en";
    expect([placeName(sight), districtName(world, sight), placeFacts(sight)]).toEqual(["Tomb", "Buwon-dong", facts.en]);
    expect(districtName(world, { ...sight, district: "nowhere" })).toBe("nowhere");
  });

  it("come nearest first, all of them", () => {
    const order = byDistance(world, { x: 650, y: 690, heading: 0, state: 0 });
    expect(order.slice(0, 2).map((one) => one.id)).toEqual(["hall-1", "forum-square"]);
    expect(order).toHaveLength(PLACES.length);
  });

  it("have a sign by kind", () => {
    expect(["station", "hall", "forum", "round_table", "park"].map((kind) => placeIcon({ ...sight, kind }))).toEqual([
      "train",
      "hall",
      "hall",
      "hall",
      "pin",
    ]);
  });

  it("offer to walk as far as one walks, and to go at once beyond", () => {
    expect([wayTo(sight, at(WALKABLE)), wayTo(sight, at(WALKABLE + 1))]).toEqual(["walk", "goto"]);
    expect(waysTo(sight, at(9))).toEqual(["walk", "goto"]);
  });

  it("offer to board only where the server lets one, and else to come near", () => {
    expect([wayTo(station, at(REACH_STATION)), wayTo(station, at(REACH_STATION + 1))]).toEqual(["board", "approach"]);
    expect([waysTo(station, at(0)), waysTo(station, at(999))]).toEqual([["board"], ["approach", "goto"]]);
  });
});
