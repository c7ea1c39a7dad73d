/**
 * Merges coloured primitives into one geometry: position, normal and colour per vertex, no index, no texture.
 * The foot of every primitive is painted a little darker: a cheap ambient occlusion that costs nothing to draw.
 */
import {
  BoxGeometry,
  BufferGeometry,
  Color,
  ConeGeometry,
  CylinderGeometry,
  Euler,
  Float32BufferAttribute,
  IcosahedronGeometry,
  Matrix4,
  Quaternion,
  SphereGeometry,
  Vector3,
} from "three";
import { type Tint, tint } from "./palette";

export interface Paint {
  /** Share of light taken from the lowest part, 0 to 0.3. */
  readonly foot?: number;
  /** Colour at the top; the foot keeps the main colour. */
  readonly crown?: Tint;
  /** Keeps the primitive's own normals instead of flat faces. */
  readonly smooth?: boolean;
  /** Brightness jitter per triangle, 0 to 0.05. */
  readonly jitter?: number;
  /** Turn about the vertical, radians. */
  readonly turn?: number;
  /** Sides of a round primitive. */
  readonly sides?: number;
  /** Radius at the top as a share of the radius at the foot. */
  readonly taper?: number;
  /** Half depth where it differs from the radius. */
  readonly depth?: number;
}

export interface RingPaint extends Paint {
  readonly from?: number;
  readonly to?: number;
}

/** Returns the matrix of a move, a scale and turns (about y, then x, then z). */
export function frame(
  x: number,
  y: number,
  z: number,
  scale: readonly [number, number, number] = [1, 1, 1],
  turn = 0,
  tiltX = 0,
  tiltZ = 0,
): Matrix4 {
  return new Matrix4().compose(
    new Vector3(x, y, z),
    new Quaternion().setFromEuler(new Euler(tiltX, turn, tiltZ, "YXZ")),
    new Vector3(...scale),
  );
}

/** Unit primitives standing on y = 0 (the ball is centred); made once per shape and shared by all builders. */
const shapes = new Map<string, BufferGeometry>();

function shape(key: string, make: () => BufferGeometry): BufferGeometry {
  let found = shapes.get(key);
  if (!found) {
    const made = make();
    found = made.index ? made.toNonIndexed() : made;
    shapes.set(key, found);
  }
  return found;
}

export const unitBox = (): BufferGeometry => shape("box", () => new BoxGeometry(1, 1, 1).translate(0, 0.5, 0));
export const unitBeam = (): BufferGeometry => shape("beam", () => new BoxGeometry(1, 1, 1));
export const unitDrum = (sides: number, taper: number): BufferGeometry =>
  shape(`drum ${sides} ${taper}`, () => new CylinderGeometry(taper, 1, 1, sides, 1).translate(0, 0.5, 0));
export const unitCone = (sides: number): BufferGeometry =>
  shape(`cone ${sides}`, () => new ConeGeometry(1, 1, sides).translate(0, 0.5, 0));
export const unitDome = (sides: number): BufferGeometry =>
  shape(`dome ${sides}`, () => {
    const rows = Math.max(4, Math.round(sides / 3.4));
    return new SphereGeometry(1, sides, rows, 0, Math.PI * 2, 0, Math.PI / 2);
  });
export const unitBall = (detail = 1): BufferGeometry =>
  shape(`ball ${detail}`, () => new IcosahedronGeometry(1, detail));

export class Builder {
  readonly #positions: number[] = [];
  readonly #normals: number[] = [];
  readonly #colours: number[] = [];
  #frame = new Matrix4();

  get triangles(): number {
    return this.#positions.length / 9;
  }

  /** Draws inside a moved and turned frame. */
  within(matrix: Matrix4, draw: () => void): this {
    const outer = this.#frame;
    this.#frame = outer.clone().multiply(matrix);
    draw();
    this.#frame = outer;
    return this;
  }

  /** Adds any geometry without an index; its colour runs from `colour` at the foot to the crown. */
  add(geometry: BufferGeometry, matrix: Matrix4, colour: Tint, paint: Paint = {}): this {
    const source = geometry.getAttribute("position");
    const placed = geometry.clone().applyMatrix4(this.#frame.clone().multiply(matrix));
    if (!paint.smooth || !placed.getAttribute("normal")) placed.computeVertexNormals();
    const positions = placed.getAttribute("position").array;
    const normals = placed.getAttribute("normal").array;
    for (let i = 0; i < positions.length; i++) {
      this.#positions.push(positions[i] as number);
      this.#normals.push(normals[i] as number);
    }
    this.#paint(source.array, positions, colour, paint);
    return this;
  }

  #paint(source: ArrayLike<number>, placed: ArrayLike<number>, colour: Tint, paint: Paint): void {
    const [low, high] = heightRange(source);
    const base = tint(colour);
    const crown = tint(paint.crown ?? base);
    const mixed = new Color();
    let shade = 1;
    for (let i = 0; i < source.length; i += 3) {
      const up = ((source[i + 1] as number) - low) / Math.max(1e-6, high - low);
      if (i % 9 === 0 && paint.jitter) shade = 1 + paint.jitter * flicker(placed[i], placed[i + 1], placed[i + 2]);
      const light = shade * (1 - (paint.foot ?? 0) * (1 - Math.min(1, up * 1.6)));
      mixed.copy(base).lerp(crown, up);
      this.#colours.push(mixed.r * light, mixed.g * light, mixed.b * light);
    }
  }

