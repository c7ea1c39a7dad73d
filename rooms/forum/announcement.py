"""
A message of staff to everybody, on every face until it is taken back or another takes its place.

Knows: the one message that stands. Does not know: faces, languages.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.forum import commands as c
from rooms.forum import events as e
from rooms.forum.state import Announcement, State


def _announce(state: State, command: c.Announce, now: int) -> list[e.Event]:
    """An announcement that says nothing takes back the one that stands."""
    text = command.text.strip()
    if text == state.announcement.text:
        return []
    return [e.Announced(at=now, who=command.by.who, text=text)]


def _announced(state: State, event: e.Announced) -> State:
    return replace(state, announcement=Announcement(event.text, event.at if event.text else 0))


DECIDE: dict[type[c.Command], Callable[[State, Any, int], list[e.Event]]] = {c.Announce: _announce}
EVOLVE: dict[type[e.Event], Callable[[State, Any], State]] = {e.Announced: _announced}
