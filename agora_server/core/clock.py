"""The server's clock: integer milliseconds UTC that never run backwards."""

import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

Clock = Callable[[], int]
"""Returns milliseconds UTC since 1970. Tests pass their own."""
SEOUL = ZoneInfo("Asia/Seoul")
"""The zone in which times are shown to people, whatever the machine's."""


class SystemClock:
    """The system's time; an adjustment backwards holds it still until the time is caught up."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._last = 0

    def __call__(self) -> int:
        """Return now, never less than what was returned before."""
        self._last = max(self._last, int(self._source() * 1000))
        return self._last
