/** The forum of the hall that one stands in, in the scene: its big screen, and who attends without walking there. */
import type { Parts } from "../../forum_client/forum_client";
import { given } from "../../i18n/given";
import { t } from "../../i18n/t";
import type { QueueRowView } from "../../protocol/messages";
import type { CrowdStore, Square } from "../../square/square";
import type { Spot } from "../../world/hall_layout";
import { isInHall } from "../../world/halls";
import type { Camp } from "../../world/microphones";
import type { Seat, Wing } from "../../world/seats";
import type { Label } from "../labels/labels";
import { lineFrame } from "../landmarks/hall_parts";
import type { HallSite } from "../landmarks/hall_site";
import { Audience, type StandIn } from "../people/audience";
import type { People } from "../people/people";
import { GAIT } from "../people/pose";
import { greetingText, screenText } from "./screen_text";
import type { Stage } from "./stage";

/** Milliseconds between looks: the screen is drawn anew only where it changed. */
const LOOK_MS = 250;
/** Metres of a label over the feet of who it is about, over a microphone, and over the speaker's. */
const OVER = { seats: 2.4, line: 2.35, speaker: 2.1 } as const;

const wingOf = ({ channel }: { channel: QueueRowView["channel"] }): Wing => (channel === "onsite" ? "onsite" : "page");

export class HallShown {
  readonly #square: Square;
  readonly #stage: Stage;
  readonly #people: People;
  readonly #audiences: ReadonlyMap<string, Audience>;
  /** Who speaks, who waits and how many sit in each part, written over them. */
  labels: readonly Label[] = [];
  #at = Number.NEGATIVE_INFINITY;

  constructor(square: Square, stage: Stage, people: People) {
    this.#square = square;
    this.#stage = stage;
    this.#people = people;
    this.#audiences = new Map(stage.halls.map(({ layout }) => [layout.place, new Audience(layout)]));
  }

  /** Looks whether something changed; `clock` is what the light follows, milliseconds UTC. */
  look(now: number, clock: number, crowd: CrowdStore): void {
    if (now - this.#at <= LOOK_MS) return;
    this.#at = now;
    const hall = this.#square.forum.value;
    const parts = hall?.parts.value ?? null;
    // The light may follow another clock for a look at it; a countdown never does.
    const at = hall === null ? clock : this.#square.serverNow();
    const site = this.#stage.halls.find(({ layout }) => layout.place === parts?.head?.hall) ?? this.#nearest();
    const total = this.#square.here.value.total;
    const place = this.#square.world.places.get(site?.layout.place ?? "");
    const greeting = greetingText(place ? given(place) : "", clock, total);
    this.#stage.screen.show(site, (parts && screenText(parts, at)) ?? greeting, greeting);
    const shown = site && parts?.head?.hall === site.layout.place;
    this.#seat(shown ? site : null, parts, crowd, now);
  }

  #nearest(): HallSite | null {
    const { x, y } = this.#square.own;
    const away = ({ layout }: HallSite): number => Math.hypot(layout.x - x, layout.y - y);
    return this.#stage.halls.reduce<HallSite | null>((a, b) => (a && away(a) <= away(b) ? a : b), null);
  }

  /** Places who is counted and does not walk here: neither in the real hall nor with an avatar in this one. */
  #seat(site: HallSite | null, parts: Parts | null, crowd: CrowdStore, now: number): void {
    const audience = site && this.#audiences.get(site.layout.place);
    if (!site || !audience || !parts) {
      this.#people.seat([]);
      this.labels = [];
      return;
    }
    const { walked, taken } = this.#walked(site, crowd, now);
    const { present, onsite } = parts.present ?? { present: 0, onsite: 0 };
    const counts = { onsite, page: Math.max(0, present - onsite - walked.length) };
    const mine = this.#square.forum.value?.mine.value;
    // Who speaks here themselves stands where they walked to.
    const elsewhere = mine?.speaking ? null : (parts.floor?.speaker ?? null);
    const rows = (parts.queue?.rows ?? []).filter((row) => row.present && row.entry !== mine?.entry);
    const inLine = (camp: Camp): readonly Wing[] => rows.filter((row) => row.stance === camp).map(wingOf);
    const placed = audience.of({
      counts,
      speaker: elsewhere && wingOf(elsewhere),
      waiting: { pro: inLine("pro"), con: inLine("con") },
      walked,
      taken,
    });
    this.#people.seat(placed.map((one) => inScene(site, one)));
    this.labels = [
      ...(elsewhere
        ? [this.#speakerLabel(site, t("scene.speaks", { name: elsewhere.name || t("scene.screen.unnamed") }))]
        : []),
      ...(parts.head?.rules.camps ? this.#lineLabels(site, rows) : []),
      ...this.#wingLabels(site, audience, counts),
    ];
  }

  /** Where avatars are in a hall, the own one first, and the seats that are taken; in the frame of the hall. */
  #walked(site: HallSite, crowd: CrowdStore, now: number): { walked: readonly Spot[]; taken: ReadonlySet<string> } {
    const { own, world } = this.#square;
    const { half } = this.#stage;
    const walked: Spot[] = [site.inFrame(own.x - half, half - own.y)];
    const taken = new Set<string>();
    crowd.each(now, (_, pose) => {
      if (!isInHall(world, site.layout, pose)) return;
      const [x, z] = [pose.x - half, half - pose.y];
      walked.push(site.inFrame(x, z));
      const seat = (pose.state & 7) === GAIT.sit ? site.seat(x, z) : null;
      if (seat) taken.add(seat.key);
    });
    return { walked, taken };
  }

  #label(site: HallSite, title: string, [x, z]: Spot, y: number, more: Partial<Label> = {}): Label {
    const [sx, sz] = site.inScene([x, z]);
    return { style: "count", title, at: [sx, site.floor + y, sz], priority: 2.5, ...more };
  }

  #speakerLabel(site: HallSite, title: string): Label {
    const { lectern, stage } = site.layout;
    return this.#label(site, title, lectern, stage.high + OVER.speaker, { style: "speaker", priority: 0.6 });
  }

  #lineLabels(site: HallSite, rows: readonly QueueRowView[]): readonly Label[] {
    return (["pro", "con"] as const).map((camp) => {
      const count = rows.filter((row) => row.stance === camp).length;
      return this.#label(site, t(`scene.line.${camp}`, { n: count }), lineFrame(site.layout, camp).at, OVER.line, {
        style: camp,
        priority: 2.2,
      });
    });
  }

  /** Over the last row of each part that somebody sits in. */
  #wingLabels(site: HallSite, { seats }: Audience, counts: Readonly<Record<Wing, number>>): Label[] {
    const over = (wing: Wing, title: string): Label[] => {
      const seat = counts[wing] > 0 ? overOf(seats, wing) : undefined;
      return seat ? [this.#label(site, title, [seat.x, seat.z], seat.y + OVER.seats)] : [];
    };
    return [
      ...over("onsite", t("scene.seated.onsite", { n: counts.onsite })),
      ...over("page", t("scene.seated.page", { n: counts.page })),
    ];
  }
}

/** A seat of the last row of a part, in its middle. */
function overOf(seats: readonly Seat[], wing: Wing): Seat | undefined {
  const own = seats.filter((seat) => seat.wing === wing);
  const last = own.filter((seat) => seat.row === own.at(-1)?.row);
  return last[Math.floor(wing === "onsite" ? 0 : last.length / 2)];
}

function inScene(site: HallSite, one: StandIn): StandIn {
  const [x, z] = site.inScene([one.x, one.z]);
  return { ...one, x, y: site.floor + one.y, z, turn: one.turn + site.turn };
}
