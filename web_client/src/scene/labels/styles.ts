/** How each kind of label looks; sizes in CSS pixels at a root of 16 px. */
export interface LabelStyle {
  readonly size: number;
  readonly weight: number;
  readonly ink: string;
  readonly fill?: string;
  readonly edge?: string;
  readonly halo?: string;
  readonly pad: readonly [number, number];
  readonly radius?: number;
  /** Length of the leader from the point up to the card. */
  readonly lead?: number;
  readonly leadTone?: number;
  /** May slide up and down from its point where it would cover another: a name of an area, not of a spot. */
  readonly slides?: boolean;
  /** Share of the width left of the point. */
  readonly anchor?: number;
  /** Height of a speech tail. */
  readonly tail?: number;
}

const PILL = { weight: 600, ink: "#2b2f33", fill: "rgba(253,251,245,0.95)", pad: [9, 3.5] } as const;

export const STYLES = {
  forum: { size: 19, weight: 700, ink: "#ffffff", fill: "#b9481a", pad: [15, 6], lead: 26, leadTone: 0xb9481a },
  landmark: { ...PILL, size: 13, lead: 20, leadTone: 0x4a4a46 },
  civic: { ...PILL, size: 14, weight: 700, lead: 24, leadTone: 0x4a4a46 },
  station: {
    size: 12,
    weight: 600,
    ink: "#ffffff",
    fill: "#6b4a78",
    pad: [7, 2.5],
    radius: 5,
    lead: 9,
    leadTone: 0x6b4a78,
  },
  district: { size: 14, weight: 700, ink: "#41443f", halo: "rgba(250,247,236,0.85)", pad: [3, 1], slides: true },
  peak: {
    size: 13,
    weight: 700,
    ink: "#27402f",
    halo: "rgba(250,248,238,0.92)",
    pad: [3, 1],
    lead: 8,
    leadTone: 0x27402f,
  },
  river: { size: 14, weight: 600, ink: "#2b5d75", halo: "rgba(236,243,240,0.8)", pad: [3, 1] },
  name: { size: 13, weight: 600, ink: "#ffffff", fill: "rgba(30,33,36,0.78)", pad: [7, 2.5], radius: 6 },
  staff: { size: 13, weight: 700, ink: "#ffffff", fill: "rgba(28,86,135,0.95)", pad: [7, 2.5], radius: 6 },
  own: { size: 14, weight: 700, ink: "#ffffff", fill: "#1f6b62", pad: [10, 3] },
  count: { size: 13, weight: 700, ink: "#1d2226", fill: "rgba(246,245,241,0.94)", edge: "#85847d", pad: [9, 3] },
  speaker: { size: 15, weight: 700, ink: "#ffffff", fill: "#b9481a", pad: [12, 4.5], radius: 6 },
  pro: { size: 13, weight: 700, ink: "#ffffff", fill: "#1c5687", pad: [10, 3.5], radius: 6 },
  con: { size: 13, weight: 700, ink: "#ffffff", fill: "#7a4e00", pad: [10, 3.5], radius: 6 },
  goal: { size: 13, weight: 600, ink: "#ffffff", fill: "#275d3c", pad: [9, 3], lead: 12, leadTone: 0x275d3c },
  speech: {
    size: 16.5,
    weight: 500,
    ink: "#1e2124",
    fill: "rgba(255,255,255,0.97)",
    edge: "#b1b8be",
    pad: [14, 9],
    radius: 12,
    tail: 11,
    anchor: 0.2,
  },
  whisper: {
    size: 16.5,
    weight: 500,
    ink: "#1e2124",
    fill: "rgba(223,239,234,0.98)",
    edge: "#1f6b62",
    pad: [14, 9],
    radius: 12,
    tail: 11,
    anchor: 0.2,
  },
} as const satisfies Readonly<Record<string, LabelStyle>>;

export type StyleName = keyof typeof STYLES;
