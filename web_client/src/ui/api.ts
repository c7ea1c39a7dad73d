/** The server over HTTP: one typed function a route. A refusal is a `TroubleError` whose code the catalogue words. */
import { Api, TroubleError } from "../net/api";
import type { Aid, Role } from "../protocol/messages";
import type { LookInfo } from "../square/square";

export { type Facts, TroubleError } from "../net/api";

export const api = new Api();

// ---- looks travel as arrays

export type LookWire = readonly [number, number, number, number, number, number, Aid];

/** Returns a look in the order of the wire. */
export function packLook(look: LookInfo): LookWire {
  return [look.figure, look.hairStyle, look.top, look.bottom, look.hair, look.skin, look.aid];
}

/** Returns a look with names. */
export function unpackLook(wire: Partial<LookWire>): LookInfo {
  const [figure = 0, hairStyle = 0, top = 0, bottom = 0, hair = 0, skin = 0, aid = "none"] = wire;
  return { figure, hairStyle, top, bottom, hair, skin, aid };
}

// ---- the door

/** A sentence in both languages, as the server publishes it. */
export interface Both {
  readonly ko: string;
  readonly en: string;
}

export interface RetentionLine {
  readonly key: string;
  /** 0 is never stored. */
  readonly days: number;
  readonly what: Both;
  readonly why: Both;
  readonly basis: Both;
  readonly since: Both;
}

export interface PrivacyNotice {
  readonly version: string;
  readonly summary: readonly Both[];
  readonly table: readonly RetentionLine[];
  readonly contact: string;
}

export interface DoorMe {
  readonly participant: string;
  readonly name: string;
  /** Whether the person gave a name; others look around. */
  readonly named: boolean;
  readonly role: Role;
  readonly look: Partial<LookWire>;
  readonly staff: boolean;
}

export interface DoorAnswer {
  readonly me: DoorMe | null;
  readonly notice: PrivacyNotice;
  readonly profile: string;
  readonly demo: boolean;
  readonly writing: "name" | "verified";
  readonly name_limit: number;
}

export interface NameAnswer {
  readonly ok: boolean;
  readonly why: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly suggestions: readonly string[];
}

export interface Forum {
  readonly id: string;
  readonly title: string;
  readonly state: "planned" | "open" | "paused" | "closed";
  /** Milliseconds UTC. */
  readonly opens: number;
  /** The place whose hall it is held in. */
  readonly hall: string;
  /** Whether it was called off before it opened. */
  readonly cancelled: boolean;
}

export const getDoor = () => api.get<DoorAnswer>("/api/door");

/** Comes in; without a nickname one looks around. `notice` is the version agreed to. */
export function enterDoor(nickname: string | null, look: LookInfo, notice: string): Promise<DoorMe> {
  const named = nickname === null ? {} : { nickname, notice, of_age: true };
  return api.post<DoorMe>("/api/door", { ...named, look: packLook(look) });
}

/** Asks whether a name may be had; a refused one comes with names that may. */
export async function checkNickname(nickname: string): Promise<NameAnswer> {
  try {
    const { suggestions } = await api.post<{ name: string; suggestions: string[] }>("/api/nickname", { nickname });
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
  return (await api.get<{ forums: readonly Forum[] }>("/api/forums")).forums;
}
export const getPrivacy = () => api.get<PrivacyNotice>("/api/privacy");

// ---- one's own data

/** Everything kept of one, by table. */
export interface OwnData {
  readonly exported: number;
  readonly notice: string;
  readonly kept: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

export const getMine = () => api.get<OwnData>("/api/me");
export const eraseMine = () => api.delete<unknown>("/api/me");
export const EXPORT_PATH = "/api/me/export";
export const qrPath = (place: string) => `/api/places/${encodeURIComponent(place)}/qr.svg`;
