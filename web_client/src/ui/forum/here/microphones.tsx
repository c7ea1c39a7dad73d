/** The two microphones of the hall one stands in: who is at which, and the way there. The twin of the lines in 3D. */
import { t } from "../../../i18n/t";
import type { QueueRowView } from "../../../protocol/messages";
import type { Square } from "../../../square/square";
import type { HallLayout } from "../../../world/hall_layout";
import { CAMPS, type Camp, endOfLine, microphoneAt } from "../../../world/microphones";
import { useSquare } from "../../base/context";
import { useBeat } from "../../base/hooks";
import { CampMark } from "../parts/marks";

/** Milliseconds between looks at who stands where. */
const BEAT_MS = 1_000;

interface Standing {
  readonly me: boolean;
  readonly names: readonly string[];
  /** People whose names are not known here. */
  readonly more: number;
}

/** Returns who stands in each line at a moment of the page's clock. */
export function standingAt(square: Square, hall: HallLayout, now: number): Readonly<Record<Camp, Standing>> {
  const names: Record<Camp, string[]> = { pro: [], con: [] };
  const more: Record<Camp, number> = { pro: 0, con: 0 };
  square.crowd.each(now, (slot, pose) => {
    const camp = microphoneAt(hall, pose);
    if (!camp) return;
    const name = square.crowd.person(slot)?.name;
    if (name) names[camp].push(name);
    else more[camp] += 1;
  });
  const own = microphoneAt(hall, square.own);
  const of = (camp: Camp): Standing => ({ me: own === camp, names: names[camp].sort(), more: more[camp] });
  return { pro: of("pro"), con: of("con") };
}

function wordsOf({ me, names, more }: Standing, waiting: number): string {
  const here = [
    ...(me ? [t("hallhere.line.me")] : []),
    ...names,
    ...(more ? [t("hallhere.line.more", { n: more })] : []),
  ];
  const all = [here.join(", "), waiting > 0 ? t("hallhere.line.waiting", { n: waiting }) : ""].filter(Boolean);
  return all.join(" · ") || t("hallhere.line.nobody");
}

interface MicrophonesProps {
  /** The place of the hall; one without lines shows nothing. */
  readonly place: string;
  /** Who waits for a turn, wherever they are: in 3D they stand in the line of their camp. */
  readonly rows: readonly Pick<QueueRowView, "stance" | "present">[];
}

export function Microphones({ place, rows }: MicrophonesProps) {
  useBeat(BEAT_MS);
  const square = useSquare();
  const hall = square.world.halls.get(place);
  if (!hall) return null;
  const standing = standingAt(square, hall, performance.now());
  const waiting = (camp: Camp) => rows.filter((row) => row.present && row.stance === camp).length;
  return (
    <ul class="plain stack-tight" aria-label={t("hallhere.lines")}>
      {CAMPS.map((camp) => (
        <li class="spread" key={camp}>
          <span>
            <CampMark mark={camp} /> <strong>{t(`hallhere.line.${camp}`)}</strong>{" "}
            <span class="second">{wordsOf(standing[camp], waiting(camp))}</span>
          </span>
          {!standing[camp].me && (
            <button
              type="button"
              class="button text"
              aria-label={t(`hallhere.walk.${camp}`)}
              onClick={() => square.walkTo(endOfLine(hall, camp), t(`hallhere.line.${camp}`))}
            >
              {t("hallhere.walk")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
