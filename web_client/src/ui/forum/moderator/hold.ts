/** What a row of the queue may do with the hold on a row that is carried. */
import type { QueueRowView } from "../../../protocol/messages";
import type { Grab } from "./queue_order";

export interface Hold {
  readonly held: Grab | null;
  /** Takes hold of a row, or drops the one that is held. */
  toggle(row: QueueRowView): void;
  /** Carries by a key; tells whether the key meant something. */
  key(name: string): boolean;
  /** Carries a held row over another one. */
  over(row: QueueRowView): void;
  begin(row: QueueRowView): void;
  drop(): void;
  let(): void;
}
