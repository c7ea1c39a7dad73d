/** The sky: a dome that runs from fog over the horizon's colour to the zenith, with a glow where the sun is low. */
import { BackSide, Mesh, ShaderMaterial, SphereGeometry, Vector3 } from "three";
import { type Light, lightDirection } from "./light";

const VERTEX = /* glsl */ `
varying vec3 way;
void main() { way = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }`;
const FRAGMENT = /* glsl */ `
varying vec3 way;
uniform vec3 fogTone, horizon, zenith, sun;
uniform float glow;
void main() {
  vec3 d = normalize(way);
  float up = max(0.0, d.y);
  vec3 tone = up < 0.04 ? mix(fogTone, horizon, up / 0.04 * 0.75)
    : mix(mix(fogTone, horizon, 0.75), zenith, min(1.0, pow((up - 0.04) / 0.34, 0.8)));
  float towards = max(0.0, dot(normalize(d.xz), normalize(sun.xz)));
  tone = mix(tone, horizon, glow * pow(towards, 3.0) * max(0.0, 1.0 - up * 2.6) * 0.8);
  gl_FragColor = vec4(tone, 1.0);
}`;

/** Farther than anything in the world, nearer than the far plane. */
const RADIUS = 3_600;

type SkyUniforms = Readonly<Record<"fogTone" | "horizon" | "zenith" | "sun", { value: Vector3 }>> & {
  readonly glow: { value: number };
};

export class Sky {
  readonly #uniforms: SkyUniforms;
  readonly mesh: Mesh<SphereGeometry, ShaderMaterial>;

  constructor() {
    const uniforms: SkyUniforms = {
      fogTone: { value: new Vector3() },
      horizon: { value: new Vector3() },
      zenith: { value: new Vector3() },
      sun: { value: new Vector3(0, 0, 1) },
      glow: { value: 0 },
    };
    this.#uniforms = uniforms;
    const material = new ShaderMaterial({
      uniforms,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      side: BackSide,
      depthWrite: false,
      fog: false,
    });
    this.mesh = new Mesh(new SphereGeometry(RADIUS, 24, 16), material);
    this.mesh.renderOrder = -10;
    this.mesh.frustumCulled = false;
  }

  /** Takes the colours of a light as they are on the screen (no conversion: the shader writes sRGB). */
  paint(light: Light): void {
    const { fogTone, horizon, zenith, sun, glow } = this.#uniforms;
    fogTone.value.set(...light.fog);
    horizon.value.set(...light.horizon);
    zenith.value.set(...light.zenith);
    sun.value.set(...lightDirection(light));
    glow.value = light.elevation < 25 ? 1 : 0;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
