// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TroubleError } from "../../base/api";
import { venueApi } from "./venue_api";
import { screenKey, VenueQr } from "./venue_code";

const code = (n: number) => ({ picture: `data:,${n}`, address: "https://a.kr/hall/f1", now: n, until: n + 20_000 });
const picture = () => document.querySelector("img")?.getAttribute("src");

/** Lets time pass. */
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

async function open() {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(async () => render(<VenueQr forum="f1" deviceKey="1.A" />, root));
  return root;
}

describe("the venue's code", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("is asked for anew when the next one takes over, by the server's clock", async () => {
    const ask = vi.spyOn(venueApi, "code").mockResolvedValueOnce(code(1)).mockResolvedValueOnce(code(2));
    await open();
    expect(picture()).toBe("data:,1");
    await pass(19_999);
    expect(picture()).toBe("data:,1");
    await pass(1);
    expect(picture()).toBe("data:,2");
    expect(ask).toHaveBeenCalledWith("f1", "1.A");
  });

  it("is tried again after a lost line, and not where one may not show it", async () => {
    const ask = vi
      .spyOn(venueApi, "code")
      .mockRejectedValueOnce(new TroubleError(0, "offline", {}))
      .mockRejectedValue(new TroubleError(403, "not_allowed", {}));
    await open();
    expect(document.querySelector("[role=alert]")).not.toBeNull();
    await pass(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("stops when its page goes", async () => {
    const ask = vi.spyOn(venueApi, "code").mockResolvedValue(code(1));
    const root = await open();
    await act(async () => render(null, root));
    await pass(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("finds the key of a screen in its address", () => {
    expect(screenKey("#venue=1800000000000.ABCD234")).toBe("1800000000000.ABCD234");
    for (const other of ["", "#", "#venue=", "#venue=a/b", "#else=1"]) expect(screenKey(other)).toBe("");
  });
});
