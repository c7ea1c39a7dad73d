"""
The roll as a list for staff: who attends, how, since when, whether they are here; found, sorted, a page at a time.

Knows: the roll, the queue, names as far as they are not erased. Does not know: who may read it.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct

from rooms.forum.model.people import RollMember
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Channel, Level, Stance
from rooms.forum.views.views import Texts

PAGE = 50
"""Lines of a page: four screens of a desk, some 9 kB. A full roll of 2,000 would be 350 kB each time somebody comes."""


class RollPresence(StrEnum):
    """Whether somebody is here."""

    PRESENT = "present"
    AWAY = "away"  # the connection is lost; the place in the queue stays
    LEFT = "left"  # said so
    REMOVED = "removed"


class Doing(StrEnum):
    """What somebody has to do with the floor."""

    NOTHING = "nothing"
    WAITING = "waiting"
    SPEAKING = "speaking"


class RollSort(StrEnum):
    """By what the list is sorted; who has none of it comes last, then by the time of coming."""

    NAME = "name"
    SLIP = "slip"
    CAME = "came"  # the newest first


class RollOnly(StrEnum):
    """Whom the list shows."""

    ALL = "all"
    ONLINE = "online"
    ONSITE = "onsite"
    PRESENT = "present"
    AWAY = "away"
    LEFT = "left"
    REMOVED = "removed"


class RollLine(Struct, frozen=True):
    """Somebody on the roll; ``stance`` is that of their request or speech of now, ``spoken`` in milliseconds."""

    person: str
    name: str
    slip: int
    channel: Channel
    level: Level
    presence: RollPresence
    doing: Doing
    stance: Stance
    came_at: int
    spoken: int
    muted: bool


class RollCounts(Struct, frozen=True):
    """How many there are, of the whole roll; those present by channel."""

    all: int
    online: int
    onsite: int
    away: int
    left: int
    removed: int


class RollPage(Struct, frozen=True):
    """One page of the list. ``found``: how many lines there are of what was asked; ``first``: the first one, from 0."""

    lines: tuple[RollLine, ...]
    found: int
    first: int
    counts: RollCounts


class RollRequest(Struct, frozen=True):
    """What staff want to read: a part of a name, or a slip's number; whom; by what; from which line."""

    find: str = ""
    only: RollOnly = RollOnly.ALL
    sort: RollSort = RollSort.NAME
    first: int = 0


def page(state: ForumState, texts: Texts, request: RollRequest) -> RollPage:
    """Return a page of the roll; one behind the last line is the last page."""
    floor = state.floor
    speeches = [one.entry for one in (floor.speech, floor.suspended) if one is not None]
    stances = {one.person: (Doing.WAITING, one.stance) for one in floor.waiting.values()}
    stances |= {one.person: (Doing.SPEAKING, one.stance) for one in speeches}

    def line(one: RollMember) -> RollLine:
        doing, stance = stances.get(one.id, (Doing.NOTHING, Stance.NONE))
        name, spoken = texts.get((one.row, "name"), ""), floor.spoken.get(one.id, 0)
        return RollLine(
            person=one.id,
            name=name,
            slip=one.slip,
            channel=one.channel,
            level=one.level,
            presence=presence(one),
            doing=doing,
            stance=stance,
            came_at=one.came_at,
            spoken=spoken,
            muted=one.id in state.mutes,
        )

    lines = [line(one) for one in state.roll.people.values()]
    found = sorted((one for one in lines if _wanted(one, request)), key=_SORTS[request.sort])
    last = max(0, len(found) - 1)
    first = min(max(0, request.first), last - last % PAGE)
    return RollPage(tuple(found[first : first + PAGE]), len(found), first, _counts(lines))


def presence(person: RollMember) -> RollPresence:
    """Return whether somebody is here, and why not."""
    if person.removed:
        return RollPresence.REMOVED
    if person.present:
        return RollPresence.PRESENT
    return RollPresence.LEFT if person.left else RollPresence.AWAY


def _wanted(line: RollLine, request: RollRequest) -> bool:
    find = "".join(request.find.casefold().split())
    by_number = find.isdecimal() and line.slip > 0 and str(line.slip).startswith(find.lstrip("0") or "0")
    if find and not by_number and find not in "".join(line.name.casefold().split()):
        return False
    return request.only is RollOnly.ALL or request.only.value in {line.presence.value, line.channel.value}


def _counts(lines: Iterable[RollLine]) -> RollCounts:
    kinds = [(one.presence, one.channel) for one in lines]
    here = [channel for presence_, channel in kinds if presence_ is RollPresence.PRESENT]
    gone = [presence_ for presence_, _ in kinds]
    return RollCounts(
        all=len(kinds),
        online=here.count(Channel.ONLINE),
        onsite=here.count(Channel.ONSITE),
        away=gone.count(RollPresence.AWAY),
        left=gone.count(RollPresence.LEFT),
        removed=gone.count(RollPresence.REMOVED),
    )


_SORTS: dict[RollSort, Callable[[RollLine], tuple[bool | int | str, ...]]] = {
    RollSort.NAME: lambda one: (not one.name, one.name.casefold(), one.slip, one.came_at, one.person),
    RollSort.SLIP: lambda one: (not one.slip, one.slip, one.came_at, one.person),
    RollSort.CAME: lambda one: (-one.came_at, one.slip, one.person),
}
"""Names by code point, which for Hangul is the order of the dictionary."""
