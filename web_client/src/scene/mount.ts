/** Mounts the 3D view of the square; the only entry of this folder, loaded lazily. */
import { MathUtils, PCFShadowMap, PerspectiveCamera, Scene, WebGLRenderer } from "three";
import type { Square } from "../square/square";
import { fromWorld } from "./land/land";
import { People } from "./people/people";
import { Rig } from "./view/camera";
import { Lamps } from "./view/lamps";
import { lightAt } from "./view/light";
import { Sky } from "./view/sky";
import { Stage } from "./view/stage";

export interface SceneOptions {
  readonly reducedMotion: boolean;
  readonly now?: () => number;
}

export function mountScene(el: HTMLElement, square: Square, options: SceneOptions) {
  const renderer = new WebGLRenderer({ antialias: true });
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  el.append(renderer.domElement);
  const scene = new Scene();
  const camera = new PerspectiveCamera(38, 1, 0.3, 5_000);
  const lamps = new Lamps(scene);
  lamps.shadows(2048);
  const sky = new Sky();
  const stage = new Stage(fromWorld(square.world), '"Pretendard GOV", Pretendard, sans-serif');
  const people = new People(stage);
  scene.add(stage.group, sky.mesh, people.group);
  lamps.place(stage.lampSpots());
  const rig = new Rig(square.own.heading, options.reducedMotion);
  const steps = stage.build();
  for (const _ of steps) {
    /* all at once for now */
  }
  let last = 0;
  let handle = 0;
  const tick = (now: number): void => {
    const dt = Math.min(0.1, (now - last) / 1000);
    last = now;
    square.frame(now);
    const [w, h] = [el.clientWidth, el.clientHeight];
    renderer.setSize(w, h, false);
    const own = square.own;
    const at = { x: 0, y: 0, z: 0 };
    stage.stand(own.x - stage.half, stage.half - own.y, own.state & 7, at);
    const view = rig.advance({ ...at, heading: own.heading, walks: (own.state & 7) === 1 }, dt, now, w / h);
    camera.position.set(...view.eye);
    camera.fov = view.fov;
    camera.aspect = w / h;
    camera.updateProjectionMatrix();
    camera.lookAt(...view.target);
    const light = lightAt(options.now?.() ?? square.serverNow());
    lamps.paint(light, rig.flight, [at.x, at.y, at.z]);
    sky.paint(light);
    stage.light(light.lamps);
    stage.runTrains(now / 1000, []);
    sky.mesh.position.copy(camera.position);
    people.update(square.crowd, own, square.me.value?.look ?? null, camera.position, now, dt);
    renderer.render(scene, camera);
    handle = requestAnimationFrame(tick);
  };
  handle = requestAnimationFrame(tick);
  return {
    rig,
    renderer,
    camera,
    stage,
    people,
    dispose: () => cancelAnimationFrame(handle),
    degrees: MathUtils.radToDeg,
  };
}
