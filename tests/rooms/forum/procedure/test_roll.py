"""The roll: channels, slips, links, levels."""

import pytest

from rooms.base.errors import Why
from rooms.forum.minutes.minutes import minutes
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Channel, Level, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, Hall, citizen


@pytest.fixture
def hall():
    """Return an open debate with two citizens online and one slip."""
    hall = Hall().opened(people="ab")
    hall.slip("s1", 7)
    return hall


def test_channels(hall):
    """[RL1] One comes online by oneself; on site by the clerk's slip or the venue's code."""
    hall.do(c.ConfirmOnsite(by=citizen("b")))

    channels = {id_: person.channel for id_, person in hall.state.roll.people.items()}
    assert channels == {"a": Channel.ONLINE, "b": Channel.ONSITE, "s1": Channel.ONSITE}
    refused = hall.no(c.CheckIn(by=citizen("a"), person="x", slip=8, level=Level.CITIZEN))
    assert (refused.why, refused.facts) == (Why.NOT_ALLOWED, {"needs": "clerk"})


def test_a_slip_is_one_person(hall):
    """[RL2] A number is given once."""
    assert hall.no(c.CheckIn(by=CLERK, person="s2", slip=7, level=Level.NAMED)).facts == {"slip": 7}
    assert hall.no(c.CheckIn(by=CLERK, person="s2", slip=0, level=Level.NAMED)).why is Why.OUT_OF_RANGE
    assert hall.no(c.CheckIn(by=CLERK, person="a", slip=8, level=Level.NAMED)).why is Why.ALREADY


def test_attending_again_changes_nothing(hall):
    """[RL3] Coming again changes nothing but presence, or a level that rose."""
    assert hall.come("a") == []
    hall.away("a")
    assert len(hall.come("a")) == 1
    hall.come("g", Level.GUEST)
    hall.do(c.RaiseLevel(by=citizen("g"), level=Level.CITIZEN))
    assert hall.come("g", Level.GUEST) == []
    assert hall.state.roll.people["g"].level is Level.CITIZEN


def test_presence_counts(hall):
    """[RL4] Present, and most at once, are counted."""
    hall.away("a")
    hall.away("a")
    hall.away("nobody")

    assert (hall.state.roll.present, hall.state.roll.most) == (2, 3)


def test_a_phone_becomes_the_slip(hall):
    """[RL5] A phone that scans a slip is that person: one place, one level, one vote, one count."""
    hall.do(c.LinkSlip(by=citizen("a"), slip=7))
    hall.ask("a", Stance.CON)

    assert set(hall.state.roll.people) == {"b", "s1"}
    assert [entry.person for entry in hall.state.floor.waiting.values()] == ["s1"]
    assert hall.state.roll.present == 2
    assert hall.no(c.LinkSlip(by=citizen("b"), slip=7)).why is Why.LINKED_ALREADY
    assert hall.no(c.LinkSlip(by=citizen("a"), slip=7)).why is Why.LINKED_ALREADY
    assert hall.no(c.LinkSlip(by=citizen("b"), slip=8)).why is Why.NO_SUCH


def test_a_link_makes_nobody_two(hall):
    """[RL6] Who waits or voted with the phone cannot become the slip; what was spoken counts for both."""
    hall.ask("a", Stance.CON)
    assert hall.no(c.LinkSlip(by=citizen("a"), slip=7)).facts == {"what": "entry"}
    hall.call()
    hall.wait(5)
    hall.stop()
    hall.ballot()
    hall.cast("b")
    assert hall.no(c.LinkSlip(by=citizen("b"), slip=7)).facts == {"what": "vote"}
    hall.do(c.LinkSlip(by=citizen("a"), slip=7))

    assert hall.state.floor.spoken == {"s1": 5_000}
    assert hall.state.ballots["b1"].entitled == {"s1", "b"}
    assert hall.no(c.UndoCall(by=MODERATOR, saw=hall.version)).why is Why.NOTHING_TO_UNDO
    hall.cast("a")
    assert set(hall.state.ballots["b1"].casts) == {"s1", "b"}


def test_removal_has_limits(hall):
    """[RL7] Nobody removes themselves; a removal has a reason and happens once."""
    assert hall.no(c.Remove(by=MODERATOR, person="a", reason=" ")).why is Why.REASON_NEEDED
    hall.do(c.Remove(by=MODERATOR, person="a", reason="욕설"))
    assert hall.no(c.Remove(by=MODERATOR, person="a", reason="욕설")).why is Why.ALREADY
    assert hall.no(c.AskFloor(by=citizen("a"), entry="x", stance=Stance.CON)).why is Why.REMOVED
    hall.come("mod")
    assert hall.no(c.Remove(by=MODERATOR, person="mod", reason="x")).why is Why.NOT_YOURSELF


def test_who_came_without_a_name_gives_one_later():
    """[RL9] Reading first and a nickname later: faces, queue and minutes have it; a second one changes nothing."""
    hall = Hall().opened()
    hall.do(c.ComeOnline(by=citizen("a"), level=Level.GUEST))
    hall.do(c.ComeOnline(by=citizen("a"), level=Level.NAMED, name="가람"))
    assert hall.state.roll.people["a"].named
    hall.ask("a", Stance.PRO)
    hall.call()
    assert minutes("f1", hall.events).people["a"].name.text == "가람"

    assert hall.do(c.ComeOnline(by=citizen("a"), level=Level.NAMED, name="나루")) == []
