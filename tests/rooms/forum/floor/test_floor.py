"""The floor: asking, calling, speaking, undoing."""

import pytest

from rooms.base.errors import Why
from rooms.forum.floor.state import TRANSITIONS, EntrySignal, state_of
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.terms import EntryState, ItemKind, Key, Kind, Level, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, SECOND, Hall, citizen

PRO, CON = Stance.PRO, Stance.CON


@pytest.fixture
def hall():
    """Return an open debate with six citizens."""
    return Hall().opened(people="abcdef")


def test_kinds_go_before_each_other(hall):
    """[FL1] Interposed question > intervention > point of order > normal; the same kinds by the time of asking."""
    first = hall.ask("a", CON)
    hall.call()
    normal = hall.ask("b", PRO)
    order = hall.ask("c", kind=Kind.POINT_OF_ORDER)
    intervention = hall.ask("d", kind=Kind.INTERVENTION)
    interposed = hall.ask("e", kind=Kind.INTERPOSED)

    assert hall.line() == [interposed, intervention, order, normal]
    assert hall.state.floor.speech.entry.id == first
    assert hall.places()[0].reasons[0] is Key.KIND


def test_one_waiting_entry_and_one_point_of_order(hall):
    """[FL2] One has one waiting request, plus one point of order."""
    entry = hall.ask("a", CON)
    hall.ask("a", kind=Kind.POINT_OF_ORDER)

    again = hall.no(c.AskFloor(by=citizen("a"), entry="x", stance=PRO))
    order = hall.no(c.AskFloor(by=citizen("a"), entry="y", kind=Kind.POINT_OF_ORDER))

    assert again.why is order.why is Why.ALREADY_WAITING
    assert again.facts["entry"] == entry


def test_a_closed_queue_takes_points_of_order(hall):
    """[FL3] A closed queue refuses requests but points of order."""
    hall.do(c.SetQueue(by=MODERATOR, open=False))

    assert hall.no(c.AskFloor(by=citizen("a"), entry="x", stance=PRO)).why is Why.QUEUE_CLOSED
    assert hall.ask("a", kind=Kind.POINT_OF_ORDER) in hall.line()


def test_a_queue_for_who_is_present(hall):
    """[FL4] Present-only: who is away can neither ask nor be called, but keeps the place."""
    entry, other = hall.ask("a", CON), hall.ask("b", CON)
    hall.do(c.SetQueue(by=MODERATOR, open=True, present_only=True))
    hall.away("a")
    hall.away("c")

    assert hall.line() == [other]
    assert hall.no(c.AskFloor(by=citizen("c"), entry="x", stance=PRO)).why is Why.NOT_PRESENT
    hall.away("a", present=True)
    assert hall.line() == [entry, other]


def test_a_stance_where_there_are_camps(hall):
    """[FL5] In a debate one says for which camp; elsewhere one cannot."""
    assert hall.no(c.AskFloor(by=citizen("a"), entry="x")).why is Why.STANCE_NEEDED
    assert Hall().opened(ItemKind.SPEECHES, people="a").no(c.AskFloor(by=citizen("a"), entry="x", stance=PRO)).why is (
        Why.STANCE_NOT_OFFERED
    )


def test_the_level_of_asking(hall):
    """[FL6] Asking needs a level; the refusal names it and what one has."""
    hall.come("guest", Level.GUEST)

    refused = hall.no(c.AskFloor(by=citizen("guest"), entry="x", stance=PRO))

    assert (refused.why, refused.facts) == (Why.LEVEL_NEEDED, {"needs": "named", "has": "guest"})


def test_the_clerk_asks_for_a_slip(hall):
    """[FL7] A clerk asks for somebody on site; citizens ask for nobody else."""
    hall.slip("s1", 7)
    hall.do(c.AskFloor(by=CLERK, entry="x", stance=CON, person="s1"))

    assert hall.state.floor.waiting["x"].channel == "onsite"
    assert hall.no(c.AskFloor(by=citizen("a"), entry="y", stance=CON, person="s1")).why is Why.NOT_ALLOWED


def test_two_nexts_are_one_call(hall):
    """[FL8] Two moderators press next at once: one call; the second is told who did what."""
    first, _ = hall.ask("a", CON), hall.ask("b", PRO)
    saw = hall.version
    hall.do(c.CallNext(by=MODERATOR, entry=first, saw=saw))

    refused = hall.no(c.CallNext(by=SECOND, entry=first, saw=saw))

    assert refused.why is Why.STALE
    assert (refused.facts["by"], refused.facts["did"]) == ("mod", "speech_started")
    assert len(hall.state.floor.turns) == 1


