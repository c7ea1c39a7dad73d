// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TroubleError } from "../../base/api";
import { venueApi } from "./venue_api";
import { useWayIn } from "./way_in";

const WAY = { picture: "data:,1", address: "https://a.kr/hall/f1" };

function Shown({ wanted }: { wanted: boolean }) {
  return <p>{useWayIn("f1", wanted)?.address ?? "none"}</p>;
}

const root = document.createElement("div");
const show = (wanted: boolean) => act(async () => render(<Shown wanted={wanted} />, root));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await act(async () => render(null, root));
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("is asked for once it is wanted, and again after a lost line until it is here", async () => {
  const ask = vi
    .spyOn(venueApi, "wayIn")
    .mockRejectedValueOnce(new TroubleError(0, "offline", {}))
    .mockResolvedValue(WAY);
  await show(false);
  expect(ask).not.toHaveBeenCalled();
  await show(true);
  expect(root.textContent).toBe("none");
  await act(async () => {
    await vi.advanceTimersByTimeAsync(60_000);
  });
  expect(root.textContent).toBe(WAY.address);
  expect(ask).toHaveBeenCalledTimes(2);
});
