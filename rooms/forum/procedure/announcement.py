"""
A message of staff to everybody, on every view until it is taken back or another takes its place.

Knows: the one message that stands. Does not know: views, languages.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.state import Announcement, ForumState


def _announce(state: ForumState, command: c.Announce, now: int) -> list[e.ForumEvent]:
    """An announcement that says nothing takes back the one that stands."""
    text = command.text.strip()
    if text == state.announcement.text:
        return []
    return [e.Announced(at=now, who=command.by.who, text=text)]


def _announced(state: ForumState, event: e.Announced) -> ForumState:
    return replace(state, announcement=Announcement(event.text, event.at if event.text else 0))


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {c.Announce: _announce}
EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {e.Announced: _announced}