  /** Adds bare triangles (nine numbers each) with one colour, or a colour per triangle. */
  triangleSoup(soup: readonly number[], colour: Tint | ((triangle: number) => Color), paint: Paint = {}): this {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(soup, 3));
    const start = this.#colours.length;
    this.add(geometry, new Matrix4(), typeof colour === "function" ? new Color(1, 1, 1) : colour, paint);
    if (typeof colour === "function") this.#repaint(start, colour);
    return this;
  }

  #repaint(start: number, colour: (triangle: number) => Color): void {
    for (let i = start, n = 0; i < this.#colours.length; i += 9, n++) {
      const { r, g, b } = colour(n);
      for (let k = i; k < i + 9; k += 3) {
        this.#colours[k] = (this.#colours[k] as number) * r;
        this.#colours[k + 1] = (this.#colours[k + 1] as number) * g;
        this.#colours[k + 2] = (this.#colours[k + 2] as number) * b;
      }
    }
  }

  /** A box standing on y; width along x, depth along z. */
  box(x: number, y: number, z: number, w: number, h: number, d: number, colour: Tint, paint: Paint = {}): this {
    return this.add(unitBox(), frame(x, y, z, [w, h, d], paint.turn), colour, paint);
  }

  drum(x: number, y: number, z: number, r: number, h: number, colour: Tint, paint: Paint = {}): this {
    const unit = unitDrum(paint.sides ?? 12, paint.taper ?? 1);
    return this.add(unit, frame(x, y, z, [r, h, paint.depth ?? r], paint.turn), colour, paint);
  }

  cone(x: number, y: number, z: number, r: number, h: number, colour: Tint, paint: Paint = {}): this {
    return this.add(unitCone(paint.sides ?? 6), frame(x, y, z, [r, h, r], paint.turn), colour, paint);
  }

  dome(x: number, y: number, z: number, r: number, h: number, colour: Tint, paint: Paint = {}): this {
    const matrix = frame(x, y, z, [r, h, paint.depth ?? r], paint.turn);
    return this.add(unitDome(paint.sides ?? 16), matrix, colour, { smooth: true, ...paint });
  }

  ball(
    x: number,
    y: number,
    z: number,
    size: readonly [number, number, number],
    colour: Tint,
    paint: Paint = {},
  ): this {
    return this.add(unitBall(1), frame(x, y, z, size, paint.turn), colour, paint);
  }

  /** A ring of height h between two radii; angles from +z towards +x. */
  ring(x: number, y: number, z: number, r0: number, r1: number, h: number, colour: Tint, paint: RingPaint = {}): this {
    const soup = ringSoup(r0, r1, h, paint.from ?? 0, paint.to ?? Math.PI * 2, paint.sides ?? 48);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(soup, 3));
    return this.add(geometry, frame(x, y, z), colour, paint);
  }

  /** Returns the merged geometry; the builder may go on and be asked again. */
  geometry(): BufferGeometry {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(this.#positions, 3));
    geometry.setAttribute("normal", new Float32BufferAttribute(this.#normals, 3));
    geometry.setAttribute("color", new Float32BufferAttribute(this.#colours, 3));
    return geometry;
  }
}

function heightRange(positions: ArrayLike<number>): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 1; i < positions.length; i += 3) {
    low = Math.min(low, positions[i] as number);
    high = Math.max(high, positions[i] as number);
  }
  return [low, high];
}

/** Returns a fixed noise in [-1, 1] of a point. */
function flicker(x = 0, y = 0, z = 0): number {
  return (Math.sin(x * 12.9 + y * 7.1 + z * 78.2) * 43_758.5) % 1;
}

type Corner = [number, number, number];

/** Appends the two triangles of a quad whose corners run counter-clockwise seen from outside. */
export function quad(soup: number[], a: Corner, b: Corner, c: Corner, d: Corner): void {
  soup.push(...a, ...b, ...c, ...a, ...c, ...d);
}

function ringSoup(r0: number, r1: number, h: number, from: number, to: number, sides: number): number[] {
  const soup: number[] = [];
  const at = (r: number, angle: number, y: number): Corner => [r * Math.sin(angle), y, r * Math.cos(angle)];
  for (let i = 0; i < sides; i++) {
    const a = from + ((to - from) * i) / sides;
    const b = from + ((to - from) * (i + 1)) / sides;
    quad(soup, at(r0, a, h), at(r1, a, h), at(r1, b, h), at(r0, b, h));
    quad(soup, at(r1, a, h), at(r1, a, 0), at(r1, b, 0), at(r1, b, h));
    if (r0 > 0) quad(soup, at(r0, b, h), at(r0, b, 0), at(r0, a, 0), at(r0, a, h));
  }
  if (to - from < Math.PI * 2 - 1e-3) {
    quad(soup, at(r0, from, 0), at(r1, from, 0), at(r1, from, h), at(r0, from, h));
    quad(soup, at(r1, to, 0), at(r0, to, 0), at(r0, to, h), at(r1, to, h));
  }
  return soup;
}
