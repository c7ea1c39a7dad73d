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

export const setupApi = {
  formats: () => api.get<FormatsAnswer>("/api/formats"),
  create: (wish: ForumWish) => api.post<{ forum: string }>("/api/forums", wish),
};
