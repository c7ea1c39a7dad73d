/**
 * Checks the record of a forum: the third reader of `docs/record.md`, beside the server's and the standalone script.
 *
 * Knows: the format, SHA-256 of the browser, Ed25519. Does not know: the page, the network, the server.
 */
import { verifyAsync } from "@noble/ed25519";
import { type BallotFault, ballotFault, COUNTED } from "./ballots";
import { asRecord, type ForumRecord, type Opening, type Row, type SignedHead } from "./form";
import { canonical, type Json, type JsonObject, NoJsonError, readCanonical } from "./json";
import kinds from "./kinds.json";

/** Why a record breaks. */
export type Why =
  | BallotFault
  | "after_closed"
  | "canonical"
  | "hash"
  | "head_count"
  | "head_forum"
  | "head_hash"
  | "head_signature"
  | "head_time"
  | "key"
  | "other_forum"
  | "personal"
  | "seal"
  | "seq"
  | "time";

/** What is known of a record that holds. */
export interface Facts {
  readonly forum: string;
  readonly rows: number;
  readonly closed: boolean;
  /** Personal fields: all, given out, erased. */
  readonly sealed: number;
  readonly opened: number;
  readonly erased: number;
  readonly ballots: number;
  /** Heads that were signed on the way. */
  readonly heads: number;
  /** When the last head was signed, milliseconds UTC. */
  readonly time: number;
  readonly key: string;
  /** The hash of each row, the first row first. */
  readonly hashes: readonly string[];
  /** Kinds of event that this reader does not know, and how many rows are of each: checked, but not understood. */
  readonly unknown: readonly (readonly [string, number])[];
}

export type Verdict =
  | { readonly kind: "whole"; readonly facts: Facts }
  /** `row` 0: the file as a whole. */
  | { readonly kind: "broken"; readonly row: number; readonly why: Why }
  | { readonly kind: "unreadable" };

export interface Options {
  /** The public key that must have signed, hexadecimal; without it, any. */
  readonly key?: string;
  /** Hears how many rows of how many were checked. */
  readonly onRows?: (done: number, all: number) => void;
}

/** Rows between two words of progress. */
const STEP = 500;
const HEX_32 = /^[0-9a-f]{64}$/;
const HEX_64 = /^[0-9a-f]{128}$/;
const UTF_8 = new TextEncoder();
const KNOWN: ReadonlySet<string> = new Set(kinds);

class BrokenError extends Error {
  readonly row: number;
  readonly why: Why;

  constructor(row: number, why: Why) {
    super(`${row} ${why}`);
    this.row = row;
    this.why = why;
  }
}

/** Returns the verdict on a file; the checks are made in the order of `docs/record.md`, the first fault is told. */
export async function verdictOf(bytes: Uint8Array, options: Options = {}): Promise<Verdict> {
  try {
    const read = readCanonical(bytes);
    if (!read.canonical) throw new BrokenError(0, "canonical");
    const record = asRecord(read.value);
    if (!record) return { kind: "unreadable" };
    await checkChain(record, options.onRows);
    await checkOpenings(record);
    const fault = ballotFault(record.rows);
    if (fault) throw new BrokenError(fault.row, fault.why);
    await checkHeads(record);
    await checkSeal(record, options.key);
    return { kind: "whole", facts: factsOf(record) };
  } catch (error) {
    if (error instanceof BrokenError) return { kind: "broken", row: error.row, why: error.why };
    if (error instanceof NoJsonError) return { kind: "unreadable" };
    throw error;
  }
}

async function checkChain({ forum, rows }: ForumRecord, onRows?: Options["onRows"]): Promise<void> {
  let [before, at, closed] = [await hash("forum", forum), 0, false];
  for (const [index, row] of rows.entries()) {
    const seq = index + 1;
    if (closed) throw new BrokenError(seq, "after_closed");
    if (row.forum !== forum) throw new BrokenError(seq, "other_forum");
    if (row.seq !== seq) throw new BrokenError(seq, "seq");
    if (row.at < at) throw new BrokenError(seq, "time");
    if (row.hash !== (await rowHash(row, before))) throw new BrokenError(seq, "hash");
    [before, at, closed] = [row.hash, row.at, isClose(row)];
    if (seq % STEP === 0 || seq === rows.length) onRows?.(seq, rows.length);
  }
}

