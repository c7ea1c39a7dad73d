"""
What proves that somebody is in the hall: the venue's code that changes, and slips with a number.

Both are seals over the forum: nothing is kept, and any node reads what another one wrote. The code of the venue is
of a half minute; a slip is of its number for as long as the forum lasts, and who linked it first has it (a rule of
the roll). The screen that may show the code holds a seal of its own, given by staff. Pure: takes ``now``.
"""

from agora_server.core.seals import Seals

STEP_MS = 30_000
"""How long one code is shown: time to lift a phone, too short to be worth sending on."""
BACK = 2
"""Codes before the present one that are still taken: a slow camera, a door of a page, an old phone."""
SCREEN_MS = 24 * 3_600_000
"""How long a screen may show codes after staff opened it: a day of setting up and holding a forum."""


def step_of(now: int) -> int:
    """Return the number of the half minute."""
    return now // STEP_MS


class Venue:
    """Makes and checks what proves presence.

    Args:
        seals: of the installation.
    """

    def __init__(self, seals: Seals) -> None:
        self._seals = seals

    # ---- the venue's code ----

    def code(self, forum: str, now: int) -> str:
        """Return the code of this half minute."""
        return self._seals.seal("venue", forum, step_of(now))

    def until(self, now: int) -> int:
        """Return when the next code takes over, ms."""
        return (step_of(now) + 1) * STEP_MS

    def takes(self, code: str, forum: str, now: int) -> bool:
        """Tell whether a code was shown in this half minute or the two before."""
        steps = range(step_of(now), step_of(now) - BACK - 1, -1)
        return any(self._seals.fits(code, "venue", forum, step) for step in steps)

    # ---- the screen that shows it ----

    def screen_key(self, forum: str, now: int) -> str:
        """Return what lets a screen show codes for a day: when it ends, and the seal over that."""
        end = now + SCREEN_MS
        return f"{end}.{self._seals.seal('screen', forum, end)}"

    def opens_screen(self, key: str, forum: str, now: int) -> bool:
        """Tell whether a key of a screen holds."""
        end, _, seal = key.partition(".")
        if not (end.isascii() and end.isdigit()) or int(end) <= now:
            return False
        return self._seals.fits(seal, "screen", forum, int(end))

    # ---- slips ----

    def slip(self, forum: str, number: int) -> str:
        """Return the seal printed on a slip."""
        return self._seals.seal("slip", forum, number)

    def is_slip(self, seal: str, forum: str, number: int) -> bool:
        """Tell whether a seal is that of a slip."""
        return self._seals.fits(seal, "slip", forum, number)
