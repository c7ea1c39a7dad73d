"""
How late the event loop is: a timer that measures its own delay.

Lags go into buckets of 1 ms up to ``TOP_MS``; percentiles are exact to a bucket, memory is fixed.
"""

import asyncio
from collections.abc import Callable

EVERY_SECONDS = 0.01
"""Ten times a tick: often enough to meet a slice of 5 ms, rare enough to cost a thousandth of the core."""
TOP_MS = 1_000


class Histogram:
    """Counts of lags by the millisecond; the last bucket holds everything above."""

    def __init__(self) -> None:
        self.counts = [0] * (TOP_MS + 1)
        self.total = 0
        self.worst_ms = 0.0

    def add(self, milliseconds: float) -> None:
        """Count one lag."""
        self.counts[min(TOP_MS, max(0, int(milliseconds)))] += 1
        self.total += 1
        self.worst_ms = max(self.worst_ms, milliseconds)

    def percentile(self, share: float) -> int:
        """Return the ms, rounded up to a bucket, that a share of lags does not pass; 0 without lags."""
        left = share * self.total
        for bucket, count in enumerate(self.counts):
            left -= count
            if count and left <= 0:
                return bucket + 1
        return 0

    def clear(self) -> None:
        """Start a new window."""
        self.__init__()  # type: ignore[misc]


class LoopLag:
    """Measures while started.

    Args:
        observe: also told each lag in seconds (a Prometheus histogram's ``observe``).
    """

    def __init__(self, observe: Callable[[float], None] | None = None) -> None:
        self.histogram = Histogram()
        self._observe = observe
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Measure from now on."""
        self._arm(asyncio.get_running_loop())

    def stop(self) -> None:
        """Measure no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, loop: asyncio.AbstractEventLoop) -> None:
        due = loop.time() + EVERY_SECONDS
        self._timer = loop.call_at(due, self._fire, loop, due)

    def _fire(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        lag = max(0.0, loop.time() - due)
        self.histogram.add(lag * 1_000)
        if self._observe is not None:
            self._observe(lag)
        self._arm(loop)
