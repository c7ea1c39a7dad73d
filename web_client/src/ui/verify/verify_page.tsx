/** The page that checks a record on this device: choose or drop a file, read the verdict, compare a noted value. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import type { Check } from "../../record/checker";
import type { Verdict } from "../../record/reader";
import { LanguageLinks, SiteHead } from "../parts/site";
import { VerdictCard } from "./verdict_card";

/** Bytes that a record has at most. */
const MOST_BYTES = 256 * 1024 * 1024;

/** How far the check of the last chosen file is. */
type Stage =
  | { readonly is: "reading"; readonly name: string; readonly done: number; readonly all: number }
  | { readonly is: "done"; readonly name: string; readonly verdict: Verdict }
  | { readonly is: "failed" | "too_big" };

/** `check` is `null` where the browser computes no hashes: on a page that did not come by https. */
export function VerifyPage({ check }: { check: Check | null }) {
  const [stage, setStage] = useState<Stage | null>(null);
  const [noted, setNoted] = useState(() => location.hash.slice(1));
  const latest = useRef<Blob | null>(null);
  useEffect(() => {
    document.title = `${t("verify.title")} · ${t("title")}`;
  });
  const take = async (file: File | undefined) => {
    if (!file || !check) return;
    latest.current = file;
    const show = (next: Stage) => latest.current === file && setStage(next);
    if (file.size > MOST_BYTES) return show({ is: "too_big" });
    const reading = { is: "reading", name: file.name, done: 0, all: 0 } as const;
    show(reading);
    try {
      const verdict = await check(file, (done, all) => show({ ...reading, done, all }));
      show({ is: "done", name: file.name, verdict });
    } catch {
      show({ is: "failed" });
    }
  };
  return (
    <>
      <SiteHead />
      <main class="page verify" id="main" tabIndex={-1}>
        <h1>{t("verify.title")}</h1>
        <p>{t("verify.what")}</p>
        {check ? <Drop onFile={take} /> : <p role="alert">{t("verify.insecure")}</p>}
        <div role="status" class="stack">
          {stage?.is === "reading" && <Progress {...stage} />}
          {stage && (stage.is === "failed" || stage.is === "too_big") && <No reason={stage.is} />}
          {stage?.is === "done" && <VerdictCard {...stage} noted={noted} onNoted={setNoted} />}
        </div>
      </main>
      <LanguageLinks />
    </>
  );
}

/** Where a file comes from: the native control for fingers, keys and ears; the whole window takes what is dropped. */
function Drop({ onFile }: { onFile: (file: File | undefined) => void }) {
  const [over, setOver] = useState(false);
  const take = useRef(onFile);
  take.current = onFile;
  useEffect(() => {
    const stop = new AbortController();
    const on = (name: "dragover" | "dragleave" | "drop", inside: boolean) => {
      const hear = (event: DragEvent) => {
        event.preventDefault(); // else the browser leaves the page for the file
        setOver(inside);
        if (name === "drop") take.current(event.dataTransfer?.files[0]);
      };
      addEventListener(name, hear, { signal: stop.signal });
    };
    on("dragover", true);
    on("dragleave", false);
    on("drop", false);
    return () => stop.abort();
  }, []);
  return (
    <section class="card stack verify-drop" data-over={over}>
      <label for="record-file">
        <strong>{t("verify.choose")}</strong>
      </label>
      <input
        id="record-file"
        type="file"
        accept=".json,application/json"
        aria-describedby="record-hint"
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
        onClick={(event) => {
          event.currentTarget.value = ""; // the same file can be chosen again
        }}
      />
      <p id="record-hint" class="second">
        {t("verify.choose.hint")} {t("verify.offline")}
      </p>
    </section>
  );
}

function Progress({ name, done, all }: { name: string; done: number; all: number }) {
  return (
    <div class="card stack">
      <p>{t("verify.reading", { name })}</p>
      <progress class="verify-bar" aria-label={t("verify.title")} {...(all ? { value: done, max: all } : {})} />
      {all > 0 && <p aria-hidden="true">{t("verify.rows", { done, all })}</p>}
    </div>
  );
}

/** Nothing was checked: why, and what next. */
function No({ reason }: { reason: "failed" | "too_big" }) {
  return (
    <section class="card stack verify-verdict">
      <h2>{t(`verify.${reason}`)}</h2>
      <p>{t(`verify.${reason}.why`)}</p>
    </section>
  );
}
