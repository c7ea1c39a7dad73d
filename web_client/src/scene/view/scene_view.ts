/** The running 3D view: one renderer, one loop, and what a hand does to it. */
import {
  CircleGeometry,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PCFShadowMap,
  PerspectiveCamera,
  Raycaster,
  RingGeometry,
  Scene,
  Vector2,
  WebGLRenderer,
} from "three";
import { attachGestures } from "../../input/gestures";
import { attachKeyboard } from "../../input/keyboard";
import { attachStick, isTouch } from "../../input/stick";
import type { Pose, Square } from "../../square/square";
import { mix } from "../kit/palette";
import { Atlas } from "../labels/atlas";
import { type Label, Labels } from "../labels/labels";
import { placeLabels, wantedPeople, wantedPlaces } from "../labels/sources";
import { fromWorld } from "../land/land";
import type { MountedScene, SceneOptions, SceneStats } from "../mount";
import { Nearby } from "../people/nearby";
import { OWN, People, type Standing } from "../people/people";
import { GAIT } from "../people/pose";
import { addButtons } from "./buttons";
import { Rig } from "./camera";
import { Lamps } from "./lamps";
import { koreanHour, type Light, lightAt } from "./light";
import { Meter } from "./meter";
import { groundHit, wishInWorld } from "./pick";
import { firstLevel, Governor, type Level, PROFILES } from "./quality";
import { koreanClock } from "./screen";
import { Sky } from "./sky";
import { Stage } from "./stage";
import { KOREAN, type SceneWords } from "./words";

/** Milliseconds between two looks at the time of day. */
const LIGHT_EVERY = 2_000;
/** Milliseconds to wait for a lost graphics context to come back. */
const LOST_PATIENCE = 8_000;
/** Pixels around a person that count as a tap on it: with the figure, 44 px. */
const TAP_PIXELS = 22;
/** Milliseconds of building a frame may take, so that the page stays awake. */
const BUILD_SLICE = 12;
/** Radians of orbit a pixel of drag. */
const DRAG = 0.0052;
/** Counts shown at once; the map has all. */
const MOST_COUNTS = 12;

export class SceneView implements MountedScene {
  readonly renderer: WebGLRenderer;
  readonly camera = new PerspectiveCamera(38, 1, 0.4, 5_000);
  readonly rig: Rig;
  readonly stage: Stage;
  readonly people: People;
  readonly #scene = new Scene();
  readonly #element: HTMLElement;
  readonly #square: Square;
  readonly #options: SceneOptions;
  readonly #words: SceneWords;
  readonly #lamps: Lamps;
  readonly #sky = new Sky();
  readonly #labels: Labels;
  readonly #named: ReturnType<typeof placeLabels>;
  readonly #nearby = new Nearby();
  readonly #meter = new Meter();
  readonly #ring: Mesh<RingGeometry, MeshBasicMaterial>;
  /** What the tray of the diorama stands on. */
  readonly #table: Mesh<CircleGeometry, MeshLambertMaterial>;
  readonly #steps: Generator<void>;
  readonly #at: Standing = { x: 0, y: 0, z: 0 };
  readonly #scratch: Standing = { x: 0, y: 0, z: 0 };
  readonly #pose: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  readonly #wanted: Label[] = [];
  readonly #ray = new Raycaster();
  #undo: (() => void)[] = [];
  #governor: Governor;
  #level: Level;
  #fixed = false;
  #built = false;
  #light: Light;
  #lightAt = Number.NEGATIVE_INFINITY;
  #last = 0;
  #handle = 0;
  #fonts = false;
  #size: [number, number] = [0, 0];
  #lostTimer: ReturnType<typeof setTimeout> | undefined;

