/** The routes of the second device, typed. */
import type {
  Claim,
  Claimed,
  Finish,
  Finished,
  HandoverRequest,
  HandoverMade as Made,
  HandoverSeen as Seen,
} from "../../protocol/http";
import { api } from "../base/api";

export type { HandoverMade as Made, HandoverSeen as Seen } from "../../protocol/http";

const BASE = "/api/staff/handover";

export const handoverApi = {
  begin: (page: string) => api.post<Made>(BASE, { page } satisfies HandoverRequest),
  look: (id: string) => api.get<Seen>(`${BASE}/${encodeURIComponent(id)}`),
  confirm: (id: string) => api.post<Seen>(`${BASE}/${encodeURIComponent(id)}/confirm`),
  claim: (token: string) => api.post<Claimed>(`${BASE}/claim`, { token } satisfies Claim),
  finish: (ticket: string) => api.post<Finished>(`${BASE}/finish`, { ticket } satisfies Finish),
};
