/** The record of a forum: the minutes once they are published, files to keep, and how to check that nothing changed. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { useKeptFocus } from "../../parts/kept_focus";
import { Inner, LanguageLinks, SiteHead } from "../../parts/site";
import { MinutesView } from "./minutes_view";
import { Publish } from "./publish";
import "./record.css";
import { FILES, filePath, grouped, type Publication, recordApi, VERIFIER } from "./record_api";

export default function RecordPage({ id }: { id: string }) {
  const [again, setAgain] = useState(0);
  const loaded = useLoaded(() => recordApi.look(id), `${id} ${again}`);
  useKeptFocus();
  const title = loaded.state === "ready" ? loaded.value.title : "";
  useEffect(() => {
    document.title = `${[title, t("record.title")].filter(Boolean).join(" · ")} · ${t("title")}`;
  });
  return (
    <>
      <SiteHead />
      <main class="page record" id="main" tabIndex={-1}>
        <h1>{title || t("record.title")}</h1>
        {loaded.state === "loading" && <p role="status">{t("loading")}</p>}
        {loaded.state === "failed" && <p role="alert">{whyNot(loaded.trouble)}</p>}
        {loaded.state === "ready" && (
          <Record forum={id} publication={loaded.value} again={again} onChange={() => setAgain((n) => n + 1)} />
        )}
        <p class="no-print">
          <Inner to="/forums">{t("record.forums")}</Inner>
        </p>
      </main>
      <LanguageLinks />
    </>
  );
}

interface RecordProps {
  readonly forum: string;
  readonly publication: Publication;
  readonly again: number;
  readonly onChange: () => void;
}

function Record({ forum, publication, again, onChange }: RecordProps) {
  return (
    <>
      <State forum={forum} publication={publication} />
      {publication.may_publish && <Publish forum={forum} publication={publication} onDone={onChange} />}
      {publication.may_read && <Files forum={forum} />}
      <Check publication={publication} />
      {publication.may_read && <MinutesView forum={forum} again={again} />}
    </>
  );
}

/** Whether they are out; if not, why and what next. */
function State({ forum, publication }: { forum: string; publication: Publication }) {
  if (publication.published > 0) return <p>{t("record.published", { at: dayTime(publication.published) })}</p>;
  return (
    <div class="card empty" role="status">
      <p>
        <strong>{t("record.not_yet")}</strong>{" "}
        {t(publication.state === "closed" ? "record.not_yet.over" : "record.not_yet.on")}
      </p>
      {publication.may_read && <p>{t("record.draft")}</p>}
      {publication.state !== "closed" && (
        <p>
          <Inner to={`/hall/${forum}`} class="button">
            {t("record.to_hall")}
          </Inner>
        </p>
      )}
    </div>
  );
}

function Files({ forum }: { forum: string }) {
  return (
    <section class="card no-print" aria-labelledby="files">
      <h2 id="files">{t("record.files")}</h2>
      <ul class="record-files">
        {FILES.map(([key, name]) => (
          <li key={key}>
            <a class="button" href={filePath(forum, name)}>
              {t(`record.file.${key}`)}
            </a>
            <span class="second">{t(`record.file.${key}.what`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Check({ publication }: { publication: Publication }) {
  return (
    <section class="card stack" aria-labelledby="check">
      <h2 id="check">{t("record.check")}</h2>
      <p>{t("record.check.what", { n: publication.rows })}</p>
      <dl class="record-values">
        <dt>{t("record.check.value")}</dt>
        <dd class="record-value">{grouped(publication.hash)}</dd>
        <dt>{t("record.check.key")}</dt>
        <dd class="record-value">{grouped(publication.key)}</dd>
      </dl>
      <ol class="record-steps">
        <li>{t("record.check.compare")}</li>
        <li>
          {t("record.check.drop")} <Inner to={`/verify#${publication.key}`}>{t("record.check.here")}</Inner>
        </li>
        <li>
          {t("record.check.run")} <a href={VERIFIER}>{t("record.check.program")}</a>
          <br />
          <code>python standalone.py record.json</code>
        </li>
      </ol>
      {publication.state !== "closed" && <p class="second">{t("record.check.open")}</p>}
    </section>
  );
}
