"""
A countdown as data: what is left while it stands, when it ends while it runs. No ticks, no clock of its own.

All figures are whole milliseconds; negative means past the end. Knows: arithmetic. Does not know: who speaks.
"""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

WARNINGS_MS = (30_000, 15_000)
"""When a speaker is told: time for a last thought, then for a last sentence (house rule of US town halls: 15 s)."""


class CountdownStage(StrEnum):
    """What a countdown shows."""

    FINE = "fine"
    SOON = "soon"  # 30 s
    LAST = "last"  # 15 s
    OVER = "over"


class Countdown(Struct, frozen=True):
    """
    A countdown.

    Attributes:
        total: given in all, extensions included.
        remaining: what is left while it stands; of no meaning while it runs.
        ends_at: when it ends while it runs; ``None`` while it stands.
    """

    total: int
    remaining: int
    ends_at: int | None = None

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self.ends_at is not None

    def left(self, now: int) -> int:
        """Return what is left; negative when it is over."""
        return self.remaining if self.ends_at is None else self.ends_at - now

    def spent(self, now: int) -> int:
        """Return how long it ran, pauses left out."""
        return self.total - self.left(now)

    def started(self, now: int) -> "Countdown":
        """Return it running."""
        return self if self.running else replace(self, ends_at=now + self.remaining)

    def stopped(self, now: int) -> "Countdown":
        """Return it standing."""
        return Countdown(self.total, self.left(now))

    def extended(self, by: int) -> "Countdown":
        """Return it with more time (or less), running or standing as before."""
        ends_at = None if self.ends_at is None else self.ends_at + by
        return Countdown(self.total + by, self.remaining + by, ends_at)

    def stage(self, now: int) -> CountdownStage:
        """Return what it shows."""
        left = self.left(now)
        if left <= 0:
            return CountdownStage.OVER
        if left <= WARNINGS_MS[1]:
            return CountdownStage.LAST
        return CountdownStage.SOON if left <= WARNINGS_MS[0] else CountdownStage.FINE


def fresh(total: int) -> Countdown:
    """Return a countdown that stands at its beginning."""
    return Countdown(total, total)
