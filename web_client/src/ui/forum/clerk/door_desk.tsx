/**
 * The door: a number, and what there is to do for it. A slip nobody has yet is checked in, one that somebody has
 * opens what they need. By keyboard: the number, Enter, Enter.
 */
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import type { Level, OnsiteView } from "../../../protocol/messages";
import { fits } from "../../base/search";
import { Field } from "../../parts/field";
import { CheckIn } from "./check_in";
import { PersonCard } from "./person_card";
import { nextSlip, slipOf } from "./slips";

export function DoorDesk({ forum }: { forum: ForumClient }) {
  const people = forum.parts.value.onsite?.people ?? [];
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState("");
  const [level, setLevel] = useState<Level | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const slip = slipOf(typed);
  const found = slip ? people.find((one) => one.slip === slip) : undefined;
  useSlash(() => field.current?.focus());
  const choose = (number: number) => {
    setTyped(String(number));
    setSaid("");
    field.current?.focus();
  };
  const checkedIn = (number: number) => {
    setSaid(t("clerk.checked_in", { n: number }));
    setTyped("");
    field.current?.focus();
  };
  return (
    <div class="clerk-door">
      <section class="card stack" aria-label={t("clerk.door")} tabIndex={-1}>
        <SlipField input={field} value={typed} onInput={setTyped} />
        <p role="status">{said}</p>
        {!slip && (
          <button type="button" class="button second wide" onClick={() => choose(nextSlip(people))}>
            {t("clerk.next_slip", { n: nextSlip(people) })}
          </button>
        )}
        {slip !== null &&
          (found ? (
            <PersonCard key={slip} forum={forum} person={found} />
          ) : (
            <CheckIn
              key={slip}
              forum={forum}
              slip={slip}
              level={level}
              onLevel={setLevel}
              onDone={() => checkedIn(slip)}
            />
          ))}
      </section>
      <People people={people} chosen={slip} onChoose={choose} />
    </div>
  );
}

/** The number of a slip: digits only; Enter goes on to the first thing there is to do for it. */
function SlipField({
  input,
  value,
  onInput,
}: {
  input: RefObject<HTMLInputElement | null>;
  value: string;
  onInput: (digits: string) => void;
}) {
  return (
    <div class="field">
      <label for="slip">{t("clerk.slip")}</label>
      <input
        id="slip"
        ref={input}
        class="input clerk-number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={value}
        aria-describedby="slip-hint"
        onInput={(event) => onInput(event.currentTarget.value.replace(/\D/g, ""))}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          document.querySelector<HTMLElement>("[data-first]")?.focus();
        }}
      />
      <p class="quiet" id="slip-hint">
        {t("clerk.slip.hint")}
      </p>
    </div>
  );
}

/** `/` jumps to the number from wherever nothing is typed. */
function useSlash(jump: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      jump();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

/** People whom one finds by looking. */
const FEW = 12;

function People({
  people,
  chosen,
  onChoose,
}: {
  people: readonly OnsiteView[];
  chosen: number | null;
  onChoose: (slip: number) => void;
}) {
  const [wanted, setWanted] = useState("");
  const found = people.filter((one) => fits(wanted, [one.name]));
  return (
    <section class="card stack" aria-labelledby="onsite">
      <h2 id="onsite">{t("clerk.people", { n: people.length })}</h2>
      {people.length === 0 && <p class="empty">{t("clerk.people.none")}</p>}
      {people.length > FEW && <Field label={t("clerk.find")} value={wanted} onInput={setWanted} maxLength={16} />}
      {wanted && <p role="status">{t("clerk.found", { n: found.length })}</p>}
      <ul class="clerk-people">
        {found.map((one) => (
          <li key={one.slip}>
            <button
              type="button"
              class="button"
              aria-current={one.slip === chosen ? "true" : undefined}
              onClick={() => onChoose(one.slip)}
            >
              <strong>{one.slip}</strong>
              <span>{one.name || t("clerk.nameless")}</span>
              <span class="quiet">{t(`level.${one.level}`)}</span>
              {one.linked && <span class="chip">{t("clerk.linked")}</span>}
              {one.paper.length > 0 && <span class="chip">{t("clerk.has_paper")}</span>}
              {!one.present && <span class="chip">{t("clerk.absent")}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
