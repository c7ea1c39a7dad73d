/** Compares a record with a value that somebody noted: the public key, or a hash from the screen or the minutes. */
import type { Facts } from "./reader";

export type Compared =
  | { readonly is: "none" | "form" | "other" | "key" }
  /** The hash of a row; the last one's is that of the whole record. */
  | { readonly is: "row"; readonly row: number };

/** Letters that a value has at least: shorter beginnings fit by chance or by search. */
const SHORTEST = 16;
const HEX = /^[0-9a-f]+$/;

/** Returns what a noted value is to a record; blanks and capitals do not matter. */
export function compared({ key, hashes }: Facts, noted: string): Compared {
  const value = noted.replace(/\s/g, "").toLowerCase();
  if (!value) return { is: "none" };
  if (!HEX.test(value) || value.length < SHORTEST || value.length > key.length) return { is: "form" };
  if (value === key) return { is: "key" };
  const row = hashes.findIndex((hash) => hash.startsWith(value));
  return row < 0 ? { is: "other" } : { is: "row", row: row + 1 };
}
