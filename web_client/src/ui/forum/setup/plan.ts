/**
 * The plan of a forum while an officer writes it: from a format, checked, and as the server takes it. Pure.
 *
 * What the server would refuse is found here first, so that it is said beside its field.
 */
import type { PartKey } from "../../../i18n/parts";
import { ADDRESS, type Details, type Key, PLAN_LIMITS, type Rules, TEXT_LIMITS } from "../../../protocol/messages";
import type { Format, ForumRequest, ItemPlan } from "./setup_api";

/** An item with what keeps its row apart from others while it moves. */
export interface Item extends ItemPlan {
  readonly row: number;
  /** Of one that was announced; a new one gets its id from the server. */
  readonly id?: string;
}

export interface Plan {
  readonly format: string;
  readonly title: string;
  /** As `2026-11-28` and `19:00`, in Asia/Seoul. */
  readonly day: string;
  readonly time: string;
  readonly hall: string;
  readonly agenda: readonly Item[];
  readonly rules: Rules;
  readonly details: Details;
}

/** The fields that can be wrong. */
export type Field =
  | "title"
  | "when"
  | "hall"
  | "agenda"
  | "speech"
  | "ballot"
  | "about"
  | "panel"
  | "documents"
  | "live"
  | "sign";
export type Faults = { readonly [K in Field]?: PartKey };

export const CAMP_KEYS: readonly Key[] = ["balance", "alternate_camp"];
export const ORDER_KEYS: readonly Key[] = [
  ...CAMP_KEYS,
  "alternate_channel",
  "first_time",
  "least_spoken",
  "request_time",
];
/** Bounds of what an officer plans, as the rules have them. */
export const LIMITS = { title: TEXT_LIMITS.label, ...PLAN_LIMITS } as const;

/** Asia/Seoul is nine hours ahead all year round. */
const ZONE_MS = 9 * 3_600_000;
const HALF_HOUR_MS = 1_800_000;
export const NO_DETAILS: Details = {
  about: "",
  panel: [],
  documents: [],
  live: null,
  sign: null,
  live_delay_s: 30,
  practice: false,
};
const PATTERN = new RegExp(ADDRESS);
/** Where somebody in a hurry can open at once: a town hall fits most evenings. */
const FIRST_FORMAT = "townhall";

/** Returns a moment as day and time on the clock of Gimhae. */
export function momentOf(at: number): { day: string; time: string } {
  const moment = new Date(at + ZONE_MS).toISOString();
  return { day: moment.slice(0, 10), time: moment.slice(11, 16) };
}

/** Returns day and time of the next half hour on the clock of Gimhae. */
export function nextHalfHour(now: number): { day: string; time: string } {
  return momentOf(Math.ceil(now / HALF_HOUR_MS) * HALF_HOUR_MS);
}

/** Returns milliseconds UTC; `NaN` where the day or the time is none. */
export function opensAt(plan: Pick<Plan, "day" | "time">): number {
  return Date.parse(`${plan.day}T${plan.time}:00+09:00`);
}

const rows = (agenda: readonly ItemPlan[]): readonly Item[] => agenda.map((item, row) => ({ ...item, row }));

/** Returns the plan to begin with; the title stays to be written. */
export function firstPlan(formats: readonly Format[], hall: string, now: number): Plan | null {
  const format = formats.find((one) => one.id === FIRST_FORMAT) ?? formats[0];
  if (!format) return null;
  return {
    format: format.id,
    title: "",
    ...nextHalfHour(now),
    hall,
    agenda: rows(format.agenda),
    rules: format.rules,
    details: NO_DETAILS,
  };
}

/** Takes another format: its agenda and rules; what was written of this evening stays. */
export function withFormat(plan: Plan, format: Format): Plan {
  return { ...plan, format: format.id, agenda: rows(format.agenda), rules: format.rules };
}

/** Moves one of a list; a place beyond the ends is the end. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const rest = [...list];
  const taken = rest.splice(from, 1);
  rest.splice(Math.max(0, Math.min(rest.length, to)), 0, ...taken);
  return rest;
}

/** Returns the agenda with one more item at its end. */
export function added(agenda: readonly Item[]): readonly Item[] {
  const row = Math.max(-1, ...agenda.map((item) => item.row)) + 1;
  return [...agenda, { row, title: "", kind: "talk", minutes: 10, speech_s: 0 }];
}

