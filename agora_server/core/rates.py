"""
How often something may be done, by key: the one class for rates of this server. Pure: takes ``now``.

The rule is the generic cell rate algorithm (GCRA; ATM Forum, Traffic Management 4.1, section 4.4.2): a key's whole
state is the moment at which it will have paid for what it took, so a million keys are a million integers.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A rate: ``burst`` at once, then one more each ``every_ms``."""

    name: str
    burst: int
    every_ms: int


class Rates:
    """Rates of many keys.

    Args:
        most: keys that are remembered; one more takes the place of the one that asked longest ago.
    """

    __slots__ = ("_most", "_paid")

    def __init__(self, most: int) -> None:
        self._most = most
        # when each key will have paid for what it took, in milliseconds; in the past it is as good as unknown
        self._paid: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._paid)

    def wait(self, key: str, limit: Limit, now: int) -> int:
        """Return the milliseconds until one more may be taken; 0: now."""
        return self._wait(self._due(key, limit, now), limit, now)

    def take(self, key: str, limit: Limit, now: int) -> int:
        """Take one and return 0, or take nothing and return the milliseconds until there is one."""
        due = self._due(key, limit, now)
        if wait := self._wait(due, limit, now):
            self._paid[key] = due  # less than it was, where the clock went back
            return wait
        due += limit.every_ms
        self._paid.pop(key, None)  # the order of the table is that of the last use
        self._paid[key] = due
        self._tidy(now)
        return 0

    def forget(self, key: str) -> None:
        """Let a key begin anew."""
        self._paid.pop(key, None)

    @staticmethod
    def _wait(due: int, limit: Limit, now: int) -> int:
        return max(0, due - (limit.burst - 1) * limit.every_ms - now)

    def _tidy(self, now: int) -> None:
        """Drop the keys that paid long ago, and of too many the one that asked longest ago."""
        while len(self._paid) > 1:
            oldest = next(iter(self._paid))
            if self._paid[oldest] > now and len(self._paid) <= self._most:
                return
            del self._paid[oldest]

    def _due(self, key: str, limit: Limit, now: int) -> int:
        """Return when a key will have paid, from now on; a clock that went back costs a whole burst at most."""
        return max(now, min(self._paid.get(key, now), now + limit.burst * limit.every_ms))
