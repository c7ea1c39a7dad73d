"""
Questions in writing: shown after a moderator looked, merged, wanted by others, taken up, answered or promised.

Knows: questions and who wants them. Does not know: the floor, ballots.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import (
    acting,
    fresh,
    going_on,
    level_enough,
    marked,
    may_be_heard,
    need,
    phase_refusal,
    step,
)
from rooms.forum.model.state import ForumState, Question
from rooms.forum.model.terms import Phase, QuestionOrder, QuestionState

MAX_QUESTIONS = 2_000
"""Questions of one forum: four for each of 500 people."""
MAX_OPEN_EACH = 5
"""Questions of one person that nobody has looked at: more would bury those of others."""
_DAY = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class QuestionSignal(StrEnum):
    """What can happen to a question."""

    ASK = "ask"
    SHOW = "show"
    HIDE = "hide"
    MERGE = "merge"
    TAKE = "take"
    ANSWER = "answer"
    PROMISE = "promise"
    VOTE = "vote"


S = QuestionState
TRANSITIONS: dict[QuestionState, dict[QuestionSignal, QuestionState]] = {
    S.NEW: {QuestionSignal.ASK: S.ASKED},
    S.ASKED: {QuestionSignal.SHOW: S.SHOWN, QuestionSignal.HIDE: S.HIDDEN, QuestionSignal.MERGE: S.MERGED},
    S.SHOWN: {
        QuestionSignal.VOTE: S.SHOWN,
        QuestionSignal.HIDE: S.HIDDEN,
        QuestionSignal.MERGE: S.MERGED,
        QuestionSignal.TAKE: S.TAKEN,
        QuestionSignal.ANSWER: S.ANSWERED,
        QuestionSignal.PROMISE: S.PROMISED,
    },
    S.TAKEN: {
        QuestionSignal.SHOW: S.SHOWN,
        QuestionSignal.ANSWER: S.ANSWERED,
        QuestionSignal.PROMISE: S.PROMISED,
        QuestionSignal.VOTE: S.TAKEN,
    },
    S.HIDDEN: {QuestionSignal.SHOW: S.SHOWN},
    S.MERGED: {},
    S.ANSWERED: {},
    S.PROMISED: {QuestionSignal.ANSWER: S.ANSWERED},
}
_SIGNAL_TO = {
    S.SHOWN: QuestionSignal.SHOW,
    S.HIDDEN: QuestionSignal.HIDE,
    S.TAKEN: QuestionSignal.TAKE,
    S.ANSWERED: QuestionSignal.ANSWER,
    S.PROMISED: QuestionSignal.PROMISE,
}


def listed(state: ForumState) -> list[Question]:
    """Return the questions that everybody sees, as the rules order them; merged ones are in theirs."""
    visible = [one for one in state.questions.values() if one.state in VISIBLE]
    if state.rules.question_order is QuestionOrder.TIME:
        return sorted(visible, key=lambda one: (one.asked_at, one.row))
    return sorted(visible, key=lambda one: (-len(one.votes), one.asked_at, one.row))


VISIBLE = frozenset({S.SHOWN, S.TAKEN, S.ANSWERED, S.PROMISED})


def _ask(state: ForumState, command: c.AskQuestion, now: int) -> list[e.ForumEvent]:
    going_on(state)
    person = acting(state, command.by)
    may_be_heard(state, person.id, now)
    level_enough(person, state.rules.levels.question)
    if not command.text.strip():
        raise Refusal(Why.EMPTY_TEXT)
    if command.question in state.questions:
        raise Refusal(Why.ALREADY, by=person.id)
    own = [one for one in state.questions.values() if one.person == person.id]
    _slow_enough(state, own, now)
    mine = [one for one in own if one.state is S.ASKED]
    if len(mine) >= MAX_OPEN_EACH or len(state.questions) >= MAX_QUESTIONS:
        raise Refusal(Why.QUEUE_FULL, limit=MAX_OPEN_EACH if mine else MAX_QUESTIONS)
    return [e.QuestionAsked(at=now, who=command.by.who, person=person.id, question=command.question, text=command.text)]


def _slow_enough(state: ForumState, own: list[Question], now: int) -> None:
    """In slow mode one question of a person is a while behind their last, whatever became of that one."""
    last = max((one.asked_at for one in own), default=None)
    if state.slow == 0 or last is None:
        return
    left = last + state.slow * 1_000 - now
    if left > 0:
        raise Refusal(Why.SLOW_MODE, every=state.slow, seconds=-(-left // 1_000))


def _vote(state: ForumState, command: c.VoteQuestion, now: int) -> list[e.ForumEvent]:
    going_on(state)
    person = acting(state, command.by)
    level_enough(person, state.rules.levels.question)
    question = need(state.questions, command.question, "question")
    step(TRANSITIONS, question.state, QuestionSignal.VOTE, "question")
    if question.person == person.id:
        raise Refusal(Why.NOT_YOURSELF)
    if (person.id in question.votes) is command.wanted:
        return []
    return [e.QuestionVoted(at=now, who=person.id, question=question.id, wanted=command.wanted)]


def _open_for_staff(state: ForumState) -> None:
    if state.phase in {Phase.PLANNED, Phase.CLOSED, None}:
        raise phase_refusal(state)


def _move(state: ForumState, command: c.MoveQuestion, now: int) -> list[e.ForumEvent]:
    _open_for_staff(state)
    question = need(state.questions, command.question, "question")
    fresh(question.revision, command.saw)
    signal = _SIGNAL_TO.get(command.to)
    if signal is None:
        raise Refusal(Why.NOT_NOW, what="question", state=question.state.value)
    step(TRANSITIONS, question.state, signal, "question")
    if signal is QuestionSignal.HIDE and not command.reason.strip():
        raise Refusal(Why.REASON_NEEDED)
    if signal is QuestionSignal.PROMISE and not (command.department.strip() and _DAY.fullmatch(command.until)):
        raise Refusal(Why.OUT_OF_RANGE, what="until", least="YYYY-MM-DD", most="YYYY-MM-DD")
    promised = signal is QuestionSignal.PROMISE
    return [
        e.QuestionMoved(
            at=now,
            who=command.by.who,
            person=question.person,
            question=question.id,
            to=command.to,
            department=command.department if promised else "",
            until=command.until if promised else "",
            reason=command.reason,
            answer=command.answer,
        )
    ]


def _merge(state: ForumState, command: c.MergeQuestion, now: int) -> list[e.ForumEvent]:
    _open_for_staff(state)
    question = need(state.questions, command.question, "question")
    into = need(state.questions, command.into, "question")
    fresh(question.revision, command.saw)
    step(TRANSITIONS, question.state, QuestionSignal.MERGE, "question")
    if into.id == question.id or into.state is not S.SHOWN:
        raise Refusal(Why.NOT_NOW, what="question", state=into.state.value)
    return [e.QuestionMerged(at=now, who=command.by.who, question=question.id, into=into.id)]


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.AskQuestion: _ask,
    c.VoteQuestion: _vote,
    c.MoveQuestion: _move,
    c.MergeQuestion: _merge,
}

# ---- evolving ------------------------------------------------------------------------------------


def _put(state: ForumState, *questions: Question) -> ForumState:
    return replace(state, questions={**state.questions, **{one.id: one for one in questions}})


def _asked(state: ForumState, event: e.QuestionAsked) -> ForumState:
    return _put(state, Question(event.question, event.person, state.seq, event.at))


def _voted(state: ForumState, event: e.QuestionVoted) -> ForumState:
    question = state.questions[event.question]
    votes = question.votes | {event.who} if event.wanted else question.votes - {event.who}
    return _put(state, replace(question, votes=votes))


def _moved(state: ForumState, event: e.QuestionMoved) -> ForumState:
    question = state.questions[event.question]
    revision = marked(question.revision, f"question_{event.to}", event.who, event.at)
    answered = event.to in {S.ANSWERED, S.PROMISED}
    changed = replace(
        question,
        state=event.to,
        department=event.department or question.department,
        until=event.until or question.until,
        answer_row=state.seq if answered else question.answer_row,
        revision=revision,
    )
    return _put(state, changed)


def _merged(state: ForumState, event: e.QuestionMerged) -> ForumState:
    question, into = state.questions[event.question], state.questions[event.into]
    votes = (into.votes | question.votes | {question.person}) - {into.person}
    revision = marked(question.revision, "question_merged", event.who, event.at)
    gone = replace(question, state=S.MERGED, into=into.id, revision=revision)
    return _put(state, gone, replace(into, votes=votes))


def _linked(state: ForumState, event: e.SlipLinked) -> ForumState:
    """Phone and slip are one person: one vote, and none upon one's own question."""
    changed = []
    for one in state.questions.values():
        person = event.to if one.person == event.person else one.person
        votes = (one.votes - {event.person}) | {event.to} if event.person in one.votes else one.votes
        changed.append(replace(one, person=person, votes=votes - {person}))
    return _put(state, *changed)


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.QuestionAsked: _asked,
    e.QuestionVoted: _voted,
    e.QuestionMoved: _moved,
    e.QuestionMerged: _merged,
    e.SlipLinked: _linked,
}
