/** The committed world file, as the browser gets it. */
import { readFileSync } from "node:fs";
import { decodeWorld, type World } from "./world";

export function committedWorld(): World {
  const path = `${import.meta.dirname}/../../../rooms/data/world.json`;
  return decodeWorld(JSON.parse(readFileSync(path, "utf8")));
}

/** A grid drawn by hand: `.` is free, anything else is not; the first row lies in the north. */
export function drawn(rows: readonly string[], cell = 2) {
  const cells = rows.length;
  const flat = [...rows].reverse().join("");
  const runs: number[] = [];
  let value = "#";
  let length = 0;
  for (const sign of flat) {
    const kind = sign === "." ? "." : "#";
    if (kind !== value) {
      runs.push(length);
      value = kind;
      length = 0;
    }
    length += 1;
  }
  runs.push(length);
  return { cell, cells, runs: btoa(String.fromCharCode(...runs)) };
}