def test_next_is_who_was_shown(hall):
    """[FL8] If somebody else became next meanwhile, nobody is called and the new one is named."""
    shown = hall.ask("a", PRO)
    other = hall.ask("b", CON)

    refused = hall.no(c.CallNext(by=MODERATOR, entry=shown, saw=hall.version))

    assert (refused.why, refused.facts) == (Why.NEXT_CHANGED, {"next": other})


def test_an_override_has_a_reason(hall):
    """[FL9] Calling out of order needs a reason, which is kept; calling who is next needs none."""
    first, second = hall.ask("a", CON), hall.ask("b", CON)

    assert hall.no(c.CallPerson(by=MODERATOR, entry=second, saw=hall.version)).why is Why.REASON_NEEDED
    (started,) = hall.do(c.CallPerson(by=MODERATOR, entry=second, saw=hall.version, reason="막차 시간"))
    assert (started.overridden, started.reason, started.reasons) == (True, "막차 시간", (Key.MODERATOR,))
    started = hall.do(c.CallPerson(by=MODERATOR, entry=first, saw=hall.version))[-1]
    assert not started.overridden


def test_moving_puts_at_a_place(hall):
    """[FL10] The moderator puts a request at a place with a reason; it comes up with every call."""
    entries = [hall.ask(who, CON) for who in "abcd"]
    assert hall.no(c.MoveEntry(by=MODERATOR, entry=entries[3], place=2, saw=hall.version)).why is Why.REASON_NEEDED
    hall.do(c.MoveEntry(by=MODERATOR, entry=entries[3], place=2, saw=hall.version, reason="막차"))

    assert hall.line() == [entries[0], entries[3], entries[1], entries[2]]
    hall.call()
    assert hall.line() == [entries[3], entries[1], entries[2]]
    assert hall.places()[0].reasons == (Key.MODERATOR,)
    hall.do(c.MoveEntry(by=MODERATOR, entry=entries[3], place=0, saw=hall.version))
    assert hall.line() == entries[1:]


def test_moving_to_a_taken_place_pushes(hall):
    """[FL10] Who is put where another was put goes before it."""
    entries = [hall.ask(who, CON) for who in "abc"]
    for entry in entries[1:]:
        hall.do(c.MoveEntry(by=MODERATOR, entry=entry, place=1, saw=hall.version, reason="급함"))

    assert hall.line() == [entries[2], entries[1], entries[0]]


def test_an_interposed_question_suspends(hall):
    """[FL11] An interposed question suspends the speech; its end gives the floor back, with the clock exact."""
    main = hall.ask("a", CON)
    hall.call()
    hall.wait(50)
    question = hall.ask("b", kind=Kind.INTERPOSED)
    hall.call()
    assert (hall.state.floor.speech.entry.id, hall.state.floor.suspended.entry.id) == (question, main)
    hall.wait(40)

    hall.stop()

    assert hall.state.floor.speech.entry.id == main
    assert hall.state.clock.speech.left(hall.now) == (180 - 51) * 1_000


def test_nobody_is_interrupted_for_who_is_away(hall):
    """[FL11] A question called while its asker is away interrupts once they are back; an undo leaves the speech be."""
    main = hall.ask("a", CON)
    hall.call()
    question = hall.ask("b", kind=Kind.INTERPOSED)
    hall.away("b")
    hall.call()
    assert hall.state.floor.speech.entry.id == main
    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))
    assert hall.state.clock.speech.running
    hall.call()
    hall.away("b", present=True)
    assert (hall.state.floor.speech.entry.id, hall.state.floor.suspended.entry.id) == (question, main)


def test_the_end_of_a_speech_drops_its_questions(hall):
    """[FL12] With a speech end the questions to it that wait."""
    hall.ask("a", CON)
    hall.call()
    question = hall.ask("b", kind=Kind.INTERPOSED)

    events = hall.stop()

    assert [event.entry for event in events if isinstance(event, e.FloorWithdrawn)] == [question]
    assert hall.no(c.AskFloor(by=citizen("b"), entry="x", kind=Kind.INTERPOSED)).why is Why.NOBODY_SPEAKS


