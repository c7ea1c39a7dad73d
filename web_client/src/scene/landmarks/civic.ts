/** City Hall, the round tables, the tea house: the civic places of the square. */
import { type Builder, frame } from "../kit/builder";
import { mix } from "../kit/palette";
import { hall, roof } from "../kit/roof";

/** City Hall: wings under flat dark roofs, a taller core, three flag poles. Half 42 by 13; windows go to `glass`. */
export function cityHall(into: Builder, glass: Builder): void {
  into.box(0, -0.4, 2, 84, 1.6, 26, "granite", { foot: 0.2 });
  into.box(0, 1.2, -2, 76, 13, 15, "white", { foot: 0.18 });
  into.box(0, 1.2, 0, 24, 21, 18, mix("white", "granite", 0.35), { foot: 0.12 });
  for (let i = -8; i <= 8; i++) {
    if (Math.abs(i) > 2) for (const y of [3.2, 6.6, 10]) glass.box(i * 4.3, y, 5.45, 3.1, 1.9, 0.2, "white");
    if (Math.abs(i) <= 2) for (const y of [3.8, 7.4, 11, 14.6, 18.2]) glass.box(i * 4.3, y, 8.95, 3.3, 2, 0.2, "white");
  }
  into.box(0, 22.2, 0, 25.4, 1.2, 19.4, "tile");
  into.box(0, 14.2, -2, 77, 1, 16, "tile");
  into.box(0, 23.4, 0, 11, 2.4, 9, "granite");
  for (let i = -5; i <= 5; i++) into.drum(i * 2.2, 1.2, 11, 0.35, 4.4, "white", { sides: 8 });
  into.box(0, 5.6, 10.4, 25, 0.8, 4, "granite");
  for (const x of [-18, -15, -12]) into.drum(x, 1.2, 13.4, 0.14, 13, "granite", { sides: 5 });
  into.box(-16.5, 12.2, 13.4, 2.8, 1.9, 0.08, "white");
  into.box(-13.6, 12.4, 13.4, 2.6, 1.7, 0.08, mix("celadon", "river", 0.4));
}

/** The yard of round tables: each with six stools. Offsets are of the world file's zones. */
export function roundTable(into: Builder, x: number, z: number): void {
  into.within(frame(x, 0, z), () => {
    into.ring(0, 0, 0, 4.1, 4.5, 0.06, mix("celadon", "granite", 0.3), { sides: 32 });
    into.drum(0, 0, 0, 0.3, 0.7, "brick", { sides: 8 });
    into.drum(0, 0.68, 0, 1.5, 0.09, mix("ochre", "brick", 0.25), { sides: 20 });
    for (let i = 0; i < 6; i++) {
      const a = (i / 6) * Math.PI * 2;
      into.drum(Math.sin(a) * 2.6, 0, Math.cos(a) * 2.6, 0.28, 0.44, mix("ochre", "stoneware", 0.4), { sides: 10 });
    }
  });
}

/** The tea house: a tiled hall with a long porch. Half 9 by 6. */
export function teaHouse(into: Builder): void {
  hall(into, 0, 0, 0, { half: [6.2, 3.4], wall: 3.2, roof: 2.9 });
  into.box(0, 0, 5, 9, 0.3, 2, mix("ochre", "brick", 0.3));
}

/** A six-sided pavilion. Half 5. */
export function pavilion(into: Builder): void {
  into.drum(0, 0, 0, 4.2, 0.6, "granite", { sides: 6 });
  for (let i = 0; i < 6; i++) {
    const a = (i / 6) * Math.PI * 2;
    into.drum(Math.sin(a) * 3.2, 0.6, Math.cos(a) * 3.2, 0.17, 3.2, "redEarth", { sides: 6 });
  }
  into.drum(0, 3.7, 0, 3.7, 0.35, mix("pine", "celadon", 0.25), { sides: 6 });
  roof(into, 0, 4, 0, { half: [4.8, 4.8], height: 2.6, ridge: 0.25, lift: 0.7, turn: 0.5 });
}

/** A lamp post with a tiled cap; the pane goes to `glass`. */
export function lampPost(into: Builder, glass: Builder, x: number, y: number, z: number): void {
  into.drum(x, y, z, 0.2, 0.35, "granite", { sides: 8 });
  into.drum(x, y + 0.3, z, 0.06, 3, "tile", { sides: 6 });
  glass.box(x, y + 3.3, z, 0.42, 0.62, 0.42, "white");
  into.box(x, y + 3.25, z, 0.52, 0.08, 0.52, "tile");
  roof(into, x, y + 3.92, z, { half: [0.44, 0.44], height: 0.28, ridge: 0.06, lift: 0.08, columns: 4 });
}

/** A bench of timber on two stones. */
export function bench(into: Builder): void {
  into.box(0, 0.38, 0, 2.2, 0.09, 0.6, mix("ochre", "brick", 0.35));
  for (const x of [-0.8, 0.8]) into.box(x, 0, 0, 0.2, 0.4, 0.5, "stoneware");
}
