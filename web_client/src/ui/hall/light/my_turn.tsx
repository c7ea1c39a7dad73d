/** My turn: seen at once, the clock, the voice, and typed words for whoever cannot or will not speak aloud. */
import { lazy, Suspense } from "preact/compat";
import { useRef } from "preact/hooks";
import { t } from "../../../i18n/t";
import { Field } from "../../parts/field";
import { Clock, SpeakTime } from "../parts/clock";
import { useDoing } from "./doing";
import { useLight } from "./light";
import { Problem } from "./parts";

const VoiceBox = lazy(() => import("./voice_box"));
/** Characters of one statement, as the message takes. */
const MOST = 2_000;

export function MyTurn() {
  const { hall, voice } = useLight();
  const mine = hall.mine.value;
  const speaker = hall.parts.value.floor?.speaker ?? null;
  const typed = useRef<HTMLDivElement>(null);
  const now = () => hall.serverNow();
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
  const { hall, drafts } = useLight();
  const doing = useDoing();
  const text = drafts.statement.value;
  const send = async () => {
    if (text.trim() === "") return;
    if (await doing.run(() => hall.order({ order: "speak", text: text.trim() }))) drafts.statement.value = "";
  };
  return (
    <form
      class="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={t("light.statement")}
        aside={t("light.statement.aside")}
        value={text}
        lines={3}
        maxLength={MOST}
        onInput={(value) => {
          drafts.statement.value = value;
        }}
      />
      <Problem words={doing.problem} />
      <button type="submit" class="button second wide" aria-disabled={doing.busy || text.trim() === ""}>
        {t(doing.busy ? "light.sending" : "light.statement.send")}
      </button>
    </form>
  );
}
