/** The routes of the second device, typed. */
import { api } from "../api";

export interface Made {
  readonly id: string;
  readonly address: string;
  readonly picture: string;
}

export interface Seen {
  readonly state: "waiting" | "claimed" | "confirmed";
  readonly digits: string;
  readonly device: string;
}

const BASE = "/api/staff/handover";

export const handoverApi = {
  begin: (page: string) => api.post<Made>(BASE, { page }),
  look: (id: string) => api.get<Seen>(`${BASE}/${encodeURIComponent(id)}`),
  confirm: (id: string) => api.post<Seen>(`${BASE}/${encodeURIComponent(id)}/confirm`),
  claim: (token: string) => api.post<{ ticket: string; digits: string }>(`${BASE}/claim`, { token }),
  finish: (ticket: string) => api.post<{ done: boolean; page: string }>(`${BASE}/finish`, { ticket }),
};
