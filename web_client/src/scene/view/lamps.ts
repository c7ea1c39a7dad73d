/** Sun, sky light, fog and the few lamps of the evening, set from one `Light`. */
import { Color, DirectionalLight, Fog, HemisphereLight, PointLight, type Scene, SRGBColorSpace } from "three";
import { type Light, lightDirection, type Rgb } from "./light";

/** Metres around the avatar with shadows; the whole city in the overview. */
const SHADOW = { near: 64, far: 720 } as const;
/** Sight in metres behind the avatar on a clear day, and over the diorama. */
const FOG = { near: [80, 1_050], far: [1_750, 3_300] } as const;
/** How far the eye stands from the middle of the diorama where that sight was chosen. */
const FOG_MEASURED_AT = 1_700;
/** Fog of the diorama is paler than of the plain. */
const DIORAMA_FOG: Rgb = [0.914, 0.925, 0.91];

export interface LampSpot {
  readonly at: readonly [number, number, number];
  readonly colour: number;
  readonly strength: number;
  readonly reach: number;
}

export class Lamps {
  readonly sun = new DirectionalLight();
  readonly #sky = new HemisphereLight();
  readonly #fog = new Fog(0xffffff, 10, 1_000);
  readonly #points: PointLight[] = [];
  readonly #scene: Scene;
  #far = false;

  constructor(scene: Scene) {
    this.#scene = scene;
    scene.fog = this.#fog;
    scene.background = new Color(0xffffff);
    this.sun.shadow.radius = 2.2;
    this.sun.shadow.bias = -0.0004;
    scene.add(this.sun, this.sun.target, this.#sky);
  }

  /** Turns shadows on with a map of `size`, or off with 0. */
  shadows(size: number): void {
    this.sun.castShadow = size > 0;
    if (size === 0) return;
    this.sun.shadow.mapSize.set(size, size);
    this.sun.shadow.map?.dispose();
    this.sun.shadow.map = null;
  }

  /** Sets where lamps burn in the evening; none on weak devices, where the painted pools must do. */
  place(spots: readonly LampSpot[]): void {
    for (const point of this.#points) {
      this.#scene.remove(point);
      point.dispose();
    }
    this.#points.length = 0;
    for (const { at, colour, strength, reach } of spots) {
      const point = new PointLight(colour, strength, reach, 1.6);
      point.position.set(...at);
      point.userData.strength = strength;
      point.visible = false;
      this.#points.push(point);
      this.#scene.add(point);
    }
  }

  /** Lights the scene; `flight` is 0 behind the avatar and 1 over the city, the focus is where shadows are wanted. */
  paint(light: Light, flight: number, focus: readonly [number, number, number], away: number): void {
    const far = flight > 0.5;
    this.sun.color.setRGB(...light.sun, SRGBColorSpace);
    this.sun.intensity = light.sunStrength;
    this.#sky.color.setRGB(...light.sky, SRGBColorSpace);
    this.#sky.groundColor.setRGB(...light.ground, SRGBColorSpace);
    this.#sky.intensity = light.skyStrength;
    this.#paintFog(light, flight, away);
    this.#aim(light, far, focus);
    for (const point of this.#points) {
      point.visible = light.lamps > 0.3 && !far;
      point.intensity = (point.userData.strength as number) * light.lamps;
    }
  }

  #paintFog(light: Light, flight: number, away: number): void {
    const day = Math.max(0, 1 - light.lamps);
    const tone = light.fog.map((v, i) => v + ((DIORAMA_FOG[i] ?? v) - v) * flight * day) as unknown as Rgb;
    this.#fog.color.setRGB(...tone, SRGBColorSpace);
    (this.#scene.background as Color).copy(this.#fog.color);
    // A narrow screen steps back to see the whole city: the haze steps back with it.
    const [near, far] = FOG.far.map((metres) => metres * Math.max(1, away / FOG_MEASURED_AT)) as [number, number];
    this.#fog.near = FOG.near[0] + (near - FOG.near[0]) * flight;
    this.#fog.far = FOG.near[1] * light.sight + (far - FOG.near[1] * light.sight) * flight;
  }

  #aim(light: Light, far: boolean, focus: readonly [number, number, number]): void {
    const size = far ? SHADOW.far : SHADOW.near;
    const [dx, dy, dz] = lightDirection(light);
    // Whole metres: the shadow map must not crawl while one walks.
    const at = far
      ? ([-40, 0, -30] as const)
      : ([Math.round(focus[0] / 4) * 4, focus[1], Math.round(focus[2] / 4) * 4] as const);
    this.sun.target.position.set(...at);
    this.sun.position.set(at[0] + dx * size * 2.2, at[1] + dy * size * 2.2, at[2] + dz * size * 2.2);
    if (this.#far !== far || this.sun.shadow.camera.right !== size) this.#frame(size);
    this.#far = far;
  }

  #frame(size: number): void {
    const { camera } = this.sun.shadow;
    Object.assign(camera, { left: -size, bottom: -size, right: size, top: size, near: 1, far: size * 5 });
    camera.updateProjectionMatrix();
    this.sun.shadow.normalBias = size / 900;
  }

  dispose(): void {
    this.place([]);
    this.sun.dispose();
    this.#sky.dispose();
  }
}
