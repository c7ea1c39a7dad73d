/** The routes of setting a forum up, typed. */
import type { Details, ItemKind, Rules } from "../../../protocol/messages";
import { api } from "../../api";

/** An item of the agenda as it is planned. */
export interface ItemPlan {
  readonly title: string;
  readonly kind: ItemKind;
  readonly minutes: number;
  /** Seconds of a speech of this item; 0: as the rules say. */
  readonly speech_s: number;
}

/** A kind of forum: rules and an agenda to begin with. */
export interface Format {
  readonly id: string;
  readonly ko: string;
  readonly en: string;
  readonly purpose: string;
  readonly rules: Rules;
  readonly agenda: readonly ItemPlan[];
}

export interface FormatsAnswer {
  readonly formats: readonly Format[];
  /** What is wrong with files that cannot be used, in Korean. */
  readonly faults: readonly string[];
}

export interface ForumWish {
  /** Made by the page: sent again after a lost line, it is the same forum. */
  readonly act: string;
  readonly format: string;
  readonly title: string;
  readonly hall: string;
  /** Milliseconds UTC. */
  readonly opens: number;
  readonly rules: Rules;
  readonly agenda: readonly ItemPlan[];
  readonly details: Details;
}

/** What is announced of a forum. */
export interface ForumHead {
  readonly id: string;
  readonly title: string;
  readonly state: "planned" | "open" | "paused" | "closed";
  readonly hall: string;
  /** Milliseconds UTC. */
  readonly opens: number;
  readonly agenda: readonly (ItemPlan & { readonly id: string })[];
  readonly rules: Rules;
  readonly details: Details;
  /** What a change must have seen, of the announcement and of the agenda. */
  readonly version: number;
  readonly agenda_version: number;
}

export interface ForumChange {
  readonly act: string;
  readonly title: string;
  readonly hall: string;
  readonly opens: number;
  readonly rules: Rules;
  readonly details: Details;
  readonly saw: number;
  readonly agenda: readonly (ItemPlan & { readonly id?: string })[];
  readonly saw_agenda: number;
}

export interface ForumCancel {
  readonly act: string;
  /** For everybody. */
  readonly reason: string;
  readonly saw: number;
}

const address = (forum: string) => `/api/forums/${encodeURIComponent(forum)}`;

export const setupApi = {
  formats: () => api.get<FormatsAnswer>("/api/formats"),
  head: (forum: string) => api.get<ForumHead>(address(forum)),
  change: (forum: string, wish: ForumChange) => api.post<unknown>(address(forum), wish),
  cancel: (forum: string, wish: ForumCancel) => api.post<unknown>(`${address(forum)}/cancel`, wish),
  create: (wish: ForumWish) => api.post<{ forum: string }>("/api/forums", wish),
};
