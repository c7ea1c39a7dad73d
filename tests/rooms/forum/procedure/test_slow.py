"""Slow mode."""

import pytest

from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Stance
from rooms.forum.procedure.slow import LENGTHS
from rooms.forum.views import views
from rooms.forum.views.acts import act_of
from rooms.forum.views.view_parts import ForumView, QuestionsPart
from tests.rooms.forum.kit import MODERATOR, OFFICER, Hall, citizen


def slow(seconds, by=MODERATOR):
    """Return the command."""
    return c.SetSlow(by=by, seconds=seconds)


def ask(who, id_):
    """Return the command of asking in writing."""
    return c.AskQuestion(by=citizen(who), question=id_, text=f"물음 {id_}")


@pytest.fixture
def hall():
    """Return an open forum with two citizens."""
    return Hall().opened(people="ab")


@pytest.mark.parametrize("seconds", LENGTHS[1:])
def test_one_question_in_so_many_seconds(hall, seconds):
    """[SL1] The second question comes when the seconds are over; the refusal says how long is left, rounded up."""
    hall.do(slow(seconds))
    hall.do(ask("a", "q1"))
    no = hall.no(ask("a", "q2"), hall.now + 500)
    assert (no.why, no.facts) == (Why.SLOW_MODE, {"every": seconds, "seconds": seconds})
    hall.do(ask("b", "q3"))
    hall.do(ask("a", "q2"), hall.state.questions["q1"].asked_at + seconds * 1_000)
    hall.do(slow(0))
    hall.do(ask("a", "q4"))


def test_the_floor_is_never_slowed(hall):
    """[SL2] Asking for the floor, wanting a question and the words of who speaks are not slowed."""
    hall.do(slow(60))
    hall.do(ask("a", "q1"))
    hall.do(c.SetQueue(by=MODERATOR, open=True))
    hall.do(c.AskFloor(by=citizen("a"), entry="e1", stance=Stance.PRO))
    hall.do(c.CallNext(by=MODERATOR, entry="e1", saw=hall.state.floor.revision.version))
    for words in ("안녕하세요", "저는 장유에 삽니다"):
        hall.do(c.Speak(by=citizen("a"), text=words))


def test_faces_say_that_it_is_on(hall):
    """[SL3] Faces are told the seconds, and the desk who set them; the same again makes nothing happen."""
    (event,) = hall.do(slow(30))
    shared = views.prepare(hall.state, hall.now, {})
    for face in ForumView:
        (part,) = [one for one in views.parts(hall.state, face, {}, shared) if isinstance(one, QuestionsPart)]
        assert part.slow == 30
    act = act_of(hall.state, hall.state.seq, event, {})
    assert (act.did, act.about) == ("slow_set", "30")
    assert hall.do(slow(30)) == []


def test_it_is_staff_who_set_it(hall):
    """[SL4] Citizens do not, lengths are those of the list, and a closed forum has none any more."""
    assert hall.no(slow(10, citizen("a"))).why is Why.NOT_ALLOWED
    assert hall.no(slow(45)).why is Why.OUT_OF_RANGE
    hall.do(c.CloseForum(by=OFFICER))
    assert hall.no(slow(10)).why is Why.FORUM_CLOSED
