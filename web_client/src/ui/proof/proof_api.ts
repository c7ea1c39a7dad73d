/** The routes of codes, slips, the venue and identity checks, typed. */
import { api, type DoorAnswer, getDoor } from "../api";

export interface IdentityOffer {
  readonly kind: "none" | "provider" | "mock";
}

const forumPath = (forum: string, rest: string) => `/api/forums/${encodeURIComponent(forum)}/${rest}`;

/** Comes in without a name where there is no session yet: a proof needs one, and asks for nothing else. */
export async function comeIn(): Promise<void> {
  const door: DoorAnswer = await getDoor();
  if (!door.me) await api.post<unknown>("/api/door", {});
}

export const proofApi = {
  redeem: (code: string) => api.post<{ forum: string | null }>("/api/codes/redeem", { code }),
  linkSlip: (forum: string, number: number, seal: string) =>
    api.post<{ forum: string }>(forumPath(forum, "slips/link"), { number, seal }),
  onsite: (forum: string, code: string) => api.post<{ forum: string }>(forumPath(forum, "venue/onsite"), { code }),
  offer: () => api.get<IdentityOffer>("/api/identity"),
  begin: () => api.post<{ nonce: string; address: string }>("/api/identity/begin"),
  mock: (person: string, nonce: string) => api.post<{ token: string }>("/api/identity/mock", { person, nonce }),
  confirm: (token: string, nonce: string) => api.post<{ known: boolean }>("/api/identity/confirm", { token, nonce }),
};
