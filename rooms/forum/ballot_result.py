"""
What a ballot comes to: the sum, the base, the quorum, the verdict. Whole numbers only.

Knows: counts and terms. Does not know: who voted.
"""

from collections.abc import Mapping

from msgspec import Struct

from rooms.forum.state import Ballot, PaperCount, Result, Terms
from rooms.forum.terms import Base, Majority, Method, Outcome, QuorumOf

NO_PAPER = PaperCount("", 0, {})


class Counts(Struct, frozen=True):
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


def base_of(base: Base, tally: Mapping[str, int], counts: Counts) -> int:
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


def _enough(majority: Majority, votes: int, base: int) -> bool:
    match majority:
        case Majority.RELATIVE:
            return True
        case Majority.SIMPLE:
            return 2 * votes > base
        case Majority.TWO_THIRDS:
            return base > 0 and 3 * votes >= 2 * base


def _leaders(tally: Mapping[str, int]) -> list[str]:
    most = max(tally.values(), default=0)
    return sorted(option for option, votes in tally.items() if votes == most) if most else []


def _verdict(terms: Terms, tally: Mapping[str, int], base: int) -> tuple[Outcome, str]:
    if terms.method is Method.YES_NO:
        yes, no = tally.get("yes", 0), tally.get("no", 0)
        if yes == no:
            return Outcome.TIE, ""
        adopted = yes > no and _enough(terms.majority, yes, base)
        return (Outcome.ADOPTED, "yes") if adopted else (Outcome.REJECTED, "no" if no > yes else "")
    leaders = _leaders(tally)
    if terms.method in {Method.MULTIPLE, Method.SCORE}:
        return Outcome.COUNTED, leaders[0] if len(leaders) == 1 else ""
    if len(leaders) != 1:
        return Outcome.TIE, ""
    adopted = _enough(terms.majority, tally[leaders[0]], base)
    return (Outcome.ADOPTED if adopted else Outcome.REJECTED), leaders[0]


def result_of(ballot: Ballot, tally: dict[str, int]) -> Result:
    """Return what a finished ballot came to, given the points of each option, paper included."""
    terms = ballot.terms
    counts = Counts(len(ballot.casts), ballot.agreed or NO_PAPER, len(ballot.entitled), ballot.present)
    base = base_of(terms.base, tally, counts)
    quorum = quorum_needed(terms, counts.entitled, counts.present)
    outcome, winner = _verdict(terms, tally, base)
    if counts.cast == 0:
        outcome, winner = Outcome.NO_VOTES, ""
    elif counts.cast < quorum:
        outcome, winner = Outcome.NO_QUORUM, ""
    one_each = terms.method in {Method.YES_NO, Method.SINGLE}
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
