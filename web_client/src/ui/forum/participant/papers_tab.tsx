/** Everything to read beside the debate: what it is about, agenda, documents, streams; cues of this device; the way out. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { Details } from "../../../protocol/messages";
import { linkTo } from "../../base/links";
import { Check } from "../../parts/field";
import { Agenda } from "../parts/agenda";
import { captionsAloud, cueSound, cueVibration } from "../parts/cue_settings";
import { useParticipant } from "./context";
import { Panel } from "./panel";
import { Card } from "./parts";

export function PapersTab() {
  const { forum } = useParticipant();
  const { head, agenda } = forum.parts.value;
  if (head === undefined) return null;
  return (
    <Panel>
      <About details={head.details} />
      {agenda && (
        <Card title={t("light.agenda")}>
          <Agenda agenda={agenda} />
        </Card>
      )}
      <Streams details={head.details} />
      <Documents details={head.details} />
      <CueSettings />
      <Ways place={head.hall} />
    </Panel>
  );
}

export function About({ details }: { details: Details }) {
  if (!details.about && details.panel.length === 0) return null;
  return (
    <Card title={t("light.about")}>
      {details.about && <p>{details.about}</p>}
      {details.panel.length > 0 && (
        <>
          <h3>{t("light.panel")}</h3>
          <ul>
            {details.panel.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

/** Live streams come from elsewhere and lag: the other host is asked only once somebody wants to see it. */
function Streams({ details }: { details: Details }) {
  const streams = [
    [details.live, "light.live"],
    [details.sign, "light.sign"],
  ] as const;
  const open = streams.filter(([url]) => url !== null && linkTo(url));
  if (open.length === 0) return null;
  return (
    <Card title={t("light.streams")}>
      {open.map(([url, words]) => url && <Stream key={words} url={url} words={t(words)} />)}
      <p class="second small">{t("light.live.delay", { n: details.live_delay_s })}</p>
    </Card>
  );
}

function Stream({ url, words }: { url: string; words: string }) {
  const [shown, setShown] = useState(false);
  return (
    <div class="stack-tight">
      {shown ? (
        <iframe
          class="hall-stream"
          src={url}
          title={words}
          allow="autoplay; fullscreen"
          sandbox="allow-scripts allow-same-origin allow-presentation"
          referrerpolicy="no-referrer"
        />
      ) : (
        <button type="button" class="button second wide" onClick={() => setShown(true)}>
          {words}
        </button>
      )}
      <Away url={url} words={t("light.stream.apart")} />
    </div>
  );
}

export function Documents({ details }: { details: Details }) {
  return (
    <Card title={t("light.documents")}>
      {details.documents.length === 0 && <p class="second">{t("light.documents.none")}</p>}
      {details.documents.map((one) => (
        <Away key={one.url} url={one.url} words={one.title} />
      ))}
    </Card>
  );
}

function Away({ url, words }: { url: string; words: string }) {
  const to = linkTo(url);
  if (!to) return <p>{words}</p>;
  return (
    <a class="hall-link" href={to.href} target="_blank" rel="noopener noreferrer">
      {words}
      <span class="quiet"> {t("light.elsewhere", { host: to.host })}</span>
    </a>
  );
}

function CueSettings() {
  return (
    <Card title={t("light.cues")}>
      <p class="second small">{t("light.cues.what")}</p>
      <Check
        words={t("light.cues.sound")}
        checked={cueSound.value}
        onChange={(on) => {
          cueSound.value = on;
        }}
      />
      <Check
        words={t("light.cues.vibration")}
        checked={cueVibration.value}
        onChange={(on) => {
          cueVibration.value = on;
        }}
      />
      <Check
        words={t("light.cues.captions")}
        aside={t("light.cues.captions.aside")}
        checked={captionsAloud.value}
        onChange={(on) => {
          captionsAloud.value = on;
        }}
      />
      <p class="second small">{t("light.cues.key")}</p>
    </Card>
  );
}

/** To the same forum in 3D, and out. */
export function Ways({ place }: { place: string }) {
  const { reader, leave } = useParticipant();
  return (
    <Card>
      <a class="hall-link" href={`/p/${place}`}>
        {t("light.in_3d")}
      </a>
      {!reader && (
        <button type="button" class="button wide" onClick={leave}>
          {t("light.leave")}
        </button>
      )}
    </Card>
  );
}
