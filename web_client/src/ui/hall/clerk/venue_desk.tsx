/** The real hall: slips to print in advance, the code of the venue and its screen, the sound of its loudspeakers. */
import { useState } from "preact/hooks";
import type { Hall } from "../../../hall/hall";
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import type { Voice } from "../../../voice/voice";
import { Field } from "../../parts/field";
import { Problem, useRequest } from "../../parts/request";
import { PaperSlip, Sheet } from "../../print/sheet";
import { type SlipSheet, venueApi } from "../parts/venue_api";
import { VenueQr } from "../parts/venue_code";
import { HallSound } from "../voice/hall_sound";
import { nextSlip } from "./slips";

export function VenueDesk({ hall, voice }: { hall: Hall; voice: Voice | null }) {
  return (
    <div class="clerk-door">
      <div class="stack">
        <PrintSlips hall={hall} />
        {voice && (
          <section class="card stack">
            <h2>{t("hallsound.title")}</h2>
            <HallSound voice={voice} />
          </section>
        )}
      </div>
      <Screen forum={hall.id} />
    </div>
  );
}

function PrintSlips({ hall }: { hall: Hall }) {
  const next = nextSlip(hall.parts.value.onsite?.people ?? []);
  const [first, setFirst] = useState(String(next));
  const [last, setLast] = useState(String(next + 99));
  const [sheet, setSheet] = useState<SlipSheet | null>(null);
  const request = useRequest();
  const print = () => request.run(async () => setSheet(await venueApi.slips(hall.id, Number(first), Number(last))));
  const title = hall.parts.value.head?.title ?? "";
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void print();
      }}
    >
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
    </form>
  );
}

function Screen({ forum }: { forum: string }) {
  const [made, setMade] = useState<{ address: string; until: number } | null>(null);
  const request = useRequest();
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
