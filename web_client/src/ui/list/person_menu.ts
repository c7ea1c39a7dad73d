/** What one can do about a person; staff have more. */
import { t } from "../../i18n/t";
import { REACH_WHISPER } from "../../protocol/messages";
import type { PersonInfo, Square } from "../../square/square";
import { dialog, mayModerate, type Named, writeTo } from "../base/context";
import { act, tell } from "../base/notices";
import type { MenuItem } from "../parts/menu";

/** Walks up to a person first when a whisper would not carry. */
function whisper(square: Square, person: Named): void {
  const there = square.near.value.find((one) => one.info.participant === person.participant);
  if (there && there.distance > REACH_WHISPER) square.walkToPerson(person.participant);
  writeTo("whisper", person);
}

/** Metres within which one is near enough to talk. */
const TALK_METRES = 8;

/** To talk to someone is to be near enough to be heard, and then to say it: nothing secret. */
export function talkTo(square: Square, participant: string): void {
  const there = square.near.value.find((one) => one.info.participant === participant);
  if (!there || there.distance > TALK_METRES) square.walkToPerson(participant);
  writeTo("say", null);
}

function staffItems(person: Named): MenuItem[] {
  return (["mute", "lift", "move_out", "ban"] as const).map((measure) => ({
    words: t(`measure.${measure}`),
    danger: measure === "ban",
    run: () => {
      dialog.value = { kind: "staff", person, measure };
    },
  }));
}

/** Returns the menu of a person. */
export function personMenu(square: Square, info: PersonInfo): MenuItem[] {
  const person = { participant: info.participant, name: info.name };
  const following = square.me.value?.following === info.participant;
  return [
    { words: t("person.whisper"), run: () => whisper(square, person) },
    { words: t("person.direct"), run: () => writeTo("direct", person) },
    { words: t("person.walk"), run: () => square.walkToPerson(info.participant) || tell("bad", t("refusal.no_way")) },
    ...(info.followable || following
      ? [
          {
            words: t(following ? "act.unfollow" : "person.follow"),
            run: () => void act(square.follow(following ? null : info.participant)),
          },
        ]
      : []),
    {
      words: t("person.block"),
      run: () => {
        dialog.value = { kind: "block", person };
      },
    },
    {
      words: t("person.report"),
      run: () => {
        dialog.value = { kind: "report", person };
      },
      danger: true,
    },
    ...(mayModerate(square.me.value?.role ?? "guest") ? staffItems(person) : []),
  ];
}
