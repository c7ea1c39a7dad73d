"""Lets go of what was said two minutes ago, whatever anybody does or does not do."""

from collections import deque
from collections.abc import Callable, Iterable

EVERY_MS = 300
"""What was said is held in three places, swept in turn: each within a second, a millisecond a tick."""


class WordMemory:
    """What is held of words, in several places.

    Args:
        holders: each lets go of what is old, by the time that it is given; swept in turn.
    """

    def __init__(self, holders: Iterable[Callable[[int], object]]) -> None:
        self._holders = deque(holders)  # the next one in front
        self._swept_at = 0  # when one of the holders was swept last, ms

    def tick(self, now: int) -> None:
        """Sweep the next holder, once it is due."""
        if now - self._swept_at >= EVERY_MS:
            self._swept_at = now
            self._holders.rotate(-1)
            self._holders[-1](now)
