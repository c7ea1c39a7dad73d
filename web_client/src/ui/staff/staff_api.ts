/** The staff routes, typed. */
import type { Role } from "../../protocol/messages";
import { api } from "../api";

export interface StaffMe {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** The one forum that the role is for; null for the whole installation. */
  readonly forum: string | null;
  readonly totp: boolean;
}

export interface FlagLine {
  readonly id: string;
  readonly kind: string;
  readonly participant: string;
  readonly name: string;
  readonly reporter: string | null;
  readonly reason: string;
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
  readonly at: number;
  readonly verdict: string | null;
  readonly judged_by: string | null;
  readonly note: string | null;
}

export interface BanLine {
  readonly id: string;
  readonly name: string;
  readonly made_by: string;
  readonly reason: string;
  readonly at: number;
  readonly until: number;
}

export interface InviteLine {
  readonly id: string;
  readonly role: Role;
  readonly made_by: string;
  readonly expires: number;
}

export interface AccountLine {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly totp: boolean;
  readonly revoked: number | null;
}

export interface AccessMonth {
  readonly month: string;
  readonly sums: readonly {
    readonly login: string;
    readonly task: string;
    readonly times: number;
    readonly rows: number;
  }[];
  readonly lines: readonly {
    readonly at: number;
    readonly login: string;
    readonly whose: string | null;
    /** The person's name today; null once erased. */
    readonly name: string | null;
    readonly task: string;
    readonly rows: number;
  }[];
}

/** Codes in clear: the server shows them this once. */
export interface CodesMade {
  readonly name: string;
  readonly expires: number;
  /** Where a code can be typed. */
  readonly address: string;
  readonly slips: readonly { readonly code: string; readonly picture: string }[];
}

export interface BatchLine {
  readonly batch: string;
  readonly name: string;
  readonly forum: string | null;
  readonly expires: number;
  readonly revoked: number | null;
  readonly codes: number;
  readonly used: number;
}

export interface CodesWish {
  readonly name: string;
  readonly count: number;
  readonly days: number;
  readonly forum: string | null;
}

export const staffApi = {
  me: () => api.get<StaffMe>("/api/staff/me"),
  signIn: (login: string, password: string, code: string) =>
    api.post<StaffMe>("/api/staff/sign-in", { login, password, code }),
  signOut: () => api.post<unknown>("/api/staff/sign-out"),
  accept: (token: string, login: string, name: string, password: string) =>
    api.post<StaffMe>("/api/staff/accept", { token, login, name, password }),
  totp: (step: "begin" | "confirm" | "remove", secret = "", code = "") =>
    api.post<{ secret: string; address: string; on: boolean }>("/api/staff/totp", { step, secret, code }),
  flags: () => api.get<readonly FlagLine[]>("/api/staff/flags"),
  judge: (id: string, verdict: "upheld" | "dismissed", note: string) =>
    api.post<FlagLine>(`/api/staff/flags/${encodeURIComponent(id)}`, { verdict, note }),
  bans: () => api.get<readonly BanLine[]>("/api/staff/bans"),
  liftBan: (id: string, reason: string) =>
    api.post<BanLine>(`/api/staff/bans/${encodeURIComponent(id)}/lift`, { reason }),
  invites: () => api.get<readonly InviteLine[]>("/api/staff/invites"),
  invite: (role: Role, forum: string | null = null) =>
    api.post<{ address: string; expires: number }>("/api/staff/invites", { role, forum }),
  accounts: () => api.get<readonly AccountLine[]>("/api/staff/accounts"),
  revoke: (account: string) => api.post<{ sessions: number }>("/api/staff/revoke", { account }),
  makeCodes: (wish: CodesWish) => api.post<CodesMade>("/api/codes", wish),
  batches: (forum: string | null) =>
    api.get<readonly BatchLine[]>(`/api/codes${forum === null ? "" : `?forum=${encodeURIComponent(forum)}`}`),
  revokeBatch: (batch: string) => api.post<unknown>(`/api/codes/${encodeURIComponent(batch)}/revoke`),
  accessLog: () => api.get<AccessMonth>("/api/staff/access-log"),
};
