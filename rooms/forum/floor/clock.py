"""
The countdown of who speaks: follows the floor's events and lets the moderator give time.

Knows: countdowns as data, warnings, what a camp overran. Does not know: who is next.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import fresh, going_on, within
from rooms.forum.model.countdown import fresh as fresh_countdown
from rooms.forum.model.state import Clock, ForumState

MAX_EXTENSION_S = 1_800
"""Seconds that one press gives or takes: half an hour, the longest speech that councils know."""


def _extend(state: ForumState, command: c.ExtendSpeech, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.floor.revision, command.saw)
    speech = state.floor.speech
    if speech is None:
        raise Refusal(Why.NOBODY_SPEAKS)
    within("seconds", command.seconds, -MAX_EXTENSION_S, MAX_EXTENSION_S)
    entry = speech.entry
    return [e.SpeechExtended(at=now, who=command.by.who, person=entry.person, entry=entry.id, seconds=command.seconds)]


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {c.ExtendSpeech: _extend}


def _started(clock: Clock, event: e.SpeechStarted) -> Clock:
    return replace(clock, speech=fresh_countdown(event.allotted).started(event.at))


def _paused(clock: Clock, event: e.SpeechPaused) -> Clock:
    assert clock.speech is not None
    return replace(clock, speech=clock.speech.stopped(event.at))


def _resumed(clock: Clock, event: e.SpeechResumed) -> Clock:
    assert clock.speech is not None
    return replace(clock, speech=clock.speech.started(event.at))


def _extended(clock: Clock, event: e.SpeechExtended) -> Clock:
    assert clock.speech is not None
    return replace(clock, speech=clock.speech.extended(event.seconds * 1_000))


def _suspended(clock: Clock, event: e.SpeechSuspended) -> Clock:
    assert clock.speech is not None
    return Clock(None, clock.speech.stopped(event.at))


def _restored(clock: Clock, event: e.SpeechRestored) -> Clock:
    assert clock.suspended is not None
    return Clock(clock.suspended.started(event.at) if event.runs else clock.suspended)


def _over(clock: Clock, _event: e.SpeechEnded) -> Clock:
    """Forget the countdown of the speech; where only the suspended one is left, that one's."""
    return Clock() if clock.speech is None else replace(clock, speech=None)


def _undone(state: ForumState, _event: e.CallUndone) -> ForumState:
    """Forget the countdown, unless the undone call had not got the floor yet: then another speech goes on."""
    return state if state.floor.speech is not None else replace(state, clock=replace(state.clock, speech=None))


def _on(change: Callable[[Clock, Any], Clock]) -> Callable[[ForumState, Any], ForumState]:
    return lambda state, event: replace(state, clock=change(state.clock, event))


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.SpeechStarted: _on(_started),
    e.SpeechPaused: _on(_paused),
    e.SpeechResumed: _on(_resumed),
    e.SpeechExtended: _on(_extended),
    e.SpeechSuspended: _on(_suspended),
    e.SpeechRestored: _on(_restored),
    e.SpeechEnded: _on(_over),
    e.CallUndone: _undone,
}
