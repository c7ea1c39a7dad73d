/** Museums, halls and parks of today. */
import { SphereGeometry, TorusGeometry } from "three";
import { type Builder, frame, unitBeam, unitDrum } from "../kit/builder";
import { mix, type Tint } from "../kit/palette";
import { hall, wall } from "../kit/roof";

/** The National Museum: a drum of dark brick with slits, a glass court, a square wing. Half 25 by 23. */
export function museum(into: Builder): void {
  into.drum(0, -0.2, 0, 24, 0.8, "granite", { sides: 36 });
  into.ring(4, 0.6, 1, 9, 17, 13, "brick", { sides: 36, foot: 0.12 });
  into.drum(4, 0.6, 1, 9.4, 8.4, mix("celadon", "river", 0.4), { sides: 24 });
  for (let i = 0; i < 18; i++) {
    const a = (i / 18) * Math.PI * 2;
    into.box(4 + Math.sin(a) * 17, 3.4, 1 + Math.cos(a) * 17, 1.5, 7.6, 0.7, mix("brick", "tile", 0.6), { turn: a });
  }
  into.ring(4, 13.4, 1, 8.6, 17.6, 1.1, mix("brick", "stoneware", 0.4), { sides: 36 });
  into.box(-17, 0.6, 1, 14, 8, 20, mix("brick", "stoneware", 0.12), { foot: 0.2 });
  into.box(-17, 8.4, 1, 14.6, 0.7, 20.6, mix("brick", "stoneware", 0.4));
  into.box(-9.8, 0.6, 15, 9, 4, 6, mix("river", "tile", 0.4));
  into.box(-9.8, 4.6, 15, 10, 0.5, 7, "granite");
}

/** Yeonji Park: two ponds that meet, an arch bridge, lotus, the fountain. Half 28 by 23. */
export function yeonjiPark(into: Builder): void {
  into.drum(0, 0.05, 0, 28, 0.2, mix("tomb", "reed", 0.25), { sides: 30, depth: 23 });
  for (const [x, z, r, d] of [
    [-7, 1, 18.5, 17],
    [11, 1, 13.5, 11],
  ] as const) {
    into.drum(x, 0.1, z, r + 1.2, 0.25, mix("granite", "reed", 0.3), { sides: 28, depth: d + 1.2 });
    into.drum(x, 0.16, z, r, 0.28, "river", { sides: 28, depth: d });
  }
  into.drum(-13, 0.3, -4, 4.2, 0.5, mix("tomb", "reed", 0.2), { sides: 14 });
  into.drum(-13, 0.7, -4, 0.3, 1.4, "brick", { sides: 5 });
  into.ball(-13, 3.4, -4, [1.9, 1.7, 1.9], mix("pine", "tomb", 0.4), { crown: "tomb" });
  archBridge(into, 3.5, 1, 13, Math.PI / 2);
  into.drum(-4, 0.4, 6, 0.5, 4.6, "white", { sides: 6, taper: 0.15 });
  for (let i = 0; i < 26; i++) {
    const a = i * 2.4;
    const r = 1.2 + (i % 7) * 0.75;
    into.drum(
      13 + Math.sin(a) * r,
      0.44,
      3 + Math.cos(a) * r * 0.8,
      0.75,
      0.05,
      i % 3 ? "tomb" : mix("tomb", "pine", 0.4),
      { sides: 7 },
    );
    if (i % 4 === 0)
      into.ball(
        13 + Math.sin(a) * r,
        0.62,
        3 + Math.cos(a) * r * 0.8,
        [0.3, 0.25, 0.3],
        mix("persimmon", "white", 0.6),
      );
  }
}

function archBridge(into: Builder, x: number, z: number, span: number, turn: number): void {
  into.within(frame(x, 0.2, z, [1, 1, 1], turn), () => {
    const steps = 12;
    for (let i = 0; i < steps; i++) {
      const u = (i + 0.5) / steps - 0.5;
      const y = 2.6 * (1 - 4 * u * u);
      const slope = Math.atan2(-8 * 2.6 * u, span);
      into.add(
        unitBeam(),
        frame(u * span, y, 0, [span / steps + 0.15, 0.3, 2.8], 0, 0, slope),
        mix("ochre", "brick", 0.2),
      );
      for (const s of [-1, 1]) {
        into.add(
          unitBeam(),
          frame(u * span, y + 0.9, s * 1.3, [span / steps + 0.15, 0.14, 0.14], 0, 0, slope),
          "redEarth",
        );
        into.box(u * span, y, s * 1.3, 0.12, 0.9, 0.12, "redEarth");
      }
    }
  });
}

/** Gaya Theme Park: the palace of two roofs on its terrace, wings, a gate. Half 24 by 17. */
export function themePark(into: Builder): void {
  into.box(0, -4, 0, 46, 5.5, 32, "granite", { foot: 0.2 });
  hall(into, 0, 1.5, -5, { half: [11, 5], wall: 6, roof: 5, storeys: 2 });
  for (const s of [-1, 1]) hall(into, s * 16.5, 1.5, 3, { half: [5, 3], wall: 3.8, roof: 3.4, turn: Math.PI / 2 });
  hall(into, 0, 1.5, 13, { half: [4.6, 2], wall: 3.6, roof: 3, wallColour: "redEarth" });
  for (const s of [-1, 1]) wall(into, s * 14.5, 1.5, 14.5, 17, 2);
  into.box(0, 1.5, 5, 5, 0.1, 12, mix("granite", "white", 0.5));
}

