"""
Mute: staff hold somebody back for a while, who still hears, sees, votes and shows signals.

Knows: who is muted, until when, and what they may not do. Does not know: the floor that they lose, views.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import may_hold_back, need, reason_given
from rooms.forum.model.people import MutedUntil
from rooms.forum.model.state import ForumState

MINUTES = (5, 15, 0)
"""Lengths that the moderator view offers: 5 to cool down, 15 for an item of the agenda, 0 until the forum ends. Who
must be away altogether is removed."""
MINUTE_MS = 60_000


def _mute(state: ForumState, command: c.MutePerson, now: int) -> list[e.ForumEvent]:
    person = need(state.roll.people, command.person, "person")
    if command.minutes not in MINUTES:
        raise Refusal(Why.OUT_OF_RANGE, what="minutes", least=0, most=max(MINUTES))
    if person.removed:
        raise Refusal(Why.REMOVED)
    if person.id == state.roll.aliases.get(command.by.who, command.by.who):
        raise Refusal(Why.NOT_YOURSELF)
    may_hold_back(command.by, command.standing)
    until = now + command.minutes * MINUTE_MS if command.minutes else 0
    reason = reason_given(command.reason)
    return [e.Muted(at=now, who=command.by.who, person=person.id, until=until, reason=reason)]


def _unmute(state: ForumState, command: c.UnmutePerson, now: int) -> list[e.ForumEvent]:
    """The timer lifts the mute that it was set for, and no later one."""
    found = state.mutes.get(command.person)
    late = command.by == c.TIMER and found is not None and found.until != command.until
    if found is None or late:
        return []
    return [e.Unmuted(at=now, who=command.by.who, person=command.person)]


def _muted(state: ForumState, event: e.Muted) -> ForumState:
    return replace(state, mutes={**state.mutes, event.person: MutedUntil(row=state.seq, until=event.until)})


def _without(state: ForumState, person: str) -> ForumState:
    return replace(state, mutes={one: mute for one, mute in state.mutes.items() if one != person})


def _unmuted(state: ForumState, event: e.Unmuted | e.Removed) -> ForumState:
    return _without(state, event.person)


def _linked(state: ForumState, event: e.SlipLinked) -> ForumState:
    """A mute goes with the phone to the slip; where both have one, the later end holds."""
    own, other = state.mutes.get(event.person), state.mutes.get(event.to)
    if own is None:
        return state
    ends = [one for one in (own, other) if one is not None]
    longest = max(ends, key=lambda one: (one.until == 0, one.until))
    state = _without(state, event.person)
    return replace(state, mutes={**state.mutes, event.to: longest})


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.MutePerson: _mute,
    c.UnmutePerson: _unmute,
}
EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.Muted: _muted,
    e.Unmuted: _unmuted,
    e.Removed: _unmuted,
    e.SlipLinked: _linked,
}
