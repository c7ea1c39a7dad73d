"""
Calls for help without words ("cannot hear", "slower") that staff took care of, so that no two desks run after one.

Knows: which signals are calls for help, and up to when each is done. Does not know: who called, how many.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum import events as e
from rooms.forum.checks import fresh, marked
from rooms.forum.state import Mark, State
from rooms.forum.terms import Signal

HELP = frozenset({Signal.CANT_HEAR, Signal.SLOWER})
"""Signals that ask somebody to do something; applause asks for nothing."""


def _help_done(state: State, command: c.FinishHelp, now: int) -> list[e.Event]:
    if command.signal not in HELP:
        raise Refusal(Why.NO_SUCH, what="help", id=command.signal.value)
    fresh(state.helped.get(command.signal, Mark()), command.saw)
    return [e.HelpDone(at=now, who=command.by.who, signal=command.signal)]


def _done(state: State, event: e.HelpDone) -> State:
    before = state.helped.get(event.signal, Mark())
    return replace(state, helped={**state.helped, event.signal: marked(before, "help_done", event.who, event.at)})


DECIDE: dict[type[c.Command], Callable[[State, Any, int], list[e.Event]]] = {c.FinishHelp: _help_done}
EVOLVE: dict[type[e.Event], Callable[[State, Any], State]] = {e.HelpDone: _done}