/** The observatory: a white egg on its drum. Half 11. */
export function observatory(into: Builder): void {
  into.drum(0, -3, 0, 11, 5, "granite", { sides: 18, foot: 0.2 });
  into.drum(0, 2, 0, 6.5, 2.4, mix("river", "tile", 0.45), { sides: 16 });
  into.add(
    new SphereGeometry(1, 18, 13).toNonIndexed(),
    frame(0, 11, 0, [7.4, 9.4, 7.4]),
    mix("white", "granite", 0.25),
    { smooth: true, crown: "white" },
  );
  into.box(0, 12.5, 5.2, 1.7, 7, 4.2, mix("tile", "river", 0.2));
}

/** The Arts and Culture Centre: glass front under two swelling roofs. Half 19 by 12. */
export function artsCentre(into: Builder): void {
  into.box(0, -0.2, 0, 37, 0.8, 23, "granite");
  into.box(0, 0.4, 0, 33, 8, 18, mix("white", "granite", 0.3), { foot: 0.2 });
  into.box(0, 1.6, 9.1, 27, 5, 0.5, mix("river", "tile", 0.35));
  barrel(into, -5, 7.6, 0, 14, 6.5, 20, "stoneware");
  barrel(into, 10.5, 7.6, 0, 8, 4.6, 19, mix("stoneware", "celadon", 0.5));
}

function barrel(into: Builder, x: number, y: number, z: number, w: number, h: number, d: number, colour: Tint): void {
  const lying = unitDrum(20, 1)
    .clone()
    .translate(0, -0.5, 0)
    .rotateX(Math.PI / 2);
  into.add(lying, frame(x, y, z, [w / 1.2, h, d]), colour);
}

const CLAYARCH_TILES: readonly Tint[] = ["persimmon", "celadon", "ochre", "river", "white", "redEarth"];

/** Clayarch: a drum clad in fired tiles under a glass dome, and the chimney. Half 24 by 19. */
export function clayarch(into: Builder): void {
  into.drum(0, -0.2, 0, 19, 0.8, "granite", { sides: 26 });
  for (let i = 0; i < 24; i++) {
    into.within(frame(0, 0, 0, [1, 1, 1], (i / 24) * Math.PI * 2), () => {
      for (let row = 0; row < 3; row++) {
        into.box(0, 0.8 + row * 3, 14, 3.65, 2.9, 1.6, CLAYARCH_TILES[(i * 5 + row * 2) % 6] ?? "clay");
      }
    });
  }
  into.drum(0, 0.6, 0, 13.6, 9.4, "clay", { sides: 24 });
  into.dome(0, 9.8, 0, 13.2, 6, mix("celadon", "river", 0.3), { sides: 22, smooth: false });
  into.drum(20.5, 0, 6, 2.4, 24, "persimmon", { sides: 10, taper: 0.7 });
  into.ring(20.5, 19, 6, 1.2, 2.2, 1.3, "white", { sides: 10 });
}

/** Eunhasa: the temple and its pavilion on a ledge under the rocks. Half 16 by 12. */
export function eunhasa(into: Builder): void {
  into.box(0, -4, 0, 31, 4.6, 18, "granite", { foot: 0.2 });
  hall(into, -4, 0.6, -1, { half: [6.6, 3.6], wall: 4.2, roof: 4.2 });
  hall(into, 9, 0.6, 3.4, { half: [3, 2.4], wall: 3, roof: 3 });
  for (const [x, h] of [
    [-12, 9],
    [-5, 12],
    [4, 10],
    [11, 8],
  ] as const) {
    into.ball(x, 1, -9, [3.4, h, 2.8], mix("stoneware", "granite", 0.4), { turn: x });
  }
}

/** The wood museum: a timber hall with a long eave. Half 12 by 9. */
export function woodMuseum(into: Builder): void {
  into.box(0, -0.2, 0, 23, 0.8, 17, "granite");
  into.box(0, 0.6, 0, 17, 5, 11, mix("ochre", "brick", 0.25), { foot: 0.25 });
  for (let i = -4; i <= 4; i++) into.box(i * 2.3, 0.6, 6.4, 0.5, 5.4, 0.5, mix("ochre", "brick", 0.45));
  into.add(unitBeam(), frame(0, 6.8, 3.4, [22, 0.6, 9], 0, 0.3), mix("redEarth", "brick", 0.4));
  into.add(unitBeam(), frame(0, 6.8, -4, [22, 0.6, 8], 0, -0.3), mix("redEarth", "brick", 0.5));
}

/** A modern culture centre of white boxes and glass. Half 15 by 11. */
export function cultureCentre(into: Builder): void {
  into.box(0, -0.2, 0, 29, 0.8, 21, "granite");
  into.box(-4, 0.6, -1, 19, 10, 14, mix("white", "celadon", 0.2), { foot: 0.15 });
  into.box(7, 0.6, 2, 12, 6, 12, mix("river", "tile", 0.35));
  into.box(7, 6.6, 2, 13.4, 0.8, 13.4, "white");
  into.add(new TorusGeometry(5, 0.7, 5, 18, Math.PI).toNonIndexed(), frame(-4, 10.2, -1, [1.4, 0.8, 1.2]), "persimmon");
}

/** The Hanok guest house: tiled houses around a yard. Half 12 by 10. */
export function hanok(into: Builder): void {
  into.box(0, -0.2, 0, 24, 0.5, 20, mix("clay", "ochre", 0.2));
  hall(into, 0, 0.3, -5, { half: [6.2, 2.6], wall: 2.8, roof: 2.6 });
  hall(into, -8, 0.3, 3, { half: [4.4, 2], wall: 2.5, roof: 2.2, turn: Math.PI / 2 });
  hall(into, 8, 0.3, 3, { half: [4.4, 2], wall: 2.5, roof: 2.2, turn: Math.PI / 2 });
  for (const s of [-1, 1]) wall(into, s * 7.4, 0.3, 9.6, 8.6, 1.7);
}