/** Returns the keys in an order that the server takes: those of camps first. */
export function orderly(keys: readonly Key[]): readonly Key[] {
  return [...keys.filter((key) => CAMP_KEYS.includes(key)), ...keys.filter((key) => !CAMP_KEYS.includes(key))];
}

/** Sum of the planned minutes. */
export const totalMinutes = (plan: Plan): number => plan.agenda.reduce((sum, item) => sum + item.minutes, 0);

const whole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;

function agendaFault({ agenda, rules }: Plan): PartKey | undefined {
  if (agenda.length === 0) return "setup.wrong.no_item";
  if (agenda.length > LIMITS.items) return "setup.wrong.many_items";
  if (agenda.some((item) => !item.title.trim())) return "setup.wrong.item_title";
  if (agenda.some((item) => !whole(item.minutes, 1, LIMITS.minutes))) return "setup.wrong.minutes";
  if (agenda.some((item) => item.speech_s !== 0 && !whole(item.speech_s, 10, LIMITS.speech)))
    return "setup.wrong.speech";
  if (!rules.camps && agenda.some((item) => item.kind === "debate")) return "setup.wrong.debate";
  return undefined;
}

function speechFault({ rules }: Plan): PartKey | undefined {
  const lengths = [rules.speech_s, rules.intervention_s, rules.interposed_s, rules.point_of_order_s];
  if (!lengths.every((one) => whole(one, 10, LIMITS.speech))) return "setup.wrong.speech";
  return whole(rules.grace_s, 5, 600) ? undefined : "setup.wrong.grace";
}

function ballotFault({ rules: { ballot } }: Plan): PartKey | undefined {
  if (!whole(ballot.open_s, 30, 86_400)) return "setup.wrong.open_s";
  if (!whole(ballot.quorum_per_mille, 0, 1_000)) return "setup.wrong.quorum";
  return ballot.min_open_s > ballot.open_s ? "setup.wrong.min_open" : undefined;
}

export const named = (panel: readonly string[]) => panel.map((one) => one.trim()).filter(Boolean);

const wrongAddress = (one: string | null) => one !== null && !(PATTERN.test(one) && one.length <= 300);

function documentsFault({ documents }: Details): PartKey | undefined {
  if (documents.length > LIMITS.documents) return "setup.wrong.many";
  if (documents.some((one) => !one.title.trim())) return "setup.wrong.document_title";
  return documents.some((one) => wrongAddress(one.url)) ? "setup.wrong.address" : undefined;
}

/** Returns what is wrong, by field. */
export function faultsOf(plan: Plan): Faults {
  const { details } = plan;
  const found: { [K in Field]?: PartKey | undefined } = {
    title: plan.title.trim() ? undefined : "setup.wrong.title",
    when: Number.isNaN(opensAt(plan)) ? "setup.wrong.when" : undefined,
    hall: plan.hall ? undefined : "setup.wrong.hall",
    agenda: agendaFault(plan),
    speech: speechFault(plan),
    ballot: ballotFault(plan),
    about: details.about.length > LIMITS.about ? "setup.wrong.about" : undefined,
    panel: named(details.panel).length > LIMITS.panel ? "setup.wrong.many" : undefined,
    documents: documentsFault(details),
    live: wrongAddress(details.live) ? "setup.wrong.address" : undefined,
    sign: wrongAddress(details.sign) ? "setup.wrong.address" : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, why]) => why)) as Faults;
}

/** Returns the plan as the server takes it. */
export function wishOf(plan: Plan, act: string): ForumRequest {
  return {
    act,
    format: plan.format,
    title: plan.title.trim(),
    hall: plan.hall,
    opens: opensAt(plan),
    rules: plan.rules,
    agenda: plan.agenda.map(({ row: _, id: __, title, ...rest }) => ({ ...rest, title: title.trim() })),
    details: { ...plan.details, panel: named(plan.details.panel) },
  };
}
