"""
What a ballot comes to: the sum, the base, the quorum, the verdict, and the figures shown of it. Whole numbers only.

Knows: counts and terms. Does not know: who voted.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from rooms.forum.model.state import Ballot, PaperCount, Result, Terms
from rooms.forum.model.terms import Base, Majority, Method, Outcome, QuorumOf

NO_PAPER = PaperCount("", 0, {})
_DECIDING = {Method.YES_NO, Method.SINGLE}
"""Methods that adopt something: one vote each, and a majority."""
_LINES = {Majority.SIMPLE: 500, Majority.TWO_THIRDS: 667}
"""Where a majority stands on a bar, in thousandths of the base."""


class BallotCounts(Struct, frozen=True):
    """How many voted, and of how many."""

    online: int
    paper: PaperCount
    entitled: int
    present: int

    @property
    def cast(self) -> int:
        """All votes, invalid papers among them."""
        return self.online + self.paper.papers

    @property
    def valid(self) -> int:
        """All votes that say something, abstentions among them."""
        return self.cast - self.paper.invalid


def base_of(base: Base, tally: Mapping[str, int], counts: BallotCounts) -> int:
    """Return the number that is 100 %."""
    match base:
        case Base.YES_NO:
            return tally.get("yes", 0) + tally.get("no", 0)
        case Base.VALID:
            return counts.valid
        case Base.CAST:
            return counts.cast
        case Base.PRESENT:
            return counts.present
        case Base.ENTITLED:
            return counts.entitled


def quorum_needed(terms: Terms, entitled: int, present: int) -> int:
    """Return how many votes it takes: the share of the number, rounded up."""
    if terms.quorum_of is QuorumOf.NOBODY:
        return 0
    of = present if terms.quorum_of is QuorumOf.PRESENT else entitled
    return -(-of * terms.quorum_per_mille // 1_000)


def share_per_mille(votes: int, base: int) -> int:
    """Return a share of the base, half rounded up; 0 of nothing."""
    return (2_000 * votes + base) // (2 * base) if base else 0


def _votes_needed(majority: Majority, base: int) -> int:
    """Return how many votes a majority of the base takes: one at least; any number where the most are enough."""
    match majority:
        case Majority.RELATIVE:
            return 0
        case Majority.SIMPLE:
            return base // 2 + 1
        case Majority.TWO_THIRDS:
            return max(-(-2 * base // 3), 1)


def _is_adopted(majority: Majority, votes: int, base: int) -> bool:
    """Tell whether votes are the majority of the base; of nobody there are no two thirds."""
    if base == 0 and majority is Majority.TWO_THIRDS:
        return False
    return votes >= _votes_needed(majority, base)


def _leaders(tally: Mapping[str, int]) -> list[str]:
    most = max(tally.values(), default=0)
    return sorted(option for option, votes in tally.items() if votes == most) if most else []


def _verdict(terms: Terms, tally: Mapping[str, int], base: int) -> tuple[Outcome, str]:
    if terms.method is Method.YES_NO:
        yes, no = tally.get("yes", 0), tally.get("no", 0)
        if yes == no:
            return Outcome.TIE, ""
        adopted = yes > no and _is_adopted(terms.majority, yes, base)
        return (Outcome.ADOPTED, "yes") if adopted else (Outcome.REJECTED, "no" if no > yes else "")
    leaders = _leaders(tally)
    if terms.method in {Method.MULTIPLE, Method.SCORE}:
        return Outcome.COUNTED, leaders[0] if len(leaders) == 1 else ""
    if len(leaders) != 1:
        return Outcome.TIE, ""
    adopted = _is_adopted(terms.majority, tally[leaders[0]], base)
    return (Outcome.ADOPTED if adopted else Outcome.REJECTED), leaders[0]


def result_of(ballot: Ballot, tally: dict[str, int]) -> Result:
    """Return what a finished ballot came to, given the points of each option, paper included."""
    terms = ballot.terms
    counts = BallotCounts(len(ballot.casts), ballot.agreed or NO_PAPER, len(ballot.entitled), ballot.present)
    base = base_of(terms.base, tally, counts)
    quorum = quorum_needed(terms, counts.entitled, counts.present)
    outcome, winner = _verdict(terms, tally, base)
    if counts.cast == 0:
        outcome, winner = Outcome.NO_VOTES, ""
    elif counts.cast < quorum:
        outcome, winner = Outcome.NO_QUORUM, ""
    one_each = terms.method in _DECIDING
    return Result(
        outcome=outcome,
        tally=tally,
        online=counts.online,
        papers=counts.paper.papers,
        invalid=counts.paper.invalid,
        entitled=counts.entitled,
        present=counts.present,
        base=base,
        quorum=quorum,
        winner=winner,
        unanimous=one_each and counts.valid > 0 and max(tally.values(), default=0) == counts.valid,
    )


# ---- what is shown of it -------------------------------------------------------------------------


class OptionFigures(Struct, frozen=True):
    """What an option got.

    Attributes:
        votes: votes, or points.
        share: thousandths of the base; none where it is outside the base, and for points.
        bar: how long its bar is, in thousandths: the share, or points by the most that one option got.
    """

    option: str
    votes: int
    share: int | None
    bar: int


class Division(Struct, frozen=True):
    """The one division that the verdict rests on, for anybody to check: votes by the base, in thousandths."""

    option: str
    votes: int
    share: int


class ResultFigures(Struct, frozen=True):
    """The figures of a result as views and minutes show them.

    Attributes:
        options: in the order of the ballot.
        voted: all votes, paper among them.
        quorum_met: whether enough voted; true without a quorum.
        needed: votes it takes to be adopted; none where the most are enough, or nothing is adopted.
        line: where that majority stands on the bars, in thousandths of the base; none where none is needed.
        division: none where nothing is adopted.
    """

    options: tuple[OptionFigures, ...]
    voted: int
    quorum_met: bool
    needed: int | None
    line: int | None
    division: Division | None


def figures_of(terms: Terms, result: Result) -> ResultFigures:
    """Return the figures that are shown of a result."""
    voted = result.online + result.papers
    by_majority = terms.method in _DECIDING and terms.majority in _LINES and result.base > 0
    return ResultFigures(
        options=tuple(_option_figures(terms, result)),
        voted=voted,
        quorum_met=voted >= result.quorum,
        needed=_votes_needed(terms.majority, result.base) if by_majority else None,
        line=_LINES[terms.majority] if by_majority else None,
        division=_division(terms, result),
    )


def _option_figures(terms: Terms, result: Result) -> Iterator[OptionFigures]:
    points = terms.method is Method.SCORE
    most = max(result.tally.values(), default=0)
    for option in terms.options:
        votes = result.tally.get(option.id, 0)
        outside = points or (terms.base is Base.YES_NO and option.id not in {"yes", "no"})
        share = None if outside else share_per_mille(votes, result.base)
        bar = share_per_mille(votes, most) if points else min(share or 0, 1_000)
        yield OptionFigures(option.id, votes, share, bar)


def _division(terms: Terms, result: Result) -> Division | None:
    if terms.method not in _DECIDING or not result.base:
        return None
    if terms.method is Method.YES_NO:
        option = "yes"
    else:
        option = max((one.id for one in terms.options), key=lambda id_: result.tally.get(id_, 0))
    votes = result.tally.get(option, 0)
    return Division(option, votes, share_per_mille(votes, result.base))
