"""The minutes, made from events."""

import msgspec

from rooms.forum.minutes.minutes import minutes, told
from rooms.forum.minutes.parts import Minutes, Side
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Kind, Outcome, QuestionState, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, bare, citizen

PRO, CON = Stance.PRO, Stance.CON


def a_forum():
    """Return a forum that was held: two speeches, an override, an undo, a ballot with paper, a promise."""
    hall = Hall().opened(people="abcdef")
    hall.slip("s1", 1)
    hall.ask("a", CON)
    hall.call()
    hall.do(c.Speak(by=citizen("a"), text="반대합니다"))
    hall.wait(60)
    hall.stop()
    hall.ask("b", PRO)
    late = hall.ask("c", PRO)
    hall.call()
    hall.do(c.UndoCall(by=MODERATOR, saw=hall.version))
    hall.do(c.CallPerson(by=MODERATOR, entry=late, saw=hall.version, reason="막차 시간"))
    hall.wait(30)
    hall.stop()
    hall.ballot()
    hall.cast("a", "no")
    hall.do(c.IssuePaper(by=CLERK, ballot="b1", person="s1"))
    hall.finish()
    for officer in (CLERK, OFFICER):
        hall.do(c.EnterPaper(by=officer, ballot="b1", papers=1, totals={"yes": 1}))
    hall.result()
    hall.do(c.AskQuestion(by=citizen("a"), question="q1", text="버스는요?"))
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.SHOWN, saw=0))
    promise = {"department": "교통과", "until": "2026-12-01"}
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.PROMISED, saw=1, **promise))
    hall.do(c.CloseForum(by=OFFICER))
    return hall


def test_the_minutes_of_a_forum():
    """[MI1] Speakers with kind, stance, channel, start and seconds; undone calls are no speeches."""
    made = minutes("f1", a_forum().events)

    assert [(one.person, one.kind, one.stance, one.channel, one.spoken) for one in made.speeches] == [
        ("a", Kind.NORMAL, CON, "online", 60_000),
        ("c", Kind.NORMAL, PRO, "online", 30_000),
    ]
    assert [made.people[one.person].name.text for one in made.speeches] == ["이름 a", "이름 c"]
    assert [words.text for words in made.speeches[0].lines[0].said] == ["반대합니다"]
    assert made.speeches[0].started_at > made.speeches[0].asked_at - 1
    assert made.spoken_by_camp == {"con": 60_000, "pro": 30_000}
    assert made.closed_at == made.items[0].finished_at


def test_overrides_stand_with_their_reasons():
    """[MI2] What moderators did against the order stands in the minutes, with who and why."""
    made = minutes("f1", a_forum().events)

    assert [(one.did, one.by, one.reason.text) for one in made.overrides] == [
        ("call_undone", "mod", ""),
        ("speech_started", "mod", "막차 시간"),
    ]


def test_ballots_with_base_and_quorum():
    """[MI3] A ballot stands with its terms, its snapshot and its result."""
    (ballot,) = minutes("f1", a_forum().events).ballots

    assert (ballot.result.outcome, ballot.result.base, ballot.result.entitled) == (Outcome.TIE, 2, 7)
    assert (ballot.result.online, ballot.result.papers, ballot.published) == (1, 1, False)


def test_questions_and_attendance():
    """[MI4] Promises with department and day; attendance by channel."""
    made = minutes("f1", a_forum().events)

    assert [(one.text.text, one.department, one.until) for one in made.questions] == [
        ("버스는요?", "교통과", "2026-12-01")
    ]
    assert (made.attendance.online, made.attendance.onsite, made.attendance.most_at_once) == (6, 1, 7)


def test_districts_in_sums_of_five():
    """[MI5] Districts are shown in sums of five and more."""
    hall = Hall().opened()
    for number in range(9):
        district = "장유1동" if number < 6 else "대동면"
        hall.do(c.ComeOnline(by=citizen(f"p{number}"), level="citizen", district=district))

    attendance = minutes("f1", hall.events).attendance
    assert (attendance.districts, attendance.other_districts) == ({"장유1동": 6}, 0)


