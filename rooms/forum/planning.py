"""
What is announced of a forum, until it opens: set up, changed, called off.

Knows: title, hall, time, rules and details. Does not know: the agenda (``forum.py`` puts both together).
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum import events as e
from rooms.forum.checks import fresh, marked, reason_given
from rooms.forum.rules import Rules, faults
from rooms.forum.state import State
from rooms.forum.terms import Phase


def _checked(rules: Rules) -> Rules:
    for field, why in faults(rules):
        raise Refusal(Why.OUT_OF_RANGE, what=field, least=why, most=why)
    return rules


def _create(state: State, command: c.CreateForum, now: int) -> list[e.Event]:
    if state.phase is not None:
        raise Refusal(Why.ALREADY, by=state.mark.who)
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


def _announced(state: State, saw: int) -> None:
    """Pass if the forum has not opened, and nobody changed meanwhile what staff saw."""
    if state.phase is not Phase.PLANNED:
        raise Refusal(Why.NOT_NOW, what="forum", state=str(state.phase))
    fresh(state.mark, saw)


def _change(state: State, command: c.ChangeForum, now: int) -> list[e.Event]:
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


def _cancel(state: State, command: c.CancelForum, now: int) -> list[e.Event]:
    _announced(state, command.saw)
    who, reason = command.by.who, reason_given(command.reason).strip()
    return [e.ForumCancelled(at=now, who=who, reason=reason), e.ForumClosed(at=now, who=who)]


DECIDE: dict[type[c.Command], Callable[[State, Any, int], list[e.Event]]] = {
    c.CreateForum: _create,
    c.ChangeForum: _change,
    c.CancelForum: _cancel,
}

# ---- evolving ------------------------------------------------------------------------------------


def _told(state: State, event: e.ForumCreated | e.ForumChanged) -> State:
    return replace(
        state,
        phase=Phase.PLANNED,
        title=event.title,
        hall=event.hall,
        opens_at=event.opens_at,
        rules=event.rules,
        details=event.details,
        practice_of=event.practice_of if isinstance(event, e.ForumCreated) else state.practice_of,
        mark=marked(state.mark, "forum_changed", event.who, event.at),
    )


def _cancelled(state: State, event: e.ForumCancelled) -> State:
    return replace(state, cancelled=event.reason, mark=marked(state.mark, "forum_cancelled", event.who, event.at))


EVOLVE: dict[type[e.Event], Callable[[State, Any], State]] = {
    e.ForumCreated: _told,
    e.ForumChanged: _told,
    e.ForumCancelled: _cancelled,
}
