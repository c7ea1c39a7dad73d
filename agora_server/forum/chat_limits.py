"""
Lets the chat of a hall follow the forum held there: paused with it, and slow while its slow mode is on.

A practice is seen by nobody, so it restricts the chat of nobody. Knows: forums as far as their state, and where halls
lie. Does not know: people, what is said.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase
from rooms.square.chat_limits import FREE, ChatRestriction, strictest
from rooms.world.world import Zone


class RestrictingForum(Protocol):
    """What is asked of a forum."""

    id: str

    @property
    def durable(self) -> ForumState:
        """Its state, as far as it is on the disk."""


class ForumChatRestrictions:
    """Tells the square of one node.

    Args:
        zones: of the square; those of a hall bear the id of its place.
        tell: sets what holds in a zone.
    """

    def __init__(self, zones: Iterable[Zone], tell: Callable[[str, ChatRestriction], None]) -> None:
        self._zones: dict[str, list[str]] = {}
        for zone in zones:
            self._zones.setdefault(zone.place, []).append(zone.id)
        self._tell = tell
        self._restrictions: dict[str, tuple[str, ChatRestriction]] = {}

    def follow(self, live: RestrictingForum) -> None:
        """A forum went on; it may have moved to another hall before it opened."""
        state = live.durable
        before = self._restrictions.pop(live.id, None)
        restriction = ChatRestriction(state.phase is Phase.PAUSED, state.slow)
        if state.phase in {Phase.OPEN, Phase.PAUSED} and not state.practice_of and restriction != FREE:
            self._restrictions[live.id] = state.hall, restriction
        after = self._restrictions.get(live.id)
        if after != before:
            for hall in {one[0] for one in (before, after) if one is not None}:
                self._set(hall)

    def _set(self, hall: str) -> None:
        chat_restriction = strictest(restriction for where, restriction in self._restrictions.values() if where == hall)
        for zone in self._zones.get(hall, ()):
            self._tell(zone, chat_restriction)
