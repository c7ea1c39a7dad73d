/** The whole catalogue of a language, parts and all, for tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = import.meta.dirname;

/** Returns every key and its words. */
export function wholeCatalogue(language: "ko" | "en"): Readonly<Record<string, string>> {
  const parts = readdirSync(join(FOLDER, "parts"))
    .filter((name) => name.endsWith(`.${language}.json`))
    .map((name) => join("parts", name));
  const files = [`${language}.json`, ...parts].map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")));
  return Object.assign({}, ...files);
}
