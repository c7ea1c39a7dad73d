/**
 * Labels of screen size in one draw call. Every frame they are placed by priority; one that would cover another climbs
 * its leader, slides a little if it names an area, or is left out.
 */
import {
  Color,
  CustomBlending,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Matrix4,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  type PerspectiveCamera,
  PlaneGeometry,
  ShaderMaterial,
  Vector2,
  Vector3,
} from "three";
import type { Atlas, Card } from "./atlas";
import { type Box, type Placement, placement } from "./placement";
import { Taken } from "./shelves";
import { type LabelStyle, STYLES, type StyleName } from "./styles";

export interface Label {
  readonly style: StyleName;
  readonly title: string;
  readonly text?: string;
  readonly at: readonly [number, number, number];
  /** Lower comes first. */
  readonly priority: number;
  /** Stays even where it covers another. */
  readonly keep?: boolean;
  /** A place one can press. */
  readonly place?: string;
}

/** Labels on the screen at once: more than fit without covering the square. */
const MOST = 96;

const VERTEX = /* glsl */ `
attribute vec3 anchor, tone;
attribute vec4 box, patch_;
uniform vec2 size;
varying vec2 at;
varying vec3 ink;
void main() {
  at = patch_.xy + uv * patch_.zw;
  ink = tone;
  gl_Position = projectionMatrix * viewMatrix * vec4(anchor, 1.0);
  vec2 px = box.xy + uv * box.zw;
  gl_Position.xy = (floor((gl_Position.xy / gl_Position.w * 0.5 + 0.5) * size + 0.5) + floor(px + 0.5)) / size * 2.0 - 1.0;
  gl_Position.xy *= gl_Position.w;
}`;
const FRAGMENT = /* glsl */ `
uniform sampler2D sheet;
varying vec2 at;
varying vec3 ink;
void main() {
  vec4 c = texture2D(sheet, at);
  gl_FragColor = vec4(c.rgb * ink, c.a);
}`;

interface Pressed {
  readonly place: string;
  readonly box: Box;
}

export class Labels {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #atlas: Atlas;
  readonly #anchor: InstancedBufferAttribute;
  readonly #box: InstancedBufferAttribute;
  readonly #patch: InstancedBufferAttribute;
  readonly #tone: InstancedBufferAttribute;
  readonly #taken = new Taken(MOST * 2);
  readonly #size = new Vector2(1, 1);
  readonly #matrix = new Matrix4();
  readonly #point = new Vector3();
  readonly #tints = new Map<number, Color>();
  /** Leaders fill the first half of the buffers, cards the second: no leader crosses a card. */
  #leaders = 0;
  #cards = 0;
  #pressed: Pressed[] = [];

  constructor(atlas: Atlas) {
    this.#atlas = atlas;
    const plane = new PlaneGeometry(1, 1);
    const geometry = new InstancedBufferGeometry();
    geometry.setIndex(plane.getIndex());
    geometry.setAttribute("position", plane.getAttribute("position"));
    geometry.setAttribute("uv", plane.getAttribute("uv"));
    const attribute = (name: string, width: number): InstancedBufferAttribute => {
      const made = new InstancedBufferAttribute(new Float32Array(MOST * 2 * width), width);
      made.setUsage(DynamicDrawUsage);
      geometry.setAttribute(name, made);
      return made;
    };
    this.#anchor = attribute("anchor", 3);
    this.#box = attribute("box", 4);
    this.#patch = attribute("patch_", 4);
    this.#tone = attribute("tone", 3);
    this.mesh = new Mesh(geometry, labelMaterial(atlas, this.#size));
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 100;
  }

  /** Places labels for a camera and a screen of w by h CSS pixels. The list may come in any order. */
  place(labels: Label[], camera: PerspectiveCamera, w: number, h: number): void {
    this.#size.set(w, h);
    this.#matrix.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    this.#taken.clear();
    this.#pressed = [];
    this.#leaders = 0;
    this.#cards = 0;
    const rounds = this.#atlas.rounds;
    labels.sort((a, b) => a.priority - b.priority);
    for (const label of labels) this.#one(label, w, h);
    // The sheet was begun anew halfway: what was placed before points at nothing. Show none, once.
    if (this.#atlas.rounds !== rounds) this.#cards = 0;
    this.#commit();
  }

  #one(label: Label, w: number, h: number): void {
    const p = this.#point.set(...label.at).applyMatrix4(this.#matrix);
    if (p.z > 1 || Math.abs(p.x) > 1.02 || Math.abs(p.y) > 1.1 || this.#cards >= MOST) return;
    const card = this.#atlas.card(label.style, label.title, label.text);
    if (!card) return;
    const style: LabelStyle = STYLES[label.style];
    const [sx, sy] = [(p.x * 0.5 + 0.5) * w, (-p.y * 0.5 + 0.5) * h];
    const placed = placement(style, card, label.keep ?? false, [sx, sy], w, this.#taken);
    if (placed) this.#write(label, style, card, placed);
  }

  #write(label: Label, style: LabelStyle, card: Card, { dx, up, box }: Placement): void {
    this.#taken.take(...box);
    if (label.place) this.#pressed.push({ place: label.place, box });
    const side = this.#atlas.side;
    if (up > 2 && style.leadTone !== undefined) {
      const white = this.#atlas.white;
      this.#quad(
        this.#leaders++,
        label.at,
        [-0.75, 0, 1.5, up + 1],
        [white, 1 - white, 0, 0],
        this.#tint(style.leadTone),
      );
    }
    const { rect } = card;
    this.#quad(
      MOST + this.#cards++,
      label.at,
      [dx, up, card.w, card.h],
      [rect.x / side, 1 - (rect.y + rect.h) / side, rect.w / side, rect.h / side],
      null,
    );
  }

  #tint(tone: number): Color {
    let tint = this.#tints.get(tone);
    if (!tint) {
      tint = new Color(tone).convertLinearToSRGB();
      this.#tints.set(tone, tint);
    }
    return tint;
  }

  #quad(
    i: number,
    at: Label["at"],
    box: readonly [number, number, number, number],
    patch: readonly [number, number, number, number],
    tint: Color | null,
  ): void {
    this.#anchor.setXYZ(i, ...at);
    this.#box.setXYZW(i, ...box);
    this.#patch.setXYZW(i, ...patch);
    this.#tone.setXYZ(i, tint?.r ?? 1, tint?.g ?? 1, tint?.b ?? 1);
  }

  #commit(): void {
    // Leaders of the last frame that are not wanted now shrink to nothing.
    for (let i = this.#leaders; i < MOST; i++) this.#box.setXYZW(i, 0, 0, 0, 0);
    const count = MOST + this.#cards;
    this.mesh.geometry.instanceCount = count;
    this.mesh.visible = this.#cards > 0;
    for (const attribute of [this.#anchor, this.#box, this.#patch, this.#tone]) {
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(0, count * attribute.itemSize);
      attribute.needsUpdate = true;
    }
  }

  /** Returns the place whose label lies under a point of the screen, CSS pixels. */
  placeAt(x: number, y: number): string | null {
    const hit = this.#pressed.find(
      ({ box }) => x >= box[0] - 4 && x <= box[2] + 4 && y >= box[1] - 4 && y <= box[3] + 4,
    );
    return hit?.place ?? null;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#atlas.dispose();
  }
}

function labelMaterial(atlas: Atlas, size: Vector2): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: { sheet: { value: atlas.texture }, size: { value: size } },
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    premultipliedAlpha: true,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
  });
}
