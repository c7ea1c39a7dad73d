/** The royal tombs and what is as old as they: mounds in clipped grass, walls, the stone tower, stilt houses. */
import { type Builder, frame } from "../kit/builder";
import { mix, tint } from "../kit/palette";
import { dice } from "../kit/random";
import { hall, roof, wall } from "../kit/roof";

/** Adds a mound of clipped grass with a ring of stones at its foot. */
export function mound(into: Builder, x: number, z: number, r: number, h: number, stones = true): void {
  const look = { sides: 28, crown: mix("tomb", "reed", 0.3) };
  into.dome(x, 0, z, r, h, mix("tomb", "pine", 0.22), look);
  if (stones) into.ring(x, 0, z, r * 0.98, r * 1.06, h * 0.09, "granite", { sides: 28 });
}

/** King Suro: a great mound, a walled court, the gate hall before it, stone figures. Half 26 by 28. */
export function suroTomb(into: Builder): void {
  into.box(0, -0.2, 0, 51, 0.5, 53, mix("tomb", "reed", 0.35));
  mound(into, 0, -8, 17, 13);
  // Behind the place where one arrives, so that nobody arrives inside of it.
  hall(into, 0, 0.2, 18.2, { half: [6.2, 2.4], wall: 3.8, roof: 3.2, wallColour: "redEarth" });
  for (const s of [-1, 1]) {
    wall(into, s * 25.5, 0.2, 0, 52, 2.6, Math.PI / 2);
    wall(into, s * 17, 0.2, 26, 16, 2.6);
    for (const z of [7, 10]) {
      into.box(s * 4.4, 0.3, z, 0.7, 2.1, 0.7, "granite", { foot: 0.2 });
      into.box(s * 4.4, 2.4, z, 0.55, 0.6, 0.55, "granite");
    }
  }
  wall(into, 0, 0.2, -26, 51, 2.6);
  into.box(0, 0.3, 20, 3, 0.12, 12, "granite");
}

/** Queen Heo: a mound, its wall, and the red stone tower of Pasa in five steps. Half 18 by 16. */
export function queenTomb(into: Builder): void {
  into.box(0, -0.2, 0, 35, 0.5, 31, mix("tomb", "reed", 0.35));
  mound(into, 4, -4, 11.5, 9);
  wall(into, 0, 0.2, -15, 34, 2.2);
  for (const s of [-1, 1]) wall(into, s * 17, 0.2, -2, 26, 2.2, Math.PI / 2);
  into.box(-10.5, 0.2, 9, 6, 1, 6, "granite", { foot: 0.2 });
  for (let i = 0; i < 5; i++) {
    const wide = 3.4 - i * 0.42;
    const colour = i % 2 ? "redEarth" : mix("redEarth", "stoneware", 0.5);
    into.box(-10.5, 1.2 + i * 1.7, 9, wide, 1.2, wide, colour, { turn: i * 0.06 });
    into.box(-10.5, 2.4 + i * 1.7, 9, wide + 0.8, 0.5, wide + 0.8, mix("redEarth", "brick", 0.25), { turn: i * 0.06 });
  }
  hall(into, 4, 0.2, 12, { half: [4, 2.2], wall: 3, roof: 2.6, wallColour: "redEarth" });
}

/** Gujibong: the low hill of the founding song, its table stone, six stone eggs. Half 12. */
export function gujibong(into: Builder): void {
  into.dome(0, -0.5, 0, 11, 4.4, mix("pine", "tomb", 0.45), { sides: 20, crown: mix("tomb", "reed", 0.2) });
  into.box(0, 3.5, 0, 4.2, 1.1, 3, "stoneware", { turn: 0.4, foot: 0.2 });
  for (let i = 0; i < 6; i++) {
    const a = (i / 6) * Math.PI * 2;
    into.ball(Math.sin(a) * 4.4, 3.7, Math.cos(a) * 4.4, [1, 1.45, 1], "white", { smooth: true });
  }
  for (const [x, z] of [
    [-7, -5],
    [-8, 2],
    [7, -6],
  ] as const) {
    into.drum(x, 0.6, z, 0.35, 3.6, mix("redEarth", "brick", 0.4), { sides: 5, taper: 0.7 });
    into.ball(x, 4.6, z, [2.6, 1.1, 2.3], mix("pine", "tile", 0.15), { crown: mix("pine", "tomb", 0.5) });
    into.ball(x + 0.4, 5.9, z, [1.7, 0.9, 1.6], mix("pine", "tile", 0.1), { crown: mix("pine", "tomb", 0.5) });
  }
}

