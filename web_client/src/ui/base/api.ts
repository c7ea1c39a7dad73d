/** The server over HTTP: one typed function a route. A refusal is a `TroubleError` whose code the catalogue words. */
import { Api, TroubleError } from "../../net/api";
import type {
  Door as DoorAnswer,
  DoorMe,
  Enter,
  ForumLine as Forum,
  Forums,
  NameAnswer as NameFound,
  NameQuestion,
  OwnData,
  Notice as PrivacyNotice,
} from "../../protocol/http";
import { type LookInfo, lookTuple } from "../../square/looks";

export { type Facts, TroubleError } from "../../net/api";
export type {
  Both,
  Door as DoorAnswer,
  DoorMe,
  ForumLine as Forum,
  OwnData,
  RetentionLine,
} from "../../protocol/http";

export const api = new Api();

// ---- the door

/** What came of asking for a name. */
export interface NameAnswer {
  readonly ok: boolean;
  readonly why: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly suggestions: readonly string[];
}

export const getDoor = () => api.get<DoorAnswer>("/api/door");

/** Comes in; without a nickname one looks around. `notice` is the version agreed to. */
export function enterDoor(nickname: string | null, look: LookInfo, notice: string): Promise<DoorMe> {
  const named = nickname === null ? {} : { nickname, notice, of_age: true };
  return api.post<DoorMe>("/api/door", { ...named, look: lookTuple(look) } satisfies Partial<Enter>);
}

/** Asks whether a name may be had; a refused one comes with names that may. */
export async function checkNickname(nickname: string): Promise<NameAnswer> {
  try {
    const question: NameQuestion = { nickname };
    const { suggestions } = await api.post<NameFound>("/api/nickname", question);
    return { ok: true, why: "", facts: {}, suggestions };
  } catch (error) {
    if (!(error instanceof TroubleError) || !error.code.startsWith("name_")) throw error;
    const { code: why, facts } = error;
    const suggestions = [facts.suggestion, facts.suggestion2].filter((one) => typeof one === "string");
    return { ok: false, why, facts, suggestions };
  }
}

/** Returns the forums that are planned or open. */
export async function getForums(): Promise<readonly Forum[]> {
  return (await api.get<Forums>("/api/forums")).forums;
}
export const getPrivacy = () => api.get<PrivacyNotice>("/api/privacy");

// ---- one's own data

export const getMine = () => api.get<OwnData>("/api/me");
export const eraseMine = () => api.delete<unknown>("/api/me");
export const EXPORT_PATH = "/api/me/export";
export const qrPath = (place: string) => `/api/places/${encodeURIComponent(place)}/qr.svg`;
