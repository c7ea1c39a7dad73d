"""
How ballots change by events, and the table of their states.

Knows: the ballots' part of the state. Does not know: whether an event should happen (``ballot.py``).
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from rooms.forum.model import events as e
from rooms.forum.model.checks import marked, reaches
from rooms.forum.model.state import Ballot, ForumState, PaperCount
from rooms.forum.model.terms import BallotState


class BallotSignal(StrEnum):
    """What can happen to a ballot."""

    CREATE = "create"
    START = "start"
    CAST = "cast"
    FINISH = "finish"
    COUNT = "count"
    PUBLISH = "publish"


TRANSITIONS: dict[BallotState, dict[BallotSignal, BallotState]] = {
    BallotState.NEW: {BallotSignal.CREATE: BallotState.CREATED},
    BallotState.CREATED: {BallotSignal.START: BallotState.STARTED},
    BallotState.STARTED: {BallotSignal.CAST: BallotState.STARTED, BallotSignal.FINISH: BallotState.FINISHED},
    BallotState.FINISHED: {BallotSignal.COUNT: BallotState.FINISHED, BallotSignal.PUBLISH: BallotState.PUBLISHED},
    BallotState.PUBLISHED: {},
}


def entitled_now(state: ForumState) -> frozenset[str]:
    """Return who is on the roll with the level that voting needs."""
    people = state.roll.people.values()
    return frozenset(one.id for one in people if not one.removed and reaches(one.level, state.rules.levels.vote))


def _marked(ballot: Ballot, event: e.ForumEvent, **changes: Any) -> Ballot:
    did = str(type(event).__struct_config__.tag)
    return replace(ballot, revision=marked(ballot.revision, did, event.who, event.at), **changes)


def _started(state: ForumState, ballot: Ballot, event: e.BallotStarted) -> Ballot:
    return _marked(
        ballot,
        event,
        state=BallotState.STARTED,
        started_at=event.at,
        ends_at=event.ends_at,
        entitled=entitled_now(state),
    )


def _extended(_state: ForumState, ballot: Ballot, event: e.BallotExtended) -> Ballot:
    return _marked(ballot, event, ends_at=event.ends_at)


def _was_cast(_state: ForumState, ballot: Ballot, event: e.BallotCast) -> Ballot:
    """No mark: what citizens do never makes an act of staff stale."""
    choices = ballot.choices if event.choice is None else {**ballot.choices, event.who: event.choice}
    entitled = ballot.entitled if event.who in ballot.entitled else ballot.entitled | {event.who}
    return replace(ballot, casts={**ballot.casts, event.who: event.at}, choices=choices, entitled=entitled)


def _was_finished(_state: ForumState, ballot: Ballot, event: e.BallotFinished) -> Ballot:
    return _marked(
        ballot, event, state=BallotState.FINISHED, finished_at=event.at, ends_at=event.at, present=event.present
    )


def _paper_issued(_state: ForumState, ballot: Ballot, event: e.PaperIssued) -> Ballot:
    return replace(ballot, issued=ballot.issued + 1, entitled=ballot.entitled | {event.person})


def _paper_returned(_state: ForumState, ballot: Ballot, _event: e.PaperReturned) -> Ballot:
    return replace(ballot, issued=ballot.issued - 1)


def _entered(_state: ForumState, ballot: Ballot, event: e.PaperEntered) -> Ballot:
    count = PaperCount(event.who, event.papers, event.totals, event.invalid)
    counts = (*ballot.counts, count)
    agreed = count if len(counts) == 2 else None
    return _marked(ballot, event, counts=counts, agreed=agreed)


def _disputed(_state: ForumState, ballot: Ballot, event: e.PaperDisputed) -> Ballot:
    return _marked(ballot, event, counts=(), agreed=None)


def _counted(_state: ForumState, ballot: Ballot, event: e.BallotCounted) -> Ballot:
    return _marked(ballot, event, result=event.result)


def _published(_state: ForumState, ballot: Ballot, event: e.BallotPublished) -> Ballot:
    return _marked(ballot, event, state=BallotState.PUBLISHED)


def _one(change: Callable[[ForumState, Ballot, Any], Ballot]) -> Callable[[ForumState, Any], ForumState]:
    def evolve(state: ForumState, event: Any) -> ForumState:
        ballot = change(state, state.ballots[event.ballot], event)
        return replace(state, ballots={**state.ballots, ballot.id: ballot})

    return evolve


def _created(state: ForumState, event: e.BallotCreated) -> ForumState:
    ballot = _marked(Ballot(event.ballot, event.terms), event)
    return replace(state, ballots={**state.ballots, ballot.id: ballot})


def _dropped(state: ForumState, event: e.BallotDropped) -> ForumState:
    return replace(state, ballots={id_: one for id_, one in state.ballots.items() if id_ != event.ballot})


def _linked(state: ForumState, event: e.SlipLinked) -> ForumState:
    """Phone and slip are one voter from now on."""
    ballots = {
        id_: replace(one, entitled=(one.entitled - {event.person}) | {event.to})
        if one.state is BallotState.STARTED and event.person in one.entitled
        else one
        for id_, one in state.ballots.items()
    }
    return replace(state, ballots=ballots)


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.BallotCreated: _created,
    e.BallotDropped: _dropped,
    e.BallotStarted: _one(_started),
    e.BallotExtended: _one(_extended),
    e.BallotCast: _one(_was_cast),
    e.BallotFinished: _one(_was_finished),
    e.PaperIssued: _one(_paper_issued),
    e.PaperReturned: _one(_paper_returned),
    e.PaperEntered: _one(_entered),
    e.PaperDisputed: _one(_disputed),
    e.BallotCounted: _one(_counted),
    e.BallotPublished: _one(_published),
    e.SlipLinked: _linked,
}
