"""What the clerk writes down as events pass: names, speeches, overrides, and rows that lean on nothing."""

import pytest

from rooms.forum.minutes.clerk import Clerk
from rooms.forum.minutes.parts import PersonalText
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.terms import Key, Level, QuestionState, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, a_ballot, bare, citizen

PRO, CON = Stance.PRO, Stance.CON


def written(events):
    """Return a clerk who saw events pass."""
    clerk = Clerk("f1")
    for event in events:
        clerk.take_event(event)
    return clerk


def row_of(hall, kind, n=0):
    """Return the row of the n-th event of a kind."""
    return [row for row, event in enumerate(hall.events, 1) if isinstance(event, kind)][n]


@pytest.fixture
def hall():
    """Return an open debate with four citizens."""
    return Hall().opened(people="abcd")


def test_words_are_cited_by_their_own_row(hall):
    """[MI9] A record is opened by row and field: each text stands with the row that holds it, not the one before."""
    hall.ask("a", CON)
    hall.call()
    hall.do(c.Speak(by=citizen("a"), text="하나"))
    hall.do(c.Correct(by=CLERK, row=hall.state.lines[0].row, text="둘"))
    clerk = written(hall.events)
    said, corrected = row_of(hall, e.Said), row_of(hall, e.Corrected)

    assert clerk.names["b"] == PersonalText(row_of(hall, e.Attended, 1), "name", "이름 b")
    assert clerk.speeches["e1"].lines[0].said == [
        PersonalText(said, "text", "하나"),
        PersonalText(corrected, "text", "둘"),
    ]


# ---- names ----


@pytest.mark.parametrize(
    ("slip", "phone", "kept"), [("김", "이", "김"), ("", "이", "이"), ("김", "", "김"), ("", "", "")]
)
def test_phone_and_slip_have_one_name(slip, phone, kept):
    """[MI1] The name of the slip stands, the phone's where the slip has none; nothing is left under the phone."""
    hall = Hall().opened()
    hall.do(c.CheckIn(by=CLERK, person="s1", slip=1, level=Level.CITIZEN, name=slip))
    hall.do(c.ComeOnline(by=citizen("a"), level=Level.CITIZEN, name=phone))
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))
    clerk = written(hall.events)

    assert (clerk.names["s1"].text, "a" in clerk.names) == (kept, False)


@pytest.mark.parametrize(("slip", "phone"), [("김", "이"), ("", "이"), ("김", "")])
def test_an_erased_name_is_cited_as_before(slip, phone):
    """[MI6] Whose name stands after a link does not hang on its words being there still."""
    hall = Hall().opened()
    hall.do(c.CheckIn(by=CLERK, person="s1", slip=1, level=Level.CITIZEN, name=slip))
    hall.do(c.ComeOnline(by=citizen("a"), level=Level.CITIZEN, name=phone))
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))
    full, left = written(hall.events).names["s1"], written([bare(event) for event in hall.events]).names["s1"]

    assert left == PersonalText(full.row, "name", "")


def test_a_phone_that_never_came_changes_no_name():
    """[MI1] A code can be scanned before anybody attends with that phone."""
    hall = Hall().opened()
    hall.do(c.CheckIn(by=CLERK, person="s1", slip=1, level=Level.CITIZEN, name="김", district="대동면"))
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))
    clerk = written(hall.events)

    assert (clerk.names["s1"].text, clerk.districts) == ("김", {"s1": "대동면"})


@pytest.mark.parametrize(("slip", "phone", "kept"), [("가", "나", "가"), ("", "나", "나"), ("", "", "")])
def test_phone_and_slip_have_one_district(slip, phone, kept):
    """[MI5] One person is in one sum of a district."""
    hall = Hall().opened()
    hall.do(c.CheckIn(by=CLERK, person="s1", slip=1, level=Level.CITIZEN, district=slip))
    hall.do(c.ComeOnline(by=citizen("a"), level=Level.CITIZEN, district=phone))
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))

    assert written(hall.events).districts == {"s1": kept}


# ---- speeches and overrides ----


