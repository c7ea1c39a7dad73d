/** The files of the catalogue as the folder has them: to add a language is to add its files. */
import korean from "./ko.json";
import type { Part } from "./parts";
import type { Words } from "./words";

type Load = () => Promise<Words>;

const CORES = import.meta.glob<Words>(["./*.json", "!./ko.json"], { import: "default" });
const PARTS = import.meta.glob<Words>("./parts/*.json", { import: "default" });

/** The name of each language in itself, by its tag; Korean first. */
export const NAMES: Readonly<Record<string, string>> = __LANGUAGES__;

/** Loads the words that every page has; Korean comes with the first load, others on demand. */
export async function core(language: string): Promise<Words> {
  return language === "ko" ? korean : await (CORES[`./${language}.json`] as Load)();
}

/** Loads the words of a part. */
export async function part(name: Part, language: string): Promise<Words> {
  return await (PARTS[`./parts/${name}.${language}.json`] as Load)();
}
