"""What is said: who hears it, the count before it, the words to think over. A composing module."""

from dataclasses import dataclass

from msgspec.structs import replace

from rooms.base import text
from rooms.base.errors import Refusal, Why
from rooms.base.geometry import REACH_SAY, REACH_WHISPER, distance, quantise
from rooms.base.roles import Role
from rooms.square import chat, chat_limits, hearing, moderation
from rooms.square.effects import Reply
from rooms.square.state import Participant, SquareState, WritingProfile
from rooms.wire.messages import CountHearers, FlagRaised, Hearers, Reach, Say, Uttered

PRIVATE = frozenset({Reach.WHISPER, Reach.DIRECT})
"""Words to one person: the filter nudges their author, but no moderator is shown them without a report."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom words reach.

    Attributes:
        present: who hears; their number is the count of hearers.
        away: who stands in reach but lost the connection: not counted, but a resume brings it to them.
    """

    present: tuple[str, ...]
    away: tuple[str, ...]


def check_may_write(state: SquareState, who: Participant) -> None:
    """
    Check that somebody may write here at all.

    Raises:
        Refusal: ``verify_first`` or ``muted``.
    """
    if not who.named or (state.profile is WritingProfile.CITY and who.role is Role.GUEST):
        raise Refusal(Why.VERIFY_FIRST)
    moderation.check_voice(who.muted_until, who.mute_reason, state.now)


def audience(state: SquareState, who: Participant, reach: Reach, to: str | None) -> Audience:
    """
    Return whom words would reach now: the one answer for the count before and for the hearing itself.

    Raises:
        Refusal: as the reaches below.
    """
    if reach is Reach.HALL:
        return _split(state, _hall(state, who))
    if reach is Reach.SAY:
        return _split(state, _around(state, who))
    return _split(state, [_one(state, who, reach, to)])


def _split(state: SquareState, listeners: list[str]) -> Audience:
    present = tuple(one for one in listeners if state.people[one].attendance.present)
    away = tuple(one for one in listeners if not state.people[one].attendance.present)
    return Audience(present, away)


def _around(state: SquareState, who: Participant) -> list[str]:
    speaker = state.stand(who)
    reach = hearing.say_reach(state.world, speaker)
    near = (state.by_slot[slot] for slot in state.crowd.within(speaker.x, speaker.y, min(reach, REACH_SAY)))
    hidden = state.blocks.hidden_from(who.id)
    others = [one for one in near if one is not who and one.id not in hidden]
    return hearing.hear_say(state.world, speaker, state.stands(others))


def _hall(state: SquareState, who: Participant) -> list[str]:
    """Everybody in the hall, blocks or not: a block never covers the floor."""
    hall = hearing.hall_at(state.world, state.stand(who))
    if hall is None:
        raise Refusal(Why.NOT_IN_HALL)
    if not who.staff:
        raise Refusal(Why.NO_FLOOR)
    return hearing.hear_hall(state.world, hall, state.stands([one for one in state.people.values() if one is not who]))


def _one(state: SquareState, who: Participant, reach: Reach, to: str | None) -> str:
    if to is None:
        raise Refusal(Why.UNKNOWN_PERSON)
    if to == who.id:
        raise Refusal(Why.NOT_YOURSELF)
    other = state.visible(who, to)
    if other.quiet and not who.staff:
        raise Refusal(Why.NOT_ALLOWED, needs=Role.MODERATOR.value)
    if reach is Reach.WHISPER:
        here, there = state.stand(who), state.stand(other)
        if not hearing.hear_whisper(state.world, here, there):
            apart = distance(here.x, here.y, there.x, there.y)
            raise Refusal(Why.TOO_FAR, metres=round(apart), limit=int(REACH_WHISPER))
    return other.id


def count_hearers(state: SquareState, who: Participant, tab: str, command: CountHearers, _new_id: str) -> None:
    """Answer how many would hear."""
    check_may_write(state, who)
    count = len(audience(state, who, command.reach, command.to).present)
    state.effects.append(Reply(who.id, tab, Hearers(command.ask, count)))


def say(state: SquareState, who: Participant, _tab: str, command: Say, new_id: str) -> None:
    """Say something: resolved once, delivered to who hears it and to its author."""
    check_may_write(state, who)
    words = text.checked(command.text)
    heard = audience(state, who, command.reach, command.to)
    if command.reach not in PRIVATE and not who.staff:  # staff keep the word
        chat_limits.check(state.chat_restriction(who), who.said_at, state.now)
        who.said_at = state.now
    nudge = state.words.category(words)
    item = _utterance(state, who, command, words, hearers=len(heard.present), utterance=new_id)
    state.deliver(heard.present + heard.away, item)
    state.deliver((who.id,), replace(item, nudge=nudge))
    if nudge and command.reach not in PRIVATE:
        state.keep_fact("words", who.id, flag=new_id, name=who.name, category=nudge, text=words, at=state.now)
        raise_flag(state, FlagRaised(new_id, "words", state.stranger(who.id), words, state.now))


def _utterance(
    state: SquareState, who: Participant, command: Say, words: str, *, hearers: int, utterance: str
) -> Uttered:
    spot = state.stand(who)
    return Uttered(
        utterance=utterance,
        speaker=who.id,
        name=who.name,
        role=who.role,
        reach=command.reach,
        to=command.to if command.reach in PRIVATE else None,
        text=words,
        at=state.now,
        x=quantise(spot.x),
        y=quantise(spot.y),
        hearers=hearers,
        nudge="",
        mac=chat.mac(state.secret, utterance=utterance, speaker=who.id, reach=command.reach, at=state.now, text=words),
    )


def raise_flag(state: SquareState, flag: FlagRaised) -> None:
    """Tell all staff in the square that something waits for their eyes."""
    state.deliver(tuple(one.id for one in state.people.values() if one.staff), flag)