def test_a_call_of_somebody_away_is_told_by_its_summons(hall):
    """[MI2] Who comes back within the grace starts by itself; why they were called, and by whom, is of the call."""
    hall.ask("a", CON)
    entry = hall.ask("b", CON)
    hall.away("b")
    hall.do(c.CallPerson(by=MODERATOR, entry=entry, saw=hall.version, reason="막차 시간"))
    hall.away("b", present=True)
    clerk = written(hall.events)
    speech = clerk.speeches[entry]

    assert (speech.reasons, speech.overridden) == ((Key.MODERATOR,), True)
    assert speech.reason == PersonalText(row_of(hall, e.PersonSummoned), "reason", "막차 시간")
    assert [(one.did, one.by, one.person) for one in clerk.overrides] == [("summoned", "mod", "b")]


def test_who_was_passed_over_is_told_by_the_later_call(hall):
    """[MI2] Of two calls of one request the one that gave the floor says why."""
    entry = hall.ask("b", CON)
    hall.away("b")
    hall.call()
    hall.wait(40)
    hall.away("b", present=True)
    hall.ask("a", CON)
    assert hall.call() == entry
    speech = written(hall.events).speeches[entry]

    assert speech.reasons == hall.events[row_of(hall, e.SpeechStarted) - 1].reasons
    assert (speech.overridden, speech.reason.row) == (False, row_of(hall, e.SpeechStarted))


def test_an_undone_call_leaves_nothing_for_the_next(hall):
    """[MI1] [MI2] A request called anew after an undo is a speech of its own, with its own reasons and words."""
    hall.ask("a", CON)
    entry = hall.ask("b", CON)
    hall.do(c.CallPerson(by=MODERATOR, entry=entry, saw=hall.version, reason="막차 시간"))
    hall.do(c.Speak(by=citizen("b"), text="잘못 불림"))
    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))
    hall.call()
    hall.stop()
    assert hall.call() == entry
    hall.do(c.Speak(by=citizen("b"), text="이제 제 차례"))
    clerk = written(hall.events)
    first, second = (one for one in clerk.done if one.entry == entry)

    assert (first.undone, second.undone) == (True, False)
    assert ([len(first.lines), len(second.lines)], second.overridden) == ([1, 1], False)
    assert second.lines[0].said[0].text == "이제 제 차례"


def test_an_undone_summons_leaves_no_reason(hall):
    """[MI2] Why somebody was called while away is forgotten with that call."""
    hall.ask("a", CON)
    entry = hall.ask("b", CON)
    hall.away("b")
    hall.do(c.CallPerson(by=MODERATOR, entry=entry, saw=hall.version, reason="막차 시간"))
    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))
    clerk = written(hall.events)

    assert clerk.called == {}
    assert [one.did for one in clerk.overrides] == ["summoned", "call_undone"]


def test_extensions_add_up(hall):
    """[MI1] What was allotted is what the speaker had in the end, also after time was taken."""
    hall.ask("a", CON)
    hall.call()
    for seconds in (60, -30):
        hall.do(c.ExtendSpeech(by=MODERATOR, saw=hall.version, seconds=seconds))
    hall.wait(250)
    hall.stop()
    speech = written(hall.events).speeches["e1"]

    assert (speech.allotted, speech.spoken, speech.overran) == (210_000, 250_000, 40_000)


def test_the_end_of_a_mute_is_an_override_only_by_hand(hall):
    """[MI2] A length that runs out is no act of staff; letting somebody speak before that is."""
    for person, minutes in (("a", 5), ("b", 15)):
        hall.do(c.MutePerson(by=MODERATOR, person=person, minutes=minutes, reason="욕설"))
    hall.wait(301)
    hall.do(c.UnmutePerson(by=MODERATOR, person="b"))

    assert [(one.did, one.person, one.by) for one in written(hall.events).overrides] == [
        ("muted", "a", "mod"),
        ("muted", "b", "mod"),
        ("unmuted", "b", "mod"),
    ]


def test_a_hard_moment_is_upon_nobody(hall):
    """[MI2] A pause of the forum stands with its reason, and names no person."""
    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))
    (one,) = written(hall.events).overrides

    assert (one.did, one.person) == ("forum_paused", "")
    assert one.reason == PersonalText(row_of(hall, e.ForumPaused), "reason", "소란")


# ---- agenda, ballots, questions ----


