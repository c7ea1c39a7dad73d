"""
Slow mode: while it is on, one person puts at most one question in writing per so many seconds.

The floor is never slowed: what is said with it, asking for it and voting stay as they are.
Knows: how long one waits. Does not know: what a question is about, views.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.state import ForumState

LENGTHS = (0, 10, 30, 60)
"""Seconds that the moderator view offers, 0 for off: 10 to spread a rush, 30 for one moderator to read each question,
60 where a few people would crowd out the rest. Longer would be silence: that is what pausing the forum is for."""


def _set(state: ForumState, command: c.SetSlow, now: int) -> list[e.ForumEvent]:
    if command.seconds not in LENGTHS:
        raise Refusal(Why.OUT_OF_RANGE, what="slow", least=LENGTHS[0], most=LENGTHS[-1])
    if command.seconds == state.slow:
        return []
    return [e.SlowSet(at=now, who=command.by.who, seconds=command.seconds)]


def _changed(state: ForumState, event: e.SlowSet) -> ForumState:
    return replace(state, slow=event.seconds)


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {c.SetSlow: _set}
EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {e.SlowSet: _changed}
