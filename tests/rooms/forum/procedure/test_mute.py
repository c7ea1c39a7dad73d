"""Mute of one person in a forum."""

import pytest

from rooms.base.errors import Why
from rooms.base.roles import Role
from rooms.forum import forum
from rooms.forum.minutes import minutes
from rooms.forum.model import commands as c
from rooms.forum.model.people import MutedUntil
from rooms.forum.model.terms import Kind, Stance
from rooms.forum.procedure.mute import MINUTE_MS, MINUTES
from rooms.forum.views import views
from rooms.forum.views.acts import act_of
from rooms.forum.views.roll_list import RollRequest, page
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, citizen

REASON = "같은 말을 되풀이함"


def mute(person, minutes=5, by=MODERATOR, reason=REASON):
    """Return the command."""
    return c.MutePerson(by=by, person=person, minutes=minutes, reason=reason)


def ask(who, id_="q1"):
    """Return the command of asking in writing."""
    return c.AskQuestion(by=citizen(who), question=id_, text="왜 30분입니까?")


@pytest.fixture
def hall():
    """Return an open debate with three citizens."""
    return Hall().opened(people="abc")


@pytest.mark.parametrize("minutes", MINUTES)
def test_for_a_length_and_with_a_reason(hall, minutes):
    """[MU1] The end is counted from the act; 0 has none before the forum's."""
    (event,) = hall.do(mute("a", minutes))
    assert event.until == (hall.now + minutes * MINUTE_MS if minutes else 0)
    assert hall.state.mutes == {"a": MutedUntil(row=hall.state.seq, until=event.until)}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (mute("a", reason=" "), Why.REASON_NEEDED),
        (mute("a", minutes=7), Why.OUT_OF_RANGE),
        (mute("nobody"), Why.NO_SUCH),
        (mute("a", by=citizen("b")), Why.NOT_ALLOWED),
        (mute("a", by=CLERK), Why.NOT_ALLOWED),
    ],
)
def test_what_is_no_mute(hall, command, why):
    """[MU1] Refusals say what is missing."""
    assert hall.no(command).why is why


def test_nobody_mutes_themselves_or_who_is_gone(hall):
    """[MU1] A moderator who attends is not muted by their own hand; who was removed is away already."""
    hall.do(c.ComeOnline(by=MODERATOR, level="citizen", name="정은주"))
    assert hall.no(mute(MODERATOR.who)).why is Why.NOT_YOURSELF
    hall.do(c.Remove(by=MODERATOR, person="a", reason="욕설"))
    assert hall.no(mute("a")).why is Why.REMOVED


def test_place_and_floor_are_gone(hall):
    """[MU2] The speech ends and the request leaves the queue, each with its cause; others stay."""
    hall.ask("a", Stance.PRO)
    hall.call()
    hall.ask("b", Stance.CON)
    hall.ask("a", kind=Kind.POINT_OF_ORDER)
    events = hall.do(mute("a"))
    assert {getattr(event, "cause", "") for event in events} == {"", "muted"}
    assert hall.state.floor.speech is None
    assert [entry.person for entry in hall.state.floor.waiting.values()] == ["b"]


def test_asks_for_nothing_by_nobodys_hand(hall):
    """[MU2] Neither the floor, by oneself or by the clerk, nor a question; the refusal says until when."""
    hall.do(mute("a"))
    until = hall.state.mutes["a"].until
    floor = {"entry": "e1", "stance": Stance.PRO}
    for command in (c.AskFloor(by=citizen("a"), **floor), c.AskFloor(by=CLERK, person="a", **floor), ask("a")):
        no = hall.no(command)
        assert (no.why, no.facts) == (Why.HELD_BACK, {"until": until})
    hall.do(c.AskFloor(by=citizen("b"), **floor))


def test_votes_as_everybody(hall):
    """[MU3] Attending again, wanting a question and a vote are taken, and the vote counts."""
    hall.do(ask("b"))
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to="shown", saw=hall.state.questions["q1"].revision.version))
    hall.do(mute("a", 0))
    hall.do(c.ComeOnline(by=citizen("a"), level="citizen"))
    hall.do(c.VoteQuestion(by=citizen("a"), question="q1", wanted=True))
    hall.ballot()
    hall.cast("a")
    assert "a" in hall.state.ballots["b1"].casts


