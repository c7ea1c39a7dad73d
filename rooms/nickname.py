"""Nicknames: how they are shown, compared and refused."""

import unicodedata
from rooms.errors import Refusal, Why

NAME_LIMIT = 16


def skeleton(name: str) -> str:
    """Return what two names that look alike have in common."""
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


def checked(name: str, dice: int) -> str:
    """Return the name as shown."""
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not shown:
        raise Refusal(Why.NAME_EMPTY)
    if len(shown) > NAME_LIMIT:
        raise Refusal(Why.NAME_TOO_LONG, length=len(shown), limit=NAME_LIMIT)
    return shown


class Names:
    """Which names are in use in one square."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def free(self, name: str, participant: str) -> bool:
        """Tell whether nobody else has a name that looks like this one."""
        return self._owners.get(skeleton(name), participant) == participant

    def take(self, name: str, participant: str) -> None:
        """Note who has a name."""
        self._owners[skeleton(name)] = participant

    def release(self, name: str) -> None:
        """Note that a name is free again."""
        self._owners.pop(skeleton(name), None)

    def variant(self, name: str, participant: str) -> str:
        """Return the name, or the first free variant of it with a number behind."""
        if self.free(name, participant):
            return name
        n = 2
        while not self.free(f"{name[: NAME_LIMIT - 5]} {n}", participant):
            n += 1
        return f"{name[: NAME_LIMIT - 5]} {n}"
