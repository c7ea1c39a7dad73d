"""
How often somebody may try to sign in or guess a code: by address, and by login or session with locks that grow.

Logins that do not exist lock like those that do, so that trying tells nothing. Pure: takes ``now``.
"""

from collections import OrderedDict

from agora_server.core.rates import Limit, Rates

TRIES = 5
"""Failures in a row before the first lock: room for a forgotten password, none for guessing."""
FIRST_LOCK_MS = 60_000
LONGEST_LOCK_MS = 900_000
"""A lock doubles up to this: some 100 guesses a day, and the rightful owner waits a quarter of an hour at most."""
PER_ADDRESS = Limit("sign_in", 30, 2_000)
"""Tries of one address, 30 a minute: an office behind one address signs in at nine o'clock."""
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
        self._addresses = Rates(most=KNOWN)
        # failures of a login that does not exist, and until when it is locked; least recently used out first
        self._strangers: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def seconds_to_wait(self, address: str, now: int) -> int:
        """Count a try; return 0, or for how long the address has to wait."""
        return -(-self._addresses.take(address, PER_ADDRESS, now) // 1000)

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


WRONG_PER_ADDRESS = Limit("wrong_codes", 300, 200)
"""Wrong codes of one address, 300 a minute: a whole hall behind one address may mistype, and 10,000 codes of 58 bit are
still not met by guessing in a million years."""


class Guesses:
    """Wrong codes: by session with locks that grow, by address only where a whole hall would not err so often."""

    def __init__(self) -> None:
        # wrong codes in a row of a session, and until when it is locked; least recently used out first
        self._sessions: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._addresses = Rates(most=KNOWN)

    def seconds_to_wait(self, session: str, address: str, now: int) -> int:
        """Return 0, or for how long the next code has to wait."""
        locked = self._sessions.get(session, (0, 0))[1] - now
        return max(0, -(-max(locked, self._addresses.wait(address, WRONG_PER_ADDRESS, now)) // 1000))

    def wrong(self, session: str, address: str, now: int) -> None:
        """Count a code that was wrong."""
        failures = self._sessions.get(session, (0, 0))[0] + 1
        self._sessions[session] = (failures, lock_until(failures, now))
        self._sessions.move_to_end(session)
        self._addresses.take(address, WRONG_PER_ADDRESS, now)
        if len(self._sessions) > KNOWN:
            self._sessions.popitem(last=False)

    def right(self, session: str) -> None:
        """Forget the failures of a session whose code was right."""
        self._sessions.pop(session, None)
