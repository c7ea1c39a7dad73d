/** The staff routes, typed. */
import type {
  Accept,
  AccessMonth,
  AccountLine,
  BanLine,
  BatchLine,
  BatchRevoked,
  CodesMade,
  CodesRequest,
  FlagLine,
  InviteLine,
  InviteMade,
  InviteRequest,
  LiftRequest,
  RevokeRequest,
  Role,
  SignedOut,
  SignIn,
  StaffMe,
  StaffRevoked,
  TotpAnswer,
  TotpStep,
  Verdict,
} from "../../protocol/http";
import { api } from "../base/api";

export type { AccountLine, BanLine, BatchLine, CodesMade, FlagLine, StaffMe } from "../../protocol/http";

export const staffApi = {
  me: () => api.get<StaffMe>("/api/staff/me"),
  signIn: (login: string, password: string, code: string) =>
    api.post<StaffMe>("/api/staff/sign-in", { login, password, code } satisfies SignIn),
  signOut: () => api.post<SignedOut>("/api/staff/sign-out"),
  accept: (token: string, login: string, name: string, password: string) =>
    api.post<StaffMe>("/api/staff/accept", { token, login, name, password } satisfies Accept),
  totp: (step: TotpStep["step"], secret = "", code = "") =>
    api.post<TotpAnswer>("/api/staff/totp", { step, secret, code } satisfies TotpStep),
  flags: () => api.get<readonly FlagLine[]>("/api/staff/flags"),
  judge: (id: string, verdict: Verdict["verdict"], note: string) =>
    api.post<FlagLine>(`/api/staff/flags/${encodeURIComponent(id)}`, { verdict, note } satisfies Verdict),
  bans: () => api.get<readonly BanLine[]>("/api/staff/bans"),
  liftBan: (id: string, reason: string) =>
    api.post<BanLine>(`/api/staff/bans/${encodeURIComponent(id)}/lift`, { reason } satisfies LiftRequest),
  invites: () => api.get<readonly InviteLine[]>("/api/staff/invites"),
  invite: (role: Role, forum: string | null = null) =>
    api.post<InviteMade>("/api/staff/invites", { role, forum } satisfies InviteRequest),
  accounts: () => api.get<readonly AccountLine[]>("/api/staff/accounts"),
  revoke: (account: string) => api.post<StaffRevoked>("/api/staff/revoke", { account } satisfies RevokeRequest),
  makeCodes: (wish: CodesRequest) => api.post<CodesMade>("/api/codes", wish),
  batches: (forum: string | null) =>
    api.get<readonly BatchLine[]>(`/api/codes${forum === null ? "" : `?forum=${encodeURIComponent(forum)}`}`),
  revokeBatch: (batch: string) => api.post<BatchRevoked>(`/api/codes/${encodeURIComponent(batch)}/revoke`),
  accessLog: () => api.get<AccessMonth>("/api/staff/access-log"),
};
