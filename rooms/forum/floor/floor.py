"""
The floor: who may speak, in what order, and what the moderator does about it.

Knows: requests, calls, speeches. Does not know: countdown arithmetic beyond what is left, ballots, questions.
How events change the floor: ``state.py``; the fair order: ``order.py``; words said: ``words.py``.
"""

from collections.abc import Callable
from typing import Any

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.floor.offered import check_kind, check_stance
from rooms.forum.floor.order import QueuePlace, order
from rooms.forum.floor.state import EVOLVE, TRANSITIONS, EntrySignal, state_of
from rooms.forum.floor.time import item_speech_s, overrun, time_for
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import (
    acting,
    attending,
    fresh,
    going_on,
    level_enough,
    may_be_heard,
    muted,
    need,
    reason_given,
    step,
    within,
)
from rooms.forum.model.people import RollMember
from rooms.forum.model.state import ForumState, QueueEntry, Speech
from rooms.forum.model.terms import EntryState, Key, Kind

MAX_WAITING = 300
"""Requests that wait at once: at three minutes each that is 15 hours, and the order is computed in milliseconds."""


def line(state: ForumState, now: int) -> tuple[QueuePlace, ...]:
    """Return the queue in the order of the calls to come."""
    clock = state.clock.speech
    busy = max(clock.left(now), 0) if clock is not None else 0
    return order(state.floor, state.rules, state.roll, item_speech_s=item_speech_s(state), busy=busy)


# ---- asking --------------------------------------------------------------------------------------


def _ask(state: ForumState, command: c.AskFloor, now: int) -> list[e.ForumEvent]:
    going_on(state)
    person = attending(state, command.person) if command.person else acting(state, command.by)
    may_be_heard(state, person.id, now)
    level_enough(person, state.rules.levels.ask)
    check_kind(state, command.kind)
    if state.floor.present_only and not person.present:
        raise Refusal(Why.NOT_PRESENT)
    _not_twice(state, person, command.kind)
    if len(state.floor.waiting) >= MAX_WAITING:
        raise Refusal(Why.QUEUE_FULL, limit=MAX_WAITING)
    if state_of(state.floor, command.entry) is not EntryState.GONE:
        raise Refusal(Why.ALREADY_WAITING, entry=command.entry, kind=command.kind.value)
    check_stance(state, command.kind, command.stance)
    return [
        e.FloorAsked(
            at=now,
            who=command.by.who,
            person=person.id,
            entry=command.entry,
            asks=command.kind,
            stance=command.stance,
            channel=person.channel,
            item=state.agenda.running,
            note=command.note,
        )
    ]


def _not_twice(state: ForumState, person: RollMember, kind: Kind) -> None:
    """One waiting entry a person, and one point of order."""
    order_ = kind is Kind.POINT_OF_ORDER
    for entry in state.floor.waiting.values():
        if entry.person == person.id and (entry.kind is Kind.POINT_OF_ORDER) is order_:
            raise Refusal(Why.ALREADY_WAITING, entry=entry.id, kind=entry.kind.value)


def _withdraw(state: ForumState, command: c.WithdrawFloor, now: int) -> list[e.ForumEvent]:
    entry = need(state.floor.waiting, command.entry, "entry")
    own = entry.person == state.roll.aliases.get(command.by.who, command.by.who)
    if not own and command.by.role not in STAFF:
        raise Refusal(Why.NOT_ALLOWED, needs="clerk")
    return [withdrawn(entry, command.by.who, now, "self" if own else "staff")]


def withdrawn(entry: QueueEntry, who: str, now: int, cause: str) -> e.ForumEvent:
    """Return the event that a request is gone."""
    return e.FloorWithdrawn(at=now, who=who, person=entry.person, entry=entry.id, cause=cause)


