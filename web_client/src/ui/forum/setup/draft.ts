/**
 * The draft of a plan: it outlives a reload, a closed tab and a fallen battery, on this device alone.
 *
 * Nothing secret is in it: a plan is what the city is about to announce. What another version of the page wrote, or
 * somebody by hand, either has the shape of a plan of today or is none: a draft never breaks the page.
 */
import type { Document, Rules } from "../../../protocol/messages";
import type { Item, Plan } from "./plan";
import { NO_DETAILS } from "./plan";
import type { Format } from "./setup_api";

export interface Draft {
  readonly plan: Plan;
  /** The step that was looked at, from 0. */
  readonly step: number;
  /** The act it is sent under: sent again after the tab was closed, it is the same forum. */
  readonly act: string;
  /** When it was written, milliseconds UTC. */
  readonly at: number;
}

const KEY = "agora.setup";
/** Rises when a field means something else than before; a changed shape is found by itself. */
const VERSION = 1;
/** Signs of a draft: the longest plan that the server takes has some 50,000. */
const MOST = 65_536;
/** How long a draft is offered: a month of getting round to it; behind that its day is long over. */
const KEPT_MS = 30 * 86_400_000;

const ITEM: Item = { row: 0, title: "", kind: "talk", minutes: 0, speech_s: 0 };
const DOCUMENT: Document = { title: "", url: "" };

/** Returns a plan with one of everything, to compare with. */
function sample(rules: Rules): Plan {
  const details = { ...NO_DETAILS, panel: [""], documents: [DOCUMENT], live: "", sign: "" };
  return { format: "", title: "", day: "", time: "", hall: "", agenda: [ITEM], rules, details };
}

/** What may be null though its sample is a text. */
const EMPTY: ReadonlySet<string> = new Set(["live", "sign"]);

/**
 * Returns a value in the shape of a sample: the fields of the sample and no others; lists like their first element.
 * A number that was just being written is none (`NaN`) again, which JSON cannot hold.
 *
 * @throws TypeError where it does not fit.
 */
function shaped(value: unknown, like: unknown, name = ""): unknown {
  if (typeof like === "number" && value === null) return Number.NaN;
  if (value === null && EMPTY.has(name)) return null;
  if (Array.isArray(like)) {
    if (!Array.isArray(value)) throw new TypeError(name);
    return value.map((one) => shaped(one, like[0], name));
  }
  if (typeof value !== typeof like || value === null || Array.isArray(value)) throw new TypeError(name);
  if (typeof like !== "object") return value;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(like as object).map(([key, one]) => [key, shaped(fields[key], one, key)]));
}

/** Reads a draft; `null` where there is none of this person that fits the page. */
export function readDraft(text: string | null, who: string, formats: readonly Format[], now: number): Draft | null {
  try {
    const { version, who: writer, ...rest } = JSON.parse(text ?? "null");
    const rules = formats[0]?.rules;
    if (version !== VERSION || writer !== who || rules === undefined) return null;
    const draft = shaped(rest, { plan: sample(rules), step: 0, act: "", at: 0 }) as Draft;
    const known = formats.some((one) => one.id === draft.plan.format) && [0, 1, 2].includes(draft.step);
    return known && now - draft.at < KEPT_MS ? draft : null;
  } catch {
    return null;
  }
}

/** Returns the draft that this device keeps for somebody. */
export function keptDraft(who: string, formats: readonly Format[], now: number): Draft | null {
  try {
    return readDraft(localStorage.getItem(KEY), who, formats, now);
  } catch {
    return null; // Storage is forbidden.
  }
}

/** Keeps the draft of somebody instead of the one before; one that no server would take is not kept. */
export function keepDraft(who: string, draft: Draft): void {
  const text = JSON.stringify({ version: VERSION, who, ...draft });
  if (text.length > MOST) return;
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Storage is full or forbidden: the plan lives as long as the page.
  }
}

/** Throws the draft away: it was sent, or somebody begins anew. */
export function dropDraft(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden: there is none.
  }
}
