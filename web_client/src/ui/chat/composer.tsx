/** Writing: who will hear it stands above the input before one sends. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/t";
import { REACH_SAY, type Reach } from "../../protocol/messages";
import type { Square } from "../../square/square";
import { count as counted, MAX_TEXT } from "../../square/text";
import { zoneAt } from "../../world/world";
import { type Aim, aim, dialog, neededToWrite, useSquare } from "../base/context";
import { useBeat } from "../base/hooks";
import { wide } from "../base/settings";
import { Problem, SubmitForm, useSubmit } from "../parts/submit";
import { ASK_EVERY_MS, keepDraft, keptDraft, NEAR_LIMIT, sends } from "./compose";

/** Metres past the reach of words that are watched too: positions here and at the server differ a little. */
const EDGE = 1;

/** Names who is within earshot and awake: when that changes, the count may have. */
function audience(square: Square): string {
  const close = square.near.value.filter((one) => one.distance <= REACH_SAY + EDGE);
  return close
    .map((one) => `${one.info.participant}${(one.state >> 4) & 3}${one.distance <= REACH_SAY}`)
    .sort()
    .join();
}

/** Follows how many would hear, asked anew when the aim or the people change, at most every 1.5 s. */
function useHearers(square: Square, to: Aim, typed: number): number | null {
  const count = useSignal<number | null>(null);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const key = `${to.reach} ${to.to?.participant}`;
  const lastKey = useRef("");
  useEffect(() => {
    if (square.line.value.kind !== "open") return;
    if (lastKey.current !== key) count.value = null;
    const wait = lastKey.current === key ? askedAt.current + ASK_EVERY_MS - performance.now() : 0;
    lastKey.current = key;
    const timer = setTimeout(
      () => {
        askedAt.current = performance.now();
        square.countHearers(to.reach, to.to?.participant ?? null).then(
          (n) => {
            count.value = n;
          },
          () => {
            count.value = null;
          },
        );
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [square, key, typed, square.line.value.kind, audience(square)]);
  return count.value;
}

function hearersWords(to: Aim, count: number | null): string {
  if (to.reach === "direct") return t("hearers.direct", { name: to.to?.name ?? "" });
  if (to.reach === "whisper") return t("hearers.whisper", { name: to.to?.name ?? "" });
  if (count === null) return t("hearers.unknown");
  if (to.reach === "hall") return t("hearers.hall", { n: count });
  if (!wide.value) return count === 0 ? t("hearers.nobody.short") : t("hearers.say.short", { n: count });
  return count === 0 ? t("hearers.nobody") : t("hearers.say", { n: count });
}

/** Holds the text, sends it, and says why it was not sent; a text that was refused stays. */
function useText(square: Square, to: Aim) {
  const text = useSignal(keptDraft());
  const put = (value: string) => {
    text.value = value;
  };
  const set = (value: string) => {
    put(value);
    keepDraft(value);
  };
  const submit = useSubmit({ value: text.value, set: put });
  const send = async () => {
    const words = text.value.trim();
    if (!words) return;
    const { reach } = to;
    const person = to.to?.participant ?? null;
    // Kept for a reload until it was said.
    if (await submit.run((id) => square.say(reach, person, words, id), [reach, person, words])) keepDraft(text.value);
  };
  return { text, submit, set, send };
}

/** The composer, or what one needs before one may write. `tools` stand in its last row where there is little room. */
export function Composer({ tools }: { tools?: ComponentChildren }) {
  const needed = neededToWrite(useSquare().me.value?.role ?? "guest");
  if (!needed) return <Writing tools={tools} />;
  return (
    <div class="compose">
      <div class="note needed">
        <p class="grow">{t(needed === "name" ? "name.needed" : "verify.needed")}</p>
        {needed === "name" && (
          <button
            type="button"
            id="compose"
            class="button filled"
            onClick={() => {
              dialog.value = { kind: "name" };
            }}
          >
            {t("name.do")}
          </button>
        )}
      </div>
      {tools && <div class="tools">{tools}</div>}
    </div>
  );
}

function Writing({ tools }: { tools?: ComponentChildren }) {
  const square = useSquare();
  const to = aim.value;
  const { text, submit, set, send } = useText(square, to);
  const count = useHearers(square, to, text.value.length);
  const muted = (square.me.value?.mutedUntil ?? 0) > square.serverNow();
  const size = counted(text.value).length;
  useEffect(() => {
    const refill = (event: Event) => set((event as CustomEvent<string>).detail);
    addEventListener("agora-rewrite", refill);
    return () => removeEventListener("agora-rewrite", refill);
  });
  return (
    <div class="compose">
      <div class="reach">
        {!tools && <ReachChoice to={to} />}
        <p class="quiet" id="hearers">
          {hearersWords(to, count)}
        </p>
      </div>
      <Problem words={submit.problem} />
      {size >= NEAR_LIMIT && (
        <p class={size > MAX_TEXT ? "hint bad" : "quiet"}>
          {t(size > MAX_TEXT ? "compose.over" : "compose.left", { n: Math.abs(MAX_TEXT - size) })}
        </p>
      )}
      <SubmitForm submit={submit} send={send}>
        <label class="unseen" for="compose">
          {t("compose.label")}
        </label>
        <textarea
          id="compose"
          class="input"
          rows={1}
          placeholder={t("compose.placeholder")}
          aria-describedby="hearers"
          value={text.value}
          disabled={muted}
          onInput={(event) => set(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (!sends(event)) return;
            event.preventDefault();
            void send();
          }}
        />
        <button type="submit" class="button second" aria-disabled={submit.busy || size > MAX_TEXT} disabled={muted}>
          {t(submit.busy ? "compose.sending" : `compose.send.${to.reach}`)}
        </button>
      </SubmitForm>
      {muted && <p class="quiet">{t("where.muted")}</p>}
      {tools && (
        <div class="tools">
          <ReachChoice to={to} />
          {tools}
        </div>
      )}
    </div>
  );
}

/** Whether one stands in a hall, whose people can be spoken to as a whole. */
function useInHall(): boolean {
  const square = useSquare();
  useBeat(1_000);
  return zoneAt(square.world, square.own.x, square.own.y)?.kind === "hall";
}

function ReachChoice({ to }: { to: Aim }) {
  const inHall = useInHall();
  return (
    <span class="row">
      <label class="unseen" for="reach">
        {t("reach.label")}
      </label>
      <select
        id="reach"
        class="input"
        value={to.reach}
        onChange={(event) => {
          const reach = event.currentTarget.value as Reach;
          aim.value = { reach, to: reach === "whisper" || reach === "direct" ? to.to : null };
        }}
      >
        <option value="say">{t("reach.say")}</option>
        {(inHall || to.reach === "hall") && <option value="hall">{t("reach.hall")}</option>}
        {to.to && <option value="whisper">{t("reach.whisper", { name: to.to.name })}</option>}
        {to.to && <option value="direct">{t("reach.direct", { name: to.to.name })}</option>}
      </select>
      {to.to && (
        <button
          type="button"
          class="button text"
          onClick={() => {
            aim.value = { reach: "say", to: null };
          }}
        >
          {t("reach.back")}
        </button>
      )}
    </span>
  );
}
