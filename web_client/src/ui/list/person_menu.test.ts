import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { t } from "../../i18n/t";
import { REACH_WHISPER } from "../../protocol/messages";
import { aim, dialog } from "../base/context";
import { messages } from "../base/notices";
import { makePerson, makeSquare, NEAR } from "../testing/fake_square.test-helper";
import { personMenu, talkTo } from "./person_menu";

const info = makePerson(1, "박순자");

describe("the menu of a person", () => {
  beforeEach(() => {
    vi.stubGlobal("requestAnimationFrame", () => 0);
    aim.value = { reach: "say", to: null };
    dialog.value = null;
    messages.value = [];
  });
  afterEach(() => vi.unstubAllGlobals());
  const words = (fake: ReturnType<typeof makeSquare>, one = info) =>
    personMenu(fake.square, one).map((item) => item.words);
  const press = (fake: ReturnType<typeof makeSquare>, label: string, one = info) =>
    personMenu(fake.square, one)
      .find((item) => item.words === label)
      ?.run();

  it("offers acts of staff to staff alone, the ban as dangerous", () => {
    const fake = makeSquare();
    expect(words(fake)).not.toContain(t("measure.ban"));
    fake.parts.me.value = { ...(fake.parts.me.value as never as object), role: "moderator" } as never;
    expect(words(fake).slice(-4)).toEqual([
      t("measure.mute"),
      t("measure.lift"),
      t("measure.move_out"),
      t("measure.ban"),
    ]);
    expect(personMenu(fake.square, info).at(-1)?.danger).toBe(true);
    press(fake, t("measure.mute"));
    expect(dialog.value).toEqual({ kind: "staff", person: { participant: "p1", name: "박순자" }, measure: "mute" });
  });

  it("offers to follow who allows it, and to stop following also who no longer does", () => {
    const fake = makeSquare();
    const shy = makePerson(2, "수줍음", { followable: false });
    expect([words(fake).includes(t("person.follow")), words(fake, shy).includes(t("person.follow"))]).toEqual([
      true,
      false,
    ]);
    fake.parts.me.value = { ...(fake.parts.me.value as never as object), following: "p2" } as never;
    press(fake, t("act.unfollow"), shy);
    expect(fake.done).toEqual([["follow", null]]);
  });

  it("walks up to whom a whisper would not reach, and aims it", () => {
    const fake = makeSquare();
    press(fake, t("person.whisper"));
    expect([fake.done, aim.value.reach, aim.value.to?.participant]).toEqual([[], "whisper", "p1"]);
    const far = NEAR.find((one) => one.distance > REACH_WHISPER)?.info ?? info;
    press(fake, t("person.whisper"), far);
    expect(fake.done).toEqual([["walkToPerson", far.participant]]);
  });

  it("says so where there is no way to a person", () => {
    const fake = makeSquare();
    fake.parts.walkToPerson = () => false;
    press(fake, t("person.walk"));
    expect(messages.value.map((one) => one.words)).toEqual([t("refusal.no_way")]);
  });

  it("asks before it blocks or reports, and does neither by itself", () => {
    const fake = makeSquare();
    for (const [label, kind] of [[t("person.block"), "block"], [t("person.report"), "report"]] as const) {
      press(fake, label);
      expect(dialog.value).toMatchObject({ kind, person: { participant: "p1" } });
    } // biome-ignore format: one table
    expect(fake.done).toEqual([]);
  });

  it("to talk is to say it aloud from near: who is out of sight is walked up to first", () => {
    const fake = makeSquare();
    talkTo(fake.square, "p1");
    talkTo(fake.square, "nobody-near");
    expect([fake.done, aim.value]).toEqual([[["walkToPerson", "nobody-near"]], { reach: "say", to: null }]);
  });
});
