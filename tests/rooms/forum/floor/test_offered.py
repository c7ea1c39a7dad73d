"""What one may ask for now."""

import pytest

from rooms.base.errors import Refusal, Why
from rooms.forum.floor.offered import check_kind, offered
from rooms.forum.model import commands as c
from rooms.forum.model.terms import ItemKind, Kind, Phase, Stance
from tests.rooms.forum.kit import MODERATOR, OFFICER, Hall, citizen

ALL = (Kind.NORMAL, Kind.POINT_OF_ORDER, Kind.INTERPOSED, Kind.INTERVENTION)


def test_the_offer_follows_the_floor():
    """[FL32] All kinds while somebody speaks; no interposed question without a speech."""
    hall = Hall().opened(people="ab")
    assert offered(hall.state) == (Kind.NORMAL, Kind.POINT_OF_ORDER, Kind.INTERVENTION)
    hall.ask("a", Stance.CON)
    hall.call()
    assert offered(hall.state) == ALL


def test_a_closed_queue_and_a_pause_offer_less():
    """[FL3] [FL21] [FL32] A closed queue offers points of order only, a paused or closed forum nothing."""
    hall = Hall().opened(people="a")
    hall.do(c.SetQueue(by=MODERATOR, open=False))
    assert offered(hall.state) == (Kind.POINT_OF_ORDER,)
    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))
    assert offered(hall.state) == ()
    hall.do(c.ResumeForum(by=MODERATOR))
    hall.do(c.CloseForum(by=OFFICER))
    assert (hall.state.phase, offered(hall.state)) == (Phase.CLOSED, ())


def test_a_kind_that_the_rules_leave_out_is_not_offered():
    """[FL32] The forum's rules say which kinds there are."""
    hall = Hall(kinds=(Kind.INTERVENTION, Kind.NORMAL)).opened(people="a")

    assert offered(hall.state) == (Kind.NORMAL, Kind.INTERVENTION)
    with pytest.raises(Refusal) as no:
        check_kind(hall.state, Kind.POINT_OF_ORDER)
    assert no.value.why is Why.KIND_NOT_OFFERED


@pytest.mark.parametrize("speaks", [True, False])
@pytest.mark.parametrize("open_", [True, False])
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("item", [ItemKind.DEBATE, ItemKind.TALK])
def test_what_is_offered_is_taken(item, kind, open_, speaks):
    """[FL32] A kind is taken if and only if it is offered."""
    stance = Stance.CON if item is ItemKind.DEBATE else Stance.NONE
    hall = Hall().opened(item, people="ab")
    if speaks:
        hall.ask("a", stance)
        hall.call()
    hall.do(c.SetQueue(by=MODERATOR, open=open_))
    ask = c.AskFloor(by=citizen("b"), entry="x", kind=kind, stance=stance if kind is Kind.NORMAL else Stance.NONE)

    if kind in offered(hall.state):
        assert hall.do(ask)
    else:
        assert hall.no(ask).why in {Why.QUEUE_CLOSED, Why.NOBODY_SPEAKS}
