/**
 * Light by the time of day in Gimhae. The sun stands where it truly stands (to a degree); colours are looked up by
 * its height, apart for morning and evening. Pure: no clock, no renderer.
 */

/** Korea Standard Time is UTC+9 the whole year. */
const KST = 9 * 3_600_000;
const DAY = 86_400_000;
const RADIANS = Math.PI / 180;
const GIMHAE = { latitude: 35.2285, longitude: 128.8894 } as const;

export interface Sun {
  /** Degrees clockwise from north. */
  readonly azimuth: number;
  /** Degrees over the horizon, negative at night. */
  readonly elevation: number;
}

/** Returns hours since midnight in Asia/Seoul, 0 to 24, of milliseconds UTC. */
export function koreanHour(utc: number): number {
  return ((((utc + KST) % DAY) + DAY) % DAY) / 3_600_000;
}

/**
 * Returns where the sun stands over Gimhae at milliseconds UTC, to about a degree.
 * Declination and the equation of time after Spencer's Fourier series (1971).
 */
export function sunAt(utc: number): Sun {
  const date = new Date(utc);
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
  const g = (2 * Math.PI * ((utc - yearStart) / DAY)) / 365.2422;
  const declination =
    0.006918 -
    0.399912 * Math.cos(g) +
    0.070257 * Math.sin(g) -
    0.006758 * Math.cos(2 * g) +
    0.000907 * Math.sin(2 * g);
  const minutesFast =
    229.18 *
    (0.000075 +
      0.001868 * Math.cos(g) -
      0.032077 * Math.sin(g) -
      0.014615 * Math.cos(2 * g) -
      0.040849 * Math.sin(2 * g));
  const solarHour = koreanHour(utc) + (GIMHAE.longitude - 135) / 15 + minutesFast / 60;
  const hourAngle = (solarHour - 12) * 15 * RADIANS;
  const latitude = GIMHAE.latitude * RADIANS;
  const up =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  const south =
    Math.sin(latitude) * Math.cos(declination) * Math.cos(hourAngle) - Math.cos(latitude) * Math.sin(declination);
  const west = Math.cos(declination) * Math.sin(hourAngle);
  const azimuth = (Math.atan2(west, south) / RADIANS + 180 + 360) % 360;
  return { azimuth, elevation: Math.asin(Math.min(1, Math.max(-1, up))) / RADIANS };
}

export type Rgb = readonly [number, number, number];

export interface Light {
  readonly sun: Rgb;
  readonly sunStrength: number;
  /** Where the light comes from: the sun, kept between 9 and 42 degrees so that shadows stay readable; at night the moon. */
  readonly azimuth: number;
  readonly elevation: number;
  readonly sky: Rgb;
  readonly ground: Rgb;
  readonly skyStrength: number;
  readonly fog: Rgb;
  /** Share of the clear day's sight, 0.5 (morning mist) to 1. */
  readonly sight: number;
  readonly horizon: Rgb;
  readonly zenith: Rgb;
  /** 0 by day, 1 when lamps and windows are lit. */
  readonly lamps: number;
}

type Look = Omit<Light, "azimuth" | "elevation">;

interface Key {
  readonly elevation: number;
  readonly look: Look;
}

