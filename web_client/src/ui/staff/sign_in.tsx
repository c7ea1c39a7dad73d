/** Signing in, accepting an invite, and the second device. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { Field } from "../parts/field";
import { Problem, SubmitForm, useSubmit } from "../parts/submit";
import { type StaffMe, staffApi } from "./staff_api";

export function SignIn({ onIn }: { onIn: (me: StaffMe) => void }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [digits, setDigits] = useState("");
  const request = useSubmit();
  const wantsDigits = request.code.startsWith("code_") || digits !== "";
  return (
    <SubmitForm
      submit={request}
      class="card stack"
      send={() => request.run(async () => onIn(await staffApi.signIn(login, password, digits)))}
    >
      <h1>{t("staff.sign_in")}</h1>
      <Field label={t("staff.login")} value={login} onInput={setLogin} autoComplete="username" maxLength={64} />
      <Field
        label={t("staff.password")}
        type="password"
        value={password}
        onInput={setPassword}
        autoComplete="current-password"
        maxLength={200}
      />
      {wantsDigits && (
        <Field
          label={t("staff.code")}
          value={digits}
          onInput={setDigits}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={6}
        />
      )}
      <Problem words={request.problem} />
      <button type="submit" class="button filled main" aria-disabled={request.busy}>
        {t("staff.sign_in")}
      </button>
    </SubmitForm>
  );
}

/** The token stands behind `#` in the invite's address, so that it reaches no log. */
export function AcceptInvite({ onIn }: { onIn: (me: StaffMe) => void }) {
  const [token] = useState(() => location.hash.slice(1).replace(/^token=/, ""));
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const request = useSubmit();
  return (
    <SubmitForm
      submit={request}
      class="card stack"
      send={() => request.run(async () => onIn(await staffApi.accept(token, login, name, password)))}
    >
      <h1>{t("staff.accept")}</h1>
      <p>{t("staff.accept.what")}</p>
      <Field label={t("staff.login")} value={login} onInput={setLogin} autoComplete="username" maxLength={64} />
      <Field label={t("staff.name")} value={name} onInput={setName} autoComplete="name" maxLength={16} />
      <Field
        label={t("staff.password.new")}
        type="password"
        value={password}
        onInput={setPassword}
        autoComplete="new-password"
        maxLength={200}
      />
      <Problem words={request.problem} />
      <button type="submit" class="button filled main" aria-disabled={request.busy}>
        {t("staff.accept.do")}
      </button>
    </SubmitForm>
  );
}

/** Groups letters in fours: so one reads them off without losing the place. */
export const inFours = (letters: string) => letters.match(/.{1,4}/g)?.join(" ") ?? "";

export function SecondDevice({ me, onChange }: { me: StaffMe; onChange: (on: boolean) => void }) {
  const [secret, setSecret] = useState("");
  const [digits, setDigits] = useState("");
  const request = useSubmit();
  const begin = () => request.run(async () => setSecret((await staffApi.totp("begin")).secret));
  const end = (step: "confirm" | "remove") =>
    request.run(async () => {
      onChange((await staffApi.totp(step, step === "confirm" ? secret : "", digits)).on);
      setSecret("");
      setDigits("");
    });
  return (
    <section class="card stack">
      <h2>{t("staff.totp")}</h2>
      <p>{t(me.totp ? "staff.totp.on" : "staff.totp.off")}</p>
      {secret && (
        <>
          <p>{t("staff.totp.how")}</p>
          <p class="address">{inFours(secret)}</p>
        </>
      )}
      {(secret || me.totp) && (
        <Field
          label={t("staff.code")}
          value={digits}
          onInput={setDigits}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={6}
        />
      )}
      <Problem words={request.problem} />
      <div class="row">
        {!me.totp && !secret && (
          <button type="button" class="button second" onClick={() => void begin()}>
            {t("staff.totp.begin")}
          </button>
        )}
        {secret && (
          <button type="button" class="button filled" onClick={() => void end("confirm")}>
            {t("staff.totp.confirm")}
          </button>
        )}
        {me.totp && (
          <button type="button" class="button danger" onClick={() => void end("remove")}>
            {t("staff.totp.remove")}
          </button>
        )}
      </div>
    </section>
  );
}
