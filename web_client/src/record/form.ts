/** The form of a record: which fields it has, of which types (`docs/record.md`, section 3). */
import type { Json, JsonObject } from "./json";

export const FORMAT = "agora.record.1";

export interface Row {
  readonly forum: string;
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  readonly who: string;
  readonly subject: string;
  readonly data: JsonObject;
  readonly sealed: JsonObject;
  readonly hash: string;
  /** The row as it was read. */
  readonly tree: JsonObject;
}

export interface Opening {
  readonly seq: number;
  readonly field: string;
  readonly subject: string;
  readonly salt: string;
  readonly text: string;
}

export interface SignedHead {
  readonly forum: string;
  readonly count: number;
  readonly hash: string;
  readonly time: number;
  readonly key: string;
  readonly signature: string;
}

export interface ForumRecord {
  readonly forum: string;
  readonly rows: readonly Row[];
  readonly open: readonly Opening[];
  readonly erased: number;
  readonly heads: readonly SignedHead[];
  readonly head: SignedHead;
  readonly seal: string;
  /** The record as it was read. */
  readonly tree: JsonObject;
}

type Check = (value: Json | undefined) => boolean;
type Fields = Readonly<Record<string, Check>>;

export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;
export const isText = (value: Json | undefined): value is string => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number";
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isTexts: Check = (value) => isObject(value) && [...value.values()].every(isText);

const ROW: Fields = {
  forum: isText,
  seq: isNumber,
  kind: isText,
  at: isNumber,
  who: isText,
  subject: isText,
  data: isObject,
  sealed: isTexts,
  hash: isText,
};
const OPENING: Fields = { seq: isNumber, field: isText, subject: isText, salt: isText, text: isText };
const ERASURE: Fields = { seq: isNumber, field: isText, at: isNumber, reason: isText };
const HEAD: Fields = {
  forum: isText,
  count: isNumber,
  hash: isText,
  time: isNumber,
  key: isText,
  signature: isText,
};
const RECORD: Fields = {
  format: (value) => value === FORMAT,
  forum: isText,
  rows: listOf(ROW),
  open: listOf(OPENING),
  erased: listOf(ERASURE),
  heads: listOf(HEAD),
  head: (value) => has(value, HEAD),
  seal: isText,
};

function has(value: Json | undefined, fields: Fields): value is JsonObject {
  const names = Object.keys(fields);
  return isObject(value) && value.size === names.length && names.every((name) => fields[name]?.(value.get(name)));
}

function listOf(fields: Fields): Check {
  return (value) => isList(value) && value.every((item) => has(item, fields));
}

/** Returns the record that a value is, or `null` if it has another form. */
export function asRecord(value: Json): ForumRecord | null {
  if (!has(value, RECORD)) return null;
  const list = (name: string) => value.get(name) as readonly JsonObject[];
  return {
    forum: value.get("forum") as string,
    rows: list("rows").map((tree) => ({ ...plain<Omit<Row, "tree">>(tree), tree })),
    open: list("open").map(plain<Opening>),
    erased: list("erased").length,
    heads: list("heads").map(plain<SignedHead>),
    head: plain<SignedHead>(value.get("head") as JsonObject),
    seal: value.get("seal") as string,
    tree: value,
  };
}

/** Returns an item whose fields were checked. */
const plain = <T>(tree: JsonObject): T => Object.fromEntries(tree) as T;

/** A choice: points by option. */
export type Choice = ReadonlyMap<string, number>;

export const isChoice = (value: Json | undefined): value is Choice =>
  isObject(value) && [...value.values()].every(isNumber);

/** A published count, as far as it is counted again. */
export interface Count {
  readonly hidden: boolean;
  readonly votes: readonly (readonly [string, Choice])[];
  readonly paper: Choice;
  readonly tally: Choice;
}

const isVote: Check = (value) => isList(value) && value.length === 2 && isText(value[0]) && isChoice(value[1]);

/** Returns the count in a row's data, or `null` if it has another form; further fields are not read. */
export function asCount(data: JsonObject): Count | null {
  const votes = data.get("votes");
  const fits =
    typeof data.get("hidden") === "boolean" &&
    isList(votes) &&
    votes.every(isVote) &&
    isChoice(data.get("paper")) &&
    isChoice(data.get("tally"));
  return fits ? (Object.fromEntries(data) as unknown as Count) : null;
}
