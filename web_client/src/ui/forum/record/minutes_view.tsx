/** The minutes themselves, within the page: a sheet in a shadow, so that neither style touches the other. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/t";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { recordApi } from "./record_api";
import { readSheet } from "./sheet";

export function MinutesView({ forum, again }: { forum: string; again: number }) {
  const loaded = useLoaded(() => recordApi.minutes(forum), `${forum} ${again}`);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = host.current;
    if (!at || loaded.state !== "ready") return;
    const root = at.shadowRoot ?? at.attachShadow({ mode: "open" });
    const { style, content } = readSheet(loaded.value);
    const rules = new CSSStyleSheet();
    rules.replaceSync(style);
    root.adoptedStyleSheets = [rules];
    root.replaceChildren(content);
  }, [loaded]);
  if (loaded.state === "failed") return <p role="alert">{whyNot(loaded.trouble)}</p>;
  return (
    <>
      {loaded.state === "loading" && <p role="status">{t("loading")}</p>}
      <div class="minutes" ref={host} />
    </>
  );
}