def test_minutes_without_what_was_erased():
    """[MI6] The same events without their personal fields give the same minutes without names and words."""
    events = a_forum().events
    full, left = minutes("f1", events), minutes("f1", [bare(event) for event in events])

    assert [one.name.text for one in left.people.values()] == [""] * len(left.people)
    assert [one.spoken for one in left.speeches] == [one.spoken for one in full.speeches]
    assert left.attendance.districts == {}
    assert msgspec.json.decode(msgspec.json.encode(full), type=Minutes) == full
    assert "반대합니다" not in msgspec.json.encode(left).decode()


def test_people_are_numbers_by_side():
    """[MI1] Who is not named is a number by channel, in the order of coming; staff who did not come are staff."""
    people = minutes("f1", a_forum().events).people

    assert [(person, one.side, one.number) for person, one in people.items()] == [
        ("a", Side.ONLINE, 1),
        ("c", Side.ONLINE, 3),
        ("mod", Side.STAFF, 1),
        ("b", Side.ONLINE, 2),
    ]


def test_those_of_the_hall_are_in_no_sum_of_a_district():
    """[MI5] Six from a district, one of them in the hall: five are shown, and nothing tells of the sixth."""
    hall = Hall().opened()
    for number in range(5):
        hall.do(c.ComeOnline(by=citizen(f"p{number}"), level="citizen", district="장유1동"))
    hall.do(c.CheckIn(by=CLERK, person="s1", slip=1, level="citizen", district="장유1동"))

    attendance = minutes("f1", hall.events).attendance
    assert (attendance.districts, attendance.online, attendance.onsite) == ({"장유1동": 5}, 5, 1)


def test_corrections_keep_their_trace_and_what_was_taken_off_is_gone():
    """[MI7] Both versions stand, the last one holds; of words taken off the screens the reason stands alone."""
    hall = Hall().opened(people=["a"])
    hall.ask("a", PRO)
    hall.call()
    for text in ("김해 공항", "욕설"):
        hall.do(c.Caption(by=CLERK, text=text))
    first, second = (line.row for line in hall.state.lines)
    hall.do(c.Correct(by=CLERK, row=first, text="김해 공원"))
    hall.do(c.Correct(by=CLERK, row=second, text="심한 욕설"))
    hall.do(c.TakeOff(by=MODERATOR, row=second, reason="모욕"))

    made = minutes("f1", hall.events)
    kept, gone = made.speeches[0].lines
    assert [words.text for words in kept.said] == ["김해 공항", "김해 공원"]
    assert (gone.said, gone.off.text) == ([], "모욕")
    assert "욕설" not in msgspec.json.encode(made).decode()


def test_questions_that_were_never_shown_are_not_told():
    """[MI8] Neither a question that waits, nor a hidden one, nor one that was merged unseen."""
    hall = Hall().opened(people=["a", "b"])
    for number, person in enumerate("abab"):
        hall.do(c.AskQuestion(by=citizen(person), question=f"q{number}", text=f"질문 {number}"))
    hall.do(c.MoveQuestion(by=MODERATOR, question="q0", to=QuestionState.SHOWN, saw=0))
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.HIDDEN, saw=0, reason="같은 질문"))
    hall.do(c.MergeQuestion(by=MODERATOR, question="q2", into="q0", saw=0))

    made = minutes("f1", hall.events)
    assert [one.text.text for one in made.questions] == ["질문 0"]
    assert [text for text in ("질문 1", "질문 2", "질문 3") if text in msgspec.json.encode(made).decode()] == []


def test_what_a_public_record_may_open():
    """[MI9] The words that minutes show, the names that are given, and nothing else."""
    hall = a_forum()
    made = minutes("f1", hall.events)
    open_ = told(made, ["a", "nobody"])

    shown = {hall.events[row - 1] for row, _ in open_}
    assert {event.text for event in shown if hasattr(event, "text")} == {"반대합니다", "버스는요?"}
    assert {event.name for event in shown if hasattr(event, "name")} == {"이름 a"}
    assert {field for _, field in open_} == {"text", "reason", "answer", "name"}
