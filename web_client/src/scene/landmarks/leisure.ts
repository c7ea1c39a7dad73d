/** Parks, streams, sport and what people do on a free day; and the quiet places of the country. */
import { type Builder, frame, unitBeam } from "../kit/builder";
import { mix, type Tint, tint } from "../kit/palette";
import { dice } from "../kit/random";
import { hall } from "../kit/roof";
import { thatch } from "./tombs";

/** The rail park: a red truss bridge that runs out over the river (+z). Half 6 by 36. */
export function railPark(into: Builder): void {
  // The deck ends before the place where one arrives.
  into.box(0, 4.6, 21.5, 5.4, 1, 51, "brick");
  for (const s of [-1, 1]) into.box(s * 1.1, 5.6, 21.5, 0.25, 0.25, 51, "tile");
  for (let i = 1; i < 5; i++) {
    const z = -14 + i * 13;
    into.box(0, 0, z - 4, 4, 5, 2, "granite", { foot: 0.2 });
    for (const s of [-2.9, 2.9]) {
      into.add(unitBeam(), frame(s, 9.2, z - 0.6, [0.7, 10.4, 0.7], 0, 0.62), "redEarth");
      into.add(unitBeam(), frame(s, 9.2, z + 5.9, [0.7, 10.4, 0.7], 0, -0.62), "redEarth");
      into.box(s, 13.2, z + 2.6, 0.8, 0.8, 13, "redEarth");
    }
    into.box(0, 13.3, z + 2.6, 6, 0.5, 0.5, "redEarth");
  }
  for (const [z, colour] of [
    [2, "persimmon"],
    [10, "celadon"],
  ] as const) {
    into.box(0, 5.8, z, 2, 1, 3, colour);
    into.box(0, 6.8, z - 1, 2, 0.9, 0.3, colour);
  }
}

/** Hwapocheon, around the ponds of the world file: reeds, a boardwalk, the stork. Half 34 by 22. */
export function hwapocheon(into: Builder): void {
  const roll = dice(5);
  for (let i = 0; i < 170; i++) {
    const a = roll() * Math.PI * 2;
    const r = 0.86 + roll() * 0.45;
    into.cone(
      Math.cos(a) * 24 * r,
      0,
      Math.sin(a) * 15 * r,
      0.22 + roll() * 0.3,
      1.6 + roll() * 1.9,
      roll() < 0.3 ? "ochre" : "reed",
      { sides: 4 },
    );
  }
  for (let i = 0; i < 9; i++)
    into.box(-14 + i * 3, 0.5, 6 - i * 0.6, 3.3, 0.16, 1.5, mix("ochre", "brick", 0.3), { turn: 0.2 });
  into.drum(6, 0.2, 2, 0.09, 1.6, "persimmon", { sides: 4 });
  into.ball(6, 2.2, 2, [0.7, 0.5, 1], "white");
  into.cone(6, 2.4, 2.8, 0.18, 1.2, "white", { sides: 5 });
  into.add(unitBeam(), frame(6, 3.5, 3.2, [0.08, 0.08, 0.7], 0, 0.15), "persimmon");
}

/** Bongha: the thatched birth house, a tiled one, the stone field. Half 18 by 12. */
export function bongha(into: Builder): void {
  into.box(0, -0.2, 0, 32, 0.4, 20, mix("tomb", "reed", 0.4));
  into.box(0, 0.2, -2, 9, 2.8, 4.6, "clay", { foot: 0.25 });
  for (const x of [-2.6, 0, 2.6]) into.box(x, 0.3, 0.35, 1.4, 2, 0.1, mix("ochre", "brick", 0.3));
  thatch(into, 0, 2.7, -2, 6, 4, 3.2);
  into.box(-10.5, 0.2, 4, 4.6, 2.4, 3.6, "clay", { foot: 0.25 });
  thatch(into, -10.5, 2.3, 4, 3.4, 2.8, 2.4);
  hall(into, 11, 0.2, -3, { half: [3.4, 2.2], wall: 2.4, roof: 2.2 });
  into.drum(4, 0.2, 6.5, 5, 0.15, "granite", { sides: 18 });
  into.box(4, 0.3, 6.5, 2.6, 0.7, 2, "stoneware", { turn: 0.5 });
}

