/** An identity check: at a provider's page and back, or the mock of a demonstration, which says what it is. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { useLoaded } from "../base/hooks";
import { Icon } from "../base/icons";
import { whyNot } from "../base/refusals";
import { Choices } from "../parts/field";
import { Problem, useSubmit } from "../parts/submit";
import { readAnswer } from "./fragment";
import { comeIn, proofApi } from "./proof_api";
import type { ProofProps } from "./proof_props";

export function IdentityCheck({ fragment, onDone }: ProofProps) {
  const offer = useLoaded(proofApi.offer);
  if (offer.state === "loading") return <p role="status">{t("loading")}</p>;
  if (offer.state === "failed") return <p role="alert">{whyNot(offer.trouble)}</p>;
  if (offer.value.kind === "none") return <p class="card">{t("refusal.no_identity")}</p>;
  const finish = (known: boolean) =>
    onDone({ words: t(known ? "proof.identity.known" : "proof.identity.done"), forum: null });
  return offer.value.kind === "mock" ? <Mock onDone={finish} /> : <AtProvider fragment={fragment} onDone={finish} />;
}

function AtProvider({ fragment, onDone }: { fragment: string; onDone: (known: boolean) => void }) {
  const answer = readAnswer(fragment);
  const request = useSubmit();
  const go = () =>
    request.run(async () => {
      await comeIn();
      location.assign((await proofApi.begin()).address);
    });
  useEffect(() => {
    if (answer) void request.run(async () => onDone((await proofApi.confirm(answer.token, answer.nonce)).known));
  }, []);
  return (
    <section class="card stack">
      <p>{t("proof.identity.what")}</p>
      <p class="second">{t("proof.identity.kept")}</p>
      <Problem words={request.problem} />
      <button type="button" class="button filled main" aria-disabled={request.busy} onClick={() => void go()}>
        {t(request.busy ? "proof.busy" : "proof.identity.do")}
      </button>
    </section>
  );
}

const PEOPLE = ["1", "2", "3"] as const;

/** The city's profile has no such route: this is for demonstrations. */
function Mock({ onDone }: { onDone: (known: boolean) => void }) {
  const [person, setPerson] = useState<string>(PEOPLE[0]);
  const request = useSubmit();
  const check = () =>
    request.run(async () => {
      await comeIn();
      const { nonce } = await proofApi.begin();
      const { token } = await proofApi.mock(`mock-citizen-${person}`, nonce);
      onDone((await proofApi.confirm(token, nonce)).known);
    });
  return (
    <section class="card stack">
      <div class="note bad">
        <Icon name="warn" />
        <div>
          <strong>{t("proof.mock")}</strong>
          <p>{t("proof.mock.what")}</p>
        </div>
      </div>
      <Choices
        legend={t("proof.mock.who")}
        value={person}
        onChange={setPerson}
        options={PEOPLE.map((value) => ({ value, words: t("proof.mock.person", { n: value }) }))}
      />
      <Problem words={request.problem} />
      <button type="button" class="button filled main" aria-disabled={request.busy} onClick={() => void check()}>
        {t(request.busy ? "proof.busy" : "proof.mock.do")}
      </button>
    </section>
  );
}
