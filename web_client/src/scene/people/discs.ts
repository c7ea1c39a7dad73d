/** Soft round patches on the ground in one draw call: contact shadows, pools of lamp light. */
import {
  AdditiveBlending,
  CircleGeometry,
  Color,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  NormalBlending,
  ShaderMaterial,
} from "three";

const VERTEX = /* glsl */ `
attribute vec4 spot;
varying vec2 at;
void main() {
  at = position.xz;
  gl_Position = projectionMatrix * viewMatrix * vec4(position * vec3(spot.w, 1.0, spot.w) + spot.xyz, 1.0);
}`;
const FRAGMENT = /* glsl */ `
varying vec2 at;
uniform vec3 tone;
uniform float strength;
void main() { gl_FragColor = vec4(tone, strength * smoothstep(0.0, 1.0, 1.0 - length(at))); }`;

export class Discs {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #spots: InstancedBufferAttribute;
  #count = 0;

  /** `tone` is a hex of sRGB, `strength` the opacity in the middle. */
  constructor(capacity: number, tone: number, strength: number, glows = false) {
    const circle = new CircleGeometry(1, 14).rotateX(-Math.PI / 2);
    const geometry = new InstancedBufferGeometry();
    geometry.setAttribute("position", circle.getAttribute("position"));
    geometry.setIndex(circle.getIndex());
    this.#spots = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4);
    this.#spots.setUsage(DynamicDrawUsage);
    geometry.setAttribute("spot", this.#spots);
    const material = new ShaderMaterial({
      transparent: true,
      depthWrite: false,
      polygonOffset: true,
      polygonOffsetFactor: -2,
      polygonOffsetUnits: -2,
      blending: glows ? AdditiveBlending : NormalBlending,
      uniforms: { tone: { value: new Color(tone).convertLinearToSRGB() }, strength: { value: strength } },
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 1;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Adds a patch; beyond the capacity none is added. */
  add(x: number, y: number, z: number, radius: number): void {
    if (this.#count >= this.#spots.count) return;
    this.#spots.setXYZW(this.#count++, x, y, z, radius);
  }

  set strength(value: number) {
    const uniform = this.mesh.material.uniforms.strength;
    if (uniform) uniform.value = value;
    this.mesh.visible = value > 0.01;
  }

  commit(): void {
    this.mesh.geometry.instanceCount = this.#count;
    this.#spots.clearUpdateRanges();
    this.#spots.addUpdateRange(0, this.#count * 4);
    this.#spots.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
