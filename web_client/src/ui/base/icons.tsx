/** Line icons, 24 by 24, drawn here. They always stand beside words, so they are hidden from assistive technology. */
const PATHS = {
  cube: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
  map: "M9 4L3 6.5v13L9 17l6 3 6-2.5v-13L15 7zM9 4v13M15 7v13",
  list: "M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01",
  pin: "M12 21c-4-4.6-7-7.8-7-11.4a7 7 0 0114 0C19 13.2 16 16.4 12 21zM12 12.5a2.7 2.7 0 100-5.4 2.7 2.7 0 000 5.4z",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c.7-4 3.6-6 7.5-6s6.8 2 7.5 6",
  hall: "M3 9l9-5 9 5zM4 20h16M3 9h18M6 12v5M10 12v5M14 12v5M18 12v5",
  train:
    "M7 4h10a2 2 0 012 2v8a3 3 0 01-3 3H8a3 3 0 01-3-3V6a2 2 0 012-2zM5 11h14M8.5 14h.01M15.5 14h.01M8 17l-2 4M16 17l2 4M12 4v7",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  info: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5M12 7.5h.01",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  check: "M4.5 12.5l5 5L19.5 7",
  arrow: "M12 3l5 17-5-4-5 4z",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
} as const;
export type IconName = keyof typeof PATHS;

/** Draws an icon; `turn` is clockwise in degrees. */
export function Icon({ name, turn = 0 }: { name: IconName; turn?: number }) {
  const solid = name === "arrow";
  const dots = name === "more" || name === "list" || name === "info" || name === "warn" || name === "train";
  return (
    <svg
      class={name === "arrow" ? "arrow" : undefined}
      width="22"
      height="22"
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={PATHS[name]}
        transform={turn ? `rotate(${Math.round(turn)} 12 12)` : undefined}
        fill={solid ? "currentColor" : "none"}
        stroke="currentColor"
        stroke-width={name === "more" ? 3 : dots ? 1.9 : 1.7}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The mark of the square: two mounds and the sun, in the colours of the place. */
export function Mark() {
  return (
    <svg width="40" height="28" viewBox="0 0 40 28" aria-hidden="true" focusable="false">
      <circle cx="25" cy="8" r="6" fill="#F28A4B" />
      <path d="M1 27c0-10 5-17 12-17s12 7 12 17z" fill="#275D3C" />
      <path d="M17 27c0-7 4-12 10-12s11 5 12 12z" fill="#1F6B62" />
    </svg>
  );
}
