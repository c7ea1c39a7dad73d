/** The nickname field: asks the server while one types, never stands in the way for taste, offers two ready names. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { checkNickname, type NameAnswer } from "../base/api";
import { refusal } from "../base/refusals";
import { Field, Hint } from "./field";

/** The server answers a few checks a second; a person pauses about this long between words. */
const PAUSE_MS = 400;

/** Follows what is typed; an answer to an earlier text is dropped. */
function useCheck(name: string): NameAnswer | "checking" | null {
  const [answer, set] = useState<NameAnswer | "checking" | null>(null);
  useEffect(() => {
    if (!name.trim()) return set(null);
    let current = true;
    const timer = setTimeout(() => {
      set("checking");
      checkNickname(name).then(
        (found) => current && set(found),
        () => current && set(null),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [name]);
  return answer;
}

export function NicknameField({ value, onInput }: { value: string; onInput: (name: string) => void }) {
  const answer = useCheck(value);
  const bad = answer !== null && answer !== "checking" && !answer.ok;
  const taste = bad && (answer.why === "name_reserved" || answer.why === "name_taken");
  return (
    <div class="stack">
      <Field
        label={t("door.nickname")}
        aside={t("door.nickname.aside")}
        value={value}
        onInput={onInput}
        autoComplete="nickname"
        maxLength={64}
        error={bad && !taste ? refusal(answer.why, answer.facts) : null}
        hint={<CheckHint answer={answer} taste={taste} />}
      />
      {bad && answer.suggestions.length > 0 && (
        <div class="suggestions">
          {answer.suggestions.slice(0, 2).map((name) => (
            <button type="button" class="button" key={name} onClick={() => onInput(name)}>
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function CheckHint({ answer, taste }: { answer: NameAnswer | "checking" | null; taste: boolean }) {
  if (answer === "checking") return <p class="quiet">{t("door.nickname.checking")}</p>;
  if (answer === null) return <p class="quiet">{t("door.nickname.hint")}</p>;
  if (taste) return <Hint kind="idea">{refusal(answer.why, answer.facts)}</Hint>;
  return answer.ok ? <Hint kind="good">{t("door.nickname.good")}</Hint> : null;
}
