"""
Whose own part of a view a change of a forum may have changed, so that a thousand are not computed for one.

Pure. Compares by identity: what a change did not touch is the same object in the next state. Knows: what ``MinePart``
is made of (``rooms/forum/views/views.py``); a test holds that nobody is left out.
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from rooms.forum.model.people import Roll
from rooms.forum.model.state import Ballot, Floor, ForumState, Question
from rooms.forum.views.views import Shared

EVERYBODY = None
"""Instead of a set: the change is about all."""


def affected(before: ForumState, after: ForumState, shared: Shared, then: Shared) -> set[str] | None:
    """Return the people whose own part may differ between two states, or ``EVERYBODY``.

    Args:
        before: the state whose parts were told.
        after: the state now.
        shared: what was prepared of ``before``.
        then: what is prepared of ``after``.
    """
    if before.phase is not after.phase or before.rules is not after.rules:
        return EVERYBODY
    if before.roll.aliases is not after.roll.aliases:
        return EVERYBODY
    votes = _votes(shared.newest, then.newest)
    if votes is EVERYBODY:
        return EVERYBODY
    held = _differ(before.mutes, after.mutes)
    on_roll, on_floor = _on_roll(before.roll, after.roll), _on_floor(before, after, shared, then)
    return votes | held | on_roll | on_floor | _asking(before, after)


def _differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Return the keys whose values are not the same object."""
    if before is after:
        return set()
    gone = before.keys() - after.keys()
    return gone | {key for key, value in after.items() if before.get(key) is not value}


def _on_roll(before: Roll, after: Roll) -> set[str]:
    return _differ(before.people, after.people)


def _on_floor(before: ForumState, after: ForumState, shared: Shared, then: Shared) -> set[str]:
    """Return who waits or waited, speaks or spoke, is waited for: places and reasons move for all of them."""
    same = before.floor is after.floor and before.clock is after.clock and before.agenda is after.agenda
    if same and before.roll.people is after.roll.people:
        return set()
    spoke = _differ(before.floor.spoken, after.floor.spoken)
    return {*shared.places, *then.places, *_speaking(before.floor), *_speaking(after.floor), *spoke}


def _speaking(floor: Floor) -> set[str]:
    return {floor.speech.entry.person} if floor.speech is not None else set()


def _votes(before: Ballot | None, after: Ballot | None) -> set[str] | None:
    if before is after:
        return set()
    if before is None or after is None or _without_votes(before) != _without_votes(after):
        return EVERYBODY
    return _differ(before.casts, after.casts) | _differ(before.choices, after.choices)


def _without_votes(ballot: Ballot) -> Ballot:
    return replace(ballot, casts={}, choices={})


def _asking(before: ForumState, after: ForumState) -> set[str]:
    found: set[str] = set()
    for key in _differ(before.questions, after.questions):
        old, new = before.questions.get(key), after.questions.get(key)
        found |= _concerned(old) ^ _concerned(new) | {one.person for one in (old, new) if one is not None}
    return found


def _concerned(question: Question | None) -> frozenset[str]:
    return frozenset() if question is None else question.votes
