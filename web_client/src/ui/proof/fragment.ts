/**
 * What a QR code carries behind `#`: no server sees it, no log holds it.
 *
 * It is taken once and goes from the address bar: a photo of the screen or a shared link gives nothing away.
 */

export interface SlipProof {
  readonly forum: string;
  readonly number: number;
  readonly seal: string;
}

export interface VenueProof {
  readonly forum: string;
  readonly code: string;
}

const SLIP = /^([0-9A-Za-z_-]{1,48})\/(\d{1,5})\/([A-Z2-7]{16})$/i;
const VENUE = /^([0-9A-Za-z_-]{1,48})\/([A-Z2-7]{16})$/i;
/** Letters of a code as printed, whatever signs stand between them. */
const CODE_LENGTH = 12;

/** Returns what stands behind `#` and takes it out of the address. */
export function takeFragment(): string {
  const found = location.hash.slice(1);
  if (found) history.replaceState(history.state, "", location.pathname + location.search);
  return found;
}

/** Shows a code in groups of four, as it is printed. */
export function inGroups(code: string): string {
  const letters = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .slice(0, CODE_LENGTH);
  return letters.match(/.{1,4}/g)?.join("-") ?? "";
}

/** Whether a code has all its letters. */
export const isWhole = (code: string) => inGroups(code).length === CODE_LENGTH + 2;

export function readSlip(fragment: string): SlipProof | null {
  const [, forum, number, seal] = SLIP.exec(fragment) ?? [];
  return forum && number && seal ? { forum, number: Number(number), seal } : null;
}

export function readVenue(fragment: string): VenueProof | null {
  const [, forum, code] = VENUE.exec(fragment) ?? [];
  return forum && code ? { forum, code } : null;
}

/** What a provider of identities sends back: the token, and the nonce it was asked with. */
export function readAnswer(fragment: string): { readonly token: string; readonly nonce: string } | null {
  const given = new URLSearchParams(fragment);
  const [token, nonce] = [given.get("id_token"), given.get("state")];
  return token && nonce ? { token, nonce } : null;
}
