/** Trees, houses, flats, fields and reeds: one instanced mesh a kind, at the points of the world file. */
import { type BufferGeometry, Color, InstancedMesh, type Material, type Matrix4 } from "three";
import { Builder, frame, quad, unitBall, unitDrum } from "../kit/builder";
import type { XZ } from "../kit/curves";
import { mix, type Tint, tint } from "../kit/palette";
import { type Dice, dice, pick } from "../kit/random";
import { roof } from "../kit/roof";
import type { Ground } from "./ground";

interface Planted {
  readonly matrix: Matrix4;
  readonly tone: Color;
}

/** How one kind of scenery is drawn and set. */
interface Kind {
  readonly names: readonly string[];
  readonly shape: () => BufferGeometry;
  readonly windows?: () => BufferGeometry;
  readonly set: (at: XZ, y: number, roll: Dice, ground: Ground, nth: number) => Planted | null;
  readonly castsShadow: boolean;
  /** Whether half of them may be left out on weak devices. */
  readonly thins: boolean;
}

const grey = (roll: Dice, low: number, span: number): Color => new Color().setScalar(low + roll() * span);

function planted(at: XZ, y: number, size: readonly [number, number, number], turn: number, tone: Color): Planted {
  return { matrix: frame(at[0], y, at[1], size, turn), tone };
}

function pineShape(): BufferGeometry {
  const into = new Builder();
  into.drum(0, 0, 0, 0.09, 0.35, "brick", { sides: 5 });
  into.cone(0, 0.2, 0, 0.4, 0.55, mix("pine", "tile", 0.12), { sides: 6, crown: mix("pine", "tomb", 0.25) });
  into.cone(0, 0.5, 0, 0.29, 0.5, "pine", { sides: 6, crown: mix("pine", "tomb", 0.45) });
  return into.geometry();
}

function treeShape(): BufferGeometry {
  const into = new Builder();
  into.drum(0, 0, 0, 0.07, 0.45, "brick", { sides: 5, taper: 0.7 });
  for (const [x, y, z, s] of [
    [0, 0.68, 0, 0.33],
    [0.17, 0.56, 0.1, 0.22],
    [-0.16, 0.58, -0.08, 0.22],
  ] as const) {
    into.ball(x, y, z, [s, s * 0.88, s], mix("pine", "tomb", 0.25), { crown: "tomb", jitter: 0.05, turn: x * 9 });
  }
  return into.geometry();
}

/** The umbrella pine of Korean gardens: red leaning trunk, flat clouds of needles. */
function redPineShape(): BufferGeometry {
  const into = new Builder();
  const bark = mix("redEarth", "brick", 0.4);
  into.add(unitDrum(6, 0.6), frame(0, 0, 0, [0.055, 0.5, 0.055], 0, 0, 0.18), bark);
  into.add(unitDrum(6, 0.6), frame(-0.09, 0.46, 0, [0.04, 0.36, 0.04], 0, 0, -0.3), bark);
  for (const [x, y, z, s] of [
    [0.05, 0.8, 0, 0.36],
    [-0.24, 0.66, 0.06, 0.27],
    [0.22, 0.6, -0.1, 0.24],
    [0, 0.95, 0.02, 0.22],
  ] as const) {
    into.add(unitBall(1), frame(x, y, z, [s, s * 0.38, s * 0.9], x * 7), mix("pine", "tile", 0.2), {
      crown: mix("pine", "tomb", 0.4),
      jitter: 0.04,
    });
  }
  return into.geometry();
}

function persimmonShape(): BufferGeometry {
  const into = new Builder();
  into.drum(0, 0, 0, 0.08, 0.4, "brick", { sides: 4 });
  into.ball(0, 0.62, 0, [0.42, 0.38, 0.42], mix("tomb", "pine", 0.4), {
    crown: mix("tomb", "pine", 0.1),
    jitter: 0.04,
  });
  for (let i = 0; i < 8; i++) {
    const a = i * 2.4;
    into.add(
      unitBall(0),
      frame(Math.cos(a) * 0.37, 0.46 + 0.055 * i, Math.sin(a) * 0.37, [0.085, 0.085, 0.085]),
      "persimmon",
    );
  }
  return into.geometry();
}

