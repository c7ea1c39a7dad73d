"""The clock of the floor."""

from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.terms import ItemKind, Kind, Stance
from tests.rooms.forum.kit import MODERATOR, Hall

PRO, CON = Stance.PRO, Stance.CON


def speak(hall, who, stance, seconds):
    """Let somebody speak for so long; return the events of the end."""
    hall.ask(who, stance)
    hall.call()
    hall.wait(seconds)
    return hall.stop()


def test_pause_and_extension():
    """[CL3] Pausing stops the clock, extending adds to it; a stale press changes nothing."""
    hall = Hall(speech_s=60).opened(people="a")
    hall.ask("a", CON)
    hall.call()
    saw = hall.version
    hall.wait(20)
    hall.do(c.PauseSpeech(by=MODERATOR, saw=saw))
    hall.wait(500)
    hall.do(c.ExtendSpeech(by=MODERATOR, saw=hall.version, seconds=30))

    assert hall.no(c.PauseSpeech(by=MODERATOR, saw=saw)).why is Why.STALE
    assert hall.state.clock.speech.left(hall.now) == 70_000
    assert hall.no(c.PauseSpeech(by=MODERATOR, saw=hall.version)).why is Why.NOT_NOW


def test_an_overrun_gives_every_camp_as_much():
    """[CL4] If one camp overran by t, every camp gets t; the camp that took it has used its own."""
    hall = Hall(speech_s=60).opened(people="abc")
    events = speak(hall, "a", CON, 72)

    assert [event.ms for event in events if isinstance(event, e.TimeGiven)] == [12_000]
    hall.ask("b", PRO)
    hall.call()
    assert hall.state.floor.speech.allotted == 72_000
    hall.wait(72)
    assert not [event for event in hall.stop() if isinstance(event, e.TimeGiven)]
    hall.ask("c", CON)
    hall.call()
    assert hall.state.floor.speech.allotted == 60_000


def test_credit_counts_for_who_is_called_in_the_same_act():
    """[CL4] What an overrun gives counts for who is called by the press that ends it."""
    hall = Hall(speech_s=60).opened(people="ab")
    hall.ask("a", CON)
    hall.call()
    hall.ask("b", PRO)
    hall.wait(69)
    hall.call()

    assert hall.state.floor.speech.allotted == 70_000


def test_a_budget_of_a_camp():
    """[CL5] With a budget a speech is as long as it lasts, 30 s at least; beyond it every camp gets as much."""
    hall = Hall(speech_s=60, camp_budget_s=100).opened(people="abc")
    speak(hall, "a", CON, 60)
    hall.ask("b", CON)
    hall.call()
    assert hall.state.floor.speech.allotted == 40_000
    hall.wait(50)

    assert [event.ms for event in hall.stop() if isinstance(event, e.TimeGiven)] == [10_000]
    hall.ask("c", CON)
    hall.call()
    assert hall.state.floor.speech.allotted == 30_000


def test_no_camp_no_compensation():
    """[CL4] Without camps nothing is given."""
    hall = Hall(camps=False, speech_s=60).opened(ItemKind.SPEECHES, people="a")

    assert len(speak(hall, "a", Stance.NONE, 90)) == 1


def test_nobody_speaks():
    """[CL3] Time is given to somebody who speaks, within bounds."""
    hall = Hall().opened(people="a")
    assert hall.no(c.ExtendSpeech(by=MODERATOR, saw=hall.version, seconds=30)).why is Why.NOBODY_SPEAKS
    hall.ask("a", CON)
    hall.call()
    assert hall.no(c.ExtendSpeech(by=MODERATOR, saw=hall.version, seconds=9_999)).why is Why.OUT_OF_RANGE


def test_time_never_runs_backwards():
    """[CL7] An event's time is max(previous, now): a server clock that steps back gives nobody time."""
    hall = Hall(speech_s=60).opened(people="a")
    hall.ask("a", CON)
    hall.call()
    at = hall.state.at
    (paused,) = hall.do(c.PauseSpeech(by=MODERATOR, saw=hall.version), at - 3_600_000)

    assert paused.at == at
    assert hall.state.clock.speech.left(0) == 60_000


def test_a_suspended_speech_ends_with_its_clock():
    """[CL1] Who ends both the question and the speech it interrupts leaves no countdown behind."""
    hall = Hall().opened(people="ab")
    hall.ask("a", CON)
    hall.call()
    hall.ask("b", kind=Kind.INTERPOSED)
    hall.call()
    hall.do(c.FinishItem(by=MODERATOR, item="i1", saw=hall.state.agenda.revision.version))

    assert (hall.state.clock.speech, hall.state.clock.suspended) == (None, None)
