/** The talk: a readable log, a voice for screen readers that does not flood, and the composer. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import type { LogEntry } from "../../square/square";
import { Announcer, type Heard } from "../base/announcer";
import { useSquare } from "../base/context";
import { Icon } from "../base/icons";
import { act } from "../base/notices";
import { readAloud, wide } from "../base/settings";
import { Gestures } from "../list/whereabouts";
import { Composer } from "./composer";
import { Line } from "./line";

/** Lines shown at once; the engine's log itself is bounded by the server's ring. */
const SHOWN = 100;

function sum(heard: readonly Heard[]): string {
  const last = heard.at(-1);
  if (!last) return "";
  return heard.length === 1
    ? `${last.name}: ${last.text}`
    : t("log.sum", { n: heard.length, name: last.name, text: last.text });
}

/** Feeds new lines of others to the announcer and returns the words of its live region. */
function useVoice(log: readonly LogEntry[]): string {
  const [words, setWords] = useState("");
  const announcer = useMemo(
    () =>
      new Announcer({
        speak: setWords,
        sum,
        now: () => performance.now(),
        later: (run, ms) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      }),
    [],
  );
  const heard = useRef(log.at(-1)?.at ?? 0);
  useEffect(() => {
    for (const line of log.filter((one) => one.at > heard.current && !one.mine))
      if (readAloud.value) announcer.hear(line);
    heard.current = Math.max(heard.current, log.at(-1)?.at ?? 0);
  }, [log, announcer]);
  useEffect(() => {
    if (!readAloud.value) announcer.hush();
    return () => announcer.hush();
  }, [announcer, readAloud.value]);
  return words;
}

/** Keeps the newest line in sight, unless the person scrolled up to read. */
function useStickToEnd(log: readonly LogEntry[], open: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [log, open]);
  const onScroll = () => {
    const element = box.current;
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
  };
  return { box, onScroll };
}

export function Chat() {
  const square = useSquare();
  const log = square.log.value;
  const [open, setOpen] = useState(false);
  const words = useVoice(log);
  const { box, onScroll } = useStickToEnd(log, open);
  return (
    <section class="card chat" aria-labelledby="talk" data-open={open}>
      <div class="spread chat-head">
        <h2 id="talk">{t("talk.title")}</h2>
        <span class="row">
          <button
            type="button"
            class="button text label-long"
            onClick={() => {
              readAloud.value = !readAloud.value;
            }}
          >
            {t(readAloud.value ? "talk.read.on" : "talk.read.off")}
          </button>
        </span>
      </div>
      <div
        class="log"
        id="log"
        role="log"
        aria-live="off"
        aria-label={t("talk.log")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log scrolls, by keyboard too.
        tabIndex={0}
        ref={box}
        onScroll={onScroll}
      >
        {log.length === 0 && <p class="quiet">{t("talk.empty")}</p>}
        {log.slice(-SHOWN).map((entry) => (
          <Line key={entry.utterance} entry={entry} />
        ))}
      </div>
      <p class="unseen" aria-live="polite">
        {words}
      </p>
      <Composer tools={wide.value ? null : <Tools open={open} onOpen={setOpen} />} />
    </section>
  );
}

/** The buttons under the input where there is little room: hand, gestures, the whole talk. */
function Tools({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const square = useSquare();
  const hand = square.me.value?.hand ?? false;
  return (
    <>
      <button type="button" class="button" aria-pressed={hand} onClick={() => void act(square.raiseHand(!hand))}>
        {t(hand ? "act.hand.down" : "act.hand.up")}
      </button>
      <Gestures />
      <button type="button" class="button icon" aria-expanded={open} aria-controls="log" onClick={() => onOpen(!open)}>
        <Icon name={open ? "down" : "up"} />
        <span class="unseen">{t(open ? "talk.fold" : "talk.unfold")}</span>
      </button>
    </>
  );
}
