/**
 * JSON to the byte: a strict reader, and the one canonical encoding of a value (`docs/record.md`, section 2).
 *
 * `JSON.parse` will not do: it keeps the last of two equal keys, rounds large numbers and forgets how a text was spelled.
 * Knows: bytes and JSON. Does not know: records.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A map, not an object: keys as `__proto__` and `7` are keys like any other. */
export type JsonObject = ReadonlyMap<string, Json>;

/** Nesting that a canonical value has at most. */
const DEEPEST = 16;
/** Nesting at which this reader stops: far from the end of any stack. */
const DEEPEST_READ = 500;
/** Characters of the longest canonical number, `-9007199254740991`. */
const LONGEST_NUMBER = 17;

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
/** Halves of surrogates: with the flag `u` a whole pair is one letter and does not match. */
const HALF = /[\ud800-\udfff]/u;
const LITERALS = { t: ["true", true], f: ["false", false], n: ["null", null] } as const;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** These bytes are no JSON. */
export class NoJsonError extends Error {}

/** Returns what the bytes say, and whether they are the canonical encoding of it; throws `NoJsonError`. */
export function readCanonical(bytes: Uint8Array): { readonly value: Json; readonly canonical: boolean } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const reader = new Reader(text);
    const value = reader.whole();
    return { value, canonical: reader.plain && canonical(value) === text };
  } catch (error) {
    throw new NoJsonError(String(error));
  }
}

/** Returns the canonical encoding of a value that has one, as text. */
export function canonical(value: Json): string {
  if (value instanceof Map) {
    const entries = [...(value as JsonObject)].sort(([left], [right]) => byCodePoint(left, right));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  return JSON.stringify(value);
}

/** Compares texts by code point; JavaScript's own order takes letters beyond 16 bits for less than U+E000. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let n = 0; n < length; n++) {
    const [one, other] = [left.charCodeAt(n), right.charCodeAt(n)];
    if (one !== other) return rank(one) - rank(other);
  }
  return left.length - right.length;
}

/** Moves the halves of surrogates behind all letters of 16 bits. */
const rank = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

class Reader {
  /** Whether nothing was met that has no canonical form: a fraction, a number too big, half a surrogate, too deep. */
  plain = true;
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Json {
    const value = this.value(0);
    this.blanks();
    if (this.at !== this.text.length) this.fail();
    return value;
  }

  private value(depth: number): Json {
    if (depth > DEEPEST_READ) this.fail();
    if (depth > DEEPEST) this.plain = false;
    this.blanks();
    const first = this.text[this.at];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.list(depth);
    if (first === '"') return this.string();
    const literal = LITERALS[first as keyof typeof LITERALS];
    if (!literal) return this.number();
    if (!this.text.startsWith(literal[0], this.at)) this.fail();
    this.at += literal[0].length;
    return literal[1];
  }

  private object(depth: number): JsonObject {
    const found = new Map<string, Json>();
    this.items("}", () => {
      this.blanks();
      if (this.text[this.at] !== '"') this.fail();
      const key = this.string();
      this.blanks();
      if (!this.take(":")) this.fail();
      found.set(key, this.value(depth + 1));
    });
    return found;
  }

  private list(depth: number): readonly Json[] {
    const found: Json[] = [];
    this.items("]", () => found.push(this.value(depth + 1)));
    return found;
  }

  /** Reads what stands between brackets, with commas between. */
  private items(end: string, one: () => void): void {
    this.at += 1;
    this.blanks();
    if (this.take(end)) return;
    do {
      one();
      this.blanks();
    } while (this.take(","));
    if (!this.take(end)) this.fail();
  }

  private string(): string {
    const start = this.at;
    let escaped = false;
    for (this.at += 1; ; this.at += 1) {
      const unit = this.text.charCodeAt(this.at); // NaN behind the end
      if (unit === QUOTE) break;
      if (!(unit >= 0x20)) this.fail();
      if (unit !== BACKSLASH) continue;
      escaped = true;
      this.at += 1;
    }
    this.at += 1;
    const token = this.text.slice(start, this.at);
    if (!escaped) return token.slice(1, -1);
    const value: string = JSON.parse(token);
    if (HALF.test(value)) this.plain = false;
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.fail();
    const [token, fraction, exponent] = match;
    this.at += token.length;
    const value = Number(token);
    if (fraction || exponent || token.length > LONGEST_NUMBER || !Number.isSafeInteger(value)) this.plain = false;
    return value;
  }

  private blanks(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private take(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private fail(): never {
    throw new NoJsonError(`no JSON at ${this.at}`);
  }
}
