"""
What is said with the floor, in writing: typed by the speaker, or as captions by a captioner.

Knows: who may write and which of the last lines can still be corrected. Does not know: the words of other rows.
"""

from collections.abc import Callable
from typing import Any

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import acting, going_on, reason_given
from rooms.forum.model.state import ForumState, QueueEntry, SpokenLine


def _speaking(state: ForumState) -> QueueEntry:
    going_on(state)
    if state.floor.speech is None:
        raise Refusal(Why.NOBODY_SPEAKS)
    return state.floor.speech.entry


def _text(text: str) -> str:
    if not text.strip():
        raise Refusal(Why.EMPTY_TEXT)
    return text


def _speak(state: ForumState, command: c.Speak, now: int) -> list[e.ForumEvent]:
    entry = _speaking(state)
    if entry.person != acting(state, command.by).id:
        raise Refusal(Why.NO_FLOOR)
    return [
        e.Said(at=now, who=command.by.who, person=entry.person, entry=entry.id, caption=False, text=_text(command.text))
    ]


def _caption(state: ForumState, command: c.Caption, now: int) -> list[e.ForumEvent]:
    entry = _speaking(state)
    return [
        e.Said(at=now, who=command.by.who, person=entry.person, entry=entry.id, caption=True, text=_text(command.text))
    ]


def _line(state: ForumState, row: int) -> SpokenLine:
    for line in state.lines:
        if line.row == row:
            return line
    raise Refusal(Why.NO_SUCH, what="line", id=row)


def _correct(state: ForumState, command: c.Correct, now: int) -> list[e.ForumEvent]:
    line = _line(state, command.row)
    return [e.Corrected(at=now, who=command.by.who, person=line.person, row=line.row, text=_text(command.text))]


def _take_off(state: ForumState, command: c.TakeOff, now: int) -> list[e.ForumEvent]:
    line = _line(state, command.row)
    reason = reason_given(command.reason)
    return [e.TakenOff(at=now, who=command.by.who, person=line.person, row=line.row, reason=reason)]


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.Speak: _speak,
    c.Caption: _caption,
    c.Correct: _correct,
    c.TakeOff: _take_off,
}
