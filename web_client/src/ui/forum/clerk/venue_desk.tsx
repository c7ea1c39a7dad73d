/** The real hall: slips to print in advance, the code of the venue and its screen, the sound of its loudspeakers. */

import { useState } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import type { Voice } from "../../../voice/voice";
import { Field } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { PaperSlip, Sheet } from "../../print/sheet";
import { type SlipSheet, venueApi } from "../parts/venue_api";
import { VenueQr } from "../parts/venue_code";
import { ForumSound } from "../voice/forum_sound";
import { nextSlip } from "./slips";

export function VenueDesk({ forum, voice }: { forum: ForumClient; voice: Voice | null }) {
  return (
    <div class="clerk-door">
      <div class="stack">
        <PrintSlips forum={forum} />
        {voice && (
          <section class="card stack">
            <h2>{t("hallsound.title")}</h2>
            <ForumSound voice={voice} />
          </section>
        )}
      </div>
      <Screen forum={forum.id} />
    </div>
  );
}

function PrintSlips({ forum }: { forum: ForumClient }) {
  const next = nextSlip(forum.parts.value.onsite?.people ?? []);
  const [first, setFirst] = useState(String(next));
  const [last, setLast] = useState(String(next + 99));
  const [sheet, setSheet] = useState<SlipSheet | null>(null);
  const request = useSubmit();
  const print = () => request.run(async () => setSheet(await venueApi.slips(forum.id, Number(first), Number(last))));
  const title = forum.parts.value.head?.title ?? "";
  return (
    <SubmitForm submit={request} class="card stack" send={print}>
      <h2>{t("slips.title")}</h2>
      <p>{t("slips.what")}</p>
      <div class="clerk-acts">
        <Field label={t("slips.from")} value={first} onInput={setFirst} inputMode="numeric" maxLength={5} />
        <Field label={t("slips.to")} value={last} onInput={setLast} inputMode="numeric" maxLength={5} />
      </div>
      <Problem words={request.problem} />
      <button type="submit" class="button second main" aria-disabled={request.busy}>
        {t("slips.make")}
      </button>
      {sheet && (
        <Sheet title={t("slips.title")} onClose={() => setSheet(null)}>
          {sheet.slips.map(({ number, picture }) => (
            <PaperSlip
              key={number}
              held
              head={title}
              big={t("slips.number", { n: number })}
              picture={picture}
              lines={[t("slips.keep"), t("slips.scan"), t("slips.paper")]}
            />
          ))}
        </Sheet>
      )}
    </SubmitForm>
  );
}

function Screen({ forum }: { forum: string }) {
  const [made, setMade] = useState<{ address: string; until: number } | null>(null);
  const request = useSubmit();
  return (
    <section class="card stack">
      <h2>{t("venue.title")}</h2>
      <p>{t("venue.what")}</p>
      <VenueQr forum={forum} />
      <Problem words={request.problem} />
      <button
        type="button"
        class="button second main"
        aria-disabled={request.busy}
        onClick={() => void request.run(async () => setMade(await venueApi.screen(forum)))}
      >
        {t("venue.screen")}
      </button>
      <div role="status">
        {made && (
          <div class="stack-tight">
            <p>{t("venue.screen.made", { until: dayTime(made.until) })}</p>
            <p class="address">{made.address}</p>
          </div>
        )}
      </div>
    </section>
  );
}