function houseShape(): BufferGeometry {
  const into = new Builder();
  into.box(0, -0.6, 0, 5.4, 3.4, 4, "white", { foot: 0.3 });
  into.box(0, 0.3, 2.02, 1.3, 1.9, 0.08, mix("ochre", "brick", 0.4));
  roof(into, 0, 2.7, 0, {
    half: [3.9, 3.1],
    height: 2.3,
    ridge: 2.1,
    lift: 0.5,
    columns: 6,
    colour: mix("tile", "stoneware", 0.25),
  });
  return into.geometry();
}

/** Adds a pane that faces along z, `side` 1 or -1; only its front is ever seen. */
function pane(soup: number[], x: number, y: number, z: number, half: number, height: number, side: number): void {
  const [left, right] = [x - half * side, x + half * side];
  quad(soup, [left, y, z], [right, y, z], [right, y + height, z], [left, y + height, z]);
}

function panes(soup: readonly number[]): BufferGeometry {
  return new Builder().triangleSoup(soup, new Color(1, 1, 1)).geometry();
}

function houseWindows(): BufferGeometry {
  const soup: number[] = [];
  for (const x of [-1.7, 1.7]) pane(soup, x, 1, 2.06, 0.55, 0.9, 1);
  return panes(soup);
}

function flatShape(): BufferGeometry {
  const into = new Builder();
  into.box(0, -0.03, 0, 1, 1.03, 1, new Color(1, 1, 1), { foot: 0.14 });
  into.box(0, 1, 0, 0.9, 0.03, 0.7, mix("stoneware", "tile", 0.3));
  return into.geometry();
}

/** Five floors of windows on both long sides. */
function flatWindows(): BufferGeometry {
  const soup: number[] = [];
  for (const side of [-1, 1]) {
    for (let floor = 0; floor < 5; floor++)
      for (const x of [-0.3, 0, 0.3]) pane(soup, x, 0.1 + floor * 0.18, side * 0.515, 0.11, 0.075, side);
  }
  return panes(soup);
}

function paddyShape(): BufferGeometry {
  const into = new Builder();
  into.box(0, 0, 0, 1, 0.3, 1, new Color(1, 1, 1));
  for (let i = -2; i <= 2; i++) into.box(0, 0.3, i * 0.19, 0.94, 0.28, 0.07, new Color(0xe2e6c8));
  return into.geometry();
}

function reedShape(): BufferGeometry {
  const into = new Builder();
  for (let i = 0; i < 6; i++) {
    const a = i * 2.4;
    const r = 0.2 + (i % 3) * 0.28;
    into.cone(Math.cos(a) * r, 0, Math.sin(a) * r, 0.09, 1.1 + (i % 4) * 0.25, i % 3 ? "reed" : "ochre", { sides: 3 });
  }
  return into.geometry();
}

const FLAT_COLOURS: readonly Tint[] = [
  "white",
  mix("white", "granite", 0.5),
  mix("white", "celadon", 0.35),
  mix("clay", "ochre", 0.2),
];
const FIELD_COLOURS: readonly Tint[] = ["reed", "tomb", "ochre", "celadon"];

/** Returns the turn shared by all that stands within some 90 m: streets, not confetti. */
function street([x, z]: XZ): number {
  const block = Math.floor((x + 700) / 90) * 7 + Math.floor((z + 700) / 90) * 13;
  return ((block * 37) % 10) * 0.157;
}

