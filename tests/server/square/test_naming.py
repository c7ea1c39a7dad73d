"""Names at the door: the rule of nicknames, and who is in the square."""

import pytest

from agora_server.square.naming import SUGGESTIONS, SquareNaming
from rooms.base.errors import Refusal, Why
from rooms.square import nickname


def taken(name, participant, rng):
    """Return the refusal that a square would make."""
    del participant, rng
    return Refusal(Why.NAME_TAKEN, suggestion=f"{name} 2")


@pytest.fixture
def naming():
    """A square in which 가람 is p1's name."""
    return SquareNaming(lambda name, participant: name != "가람" or participant == "p1", taken)


def test_a_free_name_is_returned_as_shown(naming):
    """A decomposed name comes back composed."""
    assert naming.check("나루", None) == "나루"


def test_a_name_in_use_is_refused_with_another(naming):
    """Somebody else's name is refused by name, with a suggestion."""
    with pytest.raises(Refusal) as refused:
        naming.check("가람", None)

    assert refused.value.why is Why.NAME_TAKEN
    assert refused.value.facts["suggestion"] == "가람 2"


def test_ones_own_name_is_free_for_oneself(naming):
    """Who has the name may keep it."""
    assert naming.check("가람", "p1") == "가람"


def test_a_reserved_name_never_reaches_the_square(naming):
    """The rule of nicknames comes first."""
    with pytest.raises(Refusal) as refused:
        naming.check("시장", None)

    assert refused.value.why is Why.NAME_RESERVED


@pytest.mark.parametrize("wanted", ["가람", "가" * nickname.NAME_LIMIT, ""])
def test_suggestions_are_within_the_limit(naming, wanted):
    """Suggested names are no longer than a name may be."""
    suggested = naming.suggest(wanted)

    assert len(suggested) == SUGGESTIONS
    assert all(0 < len(name) <= nickname.NAME_LIMIT for name in suggested)
