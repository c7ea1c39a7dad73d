/** Places in words, and in the order of a list. */
import { given } from "../../i18n/given";
import { t } from "../../i18n/t";
import { REACH_STATION } from "../../protocol/messages";
import type { Pose } from "../../square/square";
import type { Point } from "../../world/geometry";
import type { Place, World } from "../../world/world";
import type { IconName } from "./icons";

/** Up to here one walks in under a minute; farther, one goes at once. */
export const WALKABLE = 150;

export const placeName = (place: Place) => given(place);
export const placeFacts = (place: Place) => given(place.facts);
/** Names the district that a place lies in. */
export function districtName(world: World, place: Place): string {
  const district = world.districts.find((one) => one.id === place.district);
  if (!district) return place.district;
  return given(district);
}
export const isStation = (place: Place) => place.kind === "station";

export const metresTo = (from: Point, place: Point) => Math.hypot(place.x - from.x, place.y - from.y);

/** Returns the places, nearest first. */
export function byDistance(world: World, own: Readonly<Pose>): Place[] {
  return [...world.places.values()].sort((a, b) => metresTo(own, a) - metresTo(own, b));
}

export function placeIcon(place: Place): IconName {
  if (isStation(place)) return "train";
  return /hall|forum|table/.test(place.kind) ? "hall" : "pin";
}

export type Way = "walk" | "board" | "approach" | "goto";

/** The one way offered first: ride from the station one is at, walk when near, else go at once. */
export function wayTo(place: Place, own: Readonly<Pose>): Way {
  const metres = metresTo(own, place);
  if (isStation(place)) return metres <= REACH_STATION ? "board" : "approach";
  return metres <= WALKABLE ? "walk" : "goto";
}

/** All ways that a place's card offers, the best one last. */
export function waysTo(place: Place, own: Readonly<Pose>): readonly Way[] {
  if (!isStation(place)) return ["walk", "goto"];
  return wayTo(place, own) === "board" ? ["board"] : ["approach", "goto"];
}

/** How many are there, in words. */
export function crowdAt(count: number): string {
  return count ? t("place.count", { n: count }) : t("place.nobody");
}
