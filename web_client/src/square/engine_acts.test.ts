import { describe, expect, it } from "vitest";
import type { Acts } from "../net/acts";
import { RefusedError } from "../net/line";
import { LOOK, makeEntry } from "../ui/testing/fake_square.test-helper";
import { EngineActs } from "./engine_acts";
import { lookTuple } from "./looks";
import { MAX_TEXT } from "./text";

class Engine extends EngineActs {}

function engine(refuse: Error | null = null) {
  const sent: unknown[] = [];
  const ask = async (make: (id: string) => unknown, id = "new") => {
    sent.push(make(id));
    if (refuse) throw refuse;
  };
  return { acts: new Engine({ ask } as unknown as Acts), sent };
}

describe("the acts of the square as messages", () => {
  it("say words as they are counted, under the id of an earlier try where there is one", async () => {
    const { acts, sent } = engine();
    await acts.say("say", null, "안녕\u200b하세요", "again");
    expect(sent).toHaveLength(1);
    expect((sent[0] as unknown[]).slice(0, 4)).toEqual(["say", "again", "say", null]);
  });

  it.each([["", "empty_text"], ["  \n", "empty_text"], ["가".repeat(MAX_TEXT + 1), "text_too_long"]])("refuse at once what the server would: %#", async (text, why) => {
    const { acts, sent } = engine();
    await expect(acts.say("say", null, text)).rejects.toMatchObject({ why });
    expect(sent).toEqual([]);
  }); // biome-ignore format: one table

  it("take the longest text there may be", async () => {
    const { acts, sent } = engine();
    await acts.say("whisper", "p1", "가".repeat(MAX_TEXT));
    expect(sent).toHaveLength(1);
  });

  it("change what is given and keep the rest; off is a value, not an absence", async () => {
    const { acts, sent } = engine();
    await acts.change({ quiet: false });
    await acts.change({ name: "새 이름", look: LOOK, followable: false });
    expect(sent).toEqual([["change", "new", null, null, null, false], ["change", "new", "새 이름", lookTuple(LOOK), false, null]]); // biome-ignore format: one list
  });

  it("report with three proofs at most, each in the order of the wire", async () => {
    const { acts, sent } = engine();
    await acts.report(
      "p1",
      "욕설",
      [1, 2, 3, 4].map((n) => makeEntry(n, "이름", "말")),
    );
    const [, , , , proofs] = sent[0] as [string, string, string, string, unknown[]];
    expect(proofs).toHaveLength(3);
    const first = makeEntry(1, "이름", "말");
    expect(proofs[0]).toEqual(["u1", "p1", "say", first.at, "말", "m"]);
  });

  it("carry acts of staff with their lengths and reasons in the order of the wire", async () => {
    const { acts, sent } = engine();
    await acts.mute("p1", 300, "욕설");
    await acts.ban("p1", 3_600, "욕설");
    await acts.moveOut("p1", "욕설");
    await acts.lift("p1", "풀기");
    expect(sent).toEqual([["mute", "new", "p1", 300, "욕설"], ["ban", "new", "p1", 3_600, "욕설"], ["move_out", "new", "p1", "욕설"], ["lift", "new", "p1", "풀기"]]); // biome-ignore format: one list
  });

  it("take the goodbye for the answer to leaving, and no other refusal", async () => {
    await expect(engine(new RefusedError("left", {})).acts.leave()).resolves.toBeUndefined();
    await expect(engine(new RefusedError("malformed", {})).acts.leave()).rejects.toMatchObject({ why: "malformed" });
    await expect(engine(new TypeError("broken")).acts.leave()).rejects.toThrow("broken");
  });
});