const KINDS: readonly Kind[] = [
  {
    names: ["pine"], shape: pineShape, castsShadow: true, thins: true,
    set: (at, y, roll) => {
      const s = 5 + roll() * 4.5;
      return planted(at, y - 0.4, [s, s * 1.15, s], roll() * 6, grey(roll, 0.88, 0.28));
    },
  },
  {
    names: ["tree"], shape: treeShape, castsShadow: true, thins: true,
    set: (at, y, roll) => {
      const s = 4.6 + roll() * 3;
      return planted(at, y, [s, s * 1.05, s], roll() * 6, grey(roll, 0.9, 0.25));
    },
  },
  {
    names: ["ring_tree"], shape: treeShape, castsShadow: true, thins: false,
    set: (at, y, roll, _, nth) => (nth % 3 === 2 ? null : planted(at, y, scaled(6.2 + roll() * 2), roll() * 6, grey(roll, 0.92, 0.2))),
  },
  {
    names: ["ring_tree"], shape: redPineShape, castsShadow: true, thins: false,
    set: (at, y, roll, _, nth) => (nth % 3 === 2 ? planted(at, y, scaled(8 + roll() * 2), roll() * 6, grey(roll, 0.95, 0.15)) : null),
  },
  {
    names: ["orchard"], shape: persimmonShape, castsShadow: true, thins: true,
    set: (at, y, roll) => planted(at, y, scaled(3.9 + roll() * 0.9), roll() * 6, grey(roll, 0.92, 0.18)),
  },
  {
    names: ["house"], shape: houseShape, windows: houseWindows, castsShadow: true, thins: false,
    set: (at, y, roll) => {
      const tone = roll() < 0.72 ? new Color(1, 1, 1) : new Color(roll() < 0.5 ? 0xf5d0b4 : 0xdfe9dc);
      return planted(at, y, [1, 0.9 + roll() * 0.3, 1], street(at) + (roll() < 0.5 ? 0 : Math.PI / 2), tone);
    },
  },
  {
    names: ["flat"], shape: flatShape, windows: flatWindows, castsShadow: true, thins: false,
    set: (at, y, roll) => planted(at, y, [10, 9 + roll() * 10, 3.4], street(at), tint(pick(roll, FLAT_COLOURS))),
  },
  {
    names: ["paddy"], shape: paddyShape, castsShadow: false, thins: false,
    set: (at, y, roll, ground) => {
      const plate = ground.colourAt(at[0], at[1]);
      return planted(at, y - 0.16, [13, 0.8, 9], street(at), plate.lerp(tint(pick(roll, FIELD_COLOURS)), 0.55));
    },
  },
  {
    names: ["reed"], shape: reedShape, castsShadow: false, thins: true,
    set: (at, y, roll) => planted(at, y, scaled(1.2 + roll() * 0.8), roll() * 6, grey(roll, 0.9, 0.2)),
  },
]; // biome-ignore format: a table of kinds

function scaled(s: number): [number, number, number] {
  return [s, s, s];
}

/** One kind of scenery, set. */
export interface Scenery {
  readonly meshes: readonly InstancedMesh[];
  /** Feet of trees, for their contact shadows: x, y, z, radius. */
  readonly feet: readonly (readonly [number, number, number, number])[];
}

/** Returns all scenery, one kind a step; the points decide how many of each. Windows are of `panes`. */
export function* makeScenery(ground: Ground, material: Material, panes: Material): Generator<Scenery> {
  for (const [k, kind] of KINDS.entries()) {
    const roll = dice(100 + k);
    const set = kind.names
      .flatMap((name) => ground.land.scatter(name))
      .map((at, nth) => kind.set(at, ground.height(at[0], at[1]), roll, ground, nth))
      .filter((one) => one !== null);
    const meshes = [instances(kind, kind.shape(), set, material)];
    if (kind.windows) meshes.push(windowsOf(kind, kind.windows(), set, panes));
    const rounds = kind.castsShadow && kind.names[0]?.includes("tree");
    yield { meshes, feet: rounds ? set.map(footOf) : [] };
  }
}

/** Windows of the same houses, a mesh of their own because they are lit at night; some are dark. */
function windowsOf(kind: Kind, shape: BufferGeometry, set: readonly Planted[], panes: Material): InstancedMesh {
  const roll = dice(31);
  const dim = set.map(({ matrix }): Planted => ({ matrix, tone: grey(roll, roll() < 0.4 ? 0.42 : 0.85, 0.15) }));
  const mesh = instances(kind, shape, dim, panes);
  mesh.castShadow = false;
  mesh.receiveShadow = false;
  mesh.userData = { ...mesh.userData, casts: false };
  return mesh;
}

function footOf({ matrix }: Planted): [number, number, number, number] {
  const e = matrix.elements;
  return [e[12], e[13] + 0.06, e[14], 0.42 * (e[5] as number)];
}

function instances(kind: Kind, shape: BufferGeometry, set: readonly Planted[], material: Material): InstancedMesh {
  const mesh = new InstancedMesh(shape, material, set.length);
  set.forEach(({ matrix, tone }, i) => {
    mesh.setMatrixAt(i, matrix);
    mesh.setColorAt(i, tone);
  });
  mesh.castShadow = kind.castsShadow;
  mesh.receiveShadow = true;
  mesh.frustumCulled = false;
  mesh.userData = { full: set.length, thins: kind.thins, casts: kind.castsShadow, near: kind.names[0] === "ring_tree" };
  return mesh;
}
