/**
 * A forum that was announced, as a plan to be changed: what differs, in words, and what others changed meanwhile.
 * Pure but for the catalogue.
 */
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import type { Details } from "../../../protocol/messages";
import { type Item, momentOf, named, opensAt, type Plan } from "./plan";
import { ruleWords } from "./preview";
import type { ForumChange, ForumHead } from "./setup_api";

const PARTS = ["title", "when", "hall", "agenda", "about", "panel", "documents", "live", "sign", "rules"] as const;

/** One thing that differs, as a citizen would read it. */
export interface Difference {
  readonly what: (typeof PARTS)[number];
  readonly before: string;
  readonly after: string;
}

/** Returns what is announced as a plan. */
export function planOf(head: ForumHead): Plan {
  const agenda = head.agenda.map(({ id, title, kind, minutes, speech_s }, row): Item => {
    return { row, id, title, kind, minutes, speech_s };
  });
  const { title, hall, rules, details } = head;
  return { format: "", title, ...momentOf(head.opens), hall, agenda, rules, details };
}

/** Returns the change as the server takes it. */
export function changeOf(plan: Plan, head: ForumHead, act: string): ForumChange {
  return {
    act,
    title: plan.title.trim(),
    hall: plan.hall,
    opens: opensAt(plan),
    rules: plan.rules,
    details: { ...plan.details, panel: named(plan.details.panel) },
    saw: head.version,
    agenda: plan.agenda.map(({ row: _, id = null, title, ...rest }) => ({ ...rest, id, title: title.trim() })),
    saw_agenda: head.agenda_version,
  };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function itemWords({ title, kind, minutes, speech_s }: Item): string {
  const facts = { title: title.trim(), kind: t(`setup.kind.${kind}`), n: minutes };
  return speech_s === 0 ? t("change.item", facts) : t("change.item.speech", { ...facts, s: speech_s });
}

const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`).join("\n");

/** Says each part of a plan in words; lists line by line. */
function wordsOf(
  plan: Plan,
  hallName: (id: string) => string,
): Readonly<Record<Difference["what"], readonly string[]>> {
  const { details } = plan;
  const one = (text: string | null) => (text ? [text] : []);
  return {
    title: one(plan.title.trim()),
    when: [dayTime(opensAt(plan))],
    hall: [hallName(plan.hall)],
    agenda: plan.agenda.map(itemWords),
    about: one(details.about.trim()),
    panel: named(details.panel),
    documents: details.documents.map(({ title, url }) => `${title} (${url})`),
    live: one(details.live),
    sign: one(details.sign),
    rules: ruleWords(plan.rules),
  };
}

/** Returns what of a plan differs from what is announced; of lists the lines that differ, or all in their new order. */
export function differences(before: Plan, after: Plan, hallName: (id: string) => string): readonly Difference[] {
  const [was, is] = [wordsOf(before, hallName), wordsOf(after, hallName)];
  const found = PARTS.filter((what) => !same(was[what], is[what])).map((what): Difference => {
    const only = (lines: readonly string[], others: readonly string[]) =>
      lines.filter((line) => !others.includes(line)).join("\n");
    const [before, after] = [only(was[what], is[what]), only(is[what], was[what])];
    if (before === after) return { what, before: numbered(was[what]), after: numbered(is[what]) };
    return { what, before: before || t("change.nothing"), after: after || t("change.nothing") };
  });
  const unsaid = same(was.rules, is.rules) && !same(before.rules, after.rules);
  const other = t("change.rules.other");
  return unsaid ? [...found, { what: "rules", before: other, after: other }] : found;
}

/** Takes from mine what I changed, and all else from theirs. */
function mergedFields<T extends object>(base: T, mine: T, theirs: T): T {
  const keys = Object.keys(theirs) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, same(base[key], mine[key]) ? theirs[key] : mine[key]])) as T;
}

/** Puts together what two officers made of one plan: where both changed the same, mine stays. */
export function merged(base: Plan, mine: Plan, theirs: Plan): Plan {
  const details: Details = mergedFields(base.details, mine.details, theirs.details);
  return {
    ...mergedFields(base, mine, theirs),
    rules: mergedFields(base.rules, mine.rules, theirs.rules),
    details,
  };
}