/** Daeseong-dong: a long low ridge with small tumuli on it, and the round roof over the dig. Half 26 by 16. */
export function daeseongdong(into: Builder): void {
  into.dome(0, -0.3, 0, 26, 5, mix("tomb", "pine", 0.1), { sides: 26, depth: 15, crown: mix("tomb", "reed", 0.4) });
  for (const [x, y, z, r] of [
    [-9, 3.6, 2, 6],
    [4, 4, -4, 7],
    [14, 2.8, 3, 5],
    [-16, 2, -5, 4.5],
  ] as const) {
    into.within(frame(x, y, z), () => mound(into, 0, 0, r, r * 0.72, false));
  }
  into.drum(19, 0, 11, 5.5, 2.6, mix("white", "granite", 0.4), { sides: 20 });
  into.dome(19, 2.6, 11, 5.8, 2, mix("celadon", "river", 0.25), { sides: 20 });
}

/** Bonghwang: stilt houses of Gaya under thick thatch. Half 16 by 13. */
export function bonghwang(into: Builder): void {
  into.dome(0, -0.6, -3, 16, 2.4, mix("tomb", "reed", 0.3), { sides: 18, depth: 12 });
  for (const [x, z] of [
    [-7.5, 2],
    [7, 4.5],
    [2.5, -7],
  ] as const)
    stiltHouse(into, x, z);
}

function stiltHouse(into: Builder, x: number, z: number): void {
  for (const [dx, dz] of [
    [-2.4, -2],
    [2.4, -2],
    [-2.4, 2],
    [2.4, 2],
  ] as const) {
    into.drum(x + dx, 0, z + dz, 0.42, 4.6, "brick", { sides: 5 });
  }
  into.box(x, 4, z, 6.6, 0.5, 5.6, "brick");
  into.box(x, 4.5, z, 5.8, 2.6, 4.8, "ochre", { foot: 0.2 });
  thatch(into, x, 6.6, z, 5.2, 4.4, 4.8);
}

/** Adds a steep thatched roof. */
export function thatch(into: Builder, x: number, y: number, z: number, w: number, d: number, h: number): void {
  const straw = mix("reed", "ochre", 0.35);
  roof(into, x, y, z, {
    half: [w, d],
    height: h,
    ridge: w * 0.46,
    lift: -0.3,
    colour: straw,
    ridgeColour: tint("ochre"),
    columns: 8,
  });
}

/** Bunsanseong: a belt of stone around the hilltop with a gate tower and the beacon. Half 25 by 20. */
export function bunsanseong(into: Builder, height: (x: number, z: number) => number): void {
  const count = 46;
  const roll = dice(9);
  for (let i = 0; i < count; i++) {
    const [a, b] = [(i / count) * Math.PI * 2, ((i + 1) / count) * Math.PI * 2];
    const [x0, z0, x1, z1] = [Math.sin(a) * 24, Math.cos(a) * 19, Math.sin(b) * 24, Math.cos(b) * 19];
    const y = Math.max(height(x0, z0), height(x1, z1));
    const long = Math.hypot(x1 - x0, z1 - z0) + 0.6;
    into.within(frame((x0 + x1) / 2, y - 5, (z0 + z1) / 2, [1, 1, 1], Math.atan2(x1 - x0, z1 - z0)), () => {
      into.box(0, 0, 0, 2.2, 8.4, long, mix("granite", "stoneware", roll() * 0.3), { foot: 0.3 });
      into.box(0.6, 8.4, 0, 0.9, 1.1, long * 0.55, mix("granite", "stoneware", 0.45));
    });
  }
  const south = height(0, 19);
  into.within(frame(0, south - 1, 19.5), () => {
    into.box(0, 0, 0, 7, 5, 3.4, "granite", { foot: 0.25 });
    into.box(0, 0, 1.5, 2.2, 3.2, 0.6, "brick");
    hall(into, 0, 5, 0, { half: [3.4, 1.6], wall: 2.2, roof: 2.2, doors: false });
  });
  into.within(frame(6, height(6, -4), -4), () => {
    into.drum(0, -2, 0, 4, 6.5, "stoneware", { sides: 10, taper: 0.78, foot: 0.2 });
    into.drum(0, 4.5, 0, 3.3, 1, "granite", { sides: 10 });
  });
}
