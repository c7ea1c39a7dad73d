"""
The count of a ballot, made again from the journal's rows alone.

A cast is an event of kind ``ballot_cast``: ``{ballot}`` of a hidden ballot (the choice lies in the ballot box),
``{ballot,
choice}`` of a named one, where the last cast of a voter counts. The close is one event of kind ``ballot_counted``:
``{ballot, hidden, votes, paper, tally}``; ``votes`` is the ballot box as a list of [tracker, choice] sorted by tracker.
A choice is ``{option: points}``: 1 for an option that is chosen, the points where points are given, empty for none.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from rooms.base.chain import Fault, Row

CAST = "ballot_cast"
COUNTED = "ballot_counted"

Choice = dict[str, int]


class Vote(msgspec.Struct, frozen=True, array_like=True, order=True):
    """One vote out of the ballot box: the tracker that its voter drew, and the choice."""

    tracker: str
    choice: Choice


class _Count(msgspec.Struct, frozen=True):
    """What is read of a published count; other fields of its row are not."""

    hidden: bool
    votes: list[tuple[str, Choice]]
    paper: Choice
    tally: Choice


def published(votes: Iterable[Vote]) -> list[list[Any]]:
    """Return the votes as they are published: sorted by tracker, so that the list has no order of its own."""
    return [[vote.tracker, vote.choice] for vote in sorted(votes, key=lambda vote: vote.tracker)]


def count(choices: Iterable[Mapping[str, int]]) -> Choice:
    """Return the points of each option that got any, sorted by option."""
    sums: Choice = {}
    for choice in choices:
        for option, points in choice.items():
            sums[option] = sums.get(option, 0) + points
    return {option: sums[option] for option in sorted(sums) if sums[option]}


def verify(rows: Sequence[Row]) -> Fault | None:
    """Count every ballot anew; return the first row that does not agree with the casts before it, or ``None``."""
    casts: dict[str, dict[str, Any]] = {}
    counted: set[str] = set()
    for row in rows:
        if row.kind not in {CAST, COUNTED}:
            continue
        ballot = row.data.get("ballot")
        if not isinstance(ballot, str):
            return Fault(row.seq, "ballot_form")
        if ballot in counted:
            return Fault(row.seq, "ballot_after_close")
        if row.kind == CAST:
            casts.setdefault(ballot, {})[row.who] = row.data.get("choice")
        else:
            counted.add(ballot)
            why = _fault_of(row.data, list(casts.get(ballot, {}).values()))
            if why:
                return Fault(row.seq, why)
    return None


def _fault_of(data: Mapping[str, Any], cast: Sequence[Any]) -> str | None:
    """Return why a published count is wrong, or ``None``. ``cast`` holds the last choice of each voter."""
    try:
        told = msgspec.convert(data, _Count)
        choices = [choice for _, choice in told.votes] if told.hidden else msgspec.convert(cast, list[Choice])
    except msgspec.ValidationError:
        return "ballot_form"
    if told.hidden:
        trackers = [tracker for tracker, _ in told.votes]
        if trackers != sorted(set(trackers)):
            return "ballot_list"
        if len(trackers) != len(cast) or any(choice is not None for choice in cast):
            return "ballot_voters"
    return None if count([*choices, told.paper]) == count([told.tally]) else "ballot_tally"
