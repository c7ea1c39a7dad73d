/** Captions: a line is typed and sent with Enter; the last ones are corrected or taken off. Colleagues see each other's. */

import { useRef, useState } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import { type LineView, TEXT_LIMITS } from "../../../protocol/messages";
import { whyNot } from "../../base/refusals";
import { Field } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";

/** Lines on their way: typing goes on meanwhile, and one that was refused comes back. */
interface OnWay {
  readonly id: number;
  readonly text: string;
  readonly problem: string | null;
}

/** Sends lines without waiting for the one before; what was refused stays until it is taken back. */
function useLines(forum: ForumClient) {
  const [onWay, setOnWay] = useState<readonly OnWay[]>([]);
  const count = useRef(0);
  const without = (id: number) => setOnWay((all) => all.filter((one) => one.id !== id));
  const send = async (words: string) => {
    count.current += 1;
    const id = count.current;
    setOnWay((all) => [...all, { id, text: words, problem: null }]);
    try {
      await forum.order({ order: "caption", text: words });
      without(id);
    } catch (error) {
      setOnWay((all) => all.map((one) => (one.id === id ? { ...one, problem: whyNot(error) } : one)));
    }
  };
  return { onWay, send, without };
}

export function Captions({ forum }: { forum: ForumClient }) {
  const { floor, lines } = forum.parts.value;
  const [text, setText] = useState("");
  const { onWay, send, without } = useLines(forum);
  const submit = () => {
    if (!text.trim()) return;
    void send(text.trim());
    setText("");
  };
  return (
    <section class="card stack">
      <p role="status">{floor?.speaker ? t("captions.speaker", { name: floor.speaker.name }) : t("captions.nobody")}</p>
      <ol class="clerk-lines" aria-label={t("captions.lines")}>
        {(lines?.lines ?? []).map((line) => (
          <Line key={line.row} forum={forum} line={line} />
        ))}
      </ol>
      {onWay.map((one) => (
        <div class="note" key={one.id}>
          <p class="grow">
            {one.text} <span class="quiet">{one.problem ?? t("captions.sending")}</span>
          </p>
          {one.problem && (
            <button
              type="button"
              class="button"
              onClick={() => {
                without(one.id);
                setText(one.text);
              }}
            >
              {t("captions.back")}
            </button>
          )}
        </div>
      ))}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("captions.line")} value={text} onInput={setText} maxLength={500} />
        <button type="submit" class="button filled main">
          {t("captions.send")}
        </button>
      </form>
    </section>
  );
}

/** One line with its two acts. A correction keeps its trace; what is taken off needs a reason. */
function Line({ forum, line }: { forum: ForumClient; line: LineView }) {
  const [doing, setDoing] = useState<"correct" | "take_off" | null>(null);
  const [words, setWords] = useState("");
  const request = useSubmit();
  const begin = (what: "correct" | "take_off") => {
    setDoing(what);
    setWords(what === "correct" ? line.text : "");
  };
  const finish = () => {
    if (!doing || !words.trim()) return;
    const { row } = line;
    const given = words.trim();
    void request.run(async () => {
      await forum.order(
        doing === "correct" ? { order: "correct", row, text: given } : { order: "take_off", row, reason: given },
      );
      setDoing(null);
    });
  };
  return (
    <li class="stack-tight">
      <div class="row">
        <p class="grow">
          <span class="quiet">{line.name}</span> {line.before && <del>{line.before}</del>} {line.text}
        </p>
        <button type="button" class="button" onClick={() => begin("correct")}>
          {t("captions.correct")}
        </button>
        <button type="button" class="button danger" onClick={() => begin("take_off")}>
          {t("captions.take_off")}
        </button>
      </div>
      {doing && (
        <SubmitForm submit={request} class="stack" send={finish}>
          <Field
            label={t(doing === "correct" ? "captions.right" : "captions.reason")}
            value={words}
            onInput={setWords}
            maxLength={doing === "correct" ? TEXT_LIMITS.words : TEXT_LIMITS.reason}
          />
          <Problem words={request.problem} />
          <div class="row">
            <button type="submit" class="button filled">
              {t(doing === "correct" ? "captions.correct.do" : "captions.take_off.do")}
            </button>
            <button type="button" class="button" onClick={() => setDoing(null)}>
              {t("act.cancel")}
            </button>
          </div>
        </SubmitForm>
      )}
    </li>
  );
}
