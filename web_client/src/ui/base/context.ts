/** The square in use, for all components under the shell; and which dialog stands open over it. */
import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Reach } from "../../protocol/messages";
import type { LogEntry, PersonInfo, Square } from "../../square/square";

const Context = createContext<Square | null>(null);
export const SquareProvider = Context.Provider;

/** Returns the square; only for components under the shell. */
export function useSquare(): Square {
  const square = useContext(Context);
  if (!square) throw new Error("no square here");
  return square;
}

/** A person by what dialogs need: the id and the name to show. */
export interface Named {
  readonly participant: string;
  readonly name: string;
}

export type OpenDialog =
  | { readonly kind: "find" | "settings" | "me" | "name" | "look" | "blocks" | "mine" | "leave" | "about" }
  | { readonly kind: "place"; readonly place: string }
  | { readonly kind: "share"; readonly place: string }
  | { readonly kind: "ride"; readonly from: string }
  | { readonly kind: "report"; readonly person: Named; readonly entry?: LogEntry }
  | { readonly kind: "block"; readonly person: Named }
  | { readonly kind: "person"; readonly person: PersonInfo }
  | { readonly kind: "staff"; readonly person: Named; readonly measure: "mute" | "ban" | "move_out" | "lift" };

export const dialog = signal<OpenDialog | null>(null);
export const closeDialog = () => {
  dialog.value = null;
};

/** Who one is at the door: whether one gave a name, and who may write in this house. */
export interface Standing {
  readonly named: boolean;
  readonly writing: "name" | "verified";
}
export const standing = signal<Standing>({ named: true, writing: "name" });

/** What one needs before one may write; the server decides, this says so beforehand. */
export function neededToWrite(role: string): "name" | "verify" | null {
  if (!standing.value.named) return "name";
  return standing.value.writing === "verified" && role === "guest" ? "verify" : null;
}

/** Whom the composer writes to. */
export interface Aim {
  readonly reach: Reach;
  readonly to: Named | null;
}
export const aim = signal<Aim>({ reach: "say", to: null });

/** Puts the focus into the composer; a dialog that is just closing holds it back for a frame or two. */
function focusComposer(frames: number): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>("#compose");
    field?.focus();
    if (document.activeElement !== field && frames > 0) focusComposer(frames - 1);
  });
}

/** Turns the composer to somebody and puts the focus there. */
export function writeTo(reach: Reach, to: Named | null): void {
  aim.value = { reach, to };
  focusComposer(10);
}

const STAFF = new Set(["moderator", "clerk", "officer", "admin"]);
const MODERATORS = new Set(["moderator", "admin"]);

export const isStaff = (role: string) => STAFF.has(role);
/** Whether this role may mute, move out and ban. The server decides; this only spares useless buttons. */
export const mayModerate = (role: string) => MODERATORS.has(role);
