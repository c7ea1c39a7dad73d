// @vitest-environment happy-dom
import { createElement, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Square } from "../../../square/square";
import type { Spot } from "../../../world/hall_layout";
import { onSquare } from "../../../world/halls";
import { committedWorld } from "../../../world/testing.test-helper";
import type { Forum } from "../../base/api";
import { forumAt, useHallHere } from "./use_hall_here";

const forum = (id: string, state: Forum["state"], hall: string): Forum => ({
  id,
  title: id,
  state,
  hall,
  opens: 0,
  cancelled: false,
  broken: false,
});

describe("the forum where one stands", () => {
  const forums = [forum("f1", "planned", "hall-1"), forum("f2", "open", "hall-2"), forum("f3", "paused", "hall-1")];

  it("is the one that runs there, paused or not", () => {
    expect(forumAt(forums, "hall-2")?.id).toBe("f2");
    expect(forumAt(forums, "hall-1")?.id).toBe("f3");
  });

  it("is none elsewhere", () => {
    expect(forumAt(forums, "museum")).toBeNull();
    expect(forumAt(forums, null)).toBeNull();
  });
});

describe("two forums at once in two halls", () => {
  const world = committedWorld();
  const own = { x: 0, y: 0, heading: 0, state: 0 };
  let attended: (string | null)[];
  const square = { world, own, attendForum: (id: string | null) => attended.push(id) } as unknown as Square;
  const Here = () => {
    useHallHere(square);
    return null;
  };
  const walk = async (place: string, spot: Spot) => {
    const hall = world.halls.get(place);
    if (hall) Object.assign(own, onSquare(hall, spot));
    await act(async () => void (await vi.advanceTimersByTimeAsync(600)));
  };

  beforeEach(() => {
    vi.useFakeTimers();
    attended = [];
    const forums = [
      forum("one", "open", "hall-1"),
      forum("two", "open", "hall-2"),
      forum("three", "open", "forum-square"),
    ];
    vi.stubGlobal("fetch", async () => Response.json({ forums }));
  });
  afterEach(() => {
    act(() => render(null, document.body));
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("are attended by who stands in each, and by nobody beside them [HA3]", async () => {
    await walk("forum-square", [0, 40]);
    await act(async () => render(createElement(Here, {}), document.body));
    await walk("forum-square", [0, 40]);
    await walk("forum-square", [0, 20]);
    await walk("hall-1", [0, 18]);
    await walk("hall-1", [0, 16]);
    await walk("hall-1", [12.6, 0]);
    await walk("hall-2", [0, 0]);
    expect(attended).toEqual([null, "three", null, "one", null, "two"]);
  });
});