def test_called_while_away_is_passed_over(hall):
    """[FL13] Called while away one is waited for 30 s, passed over, and stays next; the desk sees it."""
    first, second = hall.ask("a", CON), hall.ask("b", CON)
    hall.away("a")
    assert hall.line() == [first, second]
    hall.call()
    assert state_of(hall.state.floor, first) is EntryState.CALLED
    hall.wait(31)

    assert hall.line() == [second]
    assert hall.places()[-1].entry == first
    assert hall.places()[-1].away
    hall.away("a", present=True)
    assert hall.line() == [first, second]
    assert Key.KEPT in hall.places()[0].reasons


def test_back_within_the_grace_has_the_floor(hall):
    """[FL14] Who comes back within the grace has the floor at once."""
    first = hall.ask("a", CON)
    hall.away("a")
    hall.call()
    hall.now += 29_000
    hall.away("a", present=True)

    assert hall.state.floor.speech.entry.id == first
    assert hall.state.floor.summons is None


def test_next_during_the_grace_passes_over(hall):
    """[FL13] Next during the grace passes over at once and calls the one behind."""
    first, second = hall.ask("a", CON), hall.ask("b", CON)
    hall.away("a")
    hall.call()
    hall.do(c.CallNext(by=MODERATOR, entry=second, saw=hall.version))

    assert hall.state.floor.waiting[first].passed
    assert hall.state.floor.speech.entry.id == second


def test_a_lost_speaker_stops_the_clock(hall):
    """[FL15] A speaker whose line is lost pauses the clock; the moderator decides."""
    hall.ask("a", CON)
    hall.call()
    hall.wait(10)
    hall.away("a")
    hall.wait(100)

    assert hall.state.floor.speech.state is EntryState.PAUSED
    assert hall.state.clock.speech.left(hall.now) == 170_000


def test_undo_makes_a_call_never_made(hall):
    """[FL16] Undo: the request waits where it was, turns, seconds and speeches are as before."""
    entry, _ = hall.ask("a", CON), hall.ask("b", PRO)
    before, line = hall.state.floor, hall.line()
    hall.call()
    hall.wait(20)
    hall.stop()

    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))

    assert hall.line() == line
    floor = hall.state.floor
    assert (floor.waiting, floor.turns, sum(floor.spoken.values())) == (before.waiting, before.turns, 0)
    assert entry in floor.waiting
    assert hall.no(c.UndoCall(by=MODERATOR, saw=hall.version)).why is Why.NOTHING_TO_UNDO


def test_undo_of_an_interposed_call_restores(hall):
    """[FL16] The undo of an interposed call gives the speech its floor back."""
    main = hall.ask("a", CON)
    hall.call()
    question = hall.ask("b", kind=Kind.INTERPOSED)
    hall.call()
    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))

    assert hall.state.floor.speech.entry.id == main
    assert hall.line() == [question]


def test_undo_takes_back_overtaking(hall):
    """[FL16] An undo takes back what the call cost those it overtook."""
    first, second = hall.ask("a", CON), hall.ask("b", CON)
    hall.do(c.CallPerson(by=MODERATOR, entry=second, saw=hall.version, reason="급함"))
    assert hall.state.floor.waiting[first].overtaken == 1
    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))

    assert hall.state.floor.waiting[first].overtaken == 0


def test_seconds_are_kept(hall):
    """[FL17] Spoken time is kept by person, camp and channel, pauses left out; points of order charge no camp."""
    hall.ask("a", CON)
    hall.call()
    hall.wait(10)
    hall.do(c.PauseSpeech(by=MODERATOR, saw=hall.version))
    hall.wait(60)
    hall.do(c.ResumeSpeech(by=MODERATOR, saw=hall.version))
    hall.wait(5)
    hall.stop()
    hall.ask("b", kind=Kind.POINT_OF_ORDER)
    hall.call()
    hall.wait(7)
    hall.stop()

    floor = hall.state.floor
    assert floor.spoken == {"a": 15_000, "b": 7_000}
    assert floor.accounts[CON].spoken == floor.by_channel["online"] == 15_000


def test_only_the_speaker_yields(hall):
    """[FL18] The speaker ends the own speech; nobody else of the citizens does."""
    hall.ask("a", CON)
    hall.call()

    assert hall.no(c.YieldFloor(by=citizen("b"))).why is Why.NO_FLOOR
    assert hall.no(c.StopSpeech(by=citizen("a"), saw=hall.version)).why is Why.NOT_ALLOWED
    assert hall.do(c.YieldFloor(by=citizen("a")))[0].cause == "self"