/** The Yulha stream walk: dolmens on the bank. Half 16 by 12. */
export function yulhacheon(into: Builder): void {
  into.drum(0, -0.05, 0, 16, 0.2, mix("tomb", "reed", 0.35), { sides: 22, depth: 12 });
  for (const [x, z, s] of [
    [-8, 3, 1],
    [1, 6, 1.15],
    [9, 1, 0.9],
    [-2, -5, 0.8],
  ] as const) {
    into.within(frame(x, 0, z, [s, s, s], x * 0.3), () => {
      for (const side of [-1, 1]) into.box(side * 1.7, 0, 0, 0.9, 2.1, 2.2, "stoneware", { foot: 0.25 });
      into.box(0, 2.1, 0, 5.6, 1.2, 3.8, mix("stoneware", "granite", 0.4), { turn: 0.1 });
    });
  }
}

/** The Jangyu valley: rocks, a white fall, its pool. Half 13 by 10. */
export function jangyuValley(into: Builder): void {
  for (const [x, z, w, h] of [
    [0, -6, 10, 12],
    [-7, -4, 5, 8],
    [8, -5, 5, 9],
    [-10, 1, 3, 4],
  ] as const) {
    into.ball(x, h * 0.3, z, [w * 0.7, h * 0.75, w * 0.5], mix("stoneware", "pine", 0.2), { turn: x, jitter: 0.04 });
  }
  into.box(1, 0.2, -1.2, 2.8, 9.5, 0.7, "white");
  into.drum(1, 0.25, 0.6, 3, 0.12, "white", { sides: 12, depth: 1.4 });
}

/** The water park: a painted volcano, pools, slides. Half 24 by 22. */
export function waterPark(into: Builder): void {
  into.drum(-1, -0.1, 1, 23, 0.3, mix("reed", "white", 0.4), { sides: 26, depth: 21 });
  into.drum(0, 0, -6, 13, 15, mix("redEarth", "ochre", 0.35), { sides: 10, taper: 0.36, foot: 0.15 });
  into.drum(0, 14.4, -6, 4.4, 0.9, "persimmon", { sides: 10 });
  into.drum(7, 0.1, 11, 13, 0.3, mix("river", "white", 0.25), { sides: 22, depth: 8 });
  into.drum(-14, 0.1, 9, 8, 0.3, mix("river", "white", 0.25), { sides: 16 });
  for (const [x, colour] of [
    [9, "persimmon"],
    [12.5, "white"],
    [16, "celadon"],
  ] as const) {
    into.add(unitBeam(), frame(x, 4.2, 1.5, [1.6, 0.5, 15], 0, 0.5), colour);
    into.drum(x, 0, -4.5, 0.3, 7.6, "granite", { sides: 5 });
  }
}

/** Inje University: red halls in steps. Half 19 by 14. */
export function injeUniversity(into: Builder): void {
  into.box(0, -2, 0, 38, 2.2, 27, mix("tomb", "reed", 0.3));
  const rows = [
    [-9, -3, 16, 7, 10],
    [9, -6, 14, 7, 14],
    [3, 7, 18, 6, 7],
  ] as const;
  for (const [x, z, w, d, h] of rows) {
    into.box(x, 0.2, z, w, h, d, mix("redEarth", "clay", 0.4), { foot: 0.2 });
    for (let y = 2; y < h - 1; y += 3) into.box(x, y, z + d / 2, w * 0.88, 1.3, 0.12, mix("river", "tile", 0.4));
    into.box(x, h + 0.2, z, w + 1, 0.8, d + 1, "white");
  }
}

