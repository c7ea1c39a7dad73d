"""
Formal votes: prepared, open, finished, counted, published.

The choice of a hidden ballot never comes into the state or the journal before the count: it lies in the ballot box (see
``ballot_box``). Knows: ballots, who is entitled, papers. Does not know: questions, the floor. It is an opinion poll of
the city, never an election: ``guard.py``.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base import tally
from rooms.base.errors import Refusal, Why
from rooms.base.ids import TRACKER
from rooms.forum.ballot.guard import candidate_word
from rooms.forum.ballot.result import result_of
from rooms.forum.ballot.state import TRANSITIONS, BallotSignal, entitled_now
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import acting, fresh, going_on, level_enough, need, phase_refusal, step, within
from rooms.forum.model.people import RollMember
from rooms.forum.model.state import Ballot, ForumState, PaperCount, Terms
from rooms.forum.model.terms import BallotState, Base, Method, Phase, Secrecy

MAX_BALLOTS = 100
"""Ballots of one forum: one an item."""
MAX_OPTIONS = 20
"""Options of one ballot: what a phone lists in three screens."""
MAX_TOP = 100
"""Points that one option can get."""
MAX_OPEN_S = 86_400
"""A ballot of a forum is open for a day at most."""
_OPTION = re.compile(r"[a-z0-9_-]{1,32}")


# ---- preparing -----------------------------------------------------------------------------------


def check_terms(terms: Terms) -> None:
    """
    Pass if a ballot can be held on these terms.

    Raises:
        Refusal: ``out_of_range``, ``choice_invalid`` or ``candidate_question``.
    """
    ids = [option.id for option in terms.options]
    within("options", len(ids), 2, MAX_OPTIONS)
    if len(set(ids)) < len(ids) or not all(_OPTION.fullmatch(id_) for id_ in ids):
        raise Refusal(Why.CHOICE_INVALID, rule="option", limit=len(set(ids)))
    if not all(option.label.strip() for option in terms.options) or not terms.question.strip():
        raise Refusal(Why.EMPTY_TEXT)
    within("most", terms.most, max(terms.least, 1), len(ids))
    within("least", terms.least, 0, terms.most)
    within("top", terms.top, 1, MAX_TOP if terms.method is Method.SCORE else 1)
    within("quorum_per_mille", terms.quorum_per_mille, 0, 1_000)
    within("open_s", terms.open_s, 30, MAX_OPEN_S)
    within("min_open_s", terms.min_open_s, 0, terms.open_s)
    if terms.method in {Method.SINGLE, Method.YES_NO}:
        within("most", terms.most, 1, 1)
    yes_no = tuple(option.id for option in e.OPTIONS_OF_YES_NO)
    if terms.method is Method.YES_NO and (tuple(ids) != yes_no or terms.least != 1):
        raise Refusal(Why.CHOICE_INVALID, rule="option", limit=len(yes_no))
    if terms.base is Base.YES_NO and terms.method is not Method.YES_NO:
        raise Refusal(Why.CHOICE_INVALID, rule="base", limit=0)
    word = candidate_word(terms.question, *(option.label for option in terms.options))
    if word:
        raise Refusal(Why.CANDIDATE_QUESTION, word=word)


def _create(state: ForumState, command: c.CreateBallot, now: int) -> list[e.ForumEvent]:
    if state.phase is Phase.CLOSED:
        raise phase_refusal(state)
    if command.ballot in state.ballots:
        raise Refusal(Why.ALREADY, by=state.ballots[command.ballot].revision.who)
    if len(state.ballots) >= MAX_BALLOTS:
        raise Refusal(Why.FULL, limit=MAX_BALLOTS)
    check_terms(command.terms)
    if command.terms.item:
        need({item.id: item.id for item in state.agenda.items}, command.terms.item, "item")
    return [e.BallotCreated(at=now, who=command.by.who, ballot=command.ballot, terms=command.terms)]


def _ballot(state: ForumState, id_: str, saw: int | None = None) -> Ballot:
    ballot = need(state.ballots, id_, "ballot")
    if saw is not None:
        fresh(ballot.revision, saw)
    return ballot


def _drop(state: ForumState, command: c.DropBallot, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot, command.saw)
    step(TRANSITIONS, ballot.state, BallotSignal.START, "ballot")
    return [e.BallotDropped(at=now, who=command.by.who, ballot=ballot.id)]


def _start(state: ForumState, command: c.StartBallot, now: int) -> list[e.ForumEvent]:
    going_on(state)
    ballot = _ballot(state, command.ballot, command.saw)
    step(TRANSITIONS, ballot.state, BallotSignal.START, "ballot")
    for other in state.ballots.values():
        if other.state is BallotState.STARTED:
            raise Refusal(Why.BALLOT_RUNS, ballot=other.id)
    entitled = entitled_now(state)
    return [
        e.BallotStarted(
            at=now,
            who=command.by.who,
            ballot=ballot.id,
            ends_at=now + ballot.terms.open_s * 1_000,
            entitled=len(entitled),
            present=_present(state, entitled),
        )
    ]


def _present(state: ForumState, entitled: frozenset[str]) -> int:
    people = state.roll.people
    return sum(id_ in people and people[id_].present for id_ in entitled)


def _extend(state: ForumState, command: c.ExtendBallot, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot, command.saw)
    step(TRANSITIONS, ballot.state, BallotSignal.CAST, "ballot")
    longest = (ballot.started_at + MAX_OPEN_S * 1_000 - ballot.ends_at) // 1_000
    within("seconds", command.seconds, 1, longest)
    ends_at = ballot.ends_at + command.seconds * 1_000
    return [e.BallotExtended(at=now, who=command.by.who, ballot=ballot.id, ends_at=ends_at)]


# ---- voting --------------------------------------------------------------------------------------


def _cast(state: ForumState, command: c.Cast, now: int) -> list[e.ForumEvent]:
    """A vote is taken in a hard moment too: only the end of the voting ends it."""
    ballot = _ballot(state, command.ballot)
    person = acting(state, command.by)
    may_cast(state, ballot, person, now)
    check_choice(ballot.terms, command.choice)
    hidden = ballot.terms.secrecy is Secrecy.HIDDEN
    if bool(TRACKER.fullmatch(command.tracker)) is not hidden:
        raise Refusal(Why.TRACKER_INVALID)
    choice = None if hidden else dict(command.choice)
    return [e.BallotCast(at=now, who=person.id, ballot=ballot.id, choice=choice)]


def may_cast(state: ForumState, ballot: Ballot, person: RollMember, now: int) -> None:
    """
    Pass if somebody can vote now.

    Raises:
        Refusal: why not: the time, a paper, a final vote, the level, the roll.
    """
    step(TRANSITIONS, ballot.state, BallotSignal.CAST, "ballot")
    if now >= ballot.ends_at:
        raise Refusal(Why.NOT_NOW, what="ballot", state=BallotState.FINISHED.value)
    if ballot.id in person.paper:
        raise Refusal(Why.PAPER_HELD)
    if person.id in ballot.casts and ballot.terms.secrecy is Secrecy.HIDDEN:
        raise Refusal(Why.VOTED_ALREADY, at=ballot.casts[person.id])
    if person.id not in ballot.entitled:
        level_enough(person, state.rules.levels.vote)
        if not ballot.terms.late:
            raise Refusal(Why.NOT_ENTITLED)


def check_choice(terms: Terms, choice: dict[str, int]) -> None:
    """
    Pass if a choice fits the terms.

    Raises:
        Refusal: ``choice_invalid`` with the rule that it breaks.
    """
    if not choice.keys() <= {option.id for option in terms.options}:
        raise Refusal(Why.CHOICE_INVALID, rule="option", limit=len(terms.options))
    if len(choice) < terms.least:
        raise Refusal(Why.CHOICE_INVALID, rule="least", limit=terms.least)
    if len(choice) > terms.most:
        raise Refusal(Why.CHOICE_INVALID, rule="most", limit=terms.most)
    if not all(1 <= points <= terms.top for points in choice.values()):
        raise Refusal(Why.CHOICE_INVALID, rule="points", limit=terms.top)


def ballot_box(state: ForumState, command: c.Cast, events: list[e.ForumEvent]) -> list[tuple[str, tally.Vote]]:
    """Return what goes into the ballot box, in the transaction that appends the events of a cast."""
    cast = [event for event in events if isinstance(event, e.BallotCast) and event.choice is None]
    if not cast or state.ballots[command.ballot].terms.secrecy is not Secrecy.HIDDEN:
        return []
    return [(command.ballot, tally.Vote(command.tracker, dict(command.choice)))]


# ---- the end -------------------------------------------------------------------------------------


def _finish(state: ForumState, command: c.FinishBallot, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot, command.saw)
    step(TRANSITIONS, ballot.state, BallotSignal.FINISH, "ballot")
    early = ballot.started_at + ballot.terms.min_open_s * 1_000 - now
    if early > 0 and len(ballot.casts) + ballot.issued < len(ballot.entitled):
        raise Refusal(Why.TOO_EARLY, seconds=-(-early // 1_000))
    return [_finished(state, ballot, command.by.who, now)]


def _time_up(state: ForumState, command: c.BallotTimeUp, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot)
    step(TRANSITIONS, ballot.state, BallotSignal.FINISH, "ballot")
    if ballot.ends_at != command.ends_at or now < ballot.ends_at:
        raise Refusal(Why.STALE, by=ballot.revision.who, did=ballot.revision.did, at=ballot.revision.at, version=0)
    return [_finished(state, ballot, command.by.who, now)]


def _finished(state: ForumState, ballot: Ballot, who: str, now: int) -> e.ForumEvent:
    return e.BallotFinished(
        at=now,
        who=who,
        ballot=ballot.id,
        entitled=len(ballot.entitled),
        present=_present(state, ballot.entitled),
        voted=len(ballot.casts),
        papers=ballot.issued,
    )


def _enter_paper(state: ForumState, command: c.EnterPaper, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot)
    step(TRANSITIONS, ballot.state, BallotSignal.COUNT, "ballot")
    if ballot.agreed is not None or ballot.result is not None or not ballot.issued:
        raise Refusal(Why.NOT_NOW, what="papers", state="counted" if ballot.issued else "none")
    if any(count.officer == command.by.who for count in ballot.counts):
        raise Refusal(Why.OTHER_OFFICER)
    check_papers(ballot, command)
    totals = {option: number for option, number in sorted(command.totals.items()) if number}
    entered = e.PaperEntered(
        at=now,
        who=command.by.who,
        ballot=ballot.id,
        papers=command.papers,
        totals=totals,
        invalid=command.invalid,
    )
    count = PaperCount("", command.papers, totals, command.invalid)
    if any(replace(other, officer="") != count for other in ballot.counts):
        return [entered, e.PaperDisputed(at=now, who=command.by.who, ballot=ballot.id)]
    return [entered]


def check_papers(ballot: Ballot, count: c.EnterPaper) -> None:
    """
    Pass if a count of papers is possible.

    Raises:
        Refusal: ``papers_too_many`` or ``choice_invalid``.
    """
    terms = ballot.terms
    if not 0 <= count.papers <= ballot.issued:
        raise Refusal(Why.PAPERS_TOO_MANY, issued=ballot.issued, entered=count.papers)
    valid = count.papers - within("invalid", count.invalid, 0, count.papers)
    if not count.totals.keys() <= {option.id for option in terms.options}:
        raise Refusal(Why.CHOICE_INVALID, rule="option", limit=len(terms.options))
    for number in count.totals.values():
        within("totals", number, 0, valid * terms.top)
    within("totals", sum(count.totals.values()), valid * terms.least, valid * terms.most * terms.top)


def _count(state: ForumState, command: c.CountBallot, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot)
    step(TRANSITIONS, ballot.state, BallotSignal.COUNT, "ballot")
    if ballot.result is not None:
        raise Refusal(Why.ALREADY, by=ballot.revision.who)
    if ballot.issued and ballot.agreed is None:
        raise Refusal(Why.PAPER_MISSING, entered=len(ballot.counts), issued=ballot.issued)
    hidden = ballot.terms.secrecy is Secrecy.HIDDEN
    assert len(command.votes) == (len(ballot.casts) if hidden else 0), "the urn holds one vote for each who cast"
    choices = [vote.choice for vote in command.votes] if hidden else list(ballot.choices.values())
    paper = ballot.agreed.totals if ballot.agreed else {}
    total = tally.count([*choices, paper])
    votes = [(vote.tracker, vote.choice) for vote in sorted(command.votes, key=lambda vote: vote.tracker)]
    return [
        e.BallotCounted(
            at=now,
            who=command.by.who,
            ballot=ballot.id,
            hidden=hidden,
            votes=votes,
            paper=paper,
            tally=total,
            result=result_of(ballot, total),
        )
    ]


def _publish(state: ForumState, command: c.PublishBallot, now: int) -> list[e.ForumEvent]:
    ballot = _ballot(state, command.ballot, command.saw)
    step(TRANSITIONS, ballot.state, BallotSignal.PUBLISH, "ballot")
    if ballot.result is None:
        raise Refusal(Why.PAPER_MISSING, entered=len(ballot.counts), issued=ballot.issued)
    return [e.BallotPublished(at=now, who=command.by.who, ballot=ballot.id)]


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.CreateBallot: _create,
    c.DropBallot: _drop,
    c.StartBallot: _start,
    c.ExtendBallot: _extend,
    c.Cast: _cast,
    c.FinishBallot: _finish,
    c.BallotTimeUp: _time_up,
    c.EnterPaper: _enter_paper,
    c.CountBallot: _count,
    c.PublishBallot: _publish,
}
