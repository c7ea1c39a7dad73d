/** Which sheet stands open, and the small ones: call out of order, move, remove, keys, end. */
import { t } from "../../../i18n/t";
import type { QueueRowView } from "../../../protocol/messages";
import { shortcuts } from "../../base/settings";
import { Check } from "../../parts/field";
import { nameOf } from "../parts/queue_row";
import { AgendaSheet } from "./agenda_sheet";
import { BallotSheet } from "./ballot_sheet";
import { LineSheet } from "./captions";
import { type Sheet, useModerator } from "./context";
import { DoneSheet } from "./done_sheet";
import { JoinSheet } from "./join_sheet";
import { nextRow } from "./main_act";
import { MuteSheet, RemoveSheet } from "./measure_sheet";
import { PracticeSheet } from "./practice";
import { AnswerSheet, HideSheet, MergeSheet, PromiseSheet } from "./question_sheet";
import { ResultSheet } from "./result_sheet";
import { RollSheet } from "./roll_sheet";
import { SheetFrame, WhySheet } from "./sheet";

const QUESTION = { hide: HideSheet, merge: MergeSheet, answer: AnswerSheet, promise: PromiseSheet } as const;

/** The open sheet; a key of its own for each thing, so that words typed for one never stand in another. */
export function OpenSheet() {
  const open = useModerator().sheet.value;
  return open && <Shown key={keyOf(open)} open={open} />;
}

function keyOf(open: Sheet): string {
  const about =
    "row" in open
      ? open.row.entry
      : "person" in open
        ? open.person
        : "question" in open
          ? open.question.id
          : "line" in open
            ? open.line.row
            : "";
  return `${open.kind}:${about}:${"act" in open ? open.act : ""}`;
}

function Shown({ open }: { open: Sheet }) {
  switch (open.kind) {
    case "agenda":
      return <AgendaSheet />;
    case "ballot":
      return <BallotSheet />;
    case "result":
      return <ResultSheet ballot={open.ballot} />;
    case "question": {
      const Act = QUESTION[open.act];
      return <Act question={open.question} />;
    }
    case "line":
      return <LineSheet line={open.line} />;
    case "call":
      return <CallSheet row={open.row} />;
    case "move":
      return <MoveSheet row={open.row} place={open.place} />;
    case "remove":
      return <RemoveSheet person={open.person} name={open.name} />;
    case "mute":
      return <MuteSheet person={open.person} name={open.name} />;
    case "join":
      return <JoinSheet />;
    case "roll":
      return <RollSheet />;
    case "done":
      return <DoneSheet />;
    case "practice":
      return <PracticeSheet />;
    case "keys":
      return <KeysSheet />;
    case "close":
      return <CloseSheet />;
  }
}

const often = () => [t("desk.why.bus"), t("desk.why.health"), t("desk.why.asked")];

function CallSheet({ row }: { row: QueueRowView }) {
  const { forum, give } = useModerator();
  const name = nameOf(row.name, row.slip);
  const saw = forum.parts.value.desk?.floor_version ?? 0;
  const isNext = nextRow(forum.parts.value)?.entry === row.entry;
  return (
    <WhySheet
      title={t("desk.call.this", { name })}
      what={t(isNext ? "desk.call.is_next" : "desk.call.over")}
      act={t("desk.call", { name })}
      often={often()}
      free={isNext}
      run={(reason) => give({ order: "call_person", entry: row.entry, saw, reason })}
    />
  );
}

function MoveSheet({ row, place }: { row: QueueRowView; place: number }) {
  const { forum, give } = useModerator();
  const name = nameOf(row.name, row.slip);
  const saw = forum.parts.value.desk?.floor_version ?? 0;
  return (
    <WhySheet
      title={t("desk.move.title")}
      what={t("desk.move.what", { name, n: place })}
      act={t("desk.move.do")}
      often={often()}
      run={(reason) => give({ order: "move_entry", entry: row.entry, place, saw, reason })}
    />
  );
}

function CloseSheet() {
  const { give } = useModerator();
  return (
    <WhySheet
      title={t("desk.close")}
      what={t("desk.close.what")}
      act={t("desk.close.do")}
      danger
      free
      run={() => give({ order: "close_forum" })}
    />
  );
}

function KeysSheet() {
  return (
    <SheetFrame title={t("desk.keys")}>
      <Check
        words={t("desk.keys.on")}
        aside={t("desk.keys.aside")}
        checked={shortcuts.value}
        onChange={(on) => {
          shortcuts.value = on;
        }}
      />
      <dl class="desk-facts">
        {(["pause", "time", "grab", "escape"] as const).map((name) => (
          <div key={name}>
            <dt>{t(`desk.key.${name}`)}</dt>
            <dd>{t(`desk.key.${name}.does`)}</dd>
          </div>
        ))}
      </dl>
    </SheetFrame>
  );
}
