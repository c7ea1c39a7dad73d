/** Times and lengths in words. All clock times are shown in Asia/Seoul. */
import { language, t } from "./t";

const ZONE = "Asia/Seoul";

/** Returns a clock time such as "20:04". */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(language.value, {
    timeZone: ZONE,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

/** Returns a clock time to the second, such as "20:04:11". */
export function secondsTime(at: number): string {
  return `${clockTime(at)}:${String(new Date(at).getUTCSeconds()).padStart(2, "0")}`;
}

/** Returns a day and a clock time such as "11월 23일 20:04". */
export function dayTime(at: number): string {
  const day = new Date(at).toLocaleDateString(language.value, { timeZone: ZONE, month: "long", day: "numeric" });
  return `${day} ${clockTime(at)}`;
}

/** Returns a day with its weekday such as "11월 28일 토요일". */
export function dayName(at: number): string {
  return new Date(at).toLocaleDateString(language.value, {
    timeZone: ZONE,
    month: "long",
    day: "numeric",
    weekday: "long",
  });
}

const STEPS = [
  [86_400, "time.days"],
  [3_600, "time.hours"],
  [60, "time.minutes"],
] as const;

/** Returns a length of time in its largest whole unit, rounded up: "3분", "2시간". */
export function duration(seconds: number): string {
  for (const [size, key] of STEPS) if (seconds >= size) return t(key, { n: Math.ceil(seconds / size) });
  return t("time.seconds", { n: Math.max(1, Math.ceil(seconds)) });
}
