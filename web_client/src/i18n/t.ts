/**
 * Words of the interface. `t(key, facts)` fills `{name}` and picks the particle of `{name|을/를}`.
 *
 * Knows: the catalogues and the language in use. Korean comes with the first load, others on demand.
 */
import { signal } from "@preact/signals";
import { josa } from "es-hangul";
import korean from "./ko.json";
import { PARTS, type Part, type PartKey } from "./parts";

type CoreKey = keyof typeof korean;
export type Key = CoreKey | PartKey;
/** The words of the first load; those of parts are added as they come. */
export type Catalogue = Readonly<Record<CoreKey, string>> & Readonly<Partial<Record<PartKey, string>>>;
export type Facts = Readonly<Record<string, string | number>>;

type Particle = Parameters<typeof josa>[1];

/** Languages that have a whole catalogue. A new one (vi, zh) is a file beside these and a row here. */
export const LANGUAGES = {
  ko: { name: "한국어", load: async (): Promise<Catalogue> => korean },
  en: { name: "English", load: async (): Promise<Catalogue> => (await import("./en.json")).default },
} as const;
export type Language = keyof typeof LANGUAGES;

export const language = signal<Language>("ko");
const catalogue = signal<Catalogue>(korean);
/** Parts that some page has asked for: they follow the language. */
const wanted = new Set<Part>();

const partIn = async (part: Part, to: Language) => (await PARTS[part][to]()).default;

/** Adds the words of parts. */
export async function words(...parts: readonly Part[]): Promise<void> {
  for (const part of parts) wanted.add(part);
  const to = language.value;
  const found = await Promise.all(parts.map((part) => partIn(part, to)));
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
  const core = await LANGUAGES[to].load();
  const parts = await Promise.all([...wanted].map((part) => partIn(part, to)));
  catalogue.value = Object.assign({}, core, ...parts);
  language.value = to;
  document.documentElement.lang = to;
}

/** Returns a text with its facts filled in; a fact that is missing shows as an ellipsis. */
export function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)(?:\|([^}]+))?\}/g, (_, name: string, particle?: string) => {
    const value = facts[name] === undefined ? "…" : String(facts[name]);
    return particle ? josa(value, particle as Particle) : value;
  });
}

/** Returns the words of a key in the language in use. */
export function t(key: Key, facts: Facts = {}): string {
  return fill(catalogue.value[key] ?? key, facts);
}

/** Returns the words of a key made at run time (`refusal.<code>`), or those of `fallback`. */
export function tMade(key: string, fallback: Key, facts: Facts = {}): string {
  const words: Readonly<Record<string, string | undefined>> = catalogue.value;
  return fill(words[key] ?? words[fallback] ?? "", facts);
}
