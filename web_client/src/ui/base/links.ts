/** Addresses in what people write: only http and https become links, shown as their plain host. */

export interface Link {
  readonly href: string;
  readonly host: string;
}
export type Piece = { readonly text: string } | Link;

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’]+/gi;
const TRAILING = /[.,!?;:)\]}…。，、]+$/u;

/** Returns where an address leads, or null for what is none: nothing that was kept may stop the page that shows it. */
export function linkTo(found: string): Link | null {
  try {
    const url = new URL(found);
    // A name or password in an address only serves to deceive about the host.
    if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username || url.password) return null;
    return { href: url.href, host: url.host };
  } catch {
    return null;
  }
}

/** Splits a text into plain pieces and links; joining the pieces' sources gives the text back. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    const made = linkTo(address);
    if (!made) continue;
    if (match.index > at) out.push({ text: text.slice(at, match.index) });
    out.push(made);
    at = match.index + address.length;
  }
  if (at < text.length) out.push({ text: text.slice(at) });
  return out;
}
