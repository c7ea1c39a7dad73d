"""The last acts of staff."""

from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.terms import Stance
from rooms.forum.views.acts import act_of
from tests.rooms.forum.kit import MODERATOR, Hall


def acts(hall):
    """Return the acts that a desk would list."""
    kept = (journalled.to_journal(event) for event in hall.events)
    texts = {(seq, field): text for seq, one in enumerate(kept, 1) for field, text in one.personal.items()}
    found = (act_of(hall.state, row, event, texts) for row, event in enumerate(hall.events, 1))
    return [act for act in found if act]


def test_an_override_stands_with_its_reason():
    """[VI9] The desk lists what staff did, about whom, and why."""
    hall = Hall().opened(people="ab")
    hall.ask("a", Stance.CON)
    hall.ask("b", Stance.PRO)
    entry = next(one.id for one in hall.state.floor.waiting.values() if one.person == "b")
    saw = hall.state.floor.revision.version
    hall.do(c.MoveEntry(by=MODERATOR, entry=entry, place=1, saw=saw, reason="막차 시간"))

    last = acts(hall)[-1]
    assert (last.did, last.about, last.reason, last.who) == ("entry_moved", "이름 b", "막차 시간", "mod")


def test_acts_of_citizens_are_not_listed():
    """[VI9] Asking and taking back is nobody's act but one's own."""
    hall = Hall().opened(people="a")
    before = len(acts(hall))
    hall.ask("a", Stance.CON)
    (entry,) = hall.state.floor.waiting
    hall.do(c.WithdrawFloor(by=c.By("a", MODERATOR.role), entry=entry))

    assert len(acts(hall)) == before
