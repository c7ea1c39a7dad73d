/** The material of people: colours by part and poses by joint, both in the vertex shader; one for light, one for shadow. */
import {
  MeshDepthMaterial,
  MeshLambertMaterial,
  RGBADepthPacking,
  type WebGLProgramParametersWithUniforms,
} from "three";
import { BODY } from "./figure";

export interface PeopleClock {
  readonly value: { value: number };
}

const f = (n: number): string => n.toFixed(3);

/** Attributes: per vertex shade, part, joint; per person place (x, y, z, turn), motion (phase, swing, sit, gesture), tints. */
const HEADER = /* glsl */ `
attribute float shade, part, joint;
attribute vec4 place, motion, tintTop, tintBottom, tintHair, tintSkin;
uniform float clock;
varying vec3 vTint;
mat2 turned(float a) { float c = cos(a), s = sin(a); return mat2(c, s, -s, c); }
/* Turns p about the x axis through (y, z) by angle a. */
vec3 hinge(vec3 p, float y, float z, float a, float free) {
  p.y -= y * free; p.z -= z * free;
  p.yz = turned(a) * p.yz;
  p.y += y * free; p.z += z * free;
  return p;
}
/* Turns p about the z axis through (x, y). */
vec3 roll(vec3 p, float x, float y, float a, float free) {
  p.x -= x * free; p.y -= y * free;
  p.xy = turned(a) * p.xy;
  p.x += x * free; p.y += y * free;
  return p;
}
/* free is 1 for points and 0 for directions. */
vec3 posed(vec3 p, float free) {
  float phase = motion.x, swing = motion.y, sit = motion.z;
  float hand = step(3.5, motion.w);
  float emote = motion.w - 4.0 * hand;
  float wave = step(0.5, emote) * step(emote, 1.5), clap = step(1.5, emote) * step(emote, 2.5), nod = step(2.5, emote);
  bool left = joint < 2.5 || (joint > 4.5 && joint < 6.5);
  float side = left ? -1.0 : 1.0;
  float stride = sin(phase + (left ? 0.0 : 3.14159));
  if (joint > 0.5 && joint < 4.5) {
    bool shin = joint > 1.5 && joint < 2.5 || joint > 3.5;
    float thighTurn = -stride * 0.52 * swing * (1.0 - sit) - 1.5708 * sit;
    if (shin) p = hinge(p, ${f(BODY.knee)}, 0.0, max(0.0, -cos(phase + (left ? 0.0 : 3.14159))) * 0.75 * swing * (1.0 - sit) + 1.5708 * sit, free);
    p = hinge(p, ${f(BODY.hip)}, 0.0, thighTurn, free);
  } else if (joint > 4.5 && joint < 8.5) {
    bool fore = joint > 5.5 && joint < 6.5 || joint > 7.5;
    float raised = left ? 0.0 : max(hand, wave);
    float arm = stride * 0.42 * swing * (1.0 - raised) - 0.42 * sit * (1.0 - raised) - 2.85 * raised - 0.75 * clap;
    float bend = -0.18 - 0.25 * swing - 0.75 * sit;
    bend = mix(bend, -0.12, raised) - 0.7 * clap;
    if (fore) p = hinge(p, ${f(BODY.elbow)}, 0.0, bend, free);
    p = hinge(p, ${f(BODY.shoulder)}, 0.0, arm, free);
    p = roll(p, side * ${f(BODY.reach)}, ${f(BODY.shoulder)}, raised * wave * 0.35 * sin(clock * 7.0), free);
    p.x -= free * side * clap * (0.07 + 0.05 * sin(clock * 16.0)) * smoothstep(0.0, 0.4, p.z);
  } else if (joint > 8.5 && joint < 9.5) {
    p = hinge(p, ${f(BODY.neck)}, 0.0, nod * (0.18 + 0.18 * sin(clock * 8.0)), free);
  } else if (joint > 9.5 && joint < 10.5) {
    float drop = max(0.0, ${f(BODY.hip)} - p.y) * free;
    vec3 folded = p;
    float ahead = min(drop, 0.42);
    folded.y = ${f(BODY.hip)} + (p.y > ${f(BODY.hip)} ? p.y - ${f(BODY.hip)} : mix(p.z * 0.55, p.z * 0.2 - (drop - ahead), step(0.42, drop)));
    folded.z = p.y > ${f(BODY.hip)} ? p.z : ahead + mix(0.0, p.z * 0.5, step(0.42, drop));
    vec3 swung = p;
    swung.z += free * drop * sin(phase) * 0.09 * swing;
    swung.z *= mix(1.0, 1.0 + 0.45 * abs(sin(phase)) * swing, free * smoothstep(0.1, 0.6, drop));
    p = mix(swung, mix(p, folded, free), sit);
  } else if (joint > 11.5) {
    p *= mix(1.0, sit, free);
  }
  if (joint < 10.5) {
    p.y += free * (abs(cos(phase)) - 1.0) * 0.035 * swing * (1.0 - sit);
    p.y -= free * ${f(BODY.hip - BODY.seat)} * sit;
  }
  if (joint < 10.5 && joint != 1.0 && joint != 2.0 && joint != 3.0 && joint != 4.0) p = hinge(p, ${f(BODY.hip)}, 0.0, 0.05 * swing, free);
  p.xz = turned(-place.w) * p.xz;
  return p + place.xyz * free;
}
`;

const TINT = /* glsl */ `
vTint = (part < 0.5 ? tintSkin.rgb : part < 1.5 ? tintHair.rgb : part < 2.5 ? tintTop.rgb
  : part < 3.5 ? tintBottom.rgb : part < 4.5 ? vec3(0.035, 0.035, 0.04) : vec3(0.07, 0.08, 0.09)) * shade;
vTint = mix(vec3(dot(vTint, vec3(0.3, 0.5, 0.2))) * 0.6 + 0.22, vTint, tintTop.a);
`;

function bend(shader: WebGLProgramParametersWithUniforms, clock: { value: number }): void {
  shader.uniforms.clock = clock;
  shader.vertexShader = shader.vertexShader
    .replace("#include <common>", `#include <common>\n${HEADER}`)
    .replace("#include <beginnormal_vertex>", "vec3 objectNormal = posed(normal, 0.0);")
    .replace("#include <begin_vertex>", `vec3 transformed = posed(position, 1.0);\n${TINT}`);
}

/** Returns the lit material; `clock` is in seconds and shared. */
export function peopleMaterial(clock: { value: number }): MeshLambertMaterial {
  const material = new MeshLambertMaterial();
  material.onBeforeCompile = (shader) => {
    bend(shader, clock);
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nvarying vec3 vTint;")
      .replace("#include <color_fragment>", "diffuseColor.rgb *= vTint;");
  };
  material.customProgramCacheKey = () => "people";
  return material;
}

/** Returns the material of their shadows. */
export function peopleShadowMaterial(clock: { value: number }): MeshDepthMaterial {
  const material = new MeshDepthMaterial({ depthPacking: RGBADepthPacking });
  material.onBeforeCompile = (shader) => bend(shader, clock);
  material.customProgramCacheKey = () => "people shadow";
  return material;
}
