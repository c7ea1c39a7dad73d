/**
 * A language that nobody speaks, made of the English files: what stands outside its brackets came from no file, and
 * what does not fit is found before a translator does. For tests only; no build has it. Plain JavaScript, because the
 * browser tests put it into a page as it is.
 */
const PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwYyZz";
const ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþŔŕŠšŢţÛûṼṽŴŵÝýŽž";
/** How much longer than in English a text is, brackets and all: German and Vietnamese need about that. */
const LONGER = 1.4;
const OPENING = "[!!";
const CLOSING = "!!]";
/** Words that make a text longer, so that it breaks where words do. */
const MORE = " öñé ţŵö ţĥŕéé ƒöûŕ ƒîṽé šîx";

/** @param {string} text */
function accented(text) {
  // What stands in braces is the name of a fact.
  return text.replace(/\{[^}]*\}|[A-Za-z]/g, (found) => ACCENTED[PLAIN.indexOf(found)] ?? found);
}

/**
 * Returns a text in the language; a single letter is a painted mark, which no bracket fits into.
 * @param {string} text
 */
function text(text) {
  if (text.length === 1) return accented(text);
  const missing = Math.ceil(text.length * LONGER) - text.length - OPENING.length - CLOSING.length;
  const more = missing > 0 ? MORE.repeat(Math.ceil(missing / MORE.length)).slice(0, missing).trimEnd() : "";
  return `${OPENING}${accented(text)}${more}${CLOSING}`;
}

/**
 * Returns the words of a file in the language: the same keys, the same facts, the same forms of a count.
 * @param {Readonly<Record<string, string | Readonly<Record<string, string>>>>} words
 */
export function pseudo(words) {
  const form = ([name, one]) => [name, name === "by" ? one : text(one)];
  const entry = (one) => (typeof one === "string" ? text(one) : Object.fromEntries(Object.entries(one).map(form)));
  return Object.fromEntries(Object.entries(words).map(([key, one]) => [key, entry(one)]));
}

/**
 * Takes away what stands in brackets, one within another too.
 * @param {string} shown
 */
export function outsideBrackets(shown) {
  const inner = /\[!!(?:(?!\[!!|!!\])[\s\S])*!!\]/g;
  let left = shown;
  for (let before = ""; before !== left; ) {
    before = left;
    left = left.replace(inner, " ");
  }
  return left;
}