const rgb = (hex: number): Rgb => [(hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255];

const NIGHT: Look = {
  sun: rgb(0xa9bbe0), sunStrength: 0.6, sky: rgb(0x7c8dba), ground: rgb(0x4d4f5e), skyStrength: 1.12,
  fog: rgb(0x36425f), sight: 0.95, horizon: rgb(0x45547a), zenith: rgb(0x18223f), lamps: 1,
}; // biome-ignore format: rows of a table
const DUSK: Look = {
  sun: rgb(0xff9c66), sunStrength: 0.95, sky: rgb(0x98a0c4), ground: rgb(0x675c5e), skyStrength: 1.36,
  fog: rgb(0x767d9e), sight: 0.9, horizon: rgb(0xeba985), zenith: rgb(0x2c3c66), lamps: 1,
}; // biome-ignore format: rows of a table
const DAWN: Look = {
  sun: rgb(0xffb98a), sunStrength: 1.1, sky: rgb(0xabb9d3), ground: rgb(0x746c6c), skyStrength: 1.36,
  fog: rgb(0xaab4c6), sight: 0.62, horizon: rgb(0xf3cfae), zenith: rgb(0x5a7aa6), lamps: 0.7,
}; // biome-ignore format: rows of a table
const EVENING: Look = {
  sun: rgb(0xffc98c), sunStrength: 2.1, sky: rgb(0xc3cfe0), ground: rgb(0xa8937c), skyStrength: 1.36,
  fog: rgb(0xd6cfc4), sight: 0.95, horizon: rgb(0xf6dfc0), zenith: rgb(0x7fa0c2), lamps: 0.12,
}; // biome-ignore format: rows of a table
const MORNING: Look = {
  sun: rgb(0xffdfb0), sunStrength: 2.2, sky: rgb(0xcfe0f0), ground: rgb(0xb3a792), skyStrength: 1.5,
  fog: rgb(0xd5e2e8), sight: 0.55, horizon: rgb(0xf5ead6), zenith: rgb(0x86b4d6), lamps: 0,
}; // biome-ignore format: rows of a table
const FULL_DAY: Look = {
  sun: rgb(0xfff0d4), sunStrength: 2.75, sky: rgb(0xd6e5ee), ground: rgb(0xc2ae8e), skyStrength: 1.62,
  fog: rgb(0xcfe1e6), sight: 1, horizon: rgb(0xecf1ea), zenith: rgb(0x7fb2cf), lamps: 0,
}; // biome-ignore format: rows of a table

const AM: readonly Key[] = [
  { elevation: -10, look: NIGHT },
  { elevation: -1, look: DAWN },
  { elevation: 12, look: MORNING },
  { elevation: 30, look: FULL_DAY },
];
const PM: readonly Key[] = [
  { elevation: -12, look: NIGHT },
  { elevation: -2, look: DUSK },
  { elevation: 8, look: EVENING },
  { elevation: 24, look: FULL_DAY },
];

/** The moon of this square: south-west, high enough for soft short shadows. */
const MOON: Sun = { azimuth: 222, elevation: 48 };
const LOWEST = 9;
const HIGHEST = 42;

/** Returns the light of a moment, milliseconds UTC. */
export function lightAt(utc: number): Light {
  return lightOf(sunAt(utc));
}

/** Returns the light under a sun; east of south counts as morning. */
export function lightOf({ azimuth, elevation }: Sun): Light {
  const keys = azimuth < 180 ? AM : PM;
  const look = between(keys, elevation);
  if (elevation < -6) return { ...look, ...MOON };
  return { ...look, azimuth, elevation: Math.min(HIGHEST, Math.max(LOWEST, elevation)) };
}

function between(keys: readonly Key[], elevation: number): Look {
  const above = keys.findIndex((key) => key.elevation >= elevation);
  const high = keys[above === -1 ? keys.length - 1 : above] as Key;
  const low = keys[Math.max(0, (above === -1 ? keys.length : above) - 1)] as Key;
  if (high === low) return high.look;
  return blend(low.look, high.look, (elevation - low.elevation) / (high.elevation - low.elevation));
}

/** Returns a look between two; share 0 is `a`. */
export function blend(a: Look, b: Look, share: number): Look {
  const t = Math.min(1, Math.max(0, share));
  const number = (x: number, y: number): number => x + (y - x) * t;
  const colour = (x: Rgb, y: Rgb): Rgb => [number(x[0], y[0]), number(x[1], y[1]), number(x[2], y[2])];
  return {
    sun: colour(a.sun, b.sun),
    sunStrength: number(a.sunStrength, b.sunStrength),
    sky: colour(a.sky, b.sky),
    ground: colour(a.ground, b.ground),
    skyStrength: number(a.skyStrength, b.skyStrength),
    fog: colour(a.fog, b.fog),
    sight: number(a.sight, b.sight),
    horizon: colour(a.horizon, b.horizon),
    zenith: colour(a.zenith, b.zenith),
    lamps: number(a.lamps, b.lamps),
  };
}

/** Returns the unit vector (x, y, z of the scene) from the ground towards the light. */
export function lightDirection({ azimuth, elevation }: Sun): readonly [number, number, number] {
  const [a, e] = [azimuth * RADIANS, elevation * RADIANS];
  return [Math.sin(a) * Math.cos(e), Math.sin(e), -Math.cos(a) * Math.cos(e)];
}
