"""Orders: commands as they come over the wire."""

import msgspec
import pytest

from rooms.forum import commands as c
from rooms.forum.orders import BESIDES, DRAWN, ORDERS, AnyOrder, to_command
from rooms.forum.terms import Kind
from tests.rooms.forum.kit import MODERATOR, citizen


def order(**fields):
    """Return an order as the wire brings it."""
    return msgspec.convert(fields, AnyOrder)


def test_every_command_is_an_order_or_besides():
    """[FO6] Every command comes over the wire or is known to come another way; none is both."""
    commands = set(c.Command.__subclasses__())

    assert set(ORDERS.values()) | BESIDES == commands
    assert set(ORDERS.values()) & BESIDES == set()


@pytest.mark.parametrize("kind", ORDERS, ids=lambda kind: kind.__name__)
def test_no_order_says_who_gives_it_or_names_what_it_makes(kind):
    """[FO6] Who gives it comes from the session, ids of what is made from the server."""
    assert "by" not in kind.__struct_fields__
    assert DRAWN.get(ORDERS[kind]) not in kind.__struct_fields__


def test_an_order_becomes_its_command():
    """[FO6] Defaults hold; the drawn id and the giver are set."""
    made = to_command(order(order="ask_floor", note="버스"), citizen("a"), "new")

    assert made == c.AskFloor(by=citizen("a"), entry="new", kind=Kind.NORMAL, note="버스")


def test_words_are_normalised():
    """[FO6] Words of a person are composed and free of hidden signs before anybody sees them."""
    made = to_command(order(order="pause_forum", reason="소\u1105\u1161ㄴ\u202e\u0000 "), MODERATOR, "")

    assert made.reason == "소\ub77cㄴ"


@pytest.mark.parametrize(
    "fields",
    [
        {"order": "ask_floor", "by": {"who": "x", "role": "admin"}},
        {"order": "ask_floor", "entry": "mine"},
        {"order": "set_presence", "person": "a", "present": False},
        {"order": "count_ballot", "ballot": "b"},
        {"order": "call_next", "entry": "e"},
        {"order": "speak", "text": "가" * 2_001},
        {"order": "cast", "ballot": "b", "choice": {str(n): 1 for n in range(65)}},
    ],
)
def test_what_is_no_order_is_refused(fields):
    """[FO6] Unknown fields, timers' commands, missing versions and what is too long are no orders."""
    with pytest.raises(msgspec.ValidationError):
        order(**fields)
