/** A message to everybody, on all faces until it is taken back. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { TEXT_LIMITS } from "../../../protocol/messages";
import { SubmitForm, useSubmit } from "../../parts/submit";
import { useModerator } from "./context";

export function Announcement() {
  const { forum, give } = useModerator();
  const [text, setText] = useState("");
  const stands = forum.parts.value.announcement;
  const request = useSubmit({ value: text, set: setText });
  const send = () => text.trim() && request.run(() => give({ order: "announce", text: text.trim() }));
  return (
    <section class="card desk-announce" aria-labelledby="desk-announce" tabIndex={-1}>
      <h2>
        <label for="desk-announce-text" id="desk-announce">
          {t("desk.announce")}
        </label>
      </h2>
      {stands?.text && (
        <p class="stands" role="status">
          <span class="grow">
            <span class="quiet">{clockTime(stands.at)}</span> {stands.text}
          </span>
          <button type="button" class="button text" onClick={() => void give({ order: "announce", text: "" })}>
            {t("desk.announce.back")}
          </button>
        </p>
      )}
      <SubmitForm submit={request} class="row" send={send}>
        <input
          id="desk-announce-text"
          class="input grow"
          value={text}
          maxLength={TEXT_LIMITS.note}
          autoComplete="off"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {t("desk.announce.send")}
        </button>
      </SubmitForm>
    </section>
  );
}
