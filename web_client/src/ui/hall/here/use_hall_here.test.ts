import { describe, expect, it } from "vitest";
import type { Forum } from "../../api";
import { forumAt } from "./use_hall_here";

const forum = (id: string, state: Forum["state"], hall: string): Forum => ({
  id,
  title: id,
  state,
  hall,
  opens: 0,
  cancelled: false,
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
