"""
Mute: staff hold somebody back for a while, who still hears, sees, votes and shows signals.

Knows: who is muted, until when, and what they may not do. Does not know: the floor that they lose, faces.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum import events as e
from rooms.forum.checks import need, reason_given
from rooms.forum.people import Mute
from rooms.forum.state import State

MINUTES = (5, 15, 0)
"""Lengths that the desk offers: 5 to cool down, 15 for an item of the agenda, 0 until the forum ends. Who must be away
altogether is removed."""
MINUTE_MS = 60_000


def muted(state: State, person: str, now: int) -> Mute | None:
    """Return what holds somebody back at ``now`` (milliseconds), also before the timer that lifts it has fired."""
    found = state.mutes.get(person)
    return found if found is not None and (found.until == 0 or now < found.until) else None


def may_be_heard(state: State, person: str, now: int) -> None:
    """
    Pass if somebody is not muted.

    Raises:
        Refusal: ``held_back`` with until when; 0 for the end of the forum.
    """
    found = muted(state, person, now)
    if found is not None:
        raise Refusal(Why.HELD_BACK, until=found.until)


def _mute(state: State, command: c.MutePerson, now: int) -> list[e.Event]:
    person = need(state.roll.people, command.person, "person")
    if command.minutes not in MINUTES:
        raise Refusal(Why.OUT_OF_RANGE, what="minutes", least=0, most=max(MINUTES))
    if person.removed:
        raise Refusal(Why.REMOVED)
    if person.id == state.roll.aliases.get(command.by.who, command.by.who):
        raise Refusal(Why.NOT_YOURSELF)
    until = now + command.minutes * MINUTE_MS if command.minutes else 0
    reason = reason_given(command.reason)
    return [e.Muted(at=now, who=command.by.who, person=person.id, until=until, reason=reason)]


def _unmute(state: State, command: c.UnmutePerson, now: int) -> list[e.Event]:
    """The timer lifts the mute that it was set for, and no later one."""
    found = state.mutes.get(command.person)
    late = command.by == c.TIMER and found is not None and found.until != command.until
    if found is None or late:
        return []
    return [e.Unmuted(at=now, who=command.by.who, person=command.person)]


def _muted(state: State, event: e.Muted) -> State:
    return replace(state, mutes={**state.mutes, event.person: Mute(row=state.seq, until=event.until)})


def _without(state: State, person: str) -> State:
    return replace(state, mutes={one: mute for one, mute in state.mutes.items() if one != person})


def _unmuted(state: State, event: e.Unmuted | e.Removed) -> State:
    return _without(state, event.person)


def _linked(state: State, event: e.SlipLinked) -> State:
    """A mute goes with the phone to the slip; where both have one, the later end holds."""
    own, other = state.mutes.get(event.person), state.mutes.get(event.to)
    if own is None:
        return state
    ends = [one for one in (own, other) if one is not None]
    longest = max(ends, key=lambda one: (one.until == 0, one.until))
    state = _without(state, event.person)
    return replace(state, mutes={**state.mutes, event.to: longest})


DECIDE: dict[type[c.Command], Callable[[State, Any, int], list[e.Event]]] = {
    c.MutePerson: _mute,
    c.UnmutePerson: _unmute,
}
EVOLVE: dict[type[e.Event], Callable[[State, Any], State]] = {
    e.Muted: _muted,
    e.Unmuted: _unmuted,
    e.Removed: _unmuted,
    e.SlipLinked: _linked,
}