def test_it_ends_by_its_time(hall):
    """[MU4] The timer lifts it with the same id on every node; who comes at the very moment is not refused."""
    hall.do(mute("a"))
    until = hall.state.mutes["a"].until
    (timer,) = [one for one in forum.due(hall.state) if one.act.startswith("unmute")]
    assert (timer.at, timer.act) == (until, f"unmute:a:{until}")
    hall.do(ask("a"), until)
    hall.do(timer.command)
    assert hall.state.mutes == {}
    assert hall.do(timer.command) == []


def test_it_ends_by_staff_and_an_old_timer_is_idle(hall):
    """[MU4] Lifted, muted anew for longer: the first timer lifts nothing."""
    hall.do(mute("a"))
    (old,) = [one for one in forum.due(hall.state) if one.act.startswith("unmute")]
    hall.do(c.UnmutePerson(by=MODERATOR, person="a"))
    hall.do(ask("a"))
    hall.do(mute("a", 15))
    assert hall.do(old.command, old.at) == []
    assert "a" in hall.state.mutes
    assert hall.no(c.UnmutePerson(by=citizen("b"), person="a")).why is Why.NOT_ALLOWED


@pytest.mark.parametrize(("phone", "slip", "ends"), [(5, None, 5), (5, 15, 15), (0, 15, 0), (15, 5, 15)])
def test_a_phone_takes_it_to_its_slip(hall, phone, slip, ends):
    """[MU5] The later end of both holds."""
    hall.slip("s1", 1)
    began = hall.now
    hall.do(mute("a", phone))
    if slip is not None:
        hall.do(mute("s1", slip))
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))
    assert set(hall.state.mutes) == {"s1"}
    assert hall.state.mutes["s1"].until == (began + ends * MINUTE_MS if ends else 0)
    assert hall.no(ask("a")).why is Why.HELD_BACK


def test_who_is_told(hall):
    """[MU6] Oneself until when and why, and no more once it is over; the desk and the roll who."""
    hall.do(mute("a"))
    event, until = hall.events[-1], hall.state.mutes["a"].until
    texts = {(hall.state.seq, "reason"): REASON}
    shared = views.prepare(hall.state, hall.now, texts)
    mine = views.mine(hall.state, shared, "a", texts, hall.now)
    assert (mine.muted.until, mine.muted.reason) == (until, REASON)
    assert views.mine(hall.state, shared, "b", texts, hall.now).muted is None
    assert views.mine(hall.state, shared, "a", texts, until).muted is None
    act = act_of(hall.state, hall.state.seq, event, texts)
    assert (act.did, act.who, act.reason) == ("muted", MODERATOR.who, REASON)
    assert {line.person: line.muted for line in page(hall.state, {}, RollRequest()).lines} == {
        "a": True,
        "b": False,
        "c": False,
    }


def test_the_minutes_name_who_did_it_and_why(hall):
    """[MU6] Both acts of staff stand in the minutes; what the timer did is no act of theirs."""
    hall.do(mute("a"))
    hall.do(c.UnmutePerson(by=MODERATOR, person="a"))
    hall.do(mute("b"))
    hall.wait(6 * 60)
    written = minutes.minutes("f1", hall.events)
    assert [(one.did, one.by, one.person) for one in written.overrides] == [
        ("muted", MODERATOR.who, "a"),
        ("unmuted", MODERATOR.who, "a"),
        ("muted", MODERATOR.who, "b"),
    ]


@pytest.mark.parametrize(
    "command", [mute("a"), c.Remove(by=MODERATOR, person="a", reason="욕설")], ids=["mute", "remove"]
)
def test_such_a_call_is_not_undone(hall, command):
    """[MU7] The floor does not come back by the undo of a call."""
    hall.ask("a", Stance.PRO)
    hall.call()
    hall.do(command)
    assert hall.no(c.UndoCall(by=MODERATOR, saw=hall.state.floor.revision.version)).why is Why.NOTHING_TO_UNDO


@pytest.mark.parametrize("standing", [Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN])
@pytest.mark.parametrize("kind", ["mute", "remove"])
def test_staff_are_held_back_by_an_admin_alone(hall, kind, standing):
    """[MU8] [RL7] An officer does not mute or remove another member of staff; an admin does."""

    def command(by):
        if kind == "mute":
            return c.MutePerson(by=by, person="a", minutes=5, reason="소란", standing=standing)
        return c.Remove(by=by, person="a", reason="소란", standing=standing)

    assert hall.no(command(OFFICER)).facts == {"needs": "admin"}

    assert hall.do(command(c.By("boss", Role.ADMIN)))