def test_a_changed_item_stands_as_changed_and_a_removed_one_not_at_all(hall):
    """[MI1] The agenda of the minutes is that which was gone through."""
    hall.do(c.AddItem(by=MODERATOR, item="i2", title="질문", kind="questions", minutes=10))
    hall.do(
        c.ChangeItem(
            by=MODERATOR, item="i2", title="질의", kind="questions", minutes=20, saw=hall.state.agenda.revision.version
        )
    )
    hall.do(c.AddItem(by=MODERATOR, item="i3", title="빠짐", kind="break", minutes=5))
    hall.do(c.RemoveItem(by=MODERATOR, item="i3", saw=hall.state.agenda.revision.version))
    began = hall.state.agenda.items[0].started_at
    items = written(hall.events).items

    assert {id_: (one.title, one.minutes, one.started_at) for id_, one in items.items()} == {
        "i1": ("찬반", 30, began),
        "i2": ("질의", 20, 0),
    }


def test_counts_that_differ_are_told(hall):
    """[MI3] The ballot says how often two counts differed, and its result is of those that agree."""
    hall.slip("s1", 1)
    hall.ballot()
    hall.do(c.IssuePaper(by=CLERK, ballot="b1", person="s1"))
    hall.finish()
    for no in (1, 0):
        for officer, yes in ((CLERK, 1), (OFFICER, 1 - no)):
            hall.do(c.EnterPaper(by=officer, ballot="b1", papers=1, totals={"yes": yes, "no": 1 - yes}))
    clerk = written(hall.events)

    assert (clerk.ballots["b1"].disputed, clerk.ballots["b1"].result) == (1, None)
    hall.result()
    assert written(hall.events).ballots["b1"].result == hall.state.ballots["b1"].result


def test_a_dropped_ballot_is_not_told(hall):
    """[MI3] What was prepared and not asked is no ballot."""
    hall.ballot("b1")
    hall.do(c.CreateBallot(by=MODERATOR, ballot="b2", terms=a_ballot()))
    hall.do(c.DropBallot(by=MODERATOR, ballot="b2", saw=hall.state.ballots["b2"].revision.version))

    assert list(written(hall.events).ballots) == ["b1"]


def test_the_last_answer_holds(hall):
    """[MI4] A promise that is kept later has the words of the answer; a hidden question was never shown."""
    for question in ("q1", "q2"):
        hall.do(c.AskQuestion(by=citizen("a" if question == "q1" else "b"), question=question, text=question))

    def move(question, to, **more):
        saw = hall.state.questions[question].revision.version
        hall.do(c.MoveQuestion(by=MODERATOR, question=question, to=to, saw=saw, **more))

    move("q2", QuestionState.HIDDEN, reason="주소")
    move("q1", QuestionState.SHOWN)
    move("q1", QuestionState.PROMISED, department="교통과", until="2026-12-01", answer="알아보겠습니다")
    clerk = written(hall.events)
    assert (clerk.shown, clerk.answers["q1"].text) == ({"q1"}, "알아보겠습니다")
    assert clerk.answers["q1"].row == len(hall.events)


# ---- rows that lean on nothing ----


ROWS = {
    "said": e.Said(at=5, who="x", person="x", entry="e9", caption=False, text="어디"),
    "corrected": e.Corrected(at=5, who="x", person="x", row=4_711, text="어디"),
    "taken_off": e.TakenOff(at=5, who="x", person="x", row=4_711, reason="어디"),
    "item_finished": e.ItemFinished(at=5, who="x", item="i9"),
    "ballot_published": e.BallotPublished(at=5, who="x", ballot="b9"),
    "paper_disputed": e.PaperDisputed(at=5, ballot="b9"),
    "speech_ended": e.SpeechEnded(at=5, person="x", entry="e9", spoken=1, overran=0, cause="self"),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_about_nothing_is_told_and_does_no_harm(hall, kind):
    """[MI1] The minutes say which row could not be read, and go on with the next."""
    hall.ask("a", CON)
    clerk = written([*hall.events, ROWS[kind]])
    row = len(hall.events) + 1

    assert [(one.row, one.kind, one.because) for one in clerk.unknown] == [(row, kind, e.Because.ORDER)]
    assert clerk.state.seq == row
    assert (clerk.overrides, clerk.lines, clerk.done) == ([], {}, [])


def test_what_leans_on_a_row_about_nothing_is_told_too(hall):
    """[MI1] Words of a speech that is not known are no line, so their correction corrects nothing."""
    row = len(hall.events) + 1
    clerk = written([*hall.events, ROWS["said"], e.Corrected(at=6, who="x", person="x", row=row, text="여기")])

    assert [one.kind for one in clerk.unknown] == ["said", "corrected"]
