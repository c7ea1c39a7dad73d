"""
Blocks: mutual, held by the server, at most 200 a person.

A block hides two people from each other in presence, say, whisper, direct messages, lists, search and follow,
whoever of them asked for it. It never covers the hall's floor or acts of staff.
"""

from rooms.base.errors import Refusal, Why

BLOCK_LIMIT = 200
"""People on one list: more than anybody meets in an evening, small enough to check at every frame."""


class Blocks:
    """Everybody's list, and who is hidden from whom because of it."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, str]] = {}
        self._hidden: dict[str, dict[str, int]] = {}

    def load(self, owner: str, names: dict[str, str]) -> None:
        """Take over the list that the store remembers; what exceeds the limit is left out."""
        for person, name in list(names.items())[:BLOCK_LIMIT]:
            self._put(owner, person, name)

    def add(self, owner: str, person: str, name: str) -> bool:
        """
        Put a person on one's list, with the name at the time; tell whether they were not on it yet.

        Raises:
            Refusal: ``not_yourself`` or ``too_many_blocks``.
        """
        if owner == person:
            raise Refusal(Why.NOT_YOURSELF)
        mine = self._lists.get(owner, {})
        if person in mine:
            return False
        if len(mine) >= BLOCK_LIMIT:
            raise Refusal(Why.TOO_MANY_BLOCKS, limit=BLOCK_LIMIT)
        self._put(owner, person, name)
        return True

    def _put(self, owner: str, person: str, name: str) -> None:
        mine = self._lists.setdefault(owner, {})
        if person == owner or person in mine:
            return
        mine[person] = name
        for one, other in ((owner, person), (person, owner)):
            counts = self._hidden.setdefault(one, {})
            counts[other] = counts.get(other, 0) + 1

    def remove(self, owner: str, person: str) -> bool:
        """Take a person off one's list; tell whether they were on it."""
        mine = self._lists.get(owner, {})
        if mine.pop(person, None) is None:
            return False
        if not mine:
            del self._lists[owner]
        for one, other in ((owner, person), (person, owner)):
            counts = self._hidden[one]
            counts[other] -= 1
            if counts[other] == 0:
                del counts[other]
            if not counts:
                del self._hidden[one]
        return True

    def forget(self, owner: str) -> None:
        """Drop the list of somebody who is gone; the store keeps it."""
        for person in list(self._lists.get(owner, ())):
            self.remove(owner, person)

    def between(self, one: str, other: str) -> bool:
        """Tell whether either blocks the other."""
        return other in self._hidden.get(one, ())

    def hidden_from(self, participant: str) -> frozenset[str]:
        """Return everybody whom this participant must not see."""
        return frozenset(self._hidden.get(participant, ()))

    def concerned(self) -> list[str]:
        """Return everybody from whom somebody is hidden."""
        return list(self._hidden)

    def of(self, owner: str) -> dict[str, str]:
        """Return one's own list: names at the time by participant, oldest first."""
        return dict(self._lists.get(owner, {}))
