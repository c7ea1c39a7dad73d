"""
Lets the chat of a hall follow the forum held there: paused with it, and slow while its slow mode is on.

A practice is seen by nobody, so it hushes nobody. Knows: forums as far as their state, and where halls lie.
Does not know: people, what is said.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from rooms.forum.state import State
from rooms.forum.terms import Phase
from rooms.hush import FREE, Hush, strictest
from rooms.world import Zone


class Live(Protocol):
    """What is asked of a forum."""

    id: str

    @property
    def durable(self) -> State:
        """Its state, as far as it is on the disk."""


class ForumHush:
    """Tells the square of one node.

    Args:
        zones: of the square; those of a hall bear the id of its place.
        tell: sets what holds in a zone.
    """

    def __init__(self, zones: Iterable[Zone], tell: Callable[[str, Hush], None]) -> None:
        self._zones: dict[str, list[str]] = {}
        for zone in zones:
            self._zones.setdefault(zone.place, []).append(zone.id)
        self._tell = tell
        self._wishes: dict[str, tuple[str, Hush]] = {}

    def follow(self, live: Live) -> None:
        """A forum went on; it may have moved to another hall before it opened."""
        state = live.durable
        before = self._wishes.pop(live.id, None)
        wish = Hush(state.phase is Phase.PAUSED, state.slow)
        if state.phase in {Phase.OPEN, Phase.PAUSED} and not state.practice_of and wish != FREE:
            self._wishes[live.id] = state.hall, wish
        after = self._wishes.get(live.id)
        if after != before:
            for hall in {one[0] for one in (before, after) if one is not None}:
                self._set(hall)

    def _set(self, hall: str) -> None:
        hush = strictest(wish for where, wish in self._wishes.values() if where == hall)
        for zone in self._zones.get(hall, ()):
            self._tell(zone, hush)
