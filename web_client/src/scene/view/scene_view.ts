/** The running 3D view: one renderer, one loop, and what a hand does to it. */
import { PCFShadowMap, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from "three";
import { language, t } from "../../i18n/t";
import { isTouch } from "../../input/stick";
import type { CrowdStore, Square } from "../../square/square";
import { Atlas } from "../labels/atlas";
import { fromWorld } from "../land/land";
import { OWN, People, type Standing } from "../people/people";
import { GAIT } from "../people/pose";
import { Rig, type View } from "./camera";
import { HallShown } from "./hall_shown";
import { Hand, type Picture } from "./hand";
import { Lamps } from "./lamps";
import { type Light, lightAt } from "./light";
import { Markers } from "./markers";
import { Meter } from "./meter";
import type { MountedScene, SceneOptions, SceneStats } from "./options";
import { firstLevel, Governor, type Level, PROFILES } from "./quality";
import { type Box, clearShare, footprints } from "./sightline";
import { Signs } from "./signs";
import { Sky } from "./sky";
import { Stage } from "./stage";

/** Milliseconds between two looks at the time of day. */
const LIGHT_EVERY = 2_000;
/** Milliseconds to wait for a lost graphics context to come back. */
const LOST_PATIENCE = 8_000;
/** Milliseconds of building a frame may take, so that the page stays awake. */
const BUILD_SLICE = 12;

export class SceneView implements MountedScene, Picture {
  readonly renderer: WebGLRenderer;
  readonly camera = new PerspectiveCamera(38, 1, 0.4, 5_000);
  readonly rig: Rig;
  readonly stage: Stage;
  readonly people: People;
  /** Whom one sees; the hook of the browser tests adds some. */
  crowd: CrowdStore;
  /** Milliseconds between the server's clock and the one the light follows; other than 0 for looks at the light. */
  clockShift = 0;
  readonly #scene = new Scene();
  readonly #element: HTMLElement;
  readonly square: Square;
  readonly #options: SceneOptions;
  readonly #lamps: Lamps;
  readonly #sky = new Sky();
  readonly #signs: Signs;
  readonly #hand: Hand;
  readonly #script = new Meter();
  readonly #frames = new Meter();
  readonly #markers = new Markers();
  readonly #buildings: readonly Box[];
  readonly #eye = new Vector3();
  /** Share of its distance that the camera may take. */
  #clear = 1;
  readonly #steps: Generator<void>;
  readonly #at: Standing = { x: 0, y: 0, z: 0 };
  #undo: (() => void)[] = [];
  #governor: Governor;
  #level: Level;
  #fixed = false;
  #built = false;
  #light: Light;
  #lightAt = Number.NEGATIVE_INFINITY;
  readonly #shown: HallShown;
  #last = 0;
  #handle = 0;
  #fonts = false;
  #spoken = language.value;
  #size: [number, number] = [0, 0];
  #lostTimer: ReturnType<typeof setTimeout> | undefined;

  /** Throws where WebGL is missing. */
  constructor(element: HTMLElement, square: Square, options: SceneOptions) {
    this.#element = element;
    this.square = square;
    this.#options = options;
    this.crowd = square.crowd;
    this.renderer = new WebGLRenderer({ antialias: true, powerPreference: "high-performance" });
    this.renderer.shadowMap.type = PCFShadowMap;
    const font = getComputedStyle(element).fontFamily || "sans-serif";
    this.stage = new Stage(fromWorld(square.world), font);
    this.people = new People(this.stage);
    this.#shown = new HallShown(square, this.stage, this.people);
    this.#buildings = footprints(this.stage.ground.land);
    this.#steps = this.stage.build();
    this.#lamps = new Lamps(this.#scene);
    this.rig = new Rig(square.own.heading, options.reducedMotion ?? false);
    this.#light = lightAt(this.now());
    this.#steps.next();
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const atlas = new Atlas(2048, font, Math.min(2, Math.max(1, devicePixelRatio)), Math.min(1.5, scale));
    this.#signs = new Signs(atlas, this.stage, this.people);
    this.#scene.add(this.stage.group, this.people.group, this.#sky.mesh, this.#markers.group, this.#signs.mesh);
    this.#level = this.#first();
    this.#governor = new Governor(this.#level);
    this.setQuality(options.quality ?? "auto");
    this.#dress();
    this.#hand = new Hand(element, this, square, options);
    this.#listen();
    void this.#loadFonts(font);
    this.#handle = requestAnimationFrame(this.#frame);
  }

  #first(): Level {
    const gl = this.renderer.getContext();
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
    return firstLevel(name, (navigator as { deviceMemory?: number }).deviceMemory, isTouch());
  }

  async #loadFonts(font: string): Promise<void> {
    const wait = new Promise((resolve) => setTimeout(resolve, 2_000));
    const loads = [500, 600, 700].map((weight) => document.fonts.load(`${weight} 16px ${font}`, t("title")));
    await Promise.race([Promise.allSettled(loads), wait]);
    this.#fonts = true;
  }

  get canvas(): HTMLCanvasElement {
    return this.renderer.domElement;
  }

  get size(): readonly [number, number] {
    return this.#size;
  }

  placeAt(x: number, y: number): string | null {
    return this.#signs.placeAt(x, y);
  }

  hover(slot: number | null): void {
    this.#signs.hovered = slot;
  }

  #dress(): void {
    const canvas = this.renderer.domElement;
    Object.assign(canvas.style, { display: "block", width: "100%", height: "100%", touchAction: "none" });
    if (getComputedStyle(this.#element).position === "static") this.#element.style.position = "relative";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", t("scene.label"));
    this.#element.append(canvas);
  }

  #listen(): void {
    const canvas = this.renderer.domElement;
    this.#on(document, "visibilitychange", () => this.#wake());
    this.#on(canvas, "webglcontextlost", (event) => this.#lost(event));
    this.#on(canvas, "webglcontextrestored", () => this.#restored());
  }

  #on(target: EventTarget, name: string, act: (event: Event) => void): void {
    target.addEventListener(name, act);
    this.#undo.push(() => target.removeEventListener(name, act));
  }

  #wake(): void {
    cancelAnimationFrame(this.#handle);
    if (!document.hidden && this.#lostTimer === undefined) this.#handle = requestAnimationFrame(this.#frame);
  }

  #lost(event: Event): void {
    event.preventDefault();
    cancelAnimationFrame(this.#handle);
    this.#lostTimer = setTimeout(() => this.#options.onLost?.(), LOST_PATIENCE);
  }

  #restored(): void {
    clearTimeout(this.#lostTimer);
    this.#lostTimer = undefined;
    this.#wake();
  }

  // ---- the loop

  readonly #frame = (now: number): void => {
    this.#handle = requestAnimationFrame(this.#frame);
    const started = performance.now();
    const gone = now - this.#last;
    const dt = Math.min(0.1, Math.max(0, gone / 1000));
    this.#last = now;
    this.#resize();
    this.square.frame(now);
    if (!this.#built) this.#buildOn(started);
    else this.#govern(gone);
    this.#aim(now, dt);
    this.#lightUp(now);
    const { me, own } = this.square;
    this.people.update(this.crowd, own, me.value?.look ?? null, this.camera.position, now, dt);
    this.stage.runTrains(this.square.serverNow() / 1000, this.people.riders);
    if (this.#fonts) this.#write(now);
    const scripted = performance.now();
    this.renderer.render(this.#scene, this.camera);
    const drawn = performance.now();
    this.#script.add(scripted - started);
    this.#frames.add(drawn - started);
    if (this.#options.debug) this.#mark(started, scripted, drawn);
  };

  #write(now: number): void {
    if (this.#spoken !== language.value) this.#rename();
    this.#signs.extra = this.#shown.labels;
    this.#signs.show(this.square, this.crowd, this.#at, this.rig.flight, this.camera, this.#size, now);
  }

  /** Says everything once more, in another language. */
  #rename(): void {
    this.#spoken = language.value;
    this.#signs.name();
    this.#hand.name();
    this.canvas.setAttribute("aria-label", t("scene.label"));
    this.#lightAt = Number.NEGATIVE_INFINITY;
  }

  /** Leaves one measure each at a time in the timeline: it must not grow for hours. */
  #mark(start: number, scripted: number, drawn: number): void {
    performance.clearMeasures("scene script");
    performance.clearMeasures("scene frame");
    performance.measure("scene script", { start, end: scripted });
    performance.measure("scene frame", { start, end: drawn });
  }

  #resize(): void {
    const { clientWidth: w, clientHeight: h } = this.#element;
    if (w === this.#size[0] && h === this.#size[1]) return;
    this.#size = [w, h];
    this.renderer.setSize(w, h, false);
    this.camera.aspect = w / Math.max(1, h);
  }

  #buildOn(started: number): void {
    while (performance.now() - started < BUILD_SLICE) {
      if (!this.#steps.next().done) continue;
      this.#built = true;
      this.#script.reset();
      this.#frames.reset();
      // The hills are in place now: names stand on them.
      this.#signs.name();
      return;
    }
  }

  #govern(gone: number): void {
    if (this.#fixed) return;
    const level = this.#governor.frame(gone);
    if (level !== this.#level) this.#apply(level);
  }

  #aim(now: number, dt: number): void {
    const { own } = this.square;
    const gait = own.state & 7;
    this.stage.stand(own.x - this.stage.half, this.stage.half - own.y, gait, this.#at);
    const walks = gait === GAIT.walk || gait === GAIT.run || gait === GAIT.ride;
    const view = this.rig.advance({ ...this.#at, heading: own.heading, walks }, dt, now, this.camera.aspect);
    this.#stand(view);
    this.camera.fov = view.fov;
    [this.camera.near, this.camera.far] = this.rig.flight > 0.1 ? [20, 14_000] : [0.4, 5_000];
    this.camera.lookAt(...view.target);
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld();
    this.#markers.show(this.#at, this.people.strides.height[OWN] ?? this.#at.y, this.rig.flight);
  }

  /** Puts the eye where the rig wants it, but before buildings and over the ground. */
  #stand({ eye, target }: View): void {
    const goal = this.rig.flight > 0 ? 1 : clearShare(this.#buildings, target, eye);
    // In at once, so that no wall is seen from inside; out again softly.
    this.#clear = goal < this.#clear ? goal : this.#clear + (goal - this.#clear) * 0.08;
    const { position } = this.camera;
    position.set(...target).lerp(this.#eye.set(...eye), this.#clear);
    // Never under the ground: a hill behind the back lifts the eye.
    position.y = Math.max(position.y, this.stage.height(position.x, position.z) + 0.6);
  }

  #lightUp(now: number): void {
    if (now - this.#lightAt > LIGHT_EVERY) {
      this.#lightAt = now;
      this.#light = lightAt(this.now());
      this.#sky.paint(this.#light);
      this.stage.light(this.#light.lamps);
    }
    if (this.#fonts) this.#shown.look(now, this.now(), this.crowd);
    this.#lamps.paint(
      this.#light,
      this.rig.flight,
      [this.#at.x, this.#at.y, this.#at.z],
      this.camera.position.length(),
    );
    this.#sky.mesh.position.copy(this.camera.position);
  }

  /** Milliseconds UTC of the light and the clock on the screen. */
  now(): number {
    return this.square.serverNow() + this.clockShift;
  }

  // ---- what the page asks

  setQuality(level: Level | "auto"): void {
    this.#fixed = level !== "auto";
    if (level === "auto") this.#governor = new Governor(this.#first());
    this.#apply(level === "auto" ? this.#governor.level : level);
  }

  #apply(level: Level): void {
    this.#level = level;
    const profile = PROFILES[level];
    this.renderer.setPixelRatio(Math.min(profile.ratio, devicePixelRatio));
    this.renderer.shadowMap.enabled = profile.shadows > 0;
    this.#lamps.shadows(profile.shadows);
    this.#lamps.place(profile.lamps ? this.stage.lampSpots() : []);
    this.people.nearMetres = profile.nearMetres;
    this.stage.thin(profile.thin, profile.shadows >= 2048);
    this.#size = [0, 0];
  }

  setReducedMotion(on: boolean): void {
    this.rig.reducedMotion = on;
  }

  zoomIn(): void {
    this.rig.zoomStep(1);
  }

  zoomOut(): void {
    this.rig.zoomStep(-1);
  }

  turnLeft(): void {
    this.rig.turn(-1, performance.now());
  }

  turnRight(): void {
    this.rig.turn(1, performance.now());
  }

  overview(on = !this.rig.overview): boolean {
    this.rig.setOverview(on);
    return on;
  }

  heading(): number {
    return this.rig.heading;
  }

  stats(): SceneStats {
    const { render, memory } = this.renderer.info;
    return {
      calls: render.calls,
      triangles: render.triangles,
      people: this.people.drawn,
      geometries: memory.geometries,
      textures: memory.textures,
      quality: this.#level,
      built: this.#built,
      script: this.#script.read(),
      frame: this.#frames.read(),
    };
  }

  dispose(): void {
    cancelAnimationFrame(this.#handle);
    clearTimeout(this.#lostTimer);
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#hand.dispose();
    this.renderer.domElement.remove();
    // A lost context took everything along; to delete it piece by piece only fills the console.
    if (!this.renderer.getContext().isContextLost()) this.#free();
  }

  #free(): void {
    this.stage.dispose();
    this.people.dispose();
    this.#signs.dispose();
    this.#lamps.dispose();
    this.#sky.dispose();
    this.#markers.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
