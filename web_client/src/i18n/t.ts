/**
 * Words of the interface. `t(key, facts)` picks the form of a count, fills `{name}` and the particle of `{name|을/를}`.
 *
 * Knows: the catalogue and the language in use. Which languages there are is a matter of files (`files.ts`).
 */
import { batch, computed, signal } from "@preact/signals";
import { core, NAMES, part } from "./files";
import korean from "./ko.json";
import type { Part, PartKey } from "./parts";
import { type Facts, fill, formOf, type Words } from "./words";

export type { Facts } from "./words";
export type Key = keyof typeof korean | PartKey;
/** A language by its tag (BCP 47). */
export type Language = string;

/** The languages that have a catalogue, Korean first. */
export const LANGUAGES: readonly Language[] = Object.keys(NAMES);
/** Names a language in itself. */
export const languageName = (tag: Language): string => NAMES[tag] ?? tag;

export const language = signal<Language>("ko");
const catalogue = signal<Words>(korean);
const plurals = computed(() => new Intl.PluralRules(language.value));
/** Parts that some page has asked for: they follow the language. */
const wanted = new Set<Part>();

/** Adds the words of parts. */
export async function words(...parts: readonly Part[]): Promise<void> {
  for (const one of parts) wanted.add(one);
  const to = language.value;
  const found = await Promise.all(parts.map((one) => part(one, to)));
  // Whoever switched the language meanwhile has asked for these parts in the new one.
  if (to === language.value) catalogue.value = Object.assign({}, catalogue.value, ...found);
}

/** Returns what loads a page together with the words it needs. */
export function withWords<T>(parts: readonly Part[], load: () => Promise<T>): () => Promise<T> {
  return async () => {
    const [page] = await Promise.all([load(), words(...parts)]);
    return page;
  };
}

/** Switches the language once its catalogue is here; views that read `t` render anew. */
export async function speak(to: Language): Promise<void> {
  let asked: readonly Part[];
  let found: readonly Words[];
  do {
    asked = [...wanted];
    found = await Promise.all([core(to), ...asked.map((one) => part(one, to))]);
  } while (wanted.size > asked.length); // a page asked for its part meanwhile, and waits for it in this language
  batch(() => {
    catalogue.value = Object.assign({}, ...found);
    language.value = to;
  });
  document.documentElement.lang = to;
}

/** Loads every language of a part before the network goes: from here on one may switch without it. */
export async function keepEveryLanguage(name: Part): Promise<void> {
  await Promise.all(LANGUAGES.flatMap((tag) => [core(tag), part(name, tag)]));
}

/** Returns the words of a key in the language in use. */
export function t(key: Key, facts: Facts = {}): string {
  return fill(formOf(catalogue.value[key] ?? key, facts, plurals.value), facts);
}

/** Returns the words of a key made at run time (`refusal.<code>`), or those of `fallback`. */
export function tMade(key: string, fallback: Key, facts: Facts = {}): string {
  const entry = catalogue.value[key] ?? catalogue.value[fallback] ?? "";
  return fill(formOf(entry, facts, plurals.value), facts);
}
