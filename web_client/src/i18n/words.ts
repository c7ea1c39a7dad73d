/** Entries of the catalogue: a text, or forms of it by a count. Pure. */
import { josa } from "es-hangul";

export type Facts = Readonly<Record<string, string | number>>;

/** Forms by the categories of `Intl.PluralRules`; the fact that counts is `n`, or the one named by `by`. */
export interface Forms extends Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> {
  readonly other: string;
  readonly by?: string;
}
export type Entry = string | Forms;
export type Words = Readonly<Record<string, Entry | undefined>>;

type Particle = Parameters<typeof josa>[1];

/** Returns the text of an entry that the facts ask for, with no fact filled in yet. */
export function formOf(entry: Entry, facts: Facts, rules: Intl.PluralRules): string {
  if (typeof entry === "string") return entry;
  return entry[rules.select(Number(facts[entry.by ?? "n"]))] ?? entry.other;
}

/** Returns every text of an entry. */
export function textsOf(entry: Entry): readonly string[] {
  if (typeof entry === "string") return [entry];
  return Object.entries(entry).flatMap(([name, text]) => (name === "by" ? [] : [text]));
}

/** Returns a text with its facts filled in; a fact that is missing shows as an ellipsis. */
export function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)(?:\|([^}]+))?\}/g, (_, name: string, particle?: string) => {
    const value = facts[name] === undefined ? "…" : String(facts[name]);
    return particle ? josa(value, particle as Particle) : value;
  });
}
