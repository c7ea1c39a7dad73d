/** The languages of the catalogue, read from its folder when the client is built: their own names are needed at once. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "src", "i18n");
/** The language that comes with the first load stands first. */
const FIRST = "ko";

/** Returns the name of each language in itself, by its tag: `{"ko": "한국어", "en": "English"}`. */
export function languageNames(folder = FOLDER): Readonly<Record<string, string>> {
  const tags = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b));
  return Object.fromEntries(
    tags.map((tag) => [tag, JSON.parse(readFileSync(join(folder, `${tag}.json`), "utf8"))["language.name"]]),
  );
}
