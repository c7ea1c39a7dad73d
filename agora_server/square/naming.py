"""The rule of nicknames with those in use: what the door asks before it lets a name in."""

import secrets
from collections.abc import Callable

from rooms.base.errors import Refusal
from rooms.square import nickname

DICE = 1_000_000
SUGGESTIONS = 3


class SquareNaming:
    """Checks names by ``rooms/square/nickname.py`` and by who is in the square.

    Args:
        free: tells whether nobody else in the square has a name that looks like this one; the second argument is
            the asker's own participant, or the empty string.
        taken: makes the refusal of a name that is not free, with others that are.
    """

    def __init__(self, free: Callable[[str, str], bool], taken: Callable[[str, str, int], Refusal]) -> None:
        self._free = free
        self._taken = taken

    def check(self, wanted: str, participant: str | None) -> str:
        """Return the name as shown.

        Raises:
            Refusal: one of the ``name_*`` codes, with ``suggestion`` where there is one.
        """
        shown = nickname.checked(wanted, secrets.randbelow(DICE))
        if not self._free(shown, participant or ""):
            raise self._taken(shown, participant or "", secrets.randbelow(DICE))
        return shown

    def suggest(self, wanted: str) -> list[str]:
        """Return free names like the wanted one."""
        return [self._numbered(wanted) for _ in range(SUGGESTIONS)]

    def _numbered(self, wanted: str) -> str:
        return f"{wanted[: nickname.NAME_LIMIT - 5].rstrip()} {1000 + secrets.randbelow(9000)}"
