/** A message to everybody, on all faces until it is taken back. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { useDesk } from "./context";

export function Announcement() {
  const { hall, give } = useDesk();
  const [text, setText] = useState("");
  const stands = hall.parts.value.announcement;
  const send = async () => {
    if (text.trim() && (await give({ order: "announce", text: text.trim() }))) setText("");
  };
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
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <input
          id="desk-announce-text"
          class="input grow"
          value={text}
          maxLength={200}
          autoComplete="off"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {t("desk.announce.send")}
        </button>
      </form>
    </section>
  );
}
