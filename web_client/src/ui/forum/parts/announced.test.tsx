// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { words } from "../../../i18n/t";
import type { AnnouncementPart } from "../../../protocol/messages";
import { Announced } from "./announced";

describe("a message of staff to all", () => {
  it("comes into a region that stands already, and leaves it when it is taken back", async () => {
    await words("hall");
    const root = document.createElement("div");
    const show = (told?: AnnouncementPart) => act(() => render(<Announced told={told} />, root));
    await show();
    const region = root.querySelector("[role=status]");
    expect(region?.textContent).toBe("");
    await show({ part: "announcement", text: "10분 쉽니다", at: 1_793_012_640_000 });
    expect(root.querySelector("[role=status]")).toBe(region);
    expect(region?.textContent).toBe("알림 10분 쉽니다 20:04");
    await show({ part: "announcement", text: "", at: 0 });
    expect(region?.textContent).toBe("");
  });
});
