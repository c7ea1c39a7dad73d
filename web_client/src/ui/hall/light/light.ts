/** What the pieces of the light page share: the hall, whether one only reads, and which tab stands open. */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Hall } from "../../../hall/hall";
import type { BallotView, Level, MinePart } from "../../../protocol/messages";
import type { VoiceDoor } from "./voice_door";

export const TABS = ["floor", "questions", "ballot", "papers"] as const;
export type Tab = (typeof TABS)[number];

export interface Light {
  readonly hall: Hall;
  /** Without a session one reads; everything else begins with a name. */
  readonly reader: boolean;
  readonly tab: Signal<Tab>;
  /** Where the main button stands, once it is there. */
  readonly dock: Signal<HTMLElement | null>;
  /** Whether the short door stands open. */
  readonly joining: Signal<boolean>;
  /** Where one lives, if one chose to say so: for the sum of journeys that were spared. */
  readonly district: Signal<string>;
  /** Words that are being written: they outlive a change of tab. */
  readonly drafts: { readonly statement: Signal<string>; readonly question: Signal<string> };
  readonly voice: VoiceDoor | null;
  /** Comes in again: the session changed. */
  readonly comeIn: () => void;
  readonly leave: () => void;
}

export function makeDrafts(): Light["drafts"] {
  return { statement: signal(""), question: signal("") };
}

const Context = createContext<Light | null>(null);
export const LightProvider = Context.Provider;

/** Returns what the page shares; only for components under the page. */
export function useLight(): Light {
  const light = useContext(Context);
  if (light === null) throw new Error("no light page here");
  return light;
}

const LEVELS: readonly Level[] = ["guest", "named", "citizen"];

/** Which level is missing for an act; null where nothing is. The server decides, this says so beforehand. */
export function missing(mine: MinePart | null, needs: Level): Level | null {
  const has = mine === null ? -1 : LEVELS.indexOf(mine.level);
  return has >= LEVELS.indexOf(needs) ? null : needs;
}

/** Returns the ballot that is open, if one is. */
export function openBallot(ballot: BallotView | null): BallotView | null {
  return ballot?.state === "started" ? ballot : null;
}
