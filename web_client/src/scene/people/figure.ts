/**
 * The shapes of people: 1.68 m, head one in six, no face, no shine. A vertex carries which part it is (for colour)
 * and which joint moves it; poses are made in the vertex shader from four numbers a person.
 */
import {
  type BufferGeometry,
  Color,
  CylinderGeometry,
  Float32BufferAttribute,
  InstancedBufferGeometry,
  LatheGeometry,
  type Matrix4,
  SphereGeometry,
  TorusGeometry,
  Vector2,
} from "three";
import type { FigureKind, HairKind } from "../../square/looks";
import { Builder, frame, unitBox, unitDrum } from "../kit/builder";

/** What colour a vertex takes. */
export const PART = { skin: 0, hair: 1, top: 2, bottom: 3, shoe: 4, aid: 5 } as const;
/** What moves a vertex; the numbers are used in the shader. */
export const JOINT = {
  trunk: 0, leftThigh: 1, leftShin: 2, rightThigh: 3, rightShin: 4, leftArm: 5, leftHand: 6, rightArm: 7, rightHand: 8,
  head: 9, skirt: 10, fixed: 11, seat: 12,
} as const; // biome-ignore format: one table
/** Where the joints are, metres over the ground. */
export const BODY = {
  hip: 0.84,
  knee: 0.45,
  shoulder: 1.35,
  elbow: 1.09,
  neck: 1.43,
  side: 0.095,
  reach: 0.205,
  seat: 0.5,
} as const;

type Part = keyof typeof PART;
type Joint = keyof typeof JOINT;

class Figure {
  readonly #builder = new Builder();
  readonly #part: number[] = [];
  readonly #joint: number[] = [];

  add(shape: BufferGeometry, at: Matrix4, part: Part, joint: Joint, foot = 0): this {
    const before = this.#builder.triangles;
    this.#builder.add(shape.index ? shape.toNonIndexed() : shape, at, WHITE, { smooth: true, foot });
    for (let i = before * 3; i < this.#builder.triangles * 3; i++) {
      this.#part.push(PART[part]);
      this.#joint.push(JOINT[joint]);
    }
    return this;
  }

