"""
The people of a forum as state: who attends, how they are known, and who is held back.

No personal field is in here, only the number of the row that holds it.
Knows: shapes. Does not know: how any of it changes (``roll.py``, ``mute.py``).
"""

from msgspec import Struct

from rooms.forum.model.terms import Channel, Level


class RollMember(Struct, frozen=True):
    """Somebody who attends.

    Attributes:
        row: number of the row with the name they gave.
        slip: number of the slip of an on-site participant; 0 without.
        paper: ballots for which they hold, or cast, a paper.
    """

    id: str
    channel: Channel
    level: Level
    row: int
    came_at: int
    slip: int = 0
    present: bool = True
    left: bool = False
    paper: frozenset[str] = frozenset()
    removed: bool = False
    named: bool = False


class Roll(Struct, frozen=True):
    """Who attends. ``aliases``: a phone that was linked to a slip, by participant."""

    people: dict[str, RollMember] = {}
    slips: dict[int, str] = {}
    aliases: dict[str, str] = {}
    most: int = 0
    """The most who were present at once."""
    present: int = 0


class MutedUntil(Struct, frozen=True):
    """Somebody is held back: ``row`` has the reason, ``until`` is in milliseconds, 0 for the end of the forum."""

    row: int
    until: int = 0
