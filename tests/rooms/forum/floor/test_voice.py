"""Whose voice the hall hears."""

from rooms.forum.floor.voice import OfHall, OfPerson, active_speaker
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Kind, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall


def test_the_voice_follows_the_floor():
    """[VO1] It opens with the call, stops with a pause of the speech, goes on, and closes with the end."""
    hall = Hall().opened(people="a")
    hall.ask("a", Stance.PRO)
    hall.call()
    assert active_speaker(hall.state) == OfPerson("a")

    hall.do(c.PauseSpeech(by=MODERATOR, saw=hall.version))
    assert active_speaker(hall.state) is None
    hall.do(c.ResumeSpeech(by=MODERATOR, saw=hall.version))
    assert active_speaker(hall.state) == OfPerson("a")
    hall.stop()
    assert active_speaker(hall.state) == OfHall()


def test_a_hard_moment_silences_all():
    """[VO1] A pause of the forum closes every voice, the hall's too; before and after the forum there is none."""
    hall = Hall()
    assert active_speaker(hall.state) is None
    hall.opened(people="a")
    hall.ask("a", Stance.PRO)
    hall.call()

    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))
    assert active_speaker(hall.state) is None
    hall.do(c.ResumeForum(by=MODERATOR))
    assert active_speaker(hall.state) is None
    hall.do(c.ResumeSpeech(by=MODERATOR, saw=hall.version))
    assert active_speaker(hall.state) == OfPerson("a")
    hall.do(c.CloseForum(by=OFFICER))
    assert active_speaker(hall.state) is None


def test_who_is_on_site_speaks_by_the_microphone_of_the_hall():
    """[VO7] A slip has no phone: the hall is the voice, until a remote question interrupts."""
    hall = Hall().opened(people="b")
    hall.slip("s", 7)
    hall.do(c.AskFloor(by=CLERK, entry="e9", kind=Kind.NORMAL, stance=Stance.CON, person="s"))
    hall.call()
    assert active_speaker(hall.state) == OfHall()

    hall.ask("b", kind=Kind.INTERPOSED)
    hall.call()
    assert active_speaker(hall.state) == OfPerson("b")
