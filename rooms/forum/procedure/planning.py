"""
What is announced of a forum, until it opens: set up, changed, called off.

Knows: title, hall, time, rules and details. Does not know: the agenda (``forum.py`` puts both together).
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import fresh, marked, reason_given
from rooms.forum.model.rules import Rules, faults
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase


def _checked(rules: Rules) -> Rules:
    for field, why in faults(rules):
        raise Refusal(Why.OUT_OF_RANGE, what=field, least=why, most=why)
    return rules


def _create(state: ForumState, command: c.CreateForum, now: int) -> list[e.ForumEvent]:
    if state.phase is not None:
        raise Refusal(Why.ALREADY, by=state.revision.who)
    return [
        e.ForumCreated(
            at=now,
            who=command.by.who,
            title=command.title,
            hall=command.hall,
            opens_at=command.opens_at,
            rules=_checked(command.rules),
            details=command.details,
            practice_of=command.practice_of,
        )
    ]


def _announced(state: ForumState, saw: int) -> None:
    """Pass if the forum has not opened, and nobody changed meanwhile what staff saw."""
    if state.phase is not Phase.PLANNED:
        raise Refusal(Why.NOT_NOW, what="forum", state=str(state.phase))
    fresh(state.revision, saw)


def _change(state: ForumState, command: c.ChangeForum, now: int) -> list[e.ForumEvent]:
    """What is as it was makes nothing happen. A practice stays one."""
    _announced(state, command.saw)
    changed = e.ForumChanged(
        at=now,
        who=command.by.who,
        title=command.title,
        hall=command.hall,
        opens_at=command.opens_at,
        rules=_checked(command.rules),
        details=replace(command.details, practice=state.details.practice),
    )
    return [] if all(getattr(state, field) == getattr(changed, field) for field in ANNOUNCED) else [changed]


ANNOUNCED = ("title", "hall", "opens_at", "rules", "details")
"""What is announced beside the agenda."""


def _cancel(state: ForumState, command: c.CancelForum, now: int) -> list[e.ForumEvent]:
    _announced(state, command.saw)
    who, reason = command.by.who, reason_given(command.reason).strip()
    return [e.ForumCancelled(at=now, who=who, reason=reason), e.ForumClosed(at=now, who=who)]


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.CreateForum: _create,
    c.ChangeForum: _change,
    c.CancelForum: _cancel,
}

# ---- evolving ------------------------------------------------------------------------------------


def _planned(state: ForumState, event: e.ForumCreated | e.ForumChanged) -> ForumState:
    return replace(
        state,
        phase=Phase.PLANNED,
        title=event.title,
        hall=event.hall,
        opens_at=event.opens_at,
        rules=event.rules,
        details=event.details,
        practice_of=event.practice_of if isinstance(event, e.ForumCreated) else state.practice_of,
        revision=marked(state.revision, "forum_changed", event.who, event.at),
    )


def _cancelled(state: ForumState, event: e.ForumCancelled) -> ForumState:
    return replace(
        state, cancelled=event.reason, revision=marked(state.revision, "forum_cancelled", event.who, event.at)
    )


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.ForumCreated: _planned,
    e.ForumChanged: _planned,
    e.ForumCancelled: _cancelled,
}
