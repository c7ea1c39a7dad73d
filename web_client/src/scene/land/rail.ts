/** The elevated light rail: viaduct, stations with half-barrel roofs, and the cars of its trains. */
import { CylinderGeometry } from "three";
import { Builder, frame } from "../kit/builder";
import { Path, smoothLine } from "../kit/curves";
import { mix } from "../kit/palette";
import { ribbon } from "../kit/ribbon";
import type { Ground } from "./ground";

/** Height of the running rail over the plain of the plates, metres. */
export const DECK = 11;
/** Metres between two piers. */
const SPAN = 16;

/** Returns the track as a path in the scene. */
export function trackPath(ground: Ground): Path {
  return new Path(smoothLine(ground.land.track, 1));
}

/** Returns the height of the deck over everything: level, above every plate. */
export function deckHeight(): number {
  return 8 + DECK;
}

/** Adds deck, guide rail, piers and stations. */
export function addRail(into: Builder, ground: Ground, path: Path): void {
  const y = deckHeight();
  const line = smoothLine(ground.land.track, 1);
  ribbon(into, line, mix("granite", "white", 0.4), { width: 5, y, thick: 1.5 });
  ribbon(into, line, mix("granite", "white", 0.6), { width: 5.6, y: y + 0.1, thick: 0.4 });
  ribbon(into, line, mix("stoneware", "tile", 0.3), { width: 3.4, y: y + 0.14 });
  ribbon(into, line, mix("violet", "granite", 0.1), { width: 0.7, y: y + 0.32 });
  addPiers(into, ground, path, y);
  const marks = ground.land.stations.map(({ at }) => path.nearest(at));
  for (const mark of marks) addStation(into, path, mark, y);
}

function addPiers(into: Builder, ground: Ground, path: Path, y: number): void {
  const at: [number, number, number] = [0, 0, 0];
  for (let far = SPAN / 2; far < path.length; far += SPAN) {
    path.at(far, at);
    const foot = ground.height(at[0], at[1]) - 0.5;
    if (y - foot < 3) continue;
    into.drum(at[0], foot, at[1], 0.85, y - 1.4 - foot, "granite", { sides: 8, foot: 0.25 });
    into.box(at[0], y - 2.1, at[1], 3.8, 0.7, 1.6, "granite", { turn: at[2] });
  }
}

function addStation(into: Builder, path: Path, mark: number, y: number): void {
  const at = path.at(mark, [0, 0, 0]);
  into.within(frame(at[0], y, at[1], [1, 1, 1], at[2]), () => {
    for (const side of [-1, 1]) {
      into.box(side * 4.3, -1.6, 0, 3.2, 2.4, 20, "granite", { foot: 0.2 });
      into.box(side * 5.9, 0.8, 0, 0.25, 2.6, 19, mix("river", "white", 0.45));
      into.box(side * 2.85, 0.8, 0, 0.2, 0.06, 19, "ochre");
      for (const z of [-8, 0, 8]) into.box(side * 5.6, 0.8, z, 0.3, 4, 0.3, "white");
    }
    const shell = new CylinderGeometry(1, 1, 1, 14, 1, true, 0, Math.PI)
      .rotateX(-Math.PI / 2)
      .rotateZ(Math.PI / 2)
      .toNonIndexed();
    into.add(shell, frame(0, 4.4, 0, [6.4, 2.6, 21]), "white");
    into.add(inside(shell), frame(0, 4.35, 0, [6.3, 2.5, 21]), mix("white", "granite", 0.5));
    into.box(0, 6.8, 0, 1.6, 0.5, 21, "violet");
    for (const side of [-1, 1])
      into.box(side * 7, -DECK + 0.2, 6, 2, DECK + 1, 4, mix("granite", "white", 0.5), { foot: 0.2 });
  });
}

/** The same surface seen from below. */
function inside(shell: ReturnType<CylinderGeometry["toNonIndexed"]>): typeof shell {
  return shell.clone().scale(-1, 1, 1);
}

/** Returns a train of two cars, its middle at the origin, running along z; windows are open so that riders show. */
export function trainModel(): Builder {
  const into = new Builder();
  for (const z of [-5.2, 5.2]) {
    into.box(0, 0.3, z, 2.7, 1.1, 10, "white");
    into.box(0, 0.7, z, 2.74, 0.4, 10.02, "violet");
    into.box(0, 2.5, z, 2.7, 0.7, 10, "white");
    into.box(0, 3.2, z, 2.2, 0.25, 9, mix("white", "granite", 0.5));
    for (const end of [-4.9, -1.65, 1.65, 4.9]) into.box(0, 1.4, z + end, 2.7, 1.1, 0.3, "white");
    into.box(0, 1.4, z + Math.sign(z) * 4.92, 2.2, 0.95, 0.2, "tile");
    into.box(0, 1.4, z, 2.3, 1.1, 0.12, mix("tile", "river", 0.3));
  }
  into.box(0, 0.4, 0, 1.8, 2.2, 0.6, "tile");
  return into;
}

/** Returns where the n-th of `count` trains is at a time: to and fro, all evenly apart, with a stop at each end. */
export function trainAt(path: Path, n: number, count: number, seconds: number, out: [number, number, number]): void {
  const round = path.length * 2;
  const far = (seconds * TRAIN_SPEED + (n * round) / count) % round;
  path.at(far < path.length ? far : round - far, out);
}

/** Metres a second of an empty train; slow enough to watch. */
export const TRAIN_SPEED = 11;
