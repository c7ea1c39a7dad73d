"""
How often somebody may try to sign in: by address, and by login with locks that grow.

Logins that do not exist lock like those that do, so that trying tells nothing. Pure: takes ``now``.
"""

from collections import OrderedDict, deque

TRIES = 5
"""Failures in a row before the first lock: room for a forgotten password, none for guessing."""
FIRST_LOCK_MS = 60_000
LONGEST_LOCK_MS = 900_000
"""A lock doubles up to this: some 100 guesses a day, and the rightful owner waits a quarter of an hour at most."""
PER_ADDRESS = 30
"""Tries a minute and address: an office behind one address signs in at nine o'clock."""
MINUTE_MS = 60_000
KNOWN = 10_000
"""Addresses and logins remembered, least recently used out first; about 3 MB."""


def lock_until(failures: int, now: int) -> int:
    """Return until when a login is locked after so many failures in a row; 0 for not at all."""
    if failures < TRIES:
        return 0
    return now + min(LONGEST_LOCK_MS, FIRST_LOCK_MS << min(10, failures - TRIES))


class Tries:
    """Recent tries by address, and failures of logins that do not exist."""

    def __init__(self) -> None:
        self._addresses: OrderedDict[str, deque[int]] = OrderedDict()
        self._strangers: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def seconds_to_wait(self, address: str, now: int) -> int:
        """Count a try; return 0, or for how long the address has to wait."""
        times = self._addresses.setdefault(address, deque(maxlen=PER_ADDRESS))
        self._addresses.move_to_end(address)
        if len(self._addresses) > KNOWN:
            self._addresses.popitem(last=False)
        if len(times) == PER_ADDRESS and now - times[0] < MINUTE_MS:
            return -(-(MINUTE_MS - (now - times[0])) // 1000)
        times.append(now)
        return 0

    def stranger_locked_until(self, login: str) -> int:
        """Return until when a login that does not exist is locked."""
        return self._strangers.get(login, (0, 0))[1]

    def stranger_failed(self, login: str, now: int) -> None:
        """Count a failure of a login that does not exist."""
        failures = self._strangers.get(login, (0, 0))[0] + 1
        self._strangers[login] = (failures, lock_until(failures, now))
        self._strangers.move_to_end(login)
        if len(self._strangers) > KNOWN:
            self._strangers.popitem(last=False)
