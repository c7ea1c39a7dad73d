"""The rule of names at the door."""

import pytest

from agora_server.naming import SUGGESTIONS, SquareNaming
from rooms import nickname
from rooms.errors import Refusal, Why


def naming(taken=()):
    """Return the rule of a square in which some names are taken."""

    def refuse(name, participant, dice):
        return Refusal(Why.NAME_TAKEN, name=name, participant=participant, dice=dice)

    return SquareNaming(lambda name, _: name not in taken, refuse)


def test_a_good_name_is_returned_as_it_is_shown():
    """White space at the ends goes, inside it is single."""
    assert naming().check("  가야   바람 ", None) == "가야 바람"


@pytest.mark.parametrize(
    ("name", "why"), [("시장", Why.NAME_RESERVED), ("", Why.NAME_EMPTY), ("이서준", Why.NAME_TAKEN)]
)
def test_a_name_that_may_not_be_had_is_refused(name, why):
    """By the rule of names first, then by who is here."""
    with pytest.raises(Refusal) as caught:
        naming({"이서준"}).check(name, "p1")

    assert caught.value.why is why


def test_suggestions_fit_the_limit():
    """However long the wanted name is."""
    offered = naming().suggest("가" * 60)

    assert len(offered) == SUGGESTIONS
    assert all(len(name) <= nickname.NAME_LIMIT for name in offered)
