/** The colours of the map by day and by night: the palette of the square, the inks of the pages. */

export interface Palette {
  readonly dark: boolean;
  readonly outside: string;
  readonly border: string;
  readonly plates: readonly string[];
  readonly hill: readonly [number, number, number];
  readonly shade: readonly [number, number, number];
  readonly water: string;
  readonly bank: string;
  readonly road: string;
  readonly roadEdge: string;
  readonly rail: string;
  readonly railBed: string;
  readonly house: string;
  readonly roof: string;
  readonly tree: string;
  readonly grass: string;
  readonly paving: string;
  readonly tier: string;
  readonly ring: string;
  readonly stage: string;
  readonly ink: string;
  readonly quiet: string;
  readonly halo: string;
  readonly card: string;
  readonly line: string;
  readonly station: string;
  readonly onStation: string;
  readonly main: string;
  readonly onMain: string;
  readonly pro: string;
  readonly con: string;
  readonly onCamp: string;
  readonly me: string;
  readonly onMe: string;
  readonly waterInk: string;
  readonly people: readonly string[];
}

/** Clothes of the others, of one lightness so that nobody stands out by chance. */
const CLOTHES = ["#5b7c8f", "#7d6a4f", "#6d7f58", "#8a5d4c", "#5f6b86", "#7c6480", "#4f7f78", "#8b7546"];
const CLOTHES_DARK = ["#9fc0d3", "#cbb58f", "#b2c696", "#d6a48f", "#a9b6d4", "#c6acc9", "#93c9c0", "#d5bd86"];

export const LIGHT: Palette = {
  dark: false,
  outside: "#e9e6dd",
  border: "#b9b09c",
  plates: ["#eee7d4", "#e4e6d0", "#dfe6d6", "#efe1cd", "#e6e1d8"],
  hill: [108, 139, 92],
  shade: [52, 76, 58],
  water: "#8fb7c9",
  bank: "#dccfa6",
  road: "#fbf8f0",
  roadEdge: "#d3ccbe",
  rail: "#6b4a78",
  railBed: "#cbbfd0",
  house: "#c4b7a2",
  roof: "#7d8288",
  tree: "#86a15c",
  grass: "#b7c88f",
  paving: "#e0d8c8",
  tier: "#cdc2ac",
  ring: "#cd9f5c",
  stage: "#f7f2e6",
  ink: "#1d2226",
  quiet: "#4b4c46",
  halo: "#f6f2e6",
  card: "#ffffff",
  line: "#d6d3cb",
  station: "#6b4a78",
  onStation: "#ffffff",
  main: "#b9481a",
  onMain: "#ffffff",
  pro: "#1c5687",
  con: "#7a4e00",
  onCamp: "#ffffff",
  me: "#1f6b62",
  onMe: "#ffffff",
  waterInk: "#245a76",
  people: CLOTHES,
};

export const DARK: Palette = {
  dark: true,
  outside: "#14181b",
  border: "#4d5450",
  plates: ["#2a2d29", "#272e28", "#25302c", "#302c26", "#2b2b2a"],
  hill: [70, 94, 66],
  shade: [12, 20, 16],
  water: "#2c5469",
  bank: "#4a4535",
  road: "#454a49",
  roadEdge: "#33383a",
  rail: "#c3a6cf",
  railBed: "#4b3e52",
  house: "#4b4a44",
  roof: "#5e656b",
  tree: "#4d6542",
  grass: "#3d4d35",
  paving: "#3c3b37",
  tier: "#4d4a43",
  ring: "#a57f46",
  stage: "#5c584e",
  ink: "#f2f0ea",
  quiet: "#c3c2ba",
  halo: "#1a1f21",
  card: "#1d2226",
  line: "#3a4147",
  station: "#c3a6cf",
  onStation: "#14181b",
  main: "#ff9a62",
  onMain: "#14181b",
  pro: "#8fc1ea",
  con: "#e8b75a",
  onCamp: "#14181b",
  me: "#8fd0c1",
  onMe: "#14181b",
  waterInk: "#9fcbe0",
  people: CLOTHES_DARK,
};
