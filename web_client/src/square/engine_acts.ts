/** The acts of the square as messages: one method each, thin, so that `create.ts` only composes. */

import type { Acts } from "../net/acts";
import { RefusedError } from "../net/line";
import type { Reach } from "../protocol/messages";
import { type LookInfo, lookTuple } from "./looks";
import type { LogEntry, PersonInfo } from "./square";
import { count, isEmpty, MAX_TEXT } from "./text";

/** Utterances that one report carries, as the message allows. */
const MAX_PROOFS = 3;

export abstract class EngineActs {
  protected readonly acts: Acts;

  constructor(acts: Acts) {
    this.acts = acts;
  }

  say(reach: Reach, to: string | null, text: string, id?: string): Promise<void> {
    const counted = count(text);
    if (isEmpty(counted.text)) return Promise.reject(new RefusedError("empty_text", {}));
    if (counted.length > MAX_TEXT) {
      return Promise.reject(new RefusedError("text_too_long", { length: counted.length, limit: MAX_TEXT }));
    }
    return this.acts.ask((act) => ["say", act, reach, to, counted.text], id);
  }

  countHearers(reach: Reach, to: string | null): Promise<number> {
    return this.acts.ask((id) => ["count_hearers", id, reach, to]);
  }

  goto(place: string): Promise<void> {
    return this.acts.ask((id) => ["goto", id, place]);
  }

  ride(station: string): Promise<void> {
    return this.acts.ask((id) => ["ride", id, station]);
  }

  pose(posture: "stand" | "sit"): Promise<void> {
    return this.acts.ask((id) => ["pose", id, posture]);
  }

  raiseHand(up: boolean): Promise<void> {
    return this.acts.ask((id) => ["raise_hand", id, up]);
  }

  gesture(emote: "wave" | "clap" | "nod"): Promise<void> {
    return this.acts.ask((id) => ["gesture", id, emote]);
  }

  change(to: { name?: string; look?: LookInfo; followable?: boolean; quiet?: boolean }): Promise<void> {
    const look = to.look === undefined ? null : lookTuple(to.look);
    return this.acts.ask((id) => ["change", id, to.name ?? null, look, to.followable ?? null, to.quiet ?? null]);
  }

  follow(person: string | null): Promise<void> {
    return this.acts.ask((id) => ["follow", id, person]);
  }

  block(person: string): Promise<void> {
    return this.acts.ask((id) => ["block", id, person]);
  }

  unblock(person: string): Promise<void> {
    return this.acts.ask((id) => ["unblock", id, person]);
  }

  report(person: string, reason: string, entries: readonly LogEntry[]): Promise<void> {
    const proofs = entries
      .slice(0, MAX_PROOFS)
      .map((entry) => [entry.utterance, entry.speaker, entry.reach, entry.at, entry.text, entry.mac] as const);
    return this.acts.ask((id) => ["report", id, person, reason, proofs]);
  }

  mute(person: string, seconds: number, reason: string): Promise<void> {
    return this.acts.ask((id) => ["mute", id, person, seconds, reason]);
  }

  moveOut(person: string, reason: string): Promise<void> {
    return this.acts.ask((id) => ["move_out", id, person, reason]);
  }

  ban(person: string, seconds: number, reason: string): Promise<void> {
    return this.acts.ask((id) => ["ban", id, person, seconds, reason]);
  }

  lift(person: string, reason: string): Promise<void> {
    return this.acts.ask((id) => ["lift", id, person, reason]);
  }

  roster(search: string, offset: number): Promise<{ total: number; offset: number; people: readonly PersonInfo[] }> {
    return this.acts.ask((id) => ["ask_roster", id, search, offset]);
  }

  /** Resolves when the server said goodbye, too: `left` is the answer to leaving. */
  leave(): Promise<void> {
    return this.acts
      .ask<void>((id) => ["leave", id])
      .catch((error: unknown) => {
        if (!(error instanceof RefusedError && error.why === "left")) throw error;
      });
  }
}
