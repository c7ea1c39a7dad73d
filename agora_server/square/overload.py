"""
The overload ladder: what the square gives up, in order, when a tick does not fit its period.

Intermediate moves are dropped always (the inbox keeps the newest of a tick). Then the tick slows down from
10 to 5 to 3.3 a second; then newcomers attend by the list view. The text channel, the queue and the vote are
never refused. Pure: durations in, decisions out.
"""

PERIODS_MS = (100, 200, 300)
"""Periods of the tick, fastest first."""
FULL_SHARE = 1.0
"""Share of the period beyond which a tick counts as too long."""
CALM_SHARE = 0.85
"""Share of the *faster* period below which a tick counts as calm: it would fit there. At 0.6 an installation of 5,000
that fits 10 Hz by 70 ms a tick stayed at 5 Hz for good after the rush of its arrival (measured)."""
LONG_TICKS = 10
"""Too long ones in a row before a step up: a second of a busy neighbour is not overload."""
CALM_TICKS = 30
"""Calm ones before a step down: a ladder that swings is worse than a slow tick. One hiccup halves the count."""


class Ladder:
    """The rung the server stands on.

    Attributes:
        rung: 0 for 10 Hz, 1 for 5 Hz, 2 for 3.3 Hz, 3 for newcomers by the list view as well.
    """

    def __init__(self) -> None:
        self.rung = 0
        self._long = self._calm = 0

    @property
    def period_ms(self) -> int:
        """Milliseconds between two ticks."""
        return PERIODS_MS[min(self.rung, len(PERIODS_MS) - 1)]

    @property
    def newcomers_by_list(self) -> bool:
        """Whether who comes now gets the list view first."""
        return self.rung == len(PERIODS_MS)

    def step(self, took_ms: float) -> None:
        """Count a tick that took so long from its due time to its last write."""
        faster = PERIODS_MS[max(0, min(self.rung, len(PERIODS_MS) - 1) - 1)]
        self._long = self._long + 1 if took_ms > self.period_ms * FULL_SHARE else 0
        self._calm = self._calm + 1 if took_ms < faster * CALM_SHARE else self._calm // 2
        if self._long >= LONG_TICKS and self.rung < len(PERIODS_MS):
            self._move(1)
        elif self._calm >= CALM_TICKS and self.rung > 0:
            self._move(-1)

    def _move(self, by: int) -> None:
        self.rung += by
        self._long = self._calm = 0
