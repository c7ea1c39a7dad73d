// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { Stance } from "../../../protocol/messages";
import type { Pose, Square } from "../../../square/square";
import { onSquare } from "../../../world/halls";
import { endOfLine, microphoneAt } from "../../../world/microphones";
import { committedWorld } from "../../../world/testing.test-helper";
import { SquareProvider } from "../../base/context";
import { Microphones } from "./microphones";

const world = committedWorld();
const root = document.body;
const walks: { x: number; y: number }[] = [];

function shown(
  place: string,
  others: readonly (readonly [string | undefined, Pose])[],
  own: Pose,
  rows: readonly { stance: Stance; present: boolean }[] = [],
): readonly string[] {
  const square = {
    world,
    own,
    crowd: {
      each: (_: number, visit: (slot: number, pose: Pose) => void) => others.map(([, pose], slot) => visit(slot, pose)),
      person: (slot: number) => (others[slot]?.[0] ? { name: others[slot]?.[0] } : undefined),
    },
    walkTo: (to: { x: number; y: number }) => walks.push(to),
  } as unknown as Square;
  act(() =>
    render(
      <SquareProvider value={square}>
        <Microphones place={place} rows={rows} />
      </SquareProvider>,
      root,
    ),
  );
  return [...root.querySelectorAll("li > span")].map((one) => one.textContent ?? "");
}

const pose = (at: { x: number; y: number }): Pose => ({ ...at, heading: 0, state: 0 });

describe.each([...world.halls.values()].map((hall) => [hall.place, hall] as const))(
  "the microphones of %s",
  (place, hall) => {
    afterEach(() => act(() => render(null, root)));

    it("say who stands at which [HA6]", () => {
      const pro = pose(endOfLine(hall, "pro"));
      const lines = shown(
        place,
        [
          ["나루", pro],
          [undefined, pro],
          ["다솜", pose(onSquare(hall, [0, 12]))],
        ],
        pose(endOfLine(hall, "con")),
      );
      expect(lines).toEqual(["찬 찬성 마이크 나루, 외 1명", "반 반대 마이크 나"]);
    });

    it("say how many wait for a turn there, but for those who are away [HA6]", () => {
      const rows = [
        { stance: "pro", present: true },
        { stance: "pro", present: false },
        { stance: "con", present: true },
      ] as const;
      const lines = shown(place, [["나루", pose(endOfLine(hall, "pro"))]], pose(onSquare(hall, [0, 0])), rows);
      expect(lines).toEqual(["찬 찬성 마이크 나루 · 기다리는 사람 1명", "반 반대 마이크 기다리는 사람 1명"]);
    });

    it("are walked to by a press, but for the one that one stands at [HA6]", () => {
      shown(place, [], pose(endOfLine(hall, "con")));
      const buttons = [...root.querySelectorAll("button")];
      expect(buttons.map((one) => one.getAttribute("aria-label"))).toEqual(["찬성 마이크로 걸어가기"]);
      buttons[0]?.click();
      expect(microphoneAt(hall, walks.at(-1) ?? { x: 0, y: 0 })).toBe("pro");
    });
  },
);

it("are none where a hall has no lines", () => {
  expect(shown("museum", [], pose({ x: 0, y: 0 }))).toEqual([]);
});
