/** Line icons of the desk, 24 by 24. They always stand beside words, so they are hidden from assistive technology. */
const PATHS = {
  play: "M8 5l11 7-11 7z",
  pause: "M9 5v14M15 5v14",
  stop: "M6 6h12v12H6z",
  undo: "M9 6L4 11l5 5M4 11h10a5 5 0 010 10h-3",
  grip: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
} as const;

export function ModeratorIcon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width={name === "grip" ? 3 : 1.8}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