  geometry(): InstancedBufferGeometry {
    const made = this.#builder.geometry();
    const shade = made.getAttribute("color");
    const one = new Float32Array(shade.count);
    for (let i = 0; i < one.length; i++) one[i] = shade.getX(i);
    const out = new InstancedBufferGeometry();
    out.setAttribute("position", made.getAttribute("position"));
    out.setAttribute("normal", made.getAttribute("normal"));
    out.setAttribute("shade", new Float32BufferAttribute(one, 1));
    out.setAttribute("part", new Float32BufferAttribute(this.#part, 1));
    out.setAttribute("joint", new Float32BufferAttribute(this.#joint, 1));
    return out;
  }
}

const WHITE = new Color(1, 1, 1);
const lathe = (profile: readonly (readonly [number, number])[], sides = 8): BufferGeometry =>
  new LatheGeometry(
    profile.map(([r, y]) => new Vector2(r, y)),
    sides,
  );
const sphere = (wide: number, high: number): BufferGeometry => new SphereGeometry(1, wide, high);
const limb = (taper: number): BufferGeometry => new CylinderGeometry(1, taper, 1, 6, 1).translate(0, -0.5, 0);

const SIDES = [
  [-1, "leftThigh", "leftShin", "leftArm", "leftHand"],
  [1, "rightThigh", "rightShin", "rightArm", "rightHand"],
] as const;

/** Returns the body of a figure, head included, hair apart. */
export function bodyGeometry(kind: FigureKind): InstancedBufferGeometry {
  const figure = new Figure();
  const hip = BODY.hip;
  const shoulders = [
    [0.15, hip + 0.22],
    [0.178, hip + 0.42],
    [0.17, hip + 0.52],
    [0.06, hip + 0.6],
    [0, hip + 0.61],
  ] as const;
  figure.add(
    lathe([[0, hip - 0.04], [0.15, hip - 0.04], [0.165, hip + 0.06], ...shoulders]),
    frame(0, 0, 0, [1.16, 1, 0.78]),
    "top",
    "trunk",
    0.12,
  );
  addClothes(figure, kind);
  addLegs(figure, kind);
  addArms(figure, kind);
  addHead(figure);
  return figure.add(unitBox(), frame(0, 0, -0.02, [0.42, 0.44, 0.4]), "aid", "seat").geometry();
}

type Profile = readonly (readonly [number, number])[];

/** What hangs below the waist, as [radius, height] from the top down; trousers have nothing there. */
const TAILS: Readonly<Partial<Record<FigureKind, { profile: Profile; depth: number; part: Part }>>> = {
  coat: {
    profile: [
      [0.185, BODY.hip + 0.02],
      [0.2, BODY.hip - 0.14],
      [0.222, BODY.hip - 0.32],
      [0.2, BODY.hip - 0.33],
    ],
    depth: 0.82,
    part: "top",
  },
  skirt: {
    profile: [
      [0.155, BODY.hip + 0.08],
      [0.185, BODY.hip - 0.1],
      [0.215, 0.46],
      [0.245, 0.24],
      [0.2, 0.23],
    ],
    depth: 0.86,
    part: "bottom",
  },
  hanbok: {
    profile: [
      [0.17, BODY.hip + 0.3],
      [0.215, BODY.hip + 0.05],
      [0.29, 0.52],
      [0.37, 0.06],
      [0.3, 0.05],
    ],
    depth: 0.9,
    part: "bottom",
  },
};

/** Adds what a figure wears over trunk and legs: a tail of cloth, and the short jacket of a hanbok. */
function addClothes(figure: Figure, kind: FigureKind): void {
  const tail = TAILS[kind];
  if (tail) addTail(figure, tail.profile, tail.depth, tail.part);
  if (kind !== "hanbok") return;
  const jacket = lathe([
    [0.185, BODY.hip + 0.28],
    [0.195, BODY.hip + 0.34],
    [0.18, BODY.hip + 0.46],
  ]);
  figure.add(jacket, frame(0, 0, 0, [1.16, 1, 0.84]), "top", "trunk");
}

function addTail(figure: Figure, profile: Profile, depth: number, part: Part): void {
  figure.add(lathe([...profile].reverse(), 10), frame(0, 0, 0, [1.1, 1, depth]), part, "skirt", 0.2);
}

function addLegs(figure: Figure, kind: FigureKind): void {
  const bare = kind === "skirt";
  for (const [side, thigh, shin] of SIDES) {
    const x = side * BODY.side;
    if (kind !== "hanbok") {
      figure.add(limb(0.8), frame(x, BODY.hip + 0.02, 0, [0.088, 0.42, 0.092]), "bottom", thigh);
      figure.add(
        limb(0.8),
        frame(x, BODY.knee + 0.02, 0, bare ? [0.056, 0.42, 0.056] : [0.073, 0.42, 0.076]),
        bare ? "skin" : "bottom",
        shin,
        0.2,
      );
    }
    figure.add(unitBox(), frame(x, 0, 0.035, [0.1, 0.075, 0.24]), "shoe", shin);
  }
}

function addArms(figure: Figure, kind: FigureKind): void {
  const wide = kind === "hanbok" ? 1.5 : 1;
  for (const [side, , , arm, hand] of SIDES) {
    const x = side * BODY.reach;
    figure.add(limb(0.86), frame(x, BODY.shoulder + 0.02, 0, [0.054, 0.29, 0.056], 0, 0, side * 0.06), "top", arm);
    figure.add(
      limb(wide === 1 ? 0.8 : 1.25),
      frame(x + side * 0.016, BODY.elbow + 0.01, 0, [0.046 * wide, 0.25, 0.046 * wide], 0, 0, side * 0.04),
      "top",
      hand,
    );
    figure.add(sphere(6, 5), frame(x + side * 0.026, BODY.elbow - 0.28, 0.005, [0.045, 0.052, 0.045]), "skin", hand);
  }
}

function addHead(figure: Figure): void {
  figure.add(unitDrum(7, 1), frame(0, BODY.neck - 0.03, 0, [0.055, 0.12, 0.055]), "skin", "trunk");
  figure.add(sphere(10, 8), frame(0, BODY.neck + 0.19, 0.005, [0.108, 0.135, 0.118]), "skin", "head");
}

/** Returns the hair of a style, over the head of every figure. */
export function hairGeometry(kind: HairKind): InstancedBufferGeometry {
  const figure = new Figure();
  const y = BODY.neck;
  const cap = new SphereGeometry(1, 10, 6, 0, Math.PI * 2, 0, Math.PI * 0.56);
  figure.add(cap, frame(0, y + 0.205, -0.018, [0.121, 0.14, 0.128], 0, -0.28), "hair", "head");
  if (kind === "long") figure.add(sphere(8, 6), frame(0, y + 0.1, -0.075, [0.118, 0.19, 0.075]), "hair", "head");
  if (kind === "bun") figure.add(sphere(7, 5), frame(0, y + 0.19, -0.145, [0.062, 0.062, 0.062]), "hair", "head");
  if (kind === "hat") {
    figure.add(unitDrum(12, 1), frame(0, y + 0.255, 0, [0.2, 0.018, 0.21]), "top", "head");
    figure.add(unitDrum(10, 0.86), frame(0, y + 0.26, 0, [0.122, 0.1, 0.13]), "top", "head");
  }
  return figure.geometry();
}

/** Returns a wheelchair around the seated person. */
export function wheelchairGeometry(): InstancedBufferGeometry {
  const figure = new Figure();
  for (const side of [-1, 1]) {
    figure.add(
      new TorusGeometry(0.3, 0.025, 5, 18),
      frame(side * 0.31, 0.31, -0.03, [1, 1, 1], Math.PI / 2),
      "aid",
      "fixed",
    );
    figure.add(
      new TorusGeometry(0.09, 0.022, 4, 10),
      frame(side * 0.22, 0.1, 0.5, [1, 1, 1], Math.PI / 2),
      "aid",
      "fixed",
    );
    figure.add(unitBox(), frame(side * 0.27, 0.64, 0.08, [0.05, 0.03, 0.36]), "aid", "fixed");
    figure.add(unitDrum(5, 1), frame(side * 0.25, 0.5, -0.24, [0.018, 0.45, 0.018]), "aid", "fixed");
  }
  figure.add(unitBox(), frame(0, 0.4, 0.08, [0.5, 0.05, 0.5]), "aid", "fixed");
  figure.add(unitBox(), frame(0, 0.48, -0.22, [0.48, 0.4, 0.04]), "aid", "fixed");
  return figure.add(unitBox(), frame(0, 0.05, 0.55, [0.36, 0.03, 0.16]), "aid", "fixed").geometry();
}

/** Returns a walking cane in the right hand. */
export function caneGeometry(): InstancedBufferGeometry {
  const figure = new Figure();
  figure.add(unitDrum(6, 1), frame(0.29, 0, 0.16, [0.017, 0.82, 0.017], 0, -0.1), "aid", "fixed");
  return figure.add(unitBox(), frame(0.29, 0.8, 0.08, [0.03, 0.03, 0.14]), "aid", "fixed").geometry();
}

/** Returns a person of some forty triangles, for those far away. */
export function farGeometry(): InstancedBufferGeometry {
  const figure = new Figure();
  figure.add(new CylinderGeometry(0.12, 0.15, 0.86, 5, 1), frame(0, 0.43, 0), "bottom", "trunk", 0.2);
  figure.add(new CylinderGeometry(0.16, 0.17, 0.62, 5, 1), frame(0, 1.13, 0), "top", "trunk");
  return figure.add(new SphereGeometry(1, 5, 4), frame(0, 1.57, 0, [0.12, 0.15, 0.13]), "hair", "trunk").geometry();
}
