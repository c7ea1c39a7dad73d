"""
What waits to be written to one connection: reliable messages in order, within a bound.

Positions never wait here: the fan-out adds those of the tick or none. Pure: bytes in, bytes out.
"""

MAX_BYTES = 262_144
"""A minute of the busiest stream. Whoever is further behind resumes: 256 messages are kept for that."""
MAX_MESSAGES = 1_024
"""Four full rings of a stream: no honest burst is longer."""


class Outbox:
    """Framed reliable messages of one connection.

    Attributes:
        due: whether the fan-out has anything to do here.
        overflown: the bound was passed once; nothing is taken in any more, the close is ``too_slow``.
    """

    __slots__ = ("_bytes", "_frames", "due", "overflown")

    def __init__(self) -> None:
        self._frames: list[bytes] = []
        self._bytes = 0
        self.due = False
        self.overflown = False

    def put(self, framed: bytes) -> bool:
        """Queue a frame; return ``False`` when the bound is passed, and forget what waited."""
        if self.overflown:
            return False
        self.due = True
        self._frames.append(framed)
        self._bytes += len(framed)
        if self._bytes > MAX_BYTES or len(self._frames) > MAX_MESSAGES:
            self._frames.clear()
            self._bytes = 0
            self.overflown = True
        return not self.overflown

    def take_waiting(self) -> bytes:
        """Return all that waits, in order, and forget it."""
        self.due = self.overflown
        if not self._frames:
            return b""
        whole = self._frames[0] if len(self._frames) == 1 else b"".join(self._frames)
        self._frames.clear()
        self._bytes = 0
        return whole

    def __len__(self) -> int:
        """Bytes that wait."""
        return self._bytes
