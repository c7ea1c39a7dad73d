"""
What every feature asks before it decides: is it there, is it the version that was seen, may this person do it.

Knows: the state's shapes and refusals. Does not know: any feature.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.commands import By
from rooms.forum.model.people import MutedUntil, RollMember
from rooms.forum.model.permissions import CLERKS
from rooms.forum.model.state import ForumState, Revision
from rooms.forum.model.terms import LEVELS, Level, Phase

T = TypeVar("T")
S = TypeVar("S", bound=StrEnum)
G = TypeVar("G", bound=StrEnum)


def need(table: Mapping[str, T], id_: str, what: str) -> T:
    """
    Return what has an id.

    Raises:
        Refusal: ``no_such``.
    """
    found = table.get(id_)
    if found is None:
        raise Refusal(Why.NO_SUCH, what=what, id=id_)
    return found


def fresh(revision: Revision, saw: int) -> None:
    """
    Pass if staff saw the version that holds.

    Raises:
        Refusal: ``stale`` with who did what when.
    """
    if saw != revision.version:
        raise Refusal(Why.STALE, by=revision.who, did=revision.did, at=revision.at, version=revision.version)


def marked(revision: Revision, did: str, who: str, at: int) -> Revision:
    """Return the mark after one more act."""
    return Revision(revision.version + 1, who, did, at)


def within(what: str, value: int, least: int, most: int) -> int:
    """
    Return a number that is in its bounds.

    Raises:
        Refusal: ``out_of_range``.
    """
    if not least <= value <= most:
        raise Refusal(Why.OUT_OF_RANGE, what=what, least=least, most=most)
    return value


def reason_given(reason: str) -> str:
    """
    Return a reason that says something.

    Raises:
        Refusal: ``reason_needed``.
    """
    if not reason.strip():
        raise Refusal(Why.REASON_NEEDED)
    return reason


def phase_refusal(state: ForumState) -> Refusal:
    """Return why a forum that is not open does not take an act."""
    if state.phase is Phase.CLOSED:
        return Refusal(Why.FORUM_CLOSED)
    if state.phase is Phase.PAUSED:
        return Refusal(Why.FORUM_PAUSED)
    return Refusal(Why.FORUM_NOT_OPEN, opens_at=state.opens_at)


def going_on(state: ForumState) -> None:
    """
    Pass if the forum is open and not paused.

    Raises:
        Refusal: ``forum_not_open``, ``forum_paused`` or ``forum_closed``.
    """
    if state.phase is not Phase.OPEN:
        raise phase_refusal(state)


def attending(state: ForumState, id_: str) -> RollMember:
    """
    Return who attends; the person of the slip for a phone that was linked to one.

    Raises:
        Refusal: ``attend_first`` or ``removed``.
    """
    person = state.roll.people.get(state.roll.aliases.get(id_, id_))
    if person is None:
        raise Refusal(Why.ATTEND_FIRST)
    if person.removed:
        raise Refusal(Why.REMOVED)
    return person


def acting(state: ForumState, by: By) -> RollMember:
    """Return who gives a command, as ``attending`` does."""
    return attending(state, by.who)


def may_hold_back(by: By, standing: Role) -> None:
    """
    Pass if who gives a command may mute or remove somebody of a role; staff are held back by an admin alone.

    Raises:
        Refusal: ``not_allowed``.
    """
    if standing in CLERKS and by.role is not Role.ADMIN:
        raise Refusal(Why.NOT_ALLOWED, needs=Role.ADMIN.value)


def reaches(level: Level, needs: Level) -> bool:
    """Tell whether a level is enough."""
    return LEVELS.index(level) >= LEVELS.index(needs)


def level_enough(person: RollMember, needs: Level) -> None:
    """
    Pass if somebody is known well enough.

    Raises:
        Refusal: ``level_needed`` with what it needs and what they have.
    """
    if not reaches(person.level, needs):
        raise Refusal(Why.LEVEL_NEEDED, needs=needs.value, has=person.level.value)


def step(table: Mapping[S, Mapping[G, S]], state: S, signal: G, what: str) -> S:
    """
    Return the state that follows by a table.

    Raises:
        Refusal: ``not_now`` with the state.
    """
    following = table[state].get(signal)
    if following is None:
        raise Refusal(Why.NOT_NOW, what=what, state=state.value)
    return following


def muted(state: ForumState, person: str, now: int) -> MutedUntil | None:
    """Return what holds somebody back at ``now`` (milliseconds), also before the timer that lifts it has fired."""
    found = state.mutes.get(person)
    return found if found is not None and (found.until == 0 or now < found.until) else None


def may_be_heard(state: ForumState, person: str, now: int) -> None:
    """
    Pass if somebody is not muted.

    Raises:
        Refusal: ``held_back`` with until when; 0 for the end of the forum.
    """
    found = muted(state, person, now)
    if found is not None:
        raise Refusal(Why.HELD_BACK, until=found.until)
