"""
The bus between nodes: hints, never the truth. One interface, two kinds: in process, and Redis.

Guarantees: a hint arrives at most once, in order of its sender, or not at all. A subscriber sees the sender's own
sequence numbers, so that it knows of a gap and reads the store. ``publish`` never waits and never raises: nothing
that a citizen waits for hangs on the bus. A canary of each node's own says whether hints still come round.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

OUTBOX = 10_000
"""Hints that wait for a stalled bus; the oldest go, and the gap shows at the other end."""
HINT_BYTES = 8 * 1024
"""Bytes of a hint: ids, never contents; a voice alone is passed on as it is, and is gone once it was heard."""


class Hint(msgspec.Struct, frozen=True, array_like=True):
    """One hint.

    Attributes:
        node: who sent it.
        epoch: of the sender's life; a new one starts its numbers anew.
        seq: the sender's number.
        topic: ``revoked``, ``erased``, ``voice`` ...
        ids: what it is about.
    """

    node: str
    epoch: str
    seq: int
    topic: str
    ids: list[str]


OnHint = Callable[[Hint], None]
OnGap = Callable[[str], None]
"""Told of the node whose hints were missed: read the store."""


class Bus(Protocol):
    """What a node needs of a bus."""

    def publish(self, topic: str, ids: list[str]) -> None:
        """Send a hint to all other nodes; returns at once."""

    def subscribe(self, on_hint: OnHint, on_gap: OnGap) -> None:
        """Be told of the hints of other nodes, and of gaps."""

    async def open(self) -> None:
        """Start."""

    async def close(self) -> None:
        """Stop; what waits is given up after a second."""

    async def ready(self) -> bool:
        """Tell whether a canary came round lately."""


@dataclass(slots=True)
class _Seen:
    epoch: str
    seq: int


class Gaps:
    """Finds gaps in the numbers of other nodes. Pure."""

    KNOWN = 1_000
    """Nodes remembered: more than ever run; the oldest is forgotten."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def missed(self, hint: Hint) -> bool:
        """Take note of a hint; tell whether something before it was missed.

        The first one heard of a node is no gap, but a new epoch that does not start at 1 is.
        """
        seen = self._seen.pop(hint.node, None)
        self._seen[hint.node] = _Seen(hint.epoch, hint.seq)
        if len(self._seen) > self.KNOWN:
            del self._seen[next(iter(self._seen))]
        if seen is None:
            return False
        if seen.epoch != hint.epoch:
            return hint.seq != 1
        return hint.seq != seen.seq + 1
