/** [AR10] in TypeScript: the rule of `tests/test_architecture.py` for Python, held for what only this language can read. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { expect, it } from "vitest";

const ROOT = import.meta.dirname;
const MAX_FUNCTION_LINES = 60;
/** The generated files are tables. */
const FILES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/protocol.(messages|http)\.ts$/.test(name))
  .sort();

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";
const isFunction = ({ type, body }: Node): boolean => /Function/.test(type) && isNode(body);
/** A `describe` of a test is a heading over its tests, each of which is counted. */
const isHeading = (node: Node): boolean => node.type === "CallExpression" && called(node.callee) === "describe";

/** Returns the name that a call begins with: `describe` of `describe.each(rows)(...)`. */
function called(callee: unknown): string {
  if (!isNode(callee)) return "";
  return String(callee.name ?? called(callee.object ?? callee.callee));
}

/** Yields every function of a tree, those without a name and those inside others too. */
function* functions(node: Node, named = ""): Generator<{ name: string; node: Node }> {
  const own = isNode(node.id) ? String(node.id.name) : isNode(node.key) ? String(node.key.name) : named;
  if (isFunction(node)) yield { name: own || "(without a name)", node };
  const heading = isHeading(node);
  for (const [part, value] of Object.entries(node)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (!isNode(one)) continue;
      // The callback of a heading is passed over, what stands in it is not.
      if (heading && part === "arguments" && isFunction(one)) yield* functions(one.body as Node, own);
      else yield* functions(one, part === "init" || part === "value" ? own : "");
    }
  }
}

/** Returns the functions of a file that are too long, with their lines from the first of the body to the last. */
function longOf(name: string, text: string): Record<string, number> {
  const { program } = parseSync(name, text);
  const lineOf = (at: number) => text.slice(0, at).split("\n").length;
  const long: Record<string, number> = {};
  for (const found of functions(program as unknown as Node)) {
    const body = found.node.body as Node;
    const brackets = body.type === "BlockStatement" ? 2 : 0;
    const lines = lineOf(body.end) - lineOf(body.start) + 1 - brackets;
    if (lines > MAX_FUNCTION_LINES) long[found.name] = lines;
  }
  return long;
}

it.each(FILES)("[AR10] %s has no function of more than 60 lines", (name) => {
  expect(longOf(name, readFileSync(join(ROOT, name), "utf8"))).toEqual({});
});

it("[AR10] finds what is too long, whatever kind of function it is", () => {
  const body = `{${"\n  f();".repeat(MAX_FUNCTION_LINES + 1)}\n}`;
  const kept = `{${"\n  f();".repeat(MAX_FUNCTION_LINES)}\n}`;
  const text = `function a() ${body}\nconst b = () => ${body};\nclass C { #d() ${body} }\nfunction e() ${kept}\n`;
  expect(longOf("long.ts", text)).toEqual({ a: 61, b: 61, d: 61 });
  expect(longOf("long.test.ts", `describe("x", () => ${body});\n`)).toEqual({});
});
