/** The routes of codes, slips, the venue and identity checks, typed. */
import type {
  Arrived,
  CodeDone,
  CodeRequest,
  DoorMe,
  IdentityAsked,
  IdentityDone,
  IdentityOffer,
  IdentityRequest,
  MockRequest,
  MockSigned,
  OnsiteRequest,
  SlipRequest,
} from "../../protocol/http";
import { api, type DoorAnswer, getDoor } from "../base/api";

const forumPath = (forum: string, rest: string) => `/api/forums/${encodeURIComponent(forum)}/${rest}`;

/** Comes in without a name where there is no session yet: a proof needs one, and asks for nothing else. */
export async function comeIn(): Promise<void> {
  const door: DoorAnswer = await getDoor();
  if (!door.me) await api.post<DoorMe>("/api/door", {});
}

export const proofApi = {
  redeem: (code: string) => api.post<CodeDone>("/api/codes/redeem", { code } satisfies CodeRequest),
  linkSlip: (forum: string, number: number, seal: string) =>
    api.post<Arrived>(forumPath(forum, "slips/link"), { number, seal } satisfies SlipRequest),
  onsite: (forum: string, code: string) =>
    api.post<Arrived>(forumPath(forum, "venue/onsite"), { code } satisfies OnsiteRequest),
  offer: () => api.get<IdentityOffer>("/api/identity"),
  begin: () => api.post<IdentityAsked>("/api/identity/begin"),
  mock: (person: string, nonce: string) =>
    api.post<MockSigned>("/api/identity/mock", { person, nonce } satisfies MockRequest),
  confirm: (token: string, nonce: string) =>
    api.post<IdentityDone>("/api/identity/confirm", { token, nonce } satisfies IdentityRequest),
};
