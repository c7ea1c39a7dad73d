/** Texts that come in two languages from elsewhere: names of the world file, kinds of forum, the table of what is kept. */
import { language } from "./t";

/** The languages that such texts come in; the first of them stands in for every language that they lack. */
const GIVEN = ["en", "ko"] as const;

/** Returns a text in the language in use, else in English, and where that is empty in Korean. */
export function given<T>(both: Readonly<Record<(typeof GIVEN)[number], T>>): T {
  const own = new Intl.Locale(language.value).language;
  const tag = GIVEN.find((one) => one === own) ?? GIVEN[0];
  return both[tag] || both.ko;
}
