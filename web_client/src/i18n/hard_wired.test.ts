/** What people read stands in the catalogue's files: no other source has words of its own, or decides by a language. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
/** Tests, their helpers, and pages for development; none of them is built into what citizens open. */
const APART = /\.test[.-]|^ui\/testing\/|^scene\/dev\/|^i18n\//;
/** Why a source may have a Korean letter all the same. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  // A range of letters, to know initial consonants by; nobody reads it.
  "ui/base/search.ts": /^\^\[ㄱ-ㅎ\]\+\$$/,
};
const FILES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !APART.test(name))
  .sort();

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one);
  else if (isNode(value)) {
    yield value;
    for (const part of Object.values(value)) yield* nodes(part);
  }
}

/** Returns the text that a node of the tree stands for, as it is written. */
function textOf({ type, value, regex }: Node): string {
  if (regex) return (regex as { pattern: string }).pattern;
  if (type === "TemplateElement") return (value as { raw: string }).raw;
  if (type === "Identifier") return "";
  return typeof value === "string" ? value : "";
}

const isTag = (value: unknown): boolean => isNode(value) && (value.value === "ko" || value.value === "en");

/** Returns what a source says or decides by itself; comments are no part of the tree. */
function offences(name: string, text: string): string[] {
  return [...nodes(parseSync(name, text).program)].flatMap((node) => {
    const said = textOf(node);
    if (/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(said) && !ALLOWED[name]?.test(said)) return [said];
    const named = node.type === "Property" && isNode(node.key) && /^\p{Script=Hangul}/u.test(String(node.key.name));
    const decides = node.type === "BinaryExpression" && (isTag(node.left) || isTag(node.right));
    return named || decides ? [`${node.type} in ${name}`] : [];
  });
}

it.each(FILES)("%s leaves words and languages to the catalogue", (name) => {
  expect(offences(name, readFileSync(join(ROOT, name), "utf8"))).toEqual([]);
});

it("finds what is hard-wired, in whatever form", () => {
  const found = (text: string) => offences("planted.tsx", text).length;
  expect(found('const a = "닫기";')).toBe(1);
  expect(found("const a = `닫기`;")).toBe(1);
  expect(found("const a = <p>닫기</p>;")).toBe(1);
  expect(found("const a = { 닫기: 1 };")).toBe(1);
  expect(found('const a = language.value === "ko" ? 1 : 2;')).toBe(1);
  expect(found('const a = lang !== "en";')).toBe(1);
  expect(found("// 닫기\nconst a = 1;")).toBe(0);
});
