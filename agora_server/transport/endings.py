"""
Whose stay ended lately: for sockets between their ticket and their hello, which no table of client sessions knows yet.

An arrival takes a mark before the store is read; whatever is noted after that mark ends it at hello. Pure.
"""

from collections import deque
from collections.abc import Mapping

from agora_server.transport.close_codes import Code

KEPT = 4_096
"""Endings remembered; far more than happen in the few seconds from a ticket to its hello, about 1 MB."""

Facts = Mapping[str, str | int]


class Endings:
    """The last endings, by id of a participant or of a session."""

    def __init__(self) -> None:
        self._last: deque[tuple[str, Code, Facts]] = deque(maxlen=KEPT)
        self._count = 0

    def version(self) -> int:
        """Return the point in time that ``since`` looks back to."""
        return self._count

    def note(self, identifier: str, code: Code, facts: Facts | None = None) -> None:
        """Remember that somebody was shown out."""
        self._last.append((identifier, code, facts or {}))
        self._count += 1

    def since(self, version: int, *ids: str) -> tuple[Code, Facts] | None:
        """Return how the stay of one of these ended after a mark; ``bad_ticket`` where that is too long ago."""
        passed = self._count - version
        if passed > KEPT:
            return Code.BAD_TICKET, {}
        for back in range(1, passed + 1):
            identifier, code, facts = self._last[-back]
            if identifier in ids:
                return code, facts
        return None
