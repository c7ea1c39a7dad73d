"""
The last second of a forum's voice, framed once for all who listen. Pure: bytes in, bytes out.

A listener's place in the audio buffer is a number that the fan-out keeps. Nearly everybody is one tick behind and gets
the very same bytes; whoever could not be written to for a while goes on with what is at most a second old.
"""

from collections import deque

from rooms.wire.voice import OLD_MS

MOST_TICKS = 64
"""Ticks kept, whatever their times: a second at the quickest ticker has fewer."""


class AudioBuffer:
    """What is heard in one forum.

    Attributes:
        head: how many ticks had voice so far: the place of who has heard everything.
        last: the framed bytes of the newest of them, for a second.
    """

    __slots__ = ("_kept", "_waiting", "head", "last")

    def __init__(self) -> None:
        self.head = 0
        self.last = b""
        self._waiting: list[bytes] = []
        self._kept: deque[tuple[int, int, bytes]] = deque(maxlen=MOST_TICKS)

    def put(self, framed: bytes) -> None:
        """Take a framed voice in for the next tick; what may come is bounded before."""
        self._waiting.append(framed)

    def tick(self, now: int) -> bool:
        """Close what came since the last tick, and forget what is older than a second; tell whether anything came."""
        while self._kept and now - self._kept[0][1] > OLD_MS:
            self._kept.popleft()
        if not self._kept:
            self.last = b""
        if not self._waiting:
            return False
        self.head += 1
        self.last = b"".join(self._waiting)
        self._waiting.clear()
        self._kept.append((self.head, now, self.last))
        return True

    def since(self, place: int) -> bytes:
        """Return what a listener at a place has not got, at most a second of it."""
        if place == self.head - 1 and self._kept:
            return self.last
        return b"".join(framed for number, _, framed in self._kept if number > place)
