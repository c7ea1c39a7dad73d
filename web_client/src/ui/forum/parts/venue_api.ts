/** The routes of the venue and of the way in, typed. */
import type { ScreenKey, SlipSheet, VenueCode, VenueRequest, WayIn } from "../../../protocol/http";
import { api } from "../../base/api";

export type { SlipSheet, VenueCode, WayIn } from "../../../protocol/http";

const path = (forum: string, rest: string) => `/api/forums/${encodeURIComponent(forum)}/${rest}`;

export const venueApi = {
  wayIn: (forum: string) => api.get<WayIn>(path(forum, "join")),
  /** `key` stands in the address of a venue's screen; staff need none. */
  code: (forum: string, key: string) => api.post<VenueCode>(path(forum, "venue/code"), { key } satisfies VenueRequest),
  screen: (forum: string) => api.post<ScreenKey>(path(forum, "venue/screen")),
  slips: (forum: string, from: number, to: number) => api.get<SlipSheet>(path(forum, `slips?from=${from}&to=${to}`)),
};
