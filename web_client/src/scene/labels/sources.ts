/** What is labelled: places by distance, or everything over the diorama; names of those near; speech; counts. */
import { given } from "../../i18n/given";
import { t } from "../../i18n/t";
import type { Square } from "../../square/square";
import type { XZ } from "../kit/curves";
import type { Ground } from "../land/ground";
import type { Land } from "../land/land";
import { MODELS } from "../landmarks/catalogue";
import type { Label } from "./labels";

/** Metres within which landmarks, stations and halls are named while one walks. */
const SIGHT = { landmark: 280, station: 130, civic: 130 } as const;
/** Height of a label over its place, metres. */
const OVER: Readonly<Record<string, number>> = {
  "forum-square": 13, "city-hall": 20, "suro-tomb": 11, bunsanseong: 14, "gaya-theme-park": 12, observatory: 14, "gimhae-museum": 11,
}; // biome-ignore format: one table
/** Places with a name shorter than on the books, for the diorama. */
const SHORT = [
  "forum-square",
  "clayarch",
  "hwapocheon",
  "rail-park",
  "lotte-water-park",
  "gaya-theme-park",
  "observatory",
  "main-stadium",
  "bonghwang",
] as const;
/** Metres within which summits are those of one mountain. */
const SAME_MOUNTAIN = 60;
/** Metres about the Forum Square in which one is in it. */
const AROUND = 70;
/** Speech cards at once; more would hide the square, and the log has all. */
const MOST_BUBBLES = 4;

export interface Named {
  readonly label: Label;
  readonly near: number;
  readonly wide: boolean;
  /** Metres from its middle in which it is not named: one stands in it. */
  readonly within: number;
  /** Whether a hill stands between it and the eye. */
  hidden?: boolean;
}

/** Labels that never move; made once a language. */
export function placeLabels(ground: Ground): readonly Named[] {
  const out: Named[] = [];
  for (const place of ground.land.places.values()) {
    const [x, z] = place.at;
    const station = place.kind === "station";
    const civic = ["hall", "yard", "tea_house", "garden"].includes(place.kind);
    const forum = place.kind === "forum";
    const style = forum ? "forum" : place.id === "city-hall" ? "civic" : station ? "station" : "landmark";
    const y = ground.height(x, z) + (OVER[place.id] ?? (station ? 19 : MODELS[place.id] ? 8 : 5));
    const priority = forum ? 0 : place.id === "city-hall" ? 1 : station ? 6 : civic ? 5 : 3;
    if (place.kind === "mountain") continue;
    const short = SHORT.find((id) => id === place.id);
    const title = short ? t(`scene.short.${short}`) : given(place);
    const near = station ? SIGHT.station : civic ? SIGHT.civic : SIGHT.landmark;
    const within = forum ? AROUND : place.kind === "hall" ? place.radius : 0;
    out.push({ label: { style, title, at: [x, y, z], priority, place: place.id }, near, wide: !civic, within });
  }
  for (const [index, { at, height, ...peak }] of ground.land.peaks.entries()) {
    const label: Label = {
      style: "peak",
      title: t("scene.peak", { name: given(peak), n: height }),
      at: [at[0], ground.height(...at) + 3, at[1]],
      priority: 3.5,
    };
    out.push({ label, near: 240, within: 0, wide: !beside(at, ground.land.peaks.slice(0, index)) });
  }
  for (const { label: at, ...district } of ground.land.districts) {
    const label: Label = {
      style: "district",
      title: given(district),
      at: [at[0], ground.height(...at) + 2, at[1]],
      priority: 1.8,
    };
    out.push({ label, near: 0, within: 0, wide: true });
  }
  for (const { line, width, ...river } of ground.land.rivers) {
    const at = line[Math.floor(line.length * 0.72)];
    if (!at || width < 8) continue;
    out.push({
      label: { style: "river", title: given(river), at: [at[0], 9, at[1]], priority: 4 },
      near: 200,
      within: 0,
      wide: true,
    });
  }
  return out;
}

/** Whether a summit stands right beside one named already: from afar they are one mountain. */
function beside([x, z]: XZ, others: Land["peaks"]): boolean {
  return others.some(({ at }) => Math.hypot(at[0] - x, at[1] - z) < SAME_MOUNTAIN);
}

/** Adds the place labels wanted from an eye; `flight` over one half means the diorama. */
export function wantedPlaces(named: readonly Named[], x: number, z: number, flight: number, into: Label[]): void {
  for (const { label, near, wide, hidden, within } of named) {
    if (flight > 0.5 ? wide : !hidden && Math.hypot(label.at[0] - x, label.at[2] - z) < near) {
      // One does not name the square or a hall to somebody who stands in it.
      if (flight <= 0.5 && within > 0 && Math.hypot(label.at[0] - x, label.at[2] - z) < within) continue;
      into.push(label);
    }
  }
}

export type HeadOf = (slot: number) => readonly [number, number, number] | null;

/** Adds speech, the own mark and the names of those near; `named` are slots in order of nearness. */
export function wantedPeople(
  square: Square,
  named: readonly number[],
  head: HeadOf,
  own: readonly [number, number, number],
  me: string,
  into: Label[],
): void {
  into.push({ style: "own", title: me, at: own, priority: 0.5, keep: true });
  const speaking = new Set<number>();
  for (const bubble of square.bubbles.value.slice(-MOST_BUBBLES)) {
    const at = head(bubble.slot) ?? (bubble.participant === square.me.value?.participant ? own : null);
    if (!at) continue;
    speaking.add(bubble.slot);
    const quiet = bubble.reach === "whisper" || bubble.reach === "direct";
    into.push({
      style: quiet ? "whisper" : "speech",
      title: bubble.name,
      text: bubble.text,
      at,
      priority: 1,
      keep: true,
    });
  }
  named.forEach((slot, order) => {
    const person = square.crowd.person(slot);
    const at = speaking.has(slot) ? null : head(slot);
    if (!person || !at) return;
    const style = person.role === "guest" || person.role === "citizen" ? "name" : "staff";
    into.push({ style, title: person.name, at, priority: 7 + order * 0.01 });
  });
}
