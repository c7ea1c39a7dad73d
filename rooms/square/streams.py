"""
One stream of reliable items: an epoch, a seq, and a ring of what was sent lately.

A client that comes back tells what it saw last and gets exactly what it missed, or is told to start anew.
Every entry covers ``(after, seq]``, filtered items included: only a break in that chain is a gap.
Knows: order and time. Does not know: sockets, what an item means.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rooms.wire.messages import Item, StreamPosition

RING_MS = 120_000
"""As long as an away avatar is kept."""
RING_ITEMS = 256
"""Two a second for two minutes; who misses more reads a snapshot sooner than a list."""


@dataclass(frozen=True, slots=True)
class StreamEntry:
    """One item in its place: it covers ``(after, seq]``."""

    after: int
    seq: int
    at: int
    item: Item


@dataclass(frozen=True, slots=True)
class Missed:
    """The stream goes on: these entries follow what the client saw last."""

    entries: tuple[StreamEntry, ...]


@dataclass(frozen=True, slots=True)
class StartAnew:
    """The stream cannot go on from there: a snapshot is due."""


class Ring:
    """The end of one stream.

    Args:
        epoch: an id that no other life of this stream had, so that an old seq is never taken for a new one.
    """

    __slots__ = ("_entries", "_floor", "_head", "_sent", "epoch")

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self._entries: deque[StreamEntry] = deque()
        self._head = 0
        self._sent = 0  # the seq of the last item: what the next one's range begins after
        self._floor = 0  # everything after this seq is still held

    @property
    def head(self) -> int:
        """The seq that was given last; 0 at the start."""
        return self._head

    def append(self, item: Item, now: int) -> StreamEntry:
        """Give the next seq to an item and hold it."""
        entry = StreamEntry(self._sent, self._head + 1, now, item)
        self._head = self._sent = entry.seq
        self._entries.append(entry)
        self.trim(now)
        return entry

    def skip(self) -> int:
        """Give the next seq to something that this participant must not get; the next entry covers it too."""
        self._head += 1
        return self._head

    def trim(self, now: int) -> None:
        """Let go of what is older than two minutes or beyond 256 items."""
        while self._entries and (len(self._entries) > RING_ITEMS or self._entries[0].at <= now - RING_MS):
            self._floor = self._entries.popleft().seq

    def resume(self, position: StreamPosition, now: int) -> Missed | StartAnew:
        """Return what a client missed, or that it must start anew: unknown epoch, seq ahead of ours, or too old."""
        self.trim(now)
        if position.epoch != self.epoch or not self._floor <= position.seq <= self._head:
            return StartAnew()
        return Missed(tuple(entry for entry in self._entries if entry.seq > position.seq))

    def __iter__(self) -> Iterator[StreamEntry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
