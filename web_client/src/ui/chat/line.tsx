/** One line of the log: who, from where, when, the words with safe links, and a nudge to think over one's own. */
import { t, tMade } from "../../i18n/t";
import { clockTime } from "../../i18n/time";
import type { LogEntry } from "../../square/square";
import { dialog, isStaff, useSquare, writeTo } from "../base/context";
import { whereabouts } from "../base/directions";
import { Icon } from "../base/icons";
import { pieces } from "../base/links";
import { Menu } from "../parts/menu";

export function Line({ entry }: { entry: LogEntry }) {
  const secret = entry.reach === "whisper" || entry.reach === "direct";
  return (
    <div class={`line${entry.mine ? " mine" : ""}${secret ? " private" : ""}`}>
      <div class="line-head">
        <strong>{entry.mine ? t("log.me") : entry.name}</strong>
        {isStaff(entry.role) && <span class="chip staff">{t(`role.${entry.role}`)}</span>}
        <span class="quiet">{origin(entry, useSquare().own)}</span>
        <span class="quiet">{clockTime(entry.at)}</span>
        {!entry.mine && <LineMenu entry={entry} />}
      </div>
      <p dir="auto">
        <Words text={entry.text} />
      </p>
      {entry.mine && entry.nudge && <Nudge entry={entry} />}
    </div>
  );
}

/** Where the words came from: a side and a distance for what was said aloud, else how they reached one. */
function origin(entry: LogEntry, own: Parameters<typeof whereabouts>[0]): string {
  if (entry.reach === "whisper") return t(entry.mine ? "log.whisper.mine" : "log.whisper");
  if (entry.reach === "direct") return t(entry.mine ? "log.direct.mine" : "log.direct");
  if (entry.reach === "hall") return t("log.hall");
  return entry.mine ? t("log.heard", { n: entry.hearers }) : whereabouts(own, entry.where);
}

/** A text with its links; a link shows the host it leads to and nothing else. */
export function Words({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, index) =>
        "href" in piece ? (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.host}
            <span class="unseen"> {t("log.new_window")}</span>
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

function LineMenu({ entry }: { entry: LogEntry }) {
  const person = { participant: entry.speaker, name: entry.name };
  const items = [
    { words: t("person.direct"), run: () => writeTo("direct", person) },
    {
      words: t("person.block"),
      run: () => {
        dialog.value = { kind: "block" as const, person };
      },
    },
    {
      words: t("log.report"),
      danger: true,
      run: () => {
        dialog.value = { kind: "report" as const, person, entry };
      },
    },
  ];
  return (
    <Menu items={items} label={t("log.menu", { name: entry.name })} kind="icon text small-target">
      <Icon name="more" />
    </Menu>
  );
}

function Nudge({ entry }: { entry: LogEntry }) {
  const rewrite = () => {
    dispatchEvent(new CustomEvent("agora-rewrite", { detail: entry.text }));
    document.querySelector<HTMLElement>("#compose")?.focus();
  };
  return (
    <div class="note nudge">
      <Icon name="info" />
      <p class="grow">{tMade(`nudge.${entry.nudge}`, "nudge.any")}</p>
      <button type="button" class="button" onClick={rewrite}>
        {t("nudge.rewrite")}
      </button>
    </div>
  );
}
