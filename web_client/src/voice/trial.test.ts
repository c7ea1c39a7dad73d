import { describe, expect, it } from "vitest";
import { MicError, type openMicrophone, troubleOf } from "./microphone";
import { PIECE } from "./sound";
import { judge, Trial } from "./trial";

const piece = (height: number) => Float32Array.from({ length: PIECE }, (_, n) => height * Math.sin(n / 8));
const pieces = (height: number) => Array.from({ length: 100 }, () => piece(height));

/** Returns a microphone that hears pieces as soon as it is open, and what became of it. */
function microphone(heard: readonly Float32Array<ArrayBuffer>[]) {
  const done = { closed: 0, played: 0 };
  const open: typeof openMicrophone = async (_, take) => {
    setTimeout(() => heard.forEach(take));
    return { close: () => (done.closed += 1) };
  };
  const play = async (said: readonly Float32Array[]) => {
    done.played = said.length;
  };
  return { done, open, play };
}

describe("a microphone check", () => {
  it("records two seconds, lets go, plays back, and judges", async () => {
    const { done, ...parts } = microphone([...pieces(0.3), piece(0.3)]);
    const trial = new Trial(parts);
    const running = trial.run();
    expect(trial.state.value.kind).toBe("asking");
    await trial.run(); // a second tap changes nothing
    await running;

    expect(done).toEqual({ closed: 1, played: 100 });
    expect(trial.state.value).toEqual({ kind: "done", verdict: "good" });
  });

  it("says why there is none", async () => {
    const open = () => Promise.reject(new MicError("refused"));
    const trial = new Trial({ open, play: async () => undefined });
    await trial.run();
    expect(trial.state.value).toEqual({ kind: "failed", why: "refused" });
  });

  it("tells quiet, good and loud apart", () => {
    expect(judge(pieces(0.002))).toBe("quiet");
    expect(judge([...pieces(0.002).slice(0, 50), ...pieces(0.1).slice(0, 50)])).toBe("good");
    expect(judge(pieces(1.2))).toBe("loud");
    expect(judge([])).toBe("quiet");
  });
});

it("the errors of browsers mean four things", () => {
  const names = ["NotAllowedError", "NotFoundError", "NotReadableError", "TypeError"];
  expect(names.map(troubleOf)).toEqual(["refused", "none", "busy", "unable"]);
});
