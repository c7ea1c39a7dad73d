/** What the pieces of the desk share: the hall, the act that is filled, the open sheet, and what was refused last. */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Hall } from "../../../hall/hall";
import type { AnyOrder, BallotView, LineView, QuestionView, Role, Row } from "../../../protocol/messages";
import { ownOrders } from "./own_orders";
import { refusedWords } from "./refused_words";

/** What stands over the right column; never over the clock. */
export type Sheet =
  | { readonly kind: "agenda" | "ballot" | "roll" | "join" | "keys" | "close" | "practice" | "done" }
  | { readonly kind: "call"; readonly row: Row }
  | { readonly kind: "mute" | "remove"; readonly person: string; readonly name: string }
  | { readonly kind: "move"; readonly row: Row; readonly place: number }
  | { readonly kind: "line"; readonly line: LineView }
  | { readonly kind: "result"; readonly ballot: BallotView }
  | {
      readonly kind: "question";
      readonly question: QuestionView;
      readonly act: "hide" | "merge" | "answer" | "promise";
    };

export interface Desk {
  readonly hall: Hall;
  readonly role: Role;
  /** Whether one may practise: a moderator's role holds in the practice of the forum as well. */
  readonly practises: boolean;
  readonly sheet: Signal<Sheet | null>;
  /** Words of the last refusal; stays until it is closed or an act is taken. */
  readonly refused: Signal<string | null>;
  /** Gives an order; tells whether it was taken. What was refused is said on top of the desk. */
  give(order: AnyOrder): Promise<boolean>;
}

/** Returns the desk of a hall. */
export function makeDesk(hall: Hall, role: Role): Desk {
  const refused = signal<string | null>(null);
  const send = ownOrders(hall);
  const give = async (order: AnyOrder) => {
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
  return { hall, role, practises, sheet: signal<Sheet | null>(null), refused, give };
}

const Context = createContext<Desk | null>(null);
export const DeskProvider = Context.Provider;

/** Returns the desk; only for components on it. */
export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error("no desk here");
  return desk;
}

/** Whether a role may close a forum and publish a result. The server decides; this spares useless buttons. */
export const isOfficer = (role: Role): boolean => role === "officer" || role === "admin";
