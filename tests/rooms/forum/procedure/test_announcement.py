"""Messages of staff to everybody."""

from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.views import views
from rooms.forum.views.view_parts import AnnouncementPart, ForumView
from tests.rooms.forum.kit import MODERATOR, OFFICER, SECOND, Hall, citizen


def announce(text, by=MODERATOR):
    """Return the command."""
    return c.Announce(by=by, text=text)


def seen(hall, face):
    """Return what a face shows."""
    shared = views.prepare(hall.state, hall.now, {})
    (part,) = [one for one in views.parts(hall.state, face, {}, shared) if isinstance(one, AnnouncementPart)]
    return part


def test_one_message_stands_on_every_face():
    """[AN1] The last message stands on every face with its time, before the forum begins too."""
    hall = Hall()
    assert [seen(hall, face).text for face in ForumView] == ["", "", ""]
    hall.do(announce("10분 뒤에 시작합니다"))
    hall.do(announce(" 곧 시작합니다 ", SECOND), hall.now + 1_000)
    assert [(seen(hall, face).text, seen(hall, face).at) for face in ForumView] == [("곧 시작합니다", hall.now)] * 3


def test_an_empty_one_takes_it_back():
    """[AN2] One that says nothing takes it back; saying the same again makes nothing happen."""
    hall = Hall()
    hall.do(announce("물 마시는 시간"))
    assert hall.do(announce("물 마시는 시간")) == []
    hall.do(announce("  "))
    assert (seen(hall, ForumView.PARTICIPANT).text, seen(hall, ForumView.PARTICIPANT).at) == ("", 0)
    assert hall.do(announce("")) == []


def test_it_is_staff_who_speak_to_all():
    """[AN3] Citizens do not, and a closed forum says nothing any more."""
    hall = Hall().opened(people="a")
    assert hall.no(announce("여러분", citizen("a"))).why is Why.NOT_ALLOWED
    hall.do(c.CloseForum(by=OFFICER))
    assert hall.no(announce("끝났습니다")).why is Why.FORUM_CLOSED
