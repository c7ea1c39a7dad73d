/** What the pieces of the participant view share: the forum, whether one only reads, and which tab stands open. */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import type { BallotView } from "../../../protocol/messages";
import type { VoiceDoor } from "./voice_door";

export const TABS = ["floor", "questions", "ballot", "papers"] as const;
export type Tab = (typeof TABS)[number];

export interface Participant {
  readonly forum: ForumClient;
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

export function makeDrafts(): Participant["drafts"] {
  return { statement: signal(""), question: signal("") };
}

const Context = createContext<Participant | null>(null);
export const ParticipantProvider = Context.Provider;

/** Returns what the page shares; only for components under the page. */
export function useParticipant(): Participant {
  const participant = useContext(Context);
  if (participant === null) throw new Error("no participant page here");
  return participant;
}

/** Returns the ballot that is open, if one is. */
export function openBallot(ballot: BallotView | null): BallotView | null {
  return ballot?.state === "started" ? ballot : null;
}
