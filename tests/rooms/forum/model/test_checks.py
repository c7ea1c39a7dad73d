"""What every feature asks before it decides."""

import pytest

from rooms.base.errors import Refusal, Why
from rooms.forum.model.checks import fresh, marked, need, reaches, reason_given, within
from rooms.forum.model.state import Revision
from rooms.forum.model.terms import Level


def test_a_stale_act_is_told_who_did_what():
    """[AG5] The refusal of a stale act names who did what when, and the version that holds."""
    revision = marked(Revision(), "item_moved", "mod", 5)
    fresh(revision, 1)

    with pytest.raises(Refusal) as told:
        fresh(revision, 0)
    assert told.value.facts == {"by": "mod", "did": "item_moved", "at": 5, "version": 1}


def test_what_is_not_there_is_named():
    """[AG5] What does not exist, is out of bounds or says nothing is refused with its facts."""
    for act, why in (
        (lambda: need({}, "x", "item"), Why.NO_SUCH),
        (lambda: within("minutes", 0, 1, 5), Why.OUT_OF_RANGE),
        (lambda: reason_given("  "), Why.REASON_NEEDED),
    ):
        with pytest.raises(Refusal) as told:
            act()
        assert told.value.why is why
    assert (within("minutes", 5, 1, 5), need({"x": 1}, "x", "item"), reason_given("a")) == (5, 1, "a")


def test_levels_are_ordered():
    """[FL6] Guest < named < citizen."""
    assert reaches(Level.CITIZEN, Level.NAMED)
    assert not reaches(Level.GUEST, Level.NAMED)
