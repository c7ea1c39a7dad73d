"""The count of a ballot."""

import pytest

from rooms.base import chain, tally
from rooms.base.chain import Fault, JournalEvent
from rooms.base.tally import Vote


def rows(*events):
    """Return the rows of (kind, who, data)."""
    made = [JournalEvent(kind, n, who, "", data) for n, (kind, who, data) in enumerate(events)]
    return chain.link("f1", chain.start("f1"), made, iter([]))[0]


def hidden(votes, tally_, voters=2, paper=None):
    """Return the rows of a hidden ballot with this list and this count."""
    casts = [("ballot_cast", f"p{n}", {"ballot": "b1"}) for n in range(voters)]
    data = {"ballot": "b1", "hidden": True, "votes": votes, "paper": paper or {}, "tally": tally_}
    return rows(*casts, ("ballot_counted", "", data))


def named(tally_, *choices):
    """Return the rows of a named ballot: (voter, choice) in order."""
    casts = [("ballot_cast", who, {"ballot": "b1", "choice": choice}) for who, choice in choices]
    data = {"ballot": "b1", "hidden": False, "votes": [], "paper": {}, "tally": tally_}
    return rows(*casts, ("ballot_counted", "", data))


def test_a_count_sums_points():
    """[JO16] Points of each option are added; options without any are not listed; none chosen counts nothing."""
    assert tally.count([{"b": 1}, {"a": 3, "b": 1}, {}, {"c": 0}]) == {"a": 3, "b": 2}


def test_votes_are_published_in_no_order_of_their_own():
    """[JO14] The list is sorted by tracker."""
    votes = [Vote("c", {"찬성": 1}), Vote("a", {"반대": 1}), Vote("b", {})]

    assert tally.published(votes) == [["a", {"반대": 1}], ["b", {}], ["c", {"찬성": 1}]]


def test_a_right_count_holds():
    """[JO16] Hidden with paper, named with a vote that was changed, and rows of other kinds."""
    assert tally.verify(hidden([["a", {"x": 1}], ["b", {"y": 1}]], {"x": 6, "y": 1}, paper={"x": 5})) is None
    assert tally.verify(named({"y": 2}, ("p1", {"x": 1}), ("p2", {"y": 1}), ("p1", {"y": 1}))) is None
    assert tally.verify(rows(("said", "p1", {}))) is None


@pytest.mark.parametrize(
    ("votes", "counted", "why"),
    [
        ([["a", {"x": 1}], ["b", {"y": 1}]], {"x": 2}, "ballot_tally"),
        ([["b", {"x": 1}], ["a", {"y": 1}]], {"x": 1, "y": 1}, "ballot_list"),
        ([["a", {"x": 1}], ["a", {"y": 1}]], {"x": 1, "y": 1}, "ballot_list"),
        ([["a", {"x": 1}]], {"x": 1}, "ballot_voters"),
        ([["a", {"x": 1}], ["b", {"x": 1}], ["c", {"x": 1}]], {"x": 3}, "ballot_voters"),
        ([["a", {"x": "1"}], ["b", {"x": 1}]], {"x": 2}, "ballot_form"),
        ([["a"], ["b"]], {"x": 2}, "ballot_form"),
        ("no list", {"x": 2}, "ballot_form"),
    ],
)
def test_a_wrong_hidden_count_is_found(votes, counted, why):
    """[JO16] Stuffed, dropped, doubled, unsorted and miscounted lists are named at the row of the count."""
    assert tally.verify(hidden(votes, counted)) == Fault(3, why)


def test_a_hidden_cast_tells_no_choice():
    """[JO16] A choice in the journal of a hidden ballot is a fault: it would not be hidden."""
    data = {"ballot": "b1", "hidden": True, "votes": [["a", {"x": 1}]], "paper": {}, "tally": {"x": 1}}
    cast = ("ballot_cast", "p1", {"ballot": "b1", "choice": {"x": 1}})

    assert tally.verify(rows(cast, ("ballot_counted", "", data))) == Fault(2, "ballot_voters")


def test_the_last_choice_of_a_named_ballot_counts():
    """[JO16] A changed vote that is counted twice, or at its first choice, is found."""
    assert tally.verify(named({"x": 1, "y": 1}, ("p1", {"x": 1}), ("p1", {"y": 1}))) == Fault(3, "ballot_tally")


def test_nothing_is_cast_or_counted_after_the_count():
    """[JO16] A cast, or a second count, behind the count is a fault."""
    late = [*named({"x": 1}, ("p1", {"x": 1})), *named({"x": 1}, ("p1", {"x": 1}))]

    assert tally.verify(late).why == "ballot_after_close"
