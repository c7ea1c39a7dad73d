"""
Calls for help without words ("cannot hear", "slower") that staff took care of, so that no two desks run after one.

Knows: which signals are calls for help, and up to when each is done. Does not know: who called, how many.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import fresh, marked
from rooms.forum.model.state import ForumState, Revision
from rooms.forum.model.terms import Signal

HELP = frozenset({Signal.CANT_HEAR, Signal.SLOWER})
"""Signals that ask somebody to do something; applause asks for nothing."""


def _help_done(state: ForumState, command: c.FinishHelp, now: int) -> list[e.ForumEvent]:
    if command.signal not in HELP:
        raise Refusal(Why.NO_SUCH, what="help", id=command.signal.value)
    fresh(state.helped.get(command.signal, Revision()), command.saw)
    return [e.HelpDone(at=now, who=command.by.who, signal=command.signal)]


def _done(state: ForumState, event: e.HelpDone) -> ForumState:
    before = state.helped.get(event.signal, Revision())
    return replace(state, helped={**state.helped, event.signal: marked(before, "help_done", event.who, event.at)})


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {c.FinishHelp: _help_done}
EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {e.HelpDone: _done}