def opened(state: ForumState, who: str, now: int) -> list[e.ForumEvent]:
    """Return the opening of a queue that is closed, as the rules of the forum keep it."""
    if state.floor.open:
        return []
    return [e.QueueSet(at=now, who=who, open=True, present_only=state.rules.present_only)]


def _set_queue(state: ForumState, command: c.SetQueue, now: int) -> list[e.ForumEvent]:
    going_on(state)
    return [e.QueueSet(at=now, who=command.by.who, open=command.open, present_only=command.present_only)]


def _move(state: ForumState, command: c.MoveEntry, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.floor.revision, command.saw)
    entry = need(state.floor.waiting, command.entry, "entry")
    if entry.kind is not Kind.NORMAL:
        raise Refusal(Why.NOT_NOW, what="entry", state=entry.kind.value)
    within("place", command.place, 0, MAX_WAITING)
    reason = reason_given(command.reason) if command.place else command.reason
    who = command.by.who
    return [e.EntryMoved(at=now, who=who, person=entry.person, entry=entry.id, place=command.place, reason=reason)]


# ---- calling -------------------------------------------------------------------------------------


def _call_next(state: ForumState, command: c.CallNext, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.floor.revision, command.saw)
    first = _first(state, now)
    if first is None:
        raise Refusal(Why.NOBODY_WAITS)
    if first.entry != command.entry:
        raise Refusal(Why.NEXT_CHANGED, next=first.entry)
    return _call(state, now, command.by.who, state.floor.waiting[first.entry], first.reasons)


def _first(state: ForumState, now: int) -> QueuePlace | None:
    """Return who is next: not who is being waited for already."""
    called = state.floor.summons.entry if state.floor.summons else ""
    return next((place for place in line(state, now) if not place.away and place.entry != called), None)


def _call_person(state: ForumState, command: c.CallPerson, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.floor.revision, command.saw)
    entry = need(state.floor.waiting, command.entry, "entry")
    first = _first(state, now)
    if first is not None and first.entry == entry.id:
        return _call(state, now, command.by.who, entry, first.reasons)
    reason = reason_given(command.reason)
    return _call(state, now, command.by.who, entry, (Key.MODERATOR,), override=reason)


def _call(
    state: ForumState, now: int, who: str, entry: QueueEntry, reasons: tuple[Key, ...], *, override: str | None = None
) -> list[e.ForumEvent]:
    person = state.roll.people[entry.person]
    waits = entry.kind is Kind.INTERPOSED and not person.present  # nobody is interrupted for who is not there
    events = _pass_over_called(state, who, now, entry.id) + ([] if waits else _make_room(state, who, now, entry))
    overridden, reason = override is not None, override or ""
    if person.present:
        after = _after(state, events)
        return [*events, started(after, entry, now, who, reasons, overridden=overridden, reason=reason)]
    until = now + state.rules.grace_s * 1_000
    return [
        *events,
        e.PersonSummoned(
            at=now,
            who=who,
            person=entry.person,
            entry=entry.id,
            until=until,
            reasons=reasons,
            overridden=overridden,
            reason=reason,
        ),
    ]


def arrived(state: ForumState, entry: QueueEntry, now: int, *, overridden: bool) -> list[e.ForumEvent]:
    """Return the events that give the floor to who was called while away and is back."""
    events = _make_room(state, "", now, entry)
    return [*events, started(_after(state, events), entry, now, "", (), overridden=overridden)]


def _after(state: ForumState, events: list[e.ForumEvent]) -> ForumState:
    """Return the state with the floor as these events of the floor leave it: accounts count for who is next."""
    for event in events:
        state = EVOLVE[type(event)](state, event)
    return state


def _pass_over_called(state: ForumState, who: str, now: int, entry: str) -> list[e.ForumEvent]:
    summons = state.floor.summons
    if summons is None or summons.entry == entry:
        return []
    other = state.floor.waiting[summons.entry]
    return [e.PassedOver(at=now, who=who, person=other.person, entry=other.id)]


