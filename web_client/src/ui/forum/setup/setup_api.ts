/** The routes of setting a forum up, typed. */
import type {
  FormatsAnswer,
  ForumCancel,
  ForumChange,
  ForumHead,
  ForumMade,
  ForumRequest,
} from "../../../protocol/http";
import { api } from "../../base/api";

export type { Format, FormatsAnswer, ForumChange, ForumHead, ForumRequest, ItemPlan } from "../../../protocol/http";

const address = (forum: string) => `/api/forums/${encodeURIComponent(forum)}`;

export const setupApi = {
  formats: () => api.get<FormatsAnswer>("/api/formats"),
  head: (forum: string) => api.get<ForumHead>(address(forum)),
  change: (forum: string, wish: ForumChange) => api.post<ForumMade>(address(forum), wish),
  cancel: (forum: string, wish: ForumCancel) => api.post<ForumMade>(`${address(forum)}/cancel`, wish),
  create: (wish: ForumRequest) => api.post<ForumMade>("/api/forums", wish),
};
