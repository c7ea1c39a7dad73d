/** The routes of the venue and of the way in, typed. */
import { api } from "../../api";

export interface VenueCode {
  /** The QR code as a data address. */
  readonly picture: string;
  /** Where one goes who cannot scan. */
  readonly address: string;
  /** Milliseconds UTC on the server's clock: the code is shown from `now` until `until`. */
  readonly now: number;
  readonly until: number;
}

/** The way in for phones, which checks nobody in. */
export interface WayIn {
  /** The QR code of `address` as a data address. */
  readonly picture: string;
  readonly address: string;
}

export interface SlipSheet {
  readonly slips: readonly { readonly number: number; readonly picture: string }[];
}

const path = (forum: string, rest: string) => `/api/forums/${encodeURIComponent(forum)}/${rest}`;

export const venueApi = {
  wayIn: (forum: string) => api.get<WayIn>(path(forum, "join")),
  /** `key` stands in the address of a venue's screen; staff need none. */
  code: (forum: string, key: string) => api.post<VenueCode>(path(forum, "venue/code"), { key }),
  screen: (forum: string) => api.post<{ address: string; until: number }>(path(forum, "venue/screen")),
  slips: (forum: string, from: number, to: number) => api.get<SlipSheet>(path(forum, `slips?from=${from}&to=${to}`)),
};
