/** Halos around the panes of lamps: one instanced sprite mesh, shown in the evening. */
import {
  AdditiveBlending,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
} from "three";

const VERTEX = /* glsl */ `
attribute vec3 spot;
varying vec2 at;
void main() {
  at = position.xy * 2.0;
  vec4 p = viewMatrix * vec4(spot, 1.0);
  p.xy += position.xy * 3.4;
  gl_Position = projectionMatrix * p;
}`;
const FRAGMENT = /* glsl */ `
varying vec2 at;
uniform float strength;
void main() {
  float near = max(0.0, 1.0 - length(at));
  gl_FragColor = vec4(1.0, 0.78, 0.46, pow(near, 2.6) * 0.62 * strength);
}`;

export class Glow {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #strength = { value: 0 };

  constructor(spots: readonly (readonly [number, number, number])[]) {
    const plane = new PlaneGeometry(1, 1);
    const geometry = new InstancedBufferGeometry();
    geometry.setIndex(plane.getIndex());
    geometry.setAttribute("position", plane.getAttribute("position"));
    geometry.setAttribute("spot", new InstancedBufferAttribute(Float32Array.from(spots.flat()), 3));
    geometry.instanceCount = spots.length;
    const material = new ShaderMaterial({
      transparent: true,
      depthWrite: false,
      blending: AdditiveBlending,
      uniforms: { strength: this.#strength },
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 3;
  }

  set strength(value: number) {
    this.#strength.value = value;
    this.mesh.visible = value > 0.01;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