/** The stadium: an oval of leaning panels around the lawn. Half 24 by 17. */
export function stadium(into: Builder): void {
  into.drum(0, -0.2, 0, 24, 0.8, "granite", { sides: 30, depth: 17 });
  for (let i = 0; i < 28; i++) {
    const a = (i / 28) * Math.PI * 2;
    const h = 6 + 3.5 * Math.abs(Math.sin(a));
    const turn = Math.atan2(Math.sin(a) * 21, Math.cos(a) * 14.5 * 1.4);
    into.within(frame(Math.sin(a) * 21, 0, Math.cos(a) * 14.5, [1, 1, 1], turn), () =>
      into.add(
        unitBeam(),
        frame(0, h / 2, 0, [5.4, h, 3.6], 0, -0.25),
        i % 2 ? "white" : mix("white", "celadon", 0.35),
      ),
    );
  }
  into.drum(0, 0.5, 0, 17, 0.3, "redEarth", { sides: 28, depth: 11 });
  into.drum(0, 0.7, 0, 13.4, 0.25, "tomb", { sides: 28, depth: 8 });
}

/** A fair: a wheel, a tent, a carousel. Half 14 by 11. */
export function gayaland(into: Builder): void {
  into.drum(0, -0.5, 0, 14, 0.8, mix("clay", "reed", 0.4), { sides: 22, depth: 11 });
  const spokes: readonly Tint[] = ["persimmon", "celadon", "ochre", "violet", "river", "white"];
  into.within(frame(-4, 8.2, -3, [1, 1, 1], 0.5), () => {
    for (let i = 0; i < 12; i++) {
      const a = (i / 12) * Math.PI * 2;
      into.add(unitBeam(), frame(Math.sin(a) * 3.4, Math.cos(a) * 3.4, 0, [0.18, 6.8, 0.18], 0, 0, -a), "granite");
      into.ball(Math.sin(a) * 7, Math.cos(a) * 7, 0, [0.8, 0.9, 0.7], spokes[i % 6] ?? "white");
    }
  });
  for (const s of [-1, 1]) into.add(unitBeam(), frame(-4 + s * 1.6, 4, -3, [0.4, 9, 0.4], 0, 0, s * 0.36), "tile");
  into.drum(7, 0.3, 3, 3.4, 2.4, "white", { sides: 12 });
  into.cone(7, 2.7, 3, 4, 2.6, "persimmon", { sides: 12 });
}

/** Global Food Town: stalls under coloured awnings in a lane. Half 13 by 7. */
export function foodTown(into: Builder): void {
  const awnings: readonly Tint[] = ["persimmon", "celadon", "ochre", "river", "violet"];
  for (const s of [-1, 1]) {
    for (let i = 0; i < 5; i++) {
      const x = -10 + i * 5;
      into.box(x, 0, s * 5, 4.4, 3 + ((i * 3) % 4) * 0.8, 3, mix("clay", "white", 0.3), { foot: 0.25 });
      into.add(
        unitBeam(),
        frame(x, 2.6, s * 2.9, [4.2, 0.2, 1.9], 0, s * 0.35),
        awnings[(i + (s > 0 ? 2 : 0)) % 5] ?? "ochre",
      );
    }
  }
}

/** A civic sports park: courts, a small grandstand, trees left to the fabric. Half 14 by 10. */
export function sportsPark(into: Builder): void {
  into.drum(0, -0.1, 0, 15, 0.25, mix("tomb", "reed", 0.2), { sides: 22, depth: 10 });
  into.box(-4, 0.1, 0, 14, 0.15, 9, tint("tomb"));
  into.box(-4, 0.2, 0, 12.6, 0.1, 0.25, "white");
  into.box(7.5, 0.1, 1, 7, 0.15, 8, "redEarth");
  for (let i = 0; i < 3; i++) into.box(-4, 0.1, -6 - i * 1.1, 13, 0.8 + i * 0.7, 1.1, "granite");
}
