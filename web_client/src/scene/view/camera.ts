/**
 * The camera: third person behind the own avatar, or the diorama of the whole city through a long lens. Pure numbers
 * (a small state and its goal); mount.ts copies them into three's camera.
 */

export interface Focus {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Radians clockwise from north, where the avatar looks. */
  readonly heading: number;
  readonly walks: boolean;
}

export interface View {
  eye: [number, number, number];
  target: [number, number, number];
  /** Vertical field of view in degrees. */
  fov: number;
}

const DISTANCE = { least: 4, most: 140, first: 13 } as const;
const PITCH = { least: 0.06, most: 1.25, first: 0.2 } as const;
/** A long lens makes a diorama, a wide one a game map. */
const OVERVIEW = { fov: 26, azimuth: (150 * Math.PI) / 180, pitch: (40 * Math.PI) / 180, distance: 1_700 } as const;
const OVERVIEW_DISTANCE = { least: 420, most: 2_600 } as const;
const NEAR_FOV = { wide: 38, tall: 54 } as const;
/** Seconds of the flight between the two. */
const FLIGHT = 1.1;
const TURN_STEP = Math.PI / 8;
const ZOOM_STEP = 1.3;

export class Rig {
  readonly #view: View = { eye: [0, 10, 40], target: [0, 2, 0], fov: 38 };
  #yaw = 0;
  #pitch: number = PITCH.first;
  #distance: number = DISTANCE.first;
  #yawNow = 0;
  #pitchNow: number = PITCH.first;
  #distanceNow: number = DISTANCE.first;
  #focus: [number, number, number] | null = null;
  #overviewOn = false;
  #flight = 0;
  #around: number = OVERVIEW.azimuth;
  #tilt: number = OVERVIEW.pitch;
  #far: number = OVERVIEW.distance;
  #touched = Number.NEGATIVE_INFINITY;
  reducedMotion: boolean;

  constructor(heading: number, reducedMotion: boolean) {
    this.#yaw = heading;
    this.#yawNow = heading;
    this.reducedMotion = reducedMotion;
  }

  get overview(): boolean {
    return this.#overviewOn;
  }

  /** 0 behind the avatar, 1 over the whole city; between while flying. */
  get flight(): number {
    return this.#flight;
  }

  /** Where the camera looks, radians clockwise from north: "ahead" for keys and stick. */
  get heading(): number {
    return this.#overviewOn ? this.#around + Math.PI : this.#yawNow;
  }

  setOverview(on: boolean): void {
    this.#overviewOn = on;
    if (!on) return;
    this.#around = OVERVIEW.azimuth;
    this.#tilt = OVERVIEW.pitch;
    this.#far = OVERVIEW.distance;
  }

  /** Orbits by radians; remembers that a hand was on the camera, so that it does not turn back at once. */
  orbit(yaw: number, pitch: number, now: number): void {
    this.#touched = now;
    if (this.#overviewOn) {
      this.#around -= yaw;
      this.#tilt = clamp(this.#tilt + pitch, 0.35, 1.3);
    } else {
      this.#yaw += yaw;
      this.#pitch = clamp(this.#pitch + pitch, PITCH.least, PITCH.most);
    }
  }

  turn(steps: number, now: number): void {
    this.orbit(steps * TURN_STEP, 0, now);
  }

  /** Comes nearer (factor under 1) or goes away. */
  zoom(factor: number): void {
    if (this.#overviewOn) this.#far = clamp(this.#far * factor, OVERVIEW_DISTANCE.least, OVERVIEW_DISTANCE.most);
    else this.#distance = clamp(this.#distance * factor, DISTANCE.least, DISTANCE.most);
  }

  zoomStep(direction: 1 | -1): void {
    this.zoom(direction > 0 ? 1 / ZOOM_STEP : ZOOM_STEP);
  }

  /** Stands behind a heading at once, as after arriving somewhere. */
  lookAlong(heading: number, distance = this.#distance, pitch = this.#pitch): void {
    this.#yaw = heading;
    this.#yawNow = heading;
    this.#distance = clamp(distance, DISTANCE.least, DISTANCE.most);
    this.#distanceNow = this.#distance;
    this.#pitch = pitch;
    this.#pitchNow = pitch;
  }

  /** Returns the view after `dt` seconds; `aspect` is width over height. The view is reused. */
  advance(focus: Focus, dt: number, now: number, aspect: number): View {
    this.#follow(focus, dt, now);
    const goal = this.#overviewOn ? 1 : 0;
    const step = this.reducedMotion ? 1 : dt / FLIGHT;
    this.#flight = goal > this.#flight ? Math.min(goal, this.#flight + step) : Math.max(goal, this.#flight - step);
    return this.#compose(aspect);
  }

  #follow(focus: Focus, dt: number, now: number): void {
    if (focus.walks && now - this.#touched > 2_500) {
      const off = wrap(focus.heading - this.#yaw);
      // Walking towards the camera must not swing it round: only turns to the side are followed.
      if (Math.abs(off) < 2.4) this.#yaw += off * Math.min(1, dt * 0.9);
    }
    const ease = this.reducedMotion ? 1 : 1 - Math.exp(-dt * 7);
    this.#yawNow += (this.#yaw - this.#yawNow) * ease;
    this.#pitchNow += (this.#pitch - this.#pitchNow) * ease;
    this.#distanceNow += (this.#distance - this.#distanceNow) * ease;
    const at = this.#focus;
    if (!at || Math.hypot(focus.x - at[0], focus.z - at[2]) > 30) {
      this.#focus = [focus.x, focus.y, focus.z];
      return;
    }
    at[0] += (focus.x - at[0]) * ease;
    at[1] += (focus.y - at[1]) * ease;
    at[2] += (focus.z - at[2]) * ease;
  }

  #compose(aspect: number): View {
    const [fx, fy, fz] = this.#focus ?? [0, 0, 0];
    const tall = aspect < 0.8;
    const flat = Math.cos(this.#pitchNow) * this.#distanceNow;
    const eye = [
      fx - Math.sin(this.#yawNow) * flat,
      fy + 1.5 + Math.sin(this.#pitchNow) * this.#distanceNow,
      fz + Math.cos(this.#yawNow) * flat,
    ] as const;
    // The own figure stands low in the picture: on a tall screen clear of the stick and the sheet under it.
    const target = [fx, fy + 1.7 + this.#distanceNow * (tall ? 0.15 : 0.07), fz] as const;
    const s = this.#flight * this.#flight * (3 - 2 * this.#flight);
    // A narrow screen must step back to see the whole city.
    const far = this.#far * Math.max(1, 1.55 / aspect);
    const high = [
      -30 + Math.sin(this.#around) * Math.cos(this.#tilt) * far,
      Math.sin(this.#tilt) * far,
      -50 - Math.cos(this.#around) * Math.cos(this.#tilt) * far,
    ] as const;
    const middle = [-30, 0, -50] as const;
    for (let i = 0; i < 3; i++) {
      this.#view.eye[i] = (eye[i] as number) + ((high[i] as number) - (eye[i] as number)) * s;
      this.#view.target[i] = (target[i] as number) + ((middle[i] as number) - (target[i] as number)) * s;
    }
    const near = tall ? NEAR_FOV.tall : NEAR_FOV.wide;
    this.#view.fov = near + (OVERVIEW.fov - near) * s;
    return this.#view;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Returns an angle in (-pi, pi]. */
export function wrap(angle: number): number {
  const turn = Math.PI * 2;
  return ((((angle + Math.PI) % turn) + turn) % turn) - Math.PI;
}
