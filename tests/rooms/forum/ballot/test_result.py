"""The figures of a result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.forum.ballot.result import BallotCounts, Division, base_of, figures_of, result_of
from rooms.forum.model.state import Ballot, Option, PaperCount, Result
from rooms.forum.model.terms import Base, Majority, Method, Outcome, QuorumOf
from tests.rooms.forum.kit import a_ballot

OPTIONS = tuple(Option(id_, id_.upper()) for id_ in "abc")


def result(tally, *, papers=0, invalid=0, entitled=10, present=None, **terms):
    """Return the terms and the result of a tally: whoever did not cast a paper voted online."""
    of = a_ballot(**terms)
    people = frozenset(f"p{n}" for n in range(entitled))
    online = sum(tally.values()) - (papers - invalid)
    casts = {f"p{n}": 1 for n in range(online)}
    here = entitled if present is None else present
    ballot = Ballot("b1", of, casts=casts, entitled=people, present=here, agreed=PaperCount("", papers, {}, invalid))
    return of, result_of(ballot, tally)


def figures(tally, **terms):
    """Return the figures of a tally."""
    return figures_of(*result(tally, **terms))


def test_shares_are_of_the_base():
    """[BA17] Who abstains is outside a base of yes and no, and inside every other."""
    votes = {"yes": 171, "no": 118, "abstain": 22}
    outside = figures(votes, base=Base.YES_NO, entitled=431)
    inside = figures(votes, base=Base.VALID, entitled=431)

    assert [(one.option, one.votes, one.share, one.bar) for one in outside.options] == [
        ("yes", 171, 592, 592),
        ("no", 118, 408, 408),
        ("abstain", 22, None, 0),
    ]
    assert [one.share for one in inside.options] == [550, 379, 71]


def test_points_have_bars_and_no_shares():
    """[BA17] Points are no votes: no share of the base, no majority; the option with the most has the whole bar."""
    score = figures({"a": 30, "b": 15}, papers=45, entitled=50, method=Method.SCORE, options=OPTIONS, top=10)

    assert [(one.share, one.bar) for one in score.options] == [(None, 1_000), (None, 500), (None, 0)]
    assert (score.needed, score.line, score.division) == (None, None, None)


@pytest.mark.parametrize(
    ("majority", "needed", "line"),
    [(Majority.SIMPLE, 4, 500), (Majority.TWO_THIRDS, 4, 667), (Majority.RELATIVE, None, None)],
)
def test_the_majority_is_told_as_votes_and_as_a_line(majority, needed, line):
    """[BA17] How many votes it takes, and where that stands; nothing where the most are enough."""
    told = figures({"yes": 4, "no": 2}, majority=majority)

    assert (told.needed, told.line) == (needed, line)
    assert told.division == Division("yes", 4, 667)


def test_nothing_is_divided_by_nothing():
    """[BA17] Without a base there is no majority, no line and no division."""
    told = figures({})

    assert (told.needed, told.line, told.division, told.voted) == (None, None, None, 0)


def test_the_division_is_of_yes_or_of_what_leads():
    """[BA17] Yes is divided also where it lost; of other options the one with the most, the first of those that tie."""
    assert figures({"yes": 1, "no": 4}).division == Division("yes", 1, 200)
    assert figures({"c": 2, "b": 2}, method=Method.SINGLE, options=OPTIONS).division == Division("b", 2, 500)
    assert figures({"c": 2}, method=Method.MULTIPLE, options=OPTIONS, most=2).division is None


def test_the_quorum_is_of_all_votes():
    """[BA17] Invalid papers count as votes that were cast; without a quorum it is met."""
    few = figures({"yes": 3}, papers=2, invalid=1, quorum_of=QuorumOf.ENTITLED)
    enough = figures({"yes": 4}, papers=2, invalid=1, quorum_of=QuorumOf.ENTITLED)

    assert (few.voted, few.quorum_met) == (4, False)
    assert (enough.voted, enough.quorum_met) == (5, True)
    assert figures({}, quorum_of=QuorumOf.NOBODY).quorum_met


@given(
    yes=st.integers(0, 400),
    no=st.integers(0, 400),
    abstain=st.integers(0, 400),
    base=st.sampled_from(Base),
    majority=st.sampled_from([Majority.SIMPLE, Majority.TWO_THIRDS]),
)
def test_the_votes_needed_are_those_that_decide(yes, no, abstain, base, majority):
    """[BA14] [BA17] A ballot is adopted if and only if yes leads and has the votes that are told as needed."""
    of, made = result(
        {"yes": yes, "no": no, "abstain": abstain},
        entitled=1_200,
        base=base,
        majority=majority,
        quorum_of=QuorumOf.NOBODY,
    )
    needed = figures_of(of, made).needed

    adopted = needed is not None and yes > no and yes >= needed
    assert (made.outcome is Outcome.ADOPTED) is adopted


def test_of_nobody_there_are_no_two_thirds():
    """[BA14] Where nobody who is counted is present any more, no votes are two thirds of them."""
    of, made = result({"yes": 1}, present=0, base=Base.PRESENT, majority=Majority.TWO_THIRDS, quorum_of=QuorumOf.NOBODY)

    assert made.outcome is Outcome.REJECTED
    assert figures_of(of, made).division is None


def test_every_base_is_a_number():
    """[BA14] Each base counts whom its name says."""
    counts = BallotCounts(5, PaperCount("", 3, {}, 1), entitled=20, present=10)
    bases = {base: base_of(base, {"yes": 3, "no": 2, "abstain": 2}, counts) for base in Base}

    assert bases == {Base.YES_NO: 5, Base.VALID: 7, Base.CAST: 8, Base.PRESENT: 10, Base.ENTITLED: 20}


def test_figures_need_no_more_than_what_is_kept():
    """[BA17] A result of an old journal, without winner and unanimity, has figures too."""
    old = Result(Outcome.TIE, {"yes": 2, "no": 2}, 4, 0, 0, 10, 10, 4, 0)

    assert figures_of(a_ballot(), old).division == Division("yes", 2, 500)
