/** Captions for ears: each new line once, politely; off unless the person wants it. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { LineView } from "../../../protocol/messages";
import { captionsAloud } from "./cue_settings";
import { announce } from "./live";
import { nameOf } from "./queue_row";

export function CaptionVoice({ lines }: { lines: readonly LineView[] }) {
  const last = useRef<number | null>(null);
  useEffect(() => {
    const before = last.current;
    const newest = lines.at(-1)?.row ?? 0;
    last.current = Math.max(before ?? 0, newest);
    // Who comes in late is not read what was said before; a corrected line is an old one.
    if (before === null || !captionsAloud.value) return;
    const fresh = lines.filter((line) => line.row > before && line.text);
    const words = fresh.map((line) => t("captions.aloud", { name: nameOf(line.name), text: line.text }));
    if (words.length > 0) announce(words.join(" "), "polite");
  }, [lines]);
  return null;
}