const isClose = (row: Row | undefined) => row?.kind === "closed";

const rowHash = (row: Row, before: string) =>
  hash("row", canonical(new Map([...without(row.tree, "hash"), ["before", before]])));

async function checkOpenings({ rows, open }: ForumRecord): Promise<void> {
  for (const one of open) {
    const row = rows[one.seq - 1];
    const fits = row?.subject === one.subject && HEX_32.test(one.salt);
    if (!fits || row?.sealed.get(one.field) !== (await commitment(one))) throw new BrokenError(one.seq, "personal");
  }
}

const commitment = (one: Opening) => hash("field", one.text, fromHex(one.salt));

async function checkHeads({ forum, rows, heads, head }: ForumRecord): Promise<void> {
  for (const one of [...heads, head]) {
    if (one.forum !== forum) throw new BrokenError(0, "head_forum");
    if (one.count < 0 || one.count > rows.length) throw new BrokenError(0, "head_count");
    const last = rows[one.count - 1];
    if (one.hash !== (last?.hash ?? (await hash("forum", forum)))) throw new BrokenError(0, "head_hash");
    if (last && one.time < last.at) throw new BrokenError(0, "head_time");
    if (!(await isSigned(one.key, one.signature, headContent(one)))) throw new BrokenError(0, "head_signature");
  }
  if (head.count !== rows.length) throw new BrokenError(0, "head_count");
}

const headContent = ({ forum, count, hash, time }: SignedHead) =>
  `agora.journal.head.1\n${canonical(new Map<string, Json>(Object.entries({ forum, count, hash, time })))}`;

async function checkSeal({ head, seal, tree }: ForumRecord, key?: string): Promise<void> {
  if (key !== undefined && head.key !== key) throw new BrokenError(0, "key");
  const content = `agora.record.1\n${canonical(without(tree, "seal"))}`;
  if (!(await isSigned(head.key, seal, content))) throw new BrokenError(0, "seal");
}

function without(tree: JsonObject, name: string): Map<string, Json> {
  const rest = new Map(tree);
  rest.delete(name);
  return rest;
}

function factsOf(record: ForumRecord): Facts {
  const { forum, rows, open, erased, heads, head } = record;
  const unknown = new Map<string, number>();
  for (const { kind } of rows) if (!KNOWN.has(kind)) unknown.set(kind, (unknown.get(kind) ?? 0) + 1);
  return {
    forum,
    rows: rows.length,
    closed: isClose(rows.at(-1)),
    sealed: rows.reduce((sum, row) => sum + row.sealed.size, 0),
    opened: open.length,
    erased,
    ballots: rows.filter((row) => row.kind === COUNTED).length,
    heads: heads.length,
    time: head.time,
    key: head.key,
    hashes: rows.map((row) => row.hash),
    unknown: [...unknown],
  };
}

/** Returns a hash for one purpose, hexadecimal, of a salt and a text. */
async function hash(purpose: "field" | "forum" | "row", text: string, salt = new Uint8Array()): Promise<string> {
  const [head, tail] = [UTF_8.encode(`agora.journal.${purpose}.1\n`), UTF_8.encode(text)];
  const content = new Uint8Array(head.length + salt.length + tail.length);
  content.set(head);
  content.set(salt, head.length);
  content.set(tail, head.length + salt.length);
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", content)));
}

/** Tells whether a signature is that of the key's owner; anything but lower-case hexadecimal is none. */
async function isSigned(key: string, signature: string, content: string): Promise<boolean> {
  if (!HEX_32.test(key) || !HEX_64.test(signature)) return false;
  return verifyAsync(fromHex(signature), UTF_8.encode(content), fromHex(key), { zip215: false });
}

const fromHex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
