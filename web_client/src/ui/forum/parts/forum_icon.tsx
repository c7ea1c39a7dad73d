/** Line icons of the forum, 24 by 24. They always stand beside words, so they are hidden from assistive technology. */
const PATHS = {
  house: "M3 9l9-5 9 5zM4 20h16M3 9h18M6 12v5M10 12v5M14 12v5M18 12v5",
  screen: "M4 5h16v11H4zM9 20h6M12 16v4",
  caption: "M4 6h16v12H4zM10.5 10.5a2 2 0 100 3M16.5 10.5a2 2 0 100 3",
  hand: "M7 12V6.5a1.5 1.5 0 013 0V11V4.5a1.5 1.5 0 013 0V11V5.5a1.5 1.5 0 013 0V13V9a1.5 1.5 0 013 0v5.5c0 4-2.6 6.5-6.5 6.5-3 0-4.6-1.2-6-3.700L4 13.500c1-1.3 2.3-1 3 .3z",
  mic: "M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4M9 21h6",
  question: "M4 5h16v12h-9l-4 4v-4H4zM10 9.200a2 2 0 113 1.700c-.7.4-1 .8-1 1.600M12 14.500h.01",
  ballot: "M5 11h14v9H5zM8 11V4h8v7M10.2 7.300l1.3 1.3 2.5-2.600M9 14.500h6",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 15.500h6",
  keyboard: "M3 7h18v10H3zM7 10.500h.01M10.5 10.500h.01M14 10.500h.01M17.5 10.500h.01M8 14h8",
  sound: "M4 9.500v5h3.500L12 18V6L7.5 9.500zM15.5 9a4 4 0 010 6M18 6.500a7.5 7.5 0 010 11",
} as const;
export type ForumIconName = keyof typeof PATHS;

export function ForumIcon({ name }: { name: ForumIconName }) {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
