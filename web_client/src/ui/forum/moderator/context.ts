/** What the pieces of the moderator view share: the forum, the act that is filled, the open sheet, and what was refused last. */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import type {
  AnyClientCommand,
  BallotView,
  LineView,
  QuestionView,
  QueueRowView,
  Role,
} from "../../../protocol/messages";
import { ownOrders } from "./own_orders";
import { refusedWords } from "./refused_words";

/** What stands over the right column; never over the clock. */
export type Sheet =
  | { readonly kind: "agenda" | "ballot" | "roll" | "join" | "keys" | "close" | "practice" | "done" }
  | { readonly kind: "call"; readonly row: QueueRowView }
  | { readonly kind: "mute" | "remove"; readonly person: string; readonly name: string }
  | { readonly kind: "move"; readonly row: QueueRowView; readonly place: number }
  | { readonly kind: "line"; readonly line: LineView }
  | { readonly kind: "result"; readonly ballot: BallotView }
  | {
      readonly kind: "question";
      readonly question: QuestionView;
      readonly act: "hide" | "merge" | "answer" | "promise";
    };

export interface Moderator {
  readonly forum: ForumClient;
  readonly role: Role;
  /** Whether one may practise: a moderator's role holds in the practice of the forum as well. */
  readonly practises: boolean;
  readonly sheet: Signal<Sheet | null>;
  /** Words of the last refusal; stays until it is closed or an act is taken. */
  readonly refused: Signal<string | null>;
  /** Gives an order; tells whether it was taken. What was refused is said on top of the desk. */
  give(order: AnyClientCommand): Promise<boolean>;
}

/** Returns what the moderator view of a forum shares. */
export function makeModerator(forum: ForumClient, role: Role): Moderator {
  const refused = signal<string | null>(null);
  const send = ownOrders(forum);
  const give = async (order: AnyClientCommand) => {
    try {
      await send(order);
      refused.value = null;
      return true;
    } catch (error) {
      refused.value = refusedWords(error);
      return false;
    }
  };
  const practises = role !== "clerk";
  return { forum, role, practises, sheet: signal<Sheet | null>(null), refused, give };
}

const Context = createContext<Moderator | null>(null);
export const ModeratorProvider = Context.Provider;

/** Returns the desk; only for components on it. */
export function useModerator(): Moderator {
  const moderator = useContext(Context);
  if (!moderator) throw new Error("no moderator page here");
  return moderator;
}

/** Whether a role may close a forum and publish a result. The server decides; this spares useless buttons. */
export const isOfficer = (role: Role): boolean => role === "officer" || role === "admin";
