import { describe, expect, it } from "vitest";
import { Gait, Presence } from "../protocol/messages";
import { MOST, nearby } from "./near";
import type { CrowdStore, PersonInfo, Pose } from "./square";

const OWN: Pose = { x: 0, y: 0, heading: 0, state: 0 };
const AWAY = Presence.AWAY << 4;

/** A crowd that stands still; everybody's name is known. */
function crowd(poses: readonly Partial<Pose>[]): CrowdStore & { readonly wanted: number[] } {
  const wanted: number[] = [];
  const rows = poses.map((pose): Pose => ({ x: 0, y: 0, heading: 0, state: 0, ...pose }));
  return {
    wanted,
    size: rows.length,
    density: new Map(),
    cellMetres: 41,
    each: (_now, visit) => {
      for (const [slot, pose] of rows.entries()) visit(slot, pose);
    },
    pose: () => false,
    person: (slot) => ({ slot, name: `p${slot}` }) as PersonInfo,
    bySlot: () => undefined,
    want: (slots) => void wanted.push(...slots),
  };
}

const names = (found: ReturnType<typeof nearby>) => found.map((one) => one.info.name);

describe("who is near", () => {
  it("comes nearest first", () => {
    expect(names(nearby(crowd([{ x: 9 }, { x: 2 }, { y: 5 }]), OWN, 0))).toEqual(["p1", "p2", "p0"]);
  });

  it("puts who is away behind everybody who is present", () => {
    const found = nearby(crowd([{ x: 1, state: AWAY }, { x: 20 }, { x: 2, state: AWAY }]), OWN, 0);

    expect(names(found)).toEqual(["p1", "p0", "p2"]);
  });

  it("leaves out who is gone", () => {
    expect(names(nearby(crowd([{ x: 1, state: Gait.GONE }, { x: 2 }]), OWN, 0))).toEqual(["p1"]);
  });

  it("asks for the names of those it lists, and lists no more than fit", () => {
    const many = crowd(Array.from({ length: MOST + 10 }, (_, n) => ({ x: n + 1 })));

    expect(nearby(many, OWN, 0)).toHaveLength(MOST);
    expect(many.wanted).toHaveLength(MOST);
  });
});
