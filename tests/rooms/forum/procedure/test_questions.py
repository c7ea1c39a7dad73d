"""Questions in writing."""

import pytest

from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.model.terms import QuestionOrder, QuestionState
from rooms.forum.procedure import questions
from rooms.forum.procedure.questions import TRANSITIONS, QuestionSignal
from tests.rooms.forum.kit import MODERATOR, SECOND, Hall, citizen

S = QuestionState


def ask(hall, who, id_, *, shown=True):
    """Ask, and show it."""
    hall.now += 1_000
    hall.do(c.AskQuestion(by=citizen(who), question=id_, text=f"물음 {id_}"))
    if shown:
        move(hall, id_, S.SHOWN)


def move(hall, id_, to, **more):
    """Move a question on, as the desk sees it."""
    saw = hall.state.questions[id_].revision.version
    return hall.do(c.MoveQuestion(by=MODERATOR, question=id_, to=to, saw=saw, **more))


def vote(who, id_, *, wanted=True):
    """Return the command of wanting a question answered."""
    return c.VoteQuestion(by=citizen(who), question=id_, wanted=wanted)


@pytest.fixture
def hall():
    """Return an open forum with four citizens."""
    return Hall().opened(people="abcd")


def ids(hall):
    """Return the questions that everybody sees."""
    return [one.id for one in questions.listed(hall.state)]


def test_a_moderator_looks_first(hall):
    """[QU1] A question is seen after a moderator looked; hiding needs a reason."""
    ask(hall, "a", "q1", shown=False)
    assert ids(hall) == []
    assert hall.no(vote("b", "q1")).why is Why.NOT_NOW
    no = hall.no(c.MoveQuestion(by=MODERATOR, question="q1", to=S.HIDDEN, saw=0))
    assert no.why is Why.REASON_NEEDED
    move(hall, "q1", S.HIDDEN, reason="남의 주소")
    move(hall, "q1", S.SHOWN)
    assert ids(hall) == ["q1"]


def test_votes_order_questions(hall):
    """[QU2] Questions stand by votes, then time; in a forum that says so by time alone. One votes once, and back."""
    for id_ in ("q1", "q2", "q3"):
        ask(hall, "a", id_)
    for who in "bcd":
        hall.do(vote(who, "q3"))
    hall.do(vote("b", "q2"))
    assert hall.do(vote("b", "q2")) == []
    assert ids(hall) == ["q3", "q2", "q1"]
    hall.do(vote("b", "q2", wanted=False))
    assert ids(hall) == ["q3", "q1", "q2"]
    by_time = Hall(question_order=QuestionOrder.TIME).opened(people="ab")
    ask(by_time, "a", "q1")
    ask(by_time, "a", "q2")
    by_time.do(vote("b", "q2"))
    assert ids(by_time) == ["q1", "q2"]


def test_not_ones_own(hall):
    """[QU3] One does not vote for one's own question, not by merging either."""
    ask(hall, "a", "q1")
    ask(hall, "a", "q2")
    assert hall.no(vote("a", "q1")).why is Why.NOT_YOURSELF
    hall.do(c.MergeQuestion(by=MODERATOR, question="q2", into="q1", saw=1))
    assert hall.state.questions["q1"].votes == frozenset()


def test_merging_unites_votes(hall):
    """[QU4] A merged question brings its votes and its author, each person once."""
    ask(hall, "a", "q1")
    ask(hall, "b", "q2")
    hall.do(vote("c", "q1"))
    hall.do(vote("c", "q2"))
    hall.do(vote("d", "q2"))
    hall.do(c.MergeQuestion(by=MODERATOR, question="q2", into="q1", saw=1))

    assert hall.state.questions["q1"].votes == {"b", "c", "d"}
    assert ids(hall) == ["q1"]
    assert hall.no(c.MergeQuestion(by=MODERATOR, question="q1", into="q1", saw=1)).why is Why.NOT_NOW


def test_answers_and_promises(hall):
    """[QU5] Taken up, promised by a department until a day, answered at last."""
    ask(hall, "a", "q1")
    move(hall, "q1", S.TAKEN)
    saw = hall.state.questions["q1"].revision.version
    no = hall.no(c.MoveQuestion(by=MODERATOR, question="q1", to=S.PROMISED, saw=saw, department="교통과"))
    assert (no.why, no.facts["what"]) == (Why.OUT_OF_RANGE, "until")
    move(hall, "q1", S.PROMISED, department="교통과", until="2026-12-01")
    move(hall, "q1", S.ANSWERED, answer="버스를 늘립니다")

    assert (hall.state.questions["q1"].department, hall.state.questions["q1"].until) == ("교통과", "2026-12-01")


def test_staff_name_what_they_saw(hall):
    """[QU6] Two moderators upon one question: the second is told who did what."""
    ask(hall, "a", "q1", shown=False)
    move(hall, "q1", S.SHOWN)

    refused = hall.no(c.MoveQuestion(by=SECOND, question="q1", to=S.HIDDEN, saw=0, reason="x"))

    assert (refused.why, refused.facts["by"], refused.facts["did"]) == (Why.STALE, "mod", "question_shown")


def test_bounds(hall):
    """[QU7] Empty ones are refused, and a sixth that nobody has looked at yet."""
    assert hall.no(c.AskQuestion(by=citizen("a"), question="q", text=" ")).why is Why.EMPTY_TEXT
    for number in range(5):
        ask(hall, "a", f"q{number}", shown=False)
    assert hall.no(c.AskQuestion(by=citizen("a"), question="q5", text="또")).why is Why.QUEUE_FULL


def test_a_linked_phone_is_one_voter(hall):
    """[QU8] A phone that becomes a slip's person has one vote, and none upon the own question."""
    hall.slip("s1", 1)
    ask(hall, "a", "q1")
    ask(hall, "b", "q2")
    hall.do(vote("a", "q2"))
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))

    assert hall.state.questions["q2"].votes == {"s1"}
    assert hall.no(vote("a", "q1")).why is Why.NOT_YOURSELF


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("signal", QuestionSignal)
def test_questions_move_by_their_table(state, signal):
    """[QU9] Every step of a question is in the table; merged and answered are ends."""
    following = TRANSITIONS[state].get(signal)

    assert following is None or state not in {S.MERGED, S.ANSWERED}
