/** The record of a forum over HTTP: how far it is, its files, its publication. */
import type { Publication, PublishRequest, Speakers } from "../../../protocol/http";
import { api } from "../../base/api";

export type { NamedSpeaker as Speaker, Publication } from "../../../protocol/http";

export const FILES = [
  ["html", "minutes.html"],
  ["pdf", "minutes.pdf"],
  ["large", "minutes.pdf?edition=large"],
  ["csv", "minutes.csv"],
  ["json", "minutes.json"],
  ["record", "record.json"],
] as const;

/** The program that checks a record without the server. */
export const VERIFIER = "/api/verify.py";

const base = (forum: string) => `/api/forums/${encodeURIComponent(forum)}`;

/** Returns the address of a file. */
export const filePath = (forum: string, name: string) => `${base(forum)}/${name}`;

export const recordApi = {
  look: (forum: string) => api.get<Publication>(`${base(forum)}/publication`),
  speakers: async (forum: string) => (await api.get<Speakers>(`${base(forum)}/speakers`)).speakers,
  publish: (forum: string, named: readonly string[]) =>
    api.post<Publication>(`${base(forum)}/publication`, { named } satisfies Partial<PublishRequest>),
  withdraw: (forum: string, reason: string) =>
    api.post<Publication>(`${base(forum)}/publication`, { withdraw: true, reason } satisfies Partial<PublishRequest>),
  /** Returns the page of the minutes as text. */
  async minutes(forum: string): Promise<string> {
    const answer = await fetch(filePath(forum, "minutes.html"), { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  },
};

/** Returns a value in groups of four, as it stands in the minutes: two people can compare it aloud. */
export const grouped = (value: string) => value.match(/.{1,4}/g)?.join(" ") ?? "";
