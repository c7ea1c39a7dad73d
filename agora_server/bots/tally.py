"""What bots measure together: from a move to its delivery at another bot, and what went wrong."""

import time
from dataclasses import dataclass, field

import numpy as np

from rooms.base.frames import RECORD

MARK_P99_MS = 150.0
"""The pass mark: beyond it others are seen to jump."""
KEEP_SENT = 32
"""Moves of a bot that a record may still match: three seconds."""
KEEP_DELAYS = 200_000
"""Delays kept for percentiles; more are counted, not kept: 1.6 MB at most."""


@dataclass
class Tally:
    """Sums over all bots of a process."""

    delays: list[float] = field(default_factory=list)
    delivered: int = 0
    bytes_in: int = 0
    refused: int = 0
    lost: int = 0
    resumed: int = 0
    inside: int = 0
    started: float = field(default_factory=time.monotonic)
    _sent: dict[int, dict[tuple[int, int], float]] = field(default_factory=dict)

    def sent(self, slot: int, x: int, y: int) -> None:
        """Remember when a bot moved where."""
        ring = self._sent.setdefault(slot, {})
        ring[x, y] = time.monotonic()
        if len(ring) > KEEP_SENT:
            del ring[next(iter(ring))]

    def frame(self, payload: bytes, own: int) -> None:
        """Match the records of a crowd frame with what was sent; each pair counts once a listener and a move."""
        now = time.monotonic()
        rows = np.frombuffer(payload, RECORD, offset=4)
        self.delivered += len(rows)
        for slot, x, y in zip(rows["slot"].tolist(), rows["x"].tolist(), rows["y"].tolist(), strict=True):
            at = self._sent.get(slot, {}).get((x, y)) if slot != own else None
            # a record of the rotation tells an old place again: only news is timed
            if at is not None and now - at < 1.0 and len(self.delays) < KEEP_DELAYS:
                self.delays.append(now - at)

    def report(self, participants: int) -> dict[str, float | int | bool]:
        """Return the figures of ``bots --json``."""
        seconds = max(1e-9, time.monotonic() - self.started)
        p50, p99 = (np.percentile(self.delays, (50, 99)) * 1_000).tolist() if self.delays else (0.0, 0.0)
        whole = self.lost == 0 and self.inside == participants
        return {
            "participants": participants,
            "p50_ms": round(p50, 1),
            "p99_ms": round(p99, 1),
            "delivered_per_s": round(self.delivered / seconds, 1),
            "bytes_per_client_s": round(self.bytes_in / seconds / max(1, participants)),
            "refused": self.refused,
            "lost": self.lost,
            "resumed": self.resumed,
            "passed": bool(whole and p99 <= MARK_P99_MS),
        }