def _make_room(state: ForumState, who: str, now: int, entry: QueueEntry) -> list[e.ForumEvent]:
    """Interrupt the speech for an interposed question; end it for anything else."""
    speech = state.floor.speech
    if speech is None:
        return []
    if entry.kind is not Kind.INTERPOSED:
        return end_all(state, who, now, "next")
    if speech.entry.kind is Kind.INTERPOSED:
        return [_ended(state, speech, who, now, "next")]
    return [e.SpeechSuspended(at=now, who=who, person=speech.entry.person, entry=speech.entry.id)]


def started(
    state: ForumState,
    entry: QueueEntry,
    now: int,
    who: str,
    reasons: tuple[Key, ...],
    *,
    overridden: bool = False,
    reason: str = "",
) -> e.ForumEvent:
    """Return the event that gives the floor."""
    allotted, credit = time_for(state, entry)
    return e.SpeechStarted(
        at=now,
        who=who,
        person=entry.person,
        entry=entry.id,
        allotted=allotted,
        credit=credit,
        reasons=reasons,
        overridden=overridden,
        reason=reason,
    )


# ---- the speech ----------------------------------------------------------------------------------


def _speech(state: ForumState, saw: int) -> Speech:
    going_on(state)
    fresh(state.floor.revision, saw)
    if state.floor.speech is None:
        raise Refusal(Why.NOBODY_SPEAKS)
    return state.floor.speech


def _pause(state: ForumState, command: c.PauseSpeech, now: int) -> list[e.ForumEvent]:
    speech = _speech(state, command.saw)
    step(TRANSITIONS, speech.state, EntrySignal.PAUSE, "speech")
    return [paused(speech, command.by.who, now, "moderator")]


def paused(speech: Speech, who: str, now: int, cause: str) -> e.ForumEvent:
    """Return the event that a speech stands."""
    return e.SpeechPaused(at=now, who=who, person=speech.entry.person, entry=speech.entry.id, cause=cause)


def _resume(state: ForumState, command: c.ResumeSpeech, now: int) -> list[e.ForumEvent]:
    speech = _speech(state, command.saw)
    step(TRANSITIONS, speech.state, EntrySignal.RESUME, "speech")
    entry = speech.entry
    return [e.SpeechResumed(at=now, who=command.by.who, person=entry.person, entry=entry.id)]


def _stop(state: ForumState, command: c.StopSpeech, now: int) -> list[e.ForumEvent]:
    _speech(state, command.saw)
    return end(state, command.by.who, now, "moderator")


def _yield(state: ForumState, command: c.YieldFloor, now: int) -> list[e.ForumEvent]:
    speech = state.floor.speech
    if speech is None or speech.entry.person != acting(state, command.by).id:
        raise Refusal(Why.NO_FLOOR)
    return end(state, command.by.who, now, "self")


def _time_over(state: ForumState, command: c.EndSpeech, now: int) -> list[e.ForumEvent]:
    speech, clock = state.floor.speech, state.clock.speech
    on = speech is not None and speech.entry.id == command.entry and clock is not None
    if not on or clock is None or clock.ends_at != command.ends_at or now < command.ends_at:
        raise Refusal(Why.STALE, by="", did="", at=state.floor.revision.at, version=state.floor.revision.version)
    return end(state, command.by.who, now, "time")


def end(state: ForumState, who: str, now: int, cause: str) -> list[e.ForumEvent]:
    """Return the events that end the speech; one that it had interrupted has the floor again."""
    speech, suspended = state.floor.speech, state.floor.suspended
    if speech is None:
        return []
    if speech.entry.kind is Kind.INTERPOSED and suspended is not None:
        return [_ended(state, speech, who, now, cause), restored(state, suspended, who, now)]
    return [_ended(state, speech, who, now, cause), *_after_main(state, speech, who, now)]


