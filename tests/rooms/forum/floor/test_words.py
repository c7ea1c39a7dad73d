"""Words with the floor: who may write them, whose they are, and how long they can be changed."""

import pytest

from rooms.base.errors import Why
from rooms.forum.floor.state import MAX_LINES
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Kind, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, citizen

CON = Stance.CON
BLANK = ["", " ", "\n\t", "\u3000"]


@pytest.fixture
def hall():
    """Return a debate in which ``a`` has the floor."""
    hall = Hall().opened(people="abc")
    hall.ask("a", CON)
    hall.call()
    return hall


def speak(hall, text="안녕하세요", who="a"):
    """Let somebody type; return the row of the line."""
    hall.do(c.Speak(by=citizen(who), text=text))
    return hall.state.lines[-1].row


@pytest.mark.parametrize("text", BLANK)
def test_blank_words_are_none(hall, text):
    """[FL20] Blanks are refused in a speech, in a caption and in a correction, which would blank what was said."""
    row = speak(hall)
    refused = [
        hall.no(c.Speak(by=citizen("a"), text=text)),
        hall.no(c.Caption(by=CLERK, text=text)),
        hall.no(c.Correct(by=CLERK, row=row, text=text)),
    ]

    assert [one.why for one in refused] == [Why.EMPTY_TEXT] * 3
    assert hall.state.lines[0].corrected == 0


@pytest.mark.parametrize("reason", BLANK)
def test_what_is_taken_off_has_a_reason(hall, reason):
    """[FL20] Words go off the screens with a reason; without one they stay."""
    row = speak(hall)

    assert hall.no(c.TakeOff(by=MODERATOR, row=row, reason=reason)).why is Why.REASON_NEEDED
    assert [line.row for line in hall.state.lines] == [row]


def test_words_are_kept_as_they_were_written(hall):
    """[FL20] Nothing is cut off the ends of what somebody said."""
    (said,) = hall.do(c.Speak(by=citizen("a"), text="  네.\n둘째로 "))

    assert (said.text, said.caption) == ("  네.\n둘째로 ", False)


@pytest.mark.parametrize("by", [CLERK, MODERATOR, OFFICER])
def test_a_caption_is_of_the_speaker(hall, by):
    """[FL20] Whoever writes them down, the words are those of who speaks: it is they who may have them erased."""
    (said,) = hall.do(c.Caption(by=by, text="반갑습니다"))

    assert (said.who, said.person, said.subject(), said.entry, said.caption) == (by.who, "a", "a", "e1", True)


@pytest.mark.parametrize(
    "command",
    [
        c.Caption(by=citizen("a"), text="제가 씁니다"),
        c.Correct(by=citizen("a"), row=1, text="고칩니다"),
        c.TakeOff(by=citizen("a"), row=1, reason="지웁니다"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_citizen_does_not_write_down(hall, command):
    """[FL20] Also the speaker neither captions nor changes lines: that is staff's."""
    speak(hall)

    assert hall.no(command).why is Why.NOT_ALLOWED


def test_a_question_has_the_floor_of_the_speech_beneath(hall):
    """[FL11] While somebody interposes, the words are the question's, and the interrupted speaker has none."""
    hall.ask("b", kind=Kind.INTERPOSED)
    hall.call()

    assert hall.no(c.Speak(by=citizen("a"), text="저는")).why is Why.NO_FLOOR
    speak(hall, "질문입니다", "b")
    (caption,) = hall.do(c.Caption(by=CLERK, text="질문"))
    assert (caption.person, caption.entry) == ("b", "e2")
    hall.stop()
    speak(hall, "답합니다", "a")
    assert [(line.person, line.entry) for line in hall.state.lines] == [("b", "e2"), ("b", "e2"), ("a", "e1")]


def test_a_moderator_s_word_is_no_speech(hall):
    """[FL20] Staff who do not attend have no floor to speak with."""
    assert hall.no(c.Speak(by=MODERATOR, text="제 생각에는")).why is Why.ATTEND_FIRST


def test_nobody_speaks_before_the_call_and_after_the_end(hall):
    """[FL20] With the speech ends what is said with the floor, for the speaker and for captions."""
    hall.stop()

    assert hall.no(c.Speak(by=citizen("a"), text="하나 더")).why is Why.NOBODY_SPEAKS
    assert hall.no(c.Caption(by=CLERK, text="하나 더")).why is Why.NOBODY_SPEAKS


def test_in_a_pause_nobody_speaks_and_lines_can_still_be_taken_off(hall):
    """[FL21] A hard moment stops words; what caused it can go off the screens meanwhile."""
    row = speak(hall, "욕설")
    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))

    assert hall.no(c.Speak(by=citizen("a"), text="욕설 둘")).why is Why.FORUM_PAUSED
    assert hall.no(c.Caption(by=CLERK, text="욕설 둘")).why is Why.FORUM_PAUSED
    hall.do(c.Correct(by=CLERK, row=row, text="…"))
    hall.do(c.TakeOff(by=CLERK, row=row, reason="욕설"))
    assert hall.state.lines == ()


def test_lines_outlive_their_speech(hall):
    """[FL20] What was misheard is corrected also when the next one speaks already; it stays the first one's."""
    row = speak(hall)
    hall.stop()
    hall.ask("b", Stance.PRO)
    hall.call()
    (corrected,) = hall.do(c.Correct(by=CLERK, row=row, text="안녕히"))
    (gone,) = hall.do(c.TakeOff(by=CLERK, row=row, reason="주소"))

    assert [(one.person, one.row) for one in (corrected, gone)] == [("a", row)] * 2


@pytest.mark.parametrize(
    "make",
    [
        lambda row: c.Correct(by=CLERK, row=row, text="고침"),
        lambda row: c.TakeOff(by=CLERK, row=row, reason="주소"),
    ],
    ids=["correct", "take_off"],
)
def test_only_the_last_lines_can_be_changed(hall, make):
    """[FL20] The oldest of the last lines can, the one before it and a row that is no line cannot."""
    rows = [speak(hall, f"{n}") for n in range(MAX_LINES + 1)]
    gone = hall.no(make(rows[0]))

    assert (gone.why, gone.facts) == (Why.NO_SUCH, {"what": "line", "id": rows[0]})
    assert hall.no(make(1)).why is Why.NO_SUCH
    hall.do(make(rows[1]))


def test_a_line_is_corrected_again_and_again(hall):
    """[FL20] Each correction is an event of its own, and the line tells the last."""
    row = speak(hall)
    for text in ("하나", "둘"):
        hall.do(c.Correct(by=CLERK, row=row, text=text))

    assert (hall.state.lines[0].row, hall.state.lines[0].corrected) == (row, hall.state.seq)


def test_who_was_linked_speaks_as_the_person_of_the_slip():
    """[FL20] A phone that is linked to a slip types with the floor of the slip."""
    hall = Hall().opened(people="a")
    hall.slip("s1", 1)
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))
    hall.ask("a", CON)
    hall.call()
    (said,) = hall.do(c.Speak(by=citizen("a"), text="여기 있습니다"))

    assert (said.who, said.person) == ("a", "s1")
