"""Calls for help that staff took care of."""

import pytest

from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Signal
from rooms.forum.procedure.signals import HELP
from rooms.forum.views import acts
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, SECOND, Hall, citizen


def done(signal=Signal.CANT_HEAR, by=MODERATOR, saw=0):
    """Return the command."""
    return c.FinishHelp(by=by, signal=signal, saw=saw)


def test_staff_say_that_a_call_is_done():
    """[SI1] A moderator or a clerk does, for each kind of call apart; desks list who did what."""
    hall = Hall().opened()
    hall.do(done())
    (event,) = hall.do(done(Signal.SLOWER, CLERK), hall.now + 1_000)
    marks = {signal: (revision.who, revision.version) for signal, revision in hall.state.helped.items()}
    assert marks == {Signal.CANT_HEAR: ("mod", 1), Signal.SLOWER: ("clerk", 1)}
    act = acts.act_of(hall.state, hall.state.seq, event, {})
    assert (act.did, act.who, act.about) == ("help_done", "clerk", "slower")


def test_two_desks_do_it_once():
    """[SI2] Who is second is told who was first; who saw that can do the next one."""
    hall = Hall().opened()
    hall.do(done())
    late = hall.no(done(by=SECOND))
    assert (late.why, late.facts["by"], late.facts["did"]) == (Why.STALE, "mod", "help_done")
    hall.do(done(by=SECOND, saw=1))


@pytest.mark.parametrize("signal", sorted(set(Signal) - HELP))
def test_what_asks_for_nothing_is_never_done(signal):
    """[SI3] Applause is no call for help."""
    assert Hall().opened().no(done(signal)).facts == {"what": "help", "id": signal}


def test_it_is_staff_who_do_it():
    """[SI4] Citizens do not, and a closed forum knows no calls any more."""
    hall = Hall().opened(people="a")
    assert hall.no(done(by=citizen("a"))).why is Why.NOT_ALLOWED
    hall.do(c.CloseForum(by=OFFICER))
    assert hall.no(done()).why is Why.FORUM_CLOSED
