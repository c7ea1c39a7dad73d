import { describe, expect, it } from "vitest";
import { koreanHour, lightAt, lightDirection, lightOf, sunAt } from "./light";

const at = (text: string): number => Date.parse(`${text}:00+09:00`);

describe("the sun over Gimhae", () => {
  it("stands highest in the south, 78 degrees at midsummer and 31 at midwinter", () => {
    const summer = sunAt(at("2026-06-21T12:26"));
    expect(summer.elevation).toBeCloseTo(78.2, 0);
    expect(Math.abs(summer.azimuth - 180)).toBeLessThan(4);
    expect(sunAt(at("2026-12-21T12:22")).elevation).toBeCloseTo(31.3, 0);
  });

  it("rises in the east and sets in the west", () => {
    const rise = sunAt(at("2026-03-20T06:28"));
    const set = sunAt(at("2026-03-20T18:35"));
    expect(Math.abs(rise.elevation)).toBeLessThan(1.5);
    expect(Math.abs(rise.azimuth - 90)).toBeLessThan(3);
    expect(Math.abs(set.elevation)).toBeLessThan(1.5);
    expect(Math.abs(set.azimuth - 270)).toBeLessThan(3);
  });

  it("tells hours in Korea, before 1970 as well", () => {
    expect(koreanHour(Date.UTC(2026, 0, 1, 15))).toBe(0);
    expect(koreanHour(-3_600_000)).toBe(8);
  });
});

describe("light by the time of day", () => {
  it("lights no lamps by day and all of them at night", () => {
    expect(lightAt(at("2026-05-10T14:00")).lamps).toBe(0);
    expect(lightAt(at("2026-05-10T23:00")).lamps).toBe(1);
    expect(lightAt(at("2026-05-10T19:20")).lamps).toBeGreaterThan(0.5);
  });

  it("keeps shadows readable: the light never stands lower than 9 degrees nor higher than 42", () => {
    for (let hour = 0; hour < 24; hour++) {
      const { elevation } = lightAt(at(`2026-06-21T${String(hour).padStart(2, "0")}:30`));
      expect(elevation).toBeGreaterThanOrEqual(9);
      expect(elevation).toBeLessThanOrEqual(48);
    }
  });

  it("is misty in the morning and clear in the afternoon at the same height of the sun", () => {
    expect(lightOf({ azimuth: 95, elevation: 12 }).sight).toBeLessThan(lightOf({ azimuth: 265, elevation: 12 }).sight);
  });

  it("changes without a jump from minute to minute", () => {
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      const now = lightAt(at("2026-10-01T00:00") + minute * 60_000);
      const next = lightAt(at("2026-10-01T00:00") + (minute + 1) * 60_000);
      const noon = Math.abs(minute - 730) < 20;
      if (!noon) expect(Math.abs(now.skyStrength - next.skyStrength)).toBeLessThan(0.06);
    }
  });

  it("points from the ground to the light: the evening sun stands in the west, -x", () => {
    const [x, y, z] = lightDirection({ azimuth: 270, elevation: 30 });
    expect(x).toBeCloseTo(-Math.cos(Math.PI / 6));
    expect(y).toBeCloseTo(0.5);
    expect(z).toBeCloseTo(0);
  });
});
