/** The forum of the theatre in the scene: its big screen, and who attends without walking there. */
import type { CrowdStore, Square } from "../../square/square";
import { FORUM_SQUARE } from "../../world/microphones";
import type { Label } from "../labels/labels";
import { RIM, SUNK } from "../landmarks/theatre";
import { audience, seatKey } from "../people/audience";
import type { People } from "../people/people";
import { GAIT } from "../people/pose";
import { screenText } from "./screen_text";
import type { Stage } from "./stage";
import type { SceneWords } from "./words";

/** Milliseconds between looks: the screen is drawn anew only where it changed. */
const LOOK_MS = 250;

/** The middle of a wing, and metres over the plaza: above the heads of who stands there. */
const WING = 1.15;
const OVER = 2.6;

export class HallShown {
  readonly #square: Square;
  readonly #stage: Stage;
  readonly #people: People;
  /** How many sit in each part, written over it. */
  labels: readonly Label[] = [];
  #at = Number.NEGATIVE_INFINITY;

  constructor(square: Square, stage: Stage, people: People) {
    this.#square = square;
    this.#stage = stage;
    this.#people = people;
  }

  /** Looks whether something changed; `clock` is what the light follows, milliseconds UTC. */
  look(now: number, clock: number, words: SceneWords, crowd: CrowdStore): void {
    if (now - this.#at <= LOOK_MS) return;
    this.#at = now;
    const hall = this.#square.hall.value;
    const parts = hall?.parts.value ?? null;
    // The light may follow another clock for a look at it; a countdown never does.
    const at = hall === null ? clock : this.#square.serverNow();
    this.#stage.screen.show(screenText(words, parts, at, this.#square.here.value.total));
    const present = parts?.head?.hall === FORUM_SQUARE ? parts.present : undefined;
    this.#seat(present?.present ?? 0, present?.onsite ?? 0, crowd, now, words);
  }

  /** Seats who is counted and does not walk here: neither in the real hall nor with an avatar in the theatre. */
  #seat(present: number, onsite: number, crowd: CrowdStore, now: number, words: SceneWords): void {
    const [fx, fz] = this.#stage.ground.forum;
    const { half } = this.#stage;
    const taken = new Set<string>();
    let walked = 1;
    crowd.each(now, (_, pose) => {
      const [x, z] = [pose.x - half - fx, half - pose.y - fz];
      if (Math.hypot(x, z) > RIM) return;
      walked += 1;
      if ((pose.state & 7) === GAIT.sit) taken.add(seatKey(x, z));
    });
    const page = Math.max(0, present - onsite - walked);
    this.#people.seat(audience({ onsite, page }, taken), fx, this.#stage.floor, fz);
    this.labels = [
      ...(onsite > 0 ? [this.#label(words.seatedOnsite(onsite), 0)] : []),
      ...(page > 0 ? [this.#label(words.seatedPage(page), WING)] : []),
    ];
  }

  /** Writes over the last row in a direction from the stage. */
  #label(title: string, angle: number): Label {
    const [fx, fz] = this.#stage.ground.forum;
    const [x, z] = [fx + Math.sin(angle) * RIM, fz + Math.cos(angle) * RIM];
    return { style: "count", title, at: [x, this.#stage.floor + SUNK + OVER, z], priority: 2.5 };
  }
}
