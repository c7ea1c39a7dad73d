/** Finding by name: whole words, parts, and initial consonants ("ㅅㄹㅇㄹ" finds 수로왕릉). */
import { getChoseong } from "es-hangul";

const CONSONANTS = /^[ㄱ-ㅎ]+$/;
const plain = (text: string) => text.normalize("NFC").toLowerCase().replace(/\s+/g, "");

/** Tells whether any of the names fits what was typed; nothing typed fits all. */
export function fits(query: string, names: readonly string[]): boolean {
  const wanted = plain(query);
  if (!wanted) return true;
  const initials = CONSONANTS.test(wanted);
  return names.some((name) => {
    const have = plain(name);
    return have.includes(wanted) || (initials && plain(getChoseong(name)).includes(wanted));
  });
}