def test_the_end_of_an_item_ends_speech_and_requests(hall):
    """[FL19] With its item end the speech and the normal requests; points of order are kept."""
    hall.ask("a", CON)
    hall.ask("b", PRO)
    order = hall.ask("c", kind=Kind.POINT_OF_ORDER)
    hall.call()
    order2 = hall.ask("d", kind=Kind.POINT_OF_ORDER)
    hall.do(c.FinishItem(by=MODERATOR, item="i1", saw=hall.state.agenda.revision.version))

    assert hall.state.floor.speech is None
    assert hall.line() == [order2]
    assert hall.state.floor.speeches["c"] == 1
    assert order not in hall.line()


def test_who_is_removed_has_no_place(hall):
    """[RL8] Who is removed loses place and floor, with a reason that is kept, and cannot come back in."""
    entry = hall.ask("a", CON)
    hall.call()
    order = hall.ask("a", kind=Kind.POINT_OF_ORDER)
    events = hall.do(c.Remove(by=MODERATOR, person="a", reason="욕설"))

    assert hall.state.floor.speech is None
    assert order not in hall.state.floor.waiting
    assert any(isinstance(event, e.SpeechEnded) and event.entry == entry for event in events)
    assert hall.no(c.ComeOnline(by=citizen("a"), level=Level.CITIZEN)).why is Why.REMOVED


def test_words_belong_to_the_floor(hall):
    """[FL20] Words with the floor are of the speaker or a captioner; a correction keeps the trace."""
    hall.ask("a", CON)
    assert hall.no(c.Speak(by=citizen("a"), text="안녕하세요")).why is Why.NOBODY_SPEAKS
    hall.call()
    assert hall.no(c.Speak(by=citizen("b"), text="저요")).why is Why.NO_FLOOR
    hall.do(c.Speak(by=citizen("a"), text="안녕하세요"))
    hall.do(c.Caption(by=CLERK, text="반갑습니다"))
    row = hall.state.lines[-1].row
    (corrected,) = hall.do(c.Correct(by=CLERK, row=row, text="고맙습니다"))
    assert corrected.subject() == "a"
    assert hall.state.lines[-1].corrected == hall.state.seq
    hall.do(c.TakeOff(by=CLERK, row=row, reason="주소"))
    assert [line.row for line in hall.state.lines] == [row - 1]
    assert hall.no(c.Correct(by=CLERK, row=row, text="다시")).why is Why.NO_SUCH


def test_a_hard_moment_stops_floor_and_requests(hall):
    """[FL21] A pause of the forum stops the speech and new requests; the speech goes on by hand."""
    hall.ask("a", CON)
    hall.call()
    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))
    hall.wait(100)
    assert hall.no(c.AskFloor(by=citizen("b"), entry="x", stance=CON)).why is Why.FORUM_PAUSED
    assert hall.no(c.ComeOnline(by=citizen("new"), level=Level.CITIZEN)).why is Why.FORUM_PAUSED
    hall.do(c.ResumeForum(by=MODERATOR))
    assert hall.state.floor.speech.state is EntryState.PAUSED
    assert hall.state.clock.speech.left(hall.now) == 180_000


def test_hard_stop_ends_a_speech_by_its_timer():
    """[CL6] In a format that stops hard, a timer ends the speech at its end and not before; ids are of the deadline."""
    hall = Hall(hard_stop=True).opened(people="a")
    hall.ask("a", CON)
    hall.call()
    ends_at = hall.state.clock.speech.ends_at
    early = hall.no(c.EndSpeech(by=c.TIMER, entry="e1", ends_at=ends_at))
    hall.wait(181)

    assert early.why is Why.STALE
    assert hall.state.floor.speech is None
    assert hall.events[-1].cause == "time"
    assert hall.no(c.EndSpeech(by=OFFICER, entry="e1", ends_at=ends_at)).why is Why.NOT_ALLOWED


@pytest.mark.parametrize("state", EntryState)
@pytest.mark.parametrize("signal", EntrySignal)
def test_requests_move_by_their_table(state, signal):
    """[FL22] Every step of a request is in the table; who is gone stays gone."""
    following = TRANSITIONS.get(state, {}).get(signal)

    assert following is None or following in EntryState
    assert state is not EntryState.GONE or following is None