  /** Throws where WebGL is missing. */
  constructor(element: HTMLElement, square: Square, options: SceneOptions) {
    this.#element = element;
    this.#square = square;
    this.#options = options;
    this.#words = options.words ?? KOREAN;
    this.renderer = new WebGLRenderer({ antialias: true, powerPreference: "high-performance" });
    this.renderer.shadowMap.type = PCFShadowMap;
    const font = getComputedStyle(element).fontFamily || "sans-serif";
    this.stage = new Stage(fromWorld(square.world), font);
    this.people = new People(this.stage);
    this.#steps = this.stage.build();
    this.#lamps = new Lamps(this.#scene);
    this.#ring = new Mesh(
      new RingGeometry(0.5, 0.62, 28).rotateX(-Math.PI / 2),
      new MeshBasicMaterial({ color: 0x1f6b62, transparent: true, opacity: 0.85, depthWrite: false }),
    );
    this.#table = new Mesh(
      new CircleGeometry(6_000, 48).rotateX(-Math.PI / 2),
      new MeshLambertMaterial({ color: mix(mix("white", "granite", 0.35), "celadon", 0.12) }),
    );
    this.#table.position.y = -42;
    this.#table.receiveShadow = true;
    this.rig = new Rig(square.own.heading, options.reducedMotion ?? false);
    this.#light = lightAt(square.serverNow());
    this.#steps.next();
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    this.#labels = new Labels(new Atlas(2048, font, Math.min(2, Math.max(1, devicePixelRatio)), Math.min(1.5, scale)));
    this.#named = placeLabels(this.stage.ground);
    this.#scene.add(this.stage.group, this.people.group, this.#sky.mesh, this.#ring, this.#table, this.#labels.mesh);
    this.#level = this.#first();
    this.#governor = new Governor(this.#level);
    this.setQuality(options.quality ?? "auto");
    this.#dress();
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
    const loads = [500, 600, 700].map((weight) => document.fonts.load(`${weight} 16px ${font}`, "김해 광장"));
    await Promise.race([Promise.allSettled(loads), wait]);
    this.#fonts = true;
  }

  // ---- what a hand does

  #dress(): void {
    const canvas = this.renderer.domElement;
    Object.assign(canvas.style, { display: "block", width: "100%", height: "100%", touchAction: "none" });
    if (getComputedStyle(this.#element).position === "static") this.#element.style.position = "relative";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.#words.scene);
    this.#element.append(canvas);
  }

  #listen(): void {
    const canvas = this.renderer.domElement;
    const wish = (right: number, up: number): void => this.#square.steer(...wishInWorld(right, up, this.rig.heading));
    this.#undo.push(
      attachKeyboard(canvas, { letters: this.#options.letters ?? (() => true), wish, other: (key) => this.#key(key) }),
      attachGestures(canvas, {
        tap: (x, y) => this.#tap(x, y),
        drag: (dx, dy) => this.rig.orbit(-dx * DRAG, dy * DRAG * 0.7, performance.now()),
        zoom: (factor) => this.rig.zoom(1 / factor),
        hover: (x, y) => {
          this.#nearby.hovered = this.#personAt(x, y);
        },
      }),
      addButtons(this.#element, this.#words, {
        zoomIn: () => this.zoomIn(),
        zoomOut: () => this.zoomOut(),
        turnLeft: () => this.turnLeft(),
        turnRight: () => this.turnRight(),
        overview: () => this.overview(),
      }),
    );
    if (isTouch()) this.#undo.push(attachStick(this.#element, { label: this.#words.stick, wish }));
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

  #key(key: string): boolean {
    if (key === "+" || key === "=") this.zoomIn();
    else if (key === "-") this.zoomOut();
    else if (key === "," || key === "<") this.turnLeft();
    else if (key === "." || key === ">") this.turnRight();
    else if (key === "Home") this.overview(false);
    else if (key === "End") this.overview(true);
    else return false;
    return true;
  }

  /** A tap means the name, the person, or the ground under it, in this order. */
  #tap(x: number, y: number): void {
    this.renderer.domElement.focus({ preventScroll: true });
    const place = this.#labels.placeAt(x, y);
    if (place !== null) {
      if (this.#options.onPlace) this.#options.onPlace(place);
      else this.#square.walkToPlace(place);
      return;
    }
    const slot = this.#personAt(x, y);
    const person = slot === null ? undefined : this.#square.crowd.person(slot);
    if (person && this.#options.onPerson) this.#options.onPerson(person.participant);
    else this.#walk(x, y);
  }

  #walk(x: number, y: number): void {
    const { half } = this.stage;
    const hit = this.#groundAt(x, y);
    if (hit) this.#square.walkTo({ x: hit[0] + half, y: half - hit[1] });
  }

  #groundAt(x: number, y: number): readonly [number, number] | null {
    const [w, h] = this.#size;
    this.#ray.setFromCamera(new Vector2((x / w) * 2 - 1, 1 - (y / h) * 2), this.camera);
    const { origin, direction } = this.#ray.ray;
    return groundHit(origin.toArray(), direction.toArray(), (gx, gz) => this.stage.height(gx, gz));
  }

  #personAt(x: number, y: number): number | null {
    if (this.rig.flight > 0.5) return null;
    const [w, h] = this.#size;
    const point = this.camera.position.clone();
    let best: number | null = null;
    let least = TAP_PIXELS;
    this.#square.crowd.each(performance.now(), (slot, pose) => {
      this.stage.stand(pose.x - this.stage.half, this.stage.half - pose.y, pose.state & 7, this.#scratch);
      point.set(this.#scratch.x, this.#scratch.y + 1, this.#scratch.z).project(this.camera);
      const off = Math.hypot((point.x * 0.5 + 0.5) * w - x, (0.5 - point.y * 0.5) * h - y);
      if (point.z < 1 && off < least) [best, least] = [slot, off];
    });
    return best;
  }

  // ---- the loop

  readonly #frame = (now: number): void => {
    this.#handle = requestAnimationFrame(this.#frame);
    const started = performance.now();
    const gone = now - this.#last;
    const dt = Math.min(0.1, Math.max(0, gone / 1000));
    this.#last = now;
    this.#resize();
    this.#square.frame(now);
    if (!this.#built) this.#buildOn(started);
    else this.#govern(gone);
    this.#aim(now, dt);
    this.#lightUp(now);
    const { me, crowd, own } = this.#square;
    this.people.update(crowd, own, me.value?.look ?? null, this.camera.position, now, dt);
    this.stage.runTrains(this.#square.serverNow() / 1000, this.people.riders);
    if (this.#fonts) this.#label(now);
    const scripted = performance.now();
    this.renderer.render(this.#scene, this.camera);
    this.#meter.add(scripted - started);
    if (this.#options.debug) this.#mark(started, scripted);
  };

  /** Leaves one measure at a time in the timeline: it must not grow for hours. */
  #mark(start: number, end: number): void {
    performance.clearMeasures("scene script");
    performance.measure("scene script", { start, end });
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
      this.#meter.reset();
      return;
    }
  }

  #govern(gone: number): void {
    if (this.#fixed) return;
    const level = this.#governor.frame(gone);
    if (level !== this.#level) this.#apply(level);
  }

  #aim(now: number, dt: number): void {
    const { own } = this.#square;
    const gait = own.state & 7;
    this.stage.stand(own.x - this.stage.half, this.stage.half - own.y, gait, this.#at);
    const walks = gait === GAIT.walk || gait === GAIT.run || gait === GAIT.ride;
    const view = this.rig.advance({ ...this.#at, heading: own.heading, walks }, dt, now, this.camera.aspect);
    this.camera.position.set(...view.eye);
    // Never under the ground: a hill behind the back lifts the eye.
    const floor = this.stage.height(view.eye[0], view.eye[2]) + 0.6;
    if (this.camera.position.y < floor) this.camera.position.y = floor;
    this.camera.fov = view.fov;
    this.camera.near = this.rig.flight > 0.1 ? 20 : 0.4;
    this.camera.lookAt(...view.target);
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld();
    this.#ring.position.set(this.#at.x, (this.people.strides.height[OWN] ?? this.#at.y) + 0.06, this.#at.z);
    this.#ring.visible = this.rig.flight < 0.5;
  }

  #lightUp(now: number): void {
    if (now - this.#lightAt > LIGHT_EVERY) {
      this.#lightAt = now;
      this.#light = lightAt(this.#square.serverNow());
      this.#sky.paint(this.#light);
      this.stage.light(this.#light.lamps);
      this.#showScreen();
    }
    this.#lamps.paint(this.#light, this.rig.flight, [this.#at.x, this.#at.y, this.#at.z]);
    this.#sky.mesh.position.copy(this.camera.position);
    this.#table.visible = this.rig.flight > 0.05;
  }

  #showScreen(): void {
    if (!this.#fonts) return;
    const { screenTitle, screenLines, screenHere } = this.#words;
    const clock = koreanClock(koreanHour(this.#square.serverNow()));
    this.stage.screen.show({
      title: screenTitle,
      clock,
      lines: screenLines,
      here: screenHere(this.#square.here.value.total),
    });
  }

  #label(now: number): void {
    const wanted = this.#wanted;
    wanted.length = 0;
    const { x, z } = this.#at;
    wantedPlaces(this.#named, x, z, this.rig.flight, wanted);
    this.#nearby.look(this.#square, now);
    const own = this.#head(this.#at, this.#square.own.state, OWN);
    if (this.rig.flight > 0.5) wanted.push({ style: "own", title: this.#words.me, at: own, priority: 0.9 });
    else wantedPeople(this.#square, this.#nearby.named, (slot) => this.#headOf(slot, now), own, this.#words.me, wanted);
    this.#counts(wanted);
    this.#goal(wanted);
    this.#labels.place(wanted, this.camera, ...this.#size);
  }

  #headOf(slot: number, now: number): readonly [number, number, number] | null {
    if (!this.#square.crowd.pose(slot, now, this.#pose)) return null;
    this.stage.stand(
      this.#pose.x - this.stage.half,
      this.stage.half - this.#pose.y,
      this.#pose.state & 7,
      this.#scratch,
    );
    return this.#head(this.#scratch, this.#pose.state, slot);
  }

  #head({ x, y, z }: Standing, state: number, slot: number): readonly [number, number, number] {
    const base = this.people.strides.height[slot] || y;
    return [x, base + ((state & 7) === GAIT.sit ? 1.5 : (state & 8) !== 0 ? 2.25 : 1.95), z];
  }

  #counts(wanted: Label[]): void {
    const { density, cellMetres } = this.#square.crowd;
    const columns = Math.ceil(this.#square.world.side / cellMetres);
    const cells = [...density].sort((a, b) => b[1] - a[1]).slice(0, MOST_COUNTS);
    for (const [cell, count] of cells) {
      const x = ((cell % columns) + 0.5) * cellMetres - this.stage.half;
      const z = this.stage.half - (Math.floor(cell / columns) + 0.5) * cellMetres;
      wanted.push({
        style: "count",
        title: this.#words.counted(count),
        at: [x, this.stage.height(x, z) + 3, z],
        priority: 4.5,
      });
    }
  }

  #goal(wanted: Label[]): void {
    const goal = this.#square.walkingTo.value;
    if (!goal?.name) return;
    const [x, z] = [goal.point.x - this.stage.half, this.stage.half - goal.point.y];
    wanted.push({ style: "goal", title: goal.name, at: [x, this.stage.height(x, z) + 2, z], priority: 2 });
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
      script: this.#meter.read(),
    };
  }

  dispose(): void {
    cancelAnimationFrame(this.#handle);
    clearTimeout(this.#lostTimer);
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#square.steer(0, 0);
    this.stage.dispose();
    this.people.dispose();
    this.#labels.dispose();
    this.#lamps.dispose();
    this.#sky.dispose();
    this.#ring.geometry.dispose();
    this.#ring.material.dispose();
    this.#table.geometry.dispose();
    this.#table.material.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.renderer.domElement.remove();
  }
}
