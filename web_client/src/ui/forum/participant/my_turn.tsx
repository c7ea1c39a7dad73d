/** My turn: seen at once, the clock, the voice, and typed words for whoever cannot or will not speak aloud. */

import { lazy, Suspense } from "preact/compat";
import { useRef } from "preact/hooks";
import { t } from "../../../i18n/t";
import { TEXT_LIMITS } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { Clock, SpeakTime } from "../parts/clock";
import { useParticipant } from "./context";

const VoiceBox = lazy(() => import("./voice_box"));

export function MyTurn() {
  const { forum, voice } = useParticipant();
  const mine = forum.mine.value;
  const speaker = forum.parts.value.floor?.speaker ?? null;
  const typed = useRef<HTMLDivElement>(null);
  const now = () => forum.serverNow();
  const toType = () => typed.current?.querySelector("textarea")?.focus();
  return (
    <section class="card my-turn stack" aria-label={t("light.turn")}>
      <p class="chip now my-turn-chip">{t("light.turn")}</p>
      {!mine?.speaking || speaker === null ? (
        <p>{t("light.turn.soon")}</p>
      ) : (
        <>
          <Clock clock={speaker.clock} now={now} />
          <SpeakTime clock={speaker.clock} now={now} />
          {voice !== null && mine.channel !== "onsite" && (
            <Suspense fallback={<p class="quiet">{t("loading")}</p>}>
              <VoiceBox what="speak" onType={toType} />
            </Suspense>
          )}
          {mine.channel === "onsite" && <p>{t("light.turn.onsite")}</p>}
          <div ref={typed}>
            <Statement />
          </div>
        </>
      )}
    </section>
  );
}

function Statement() {
  const { forum, drafts } = useParticipant();
  const text = drafts.statement.value;
  const set = (value: string) => {
    drafts.statement.value = value;
  };
  const doing = useSubmit({ value: text, set });
  const send = () => text.trim() !== "" && doing.run((id) => forum.order({ order: "speak", text: text.trim() }, id));
  return (
    <SubmitForm submit={doing} class="stack-tight" send={send}>
      <Field
        label={t("light.statement")}
        aside={t("light.statement.aside")}
        value={text}
        lines={3}
        maxLength={TEXT_LIMITS.words}
        onInput={set}
      />
      <Problem words={doing.problem} />
      <button type="submit" class="button second wide" aria-disabled={doing.busy || text.trim() === ""}>
        {t(doing.busy ? "light.sending" : "light.statement.send")}
      </button>
    </SubmitForm>
  );
}