def restored(state: ForumState, suspended: Speech, who: str, now: int) -> e.ForumEvent:
    """Return the event that gives the floor back; it stands if it stood, or if the speaker is away."""
    entry = suspended.entry
    runs = state.floor.suspended_ran and state.roll.people[entry.person].present
    return e.SpeechRestored(at=now, who=who, person=entry.person, entry=entry.id, runs=runs)


def end_all(state: ForumState, who: str, now: int, cause: str) -> list[e.ForumEvent]:
    """Return the events that end the speech and the one that it interrupted."""
    speech, suspended = state.floor.speech, state.floor.suspended
    if speech is None:
        return []
    events = [_ended(state, speech, who, now, cause)]
    if suspended is None:
        return events + _after_main(state, speech, who, now)
    return [*events, _ended(state, suspended, who, now, cause), *_after_main(state, suspended, who, now)]


def _ended(state: ForumState, speech: Speech, who: str, now: int, cause: str) -> e.SpeechEnded:
    clock = state.clock.speech if state.floor.speech is speech else state.clock.suspended
    assert clock is not None
    entry = speech.entry
    return e.SpeechEnded(
        at=now,
        who=who,
        person=entry.person,
        entry=entry.id,
        spoken=clock.spent(now),
        overran=max(-clock.left(now), 0),
        cause=cause,
    )


def _after_main(state: ForumState, speech: Speech, who: str, now: int) -> list[e.ForumEvent]:
    """Give every camp what one overran; interposed questions to a speech that is over are gone."""
    waiting = state.floor.waiting.values()
    gone = [withdrawn(one, who, now, "speech_over") for one in waiting if one.kind is Kind.INTERPOSED]
    overran = overrun(state, speech, now)
    entry = speech.entry
    given: list[e.ForumEvent] = []
    if overran > 0:
        given = [e.TimeGiven(at=now, who=who, entry=entry.id, camp=entry.stance, ms=overran)]
    return given + gone


def _undo(state: ForumState, command: c.UndoCall, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.floor.revision, command.saw)
    floor, who = state.floor, command.by.who
    if floor.summons is not None:
        entry = floor.waiting[floor.summons.entry]
        return [e.CallUndone(at=now, who=who, person=entry.person, entry=entry.id)]
    last = floor.last
    if last is None or (floor.speech is not None and floor.speech.entry.id != last.entry.id):
        raise Refusal(Why.NOTHING_TO_UNDO)
    if last.state is EntryState.DONE:
        if state.roll.people[last.entry.person].removed or muted(state, last.entry.person, now):
            raise Refusal(Why.NOTHING_TO_UNDO)
        _not_twice(state, state.roll.people[last.entry.person], last.entry.kind)
    undone = e.CallUndone(at=now, who=who, person=last.entry.person, entry=last.entry.id)
    return [undone, *([restored(state, floor.suspended, who, now)] if floor.suspended else [])]


def _pass_over(state: ForumState, command: c.PassOver, now: int) -> list[e.ForumEvent]:
    summons = state.floor.summons
    if summons is None or (summons.entry, summons.until) != (command.entry, command.until) or now < command.until:
        raise Refusal(Why.STALE, by="", did="", at=state.floor.revision.at, version=state.floor.revision.version)
    entry = state.floor.waiting[command.entry]
    return [e.PassedOver(at=now, who=command.by.who, person=entry.person, entry=entry.id)]


STAFF = frozenset(Role) - {Role.GUEST, Role.CITIZEN}

DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.SetQueue: _set_queue,
    c.AskFloor: _ask,
    c.WithdrawFloor: _withdraw,
    c.CallNext: _call_next,
    c.CallPerson: _call_person,
    c.MoveEntry: _move,
    c.PauseSpeech: _pause,
    c.ResumeSpeech: _resume,
    c.StopSpeech: _stop,
    c.YieldFloor: _yield,
    c.UndoCall: _undo,
    c.PassOver: _pass_over,
    c.EndSpeech: _time_over,
}
