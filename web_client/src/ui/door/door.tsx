/** The door: who am I, what is on today, two taps to be inside. */

import { lazy, Suspense } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { t, withWords } from "../../i18n/t";
import { anyLook, type LookInfo, lookInfo } from "../../square/looks";
import { type DoorAnswer, type DoorMe, enterDoor } from "../base/api";
import { standing } from "../base/context";
import { Icon } from "../base/icons";
import { Figure } from "../base/look";
import { chosenView, firstView, VIEWS } from "../base/settings";
import { Consent } from "../parts/consent";
import { Choices, Hint } from "../parts/field";
import { NicknameField } from "../parts/nickname";
import { LanguageLinks, SiteHead } from "../parts/site";
import { Problem, SubmitForm, useSubmit } from "../parts/submit";
import { Today } from "../parts/today";

/** Dialogs of the door come when they are opened: most walk through without one. */
const LookDialog = lazy(withWords(["dialogs"], async () => (await import("../dialogs/look")).LookDialog));
const PrivacyDialog = lazy(withWords(["dialogs"], async () => (await import("../dialogs/privacy")).PrivacyDialog));
const SettingsDialog = lazy(withWords(["dialogs"], async () => (await import("../dialogs/settings")).SettingsDialog));

export interface DoorProps {
  readonly answer: DoorAnswer;
  /** The name of the place one will stand at, when a link named one. */
  readonly startsAt: string | null;
  /** Why the person stands here again, where they did not ask to. */
  readonly note?: string | null;
  readonly onEnter: () => void;
}

/** What the form of a newcomer holds. A name needs consent; looking around needs neither. */
function useEntry(notice: string, onEnter: (named: boolean) => void) {
  const [name, setName] = useState("");
  const [look, setLook] = useState<LookInfo>(() => anyLook(Math.random));
  const [agreed, setAgreed] = useState(false);
  const submit = useSubmit();
  const named = name.trim() !== "";
  const enter = async () => {
    if (named && !agreed) return submit.refuse(t("door.agree.first"));
    await submit.run(async () => onEnter((await enterDoor(named ? name.trim() : null, look, notice)).named));
  };
  return { name, setName, named, look, setLook, agreed, setAgreed, submit, enter };
}

export function Door({ answer, startsAt, note, onEnter }: DoorProps) {
  const [open, setOpen] = useState<"privacy" | "settings" | null>(null);
  useEffect(() => {
    document.title = t("title");
  });
  const enter = (named: boolean) => {
    standing.value = { named, writing: answer.writing };
    onEnter();
  };
  return (
    <>
      <SiteHead onSettings={() => setOpen("settings")} />
      <main class="door" id="main" tabIndex={-1}>
        <h1>{answer.me ? t("door.welcome_back", { name: answer.me.name }) : t("door.title")}</h1>
        {note && (
          <div class="whole" role="status">
            <Hint kind="idea">{note}</Hint>
          </div>
        )}
        {startsAt && (
          <p class="whole row">
            <Icon name="pin" />
            <strong>{t("door.starts_at", { place: startsAt })}</strong>
          </p>
        )}
        {answer.me ? (
          <Returning me={answer.me} onEnter={() => enter(answer.me?.named ?? false)} />
        ) : (
          <Newcomer notice={answer.notice.version} onEnter={enter} onPrivacy={() => setOpen("privacy")} />
        )}
        <Today />
      </main>
      <LanguageLinks />
      <Suspense fallback={null}>
        {open === "privacy" && <PrivacyDialog onClose={() => setOpen(null)} />}
        {open === "settings" && <SettingsDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

function Returning({ me, onEnter }: { me: DoorMe; onEnter: () => void }) {
  return (
    <div class="stack">
      <div class="card look-line">
        <Figure look={lookInfo(me.look)} />
        <p class="grow">{t(me.named ? "door.same_as_before" : "door.still_unnamed")}</p>
      </div>
      <ViewChoice />
      <button type="button" class="button filled main" onClick={onEnter}>
        {t("door.enter_again", { name: me.name })}
      </button>
    </div>
  );
}

function Newcomer({
  notice,
  onEnter,
  onPrivacy,
}: {
  notice: string;
  onEnter: (named: boolean) => void;
  onPrivacy: () => void;
}) {
  const entry = useEntry(notice, onEnter);
  const [who, setWho] = useState<"guest" | "citizen">("guest");
  return (
    <SubmitForm submit={entry.submit} class="stack" send={entry.enter}>
      <Choices
        legend={t("door.who")}
        hideLegend
        value={who}
        onChange={setWho}
        options={[
          { value: "guest", words: t("role.guest"), aside: t("door.guest.aside") },
          { value: "citizen", words: t("role.citizen"), aside: t("door.citizen.aside") },
        ]}
      />
      {who === "citizen" && <Hint kind="idea">{t("door.citizen.how")}</Hint>}
      <NicknameField value={entry.name} onInput={entry.setName} />
      {entry.named && <Consent agreed={entry.agreed} onAgree={entry.setAgreed} onPrivacy={onPrivacy} />}
      <LookLine look={entry.look} onLook={entry.setLook} />
      <ViewChoice />
      <div class="enter stack-tight">
        <Problem words={entry.submit.problem} />
        <button type="submit" class="button filled main" aria-disabled={entry.submit.busy}>
          {t(entry.submit.busy ? "door.entering" : entry.named ? "door.enter" : "door.look_around")}
        </button>
      </div>
    </SubmitForm>
  );
}

function LookLine({ look, onLook }: { look: LookInfo; onLook: (look: LookInfo) => void }) {
  const [dressing, setDressing] = useState(false);
  return (
    <div class="look-line">
      <Figure look={look} />
      <span class="grow">{t("door.look")}</span>
      <button type="button" class="button" onClick={() => setDressing(true)}>
        {t("door.look.change")}
      </button>
      <Suspense fallback={null}>
        {dressing && <LookDialog look={look} onSave={onLook} onClose={() => setDressing(false)} />}
      </Suspense>
    </div>
  );
}

const ICONS = { space: "cube", map: "map", list: "list" } as const;

/** How to see the square; said once, remembered, changed any time inside. */
export function ViewChoice() {
  return (
    <Choices
      legend={t("door.view")}
      across
      value={chosenView.value ?? firstView()}
      onChange={(view) => {
        chosenView.value = view;
      }}
      options={VIEWS.map((view) => ({ value: view, words: t(`view.${view}`), icon: <Icon name={ICONS[view]} /> }))}
    />
  );
}
