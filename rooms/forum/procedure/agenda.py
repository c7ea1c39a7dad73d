"""
The agenda: items with times, one of which runs.

Knows: items, their states, the countdown of the one that runs. Does not know: who speaks, ballots.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import fresh, going_on, marked, need, phase_refusal, step, within
from rooms.forum.model.countdown import fresh as fresh_countdown
from rooms.forum.model.rules import RequestedItem
from rooms.forum.model.state import Agenda, ForumState, Item
from rooms.forum.model.terms import ItemState, Phase

MAX_ITEMS = 100
"""Items of one forum: a day of five minutes each; the moderator view still lists them."""
MAX_MINUTES = 480
"""Of one item: a working day."""


class ItemSignal(StrEnum):
    """What can happen to an item."""

    START = "start"
    FINISH = "finish"
    CHANGE = "change"


TRANSITIONS: dict[ItemState, dict[ItemSignal, ItemState]] = {
    ItemState.WAITING: {ItemSignal.CHANGE: ItemState.WAITING, ItemSignal.START: ItemState.RUNNING},
    ItemState.RUNNING: {ItemSignal.FINISH: ItemState.FINISHED},
    ItemState.FINISHED: {ItemSignal.START: ItemState.RUNNING},
}
"""A finished item can be taken up again: assemblies do come back to one."""


def item_of(agenda: Agenda, id_: str) -> Item:
    """
    Return an item.

    Raises:
        Refusal: ``no_such``.
    """
    return need({item.id: item for item in agenda.items}, id_, "item")


def after_running(agenda: Agenda) -> Item | None:
    """Return the first item that waits behind the one that runs (or behind the last finished one)."""
    passed = [index for index, item in enumerate(agenda.items) if item.state is not ItemState.WAITING]
    start = max(passed, default=-1) + 1
    running = [index for index, item in enumerate(agenda.items) if item.id == agenda.running]
    start = running[0] + 1 if running else start
    return next((item for item in agenda.items[start:] if item.state is ItemState.WAITING), None)


# ---- deciding ------------------------------------------------------------------------------------


def _changeable(state: ForumState) -> None:
    if state.phase is Phase.CLOSED:
        raise phase_refusal(state)


def _add(state: ForumState, command: c.AddItem, now: int) -> list[e.ForumEvent]:
    _changeable(state)
    items = state.agenda.items
    if len(items) >= MAX_ITEMS:
        raise Refusal(Why.FULL, limit=MAX_ITEMS)
    if any(item.id == command.item for item in items):
        raise Refusal(Why.ALREADY, by=state.agenda.revision.who)
    within("minutes", command.minutes, 1, MAX_MINUTES)
    within("speech_s", command.speech_s, 0, 3_600)
    place = len(items) if command.place == -1 else within("place", command.place, 0, len(items))
    return [
        e.ItemAdded(
            at=now,
            who=command.by.who,
            item=command.item,
            title=command.title,
            item_kind=command.kind,
            minutes=command.minutes,
            speech_s=command.speech_s,
            place=place,
        )
    ]


def _waiting(state: ForumState, id_: str, saw: int) -> None:
    _changeable(state)
    fresh(state.agenda.revision, saw)
    step(TRANSITIONS, item_of(state.agenda, id_).state, ItemSignal.CHANGE, "item")


def _change(state: ForumState, command: c.ChangeItem, now: int) -> list[e.ForumEvent]:
    _waiting(state, command.item, command.saw)
    within("minutes", command.minutes, 1, MAX_MINUTES)
    within("speech_s", command.speech_s, 0, 3_600)
    return [
        e.ItemChanged(
            at=now,
            who=command.by.who,
            item=command.item,
            title=command.title,
            item_kind=command.kind,
            minutes=command.minutes,
            speech_s=command.speech_s,
        )
    ]


def _move(state: ForumState, command: c.MoveItem, now: int) -> list[e.ForumEvent]:
    _waiting(state, command.item, command.saw)
    place = within("place", command.place, 0, len(state.agenda.items) - 1)
    return [e.ItemMoved(at=now, who=command.by.who, item=command.item, place=place)]


def _remove(state: ForumState, command: c.RemoveItem, now: int) -> list[e.ForumEvent]:
    _waiting(state, command.item, command.saw)
    return [e.ItemRemoved(at=now, who=command.by.who, item=command.item)]


def _start(state: ForumState, command: c.StartItem, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.agenda.revision, command.saw)
    step(TRANSITIONS, item_of(state.agenda, command.item).state, ItemSignal.START, "item")
    return [*finish(state, command.by.who, now), e.ItemStarted(at=now, who=command.by.who, item=command.item)]


def _finish(state: ForumState, command: c.FinishItem, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.agenda.revision, command.saw)
    step(TRANSITIONS, item_of(state.agenda, command.item).state, ItemSignal.FINISH, "item")
    return finish(state, command.by.who, now)


def _next(state: ForumState, command: c.NextItem, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.agenda.revision, command.saw)
    following = after_running(state.agenda)
    if following is None and not state.agenda.running:
        raise Refusal(Why.NO_SUCH, what="item", id="")
    started = [e.ItemStarted(at=now, who=command.by.who, item=following.id)] if following else []
    return [*finish(state, command.by.who, now), *started]


def _extend(state: ForumState, command: c.ExtendItem, now: int) -> list[e.ForumEvent]:
    going_on(state)
    fresh(state.agenda.revision, command.saw)
    item = item_of(state.agenda, command.item)
    if item.state is not ItemState.RUNNING:
        raise Refusal(Why.NOT_NOW, what="item", state=item.state.value)
    within("seconds", command.seconds, 1, MAX_MINUTES * 60)
    return [e.ItemExtended(at=now, who=command.by.who, item=command.item, seconds=command.seconds)]


def replanned(agenda: Agenda, wishes: Sequence[RequestedItem], who: str, now: int) -> list[e.ForumEvent]:
    """
    Return the events that make an agenda, of which nothing has begun, into the one that is wished for.

    What is gone goes first, then each place gets its item: added, or changed and moved only where it differs.

    Raises:
        Refusal: ``full``, ``already`` for an id that is wished for twice.
    """
    if len(wishes) > MAX_ITEMS:
        raise Refusal(Why.FULL, limit=MAX_ITEMS)
    wanted = {request.id for request in wishes}
    if len(wanted) < len(wishes):
        raise Refusal(Why.ALREADY, by=agenda.revision.who)
    held = {item.id: item for item in agenda.items}
    found: list[e.ForumEvent] = [e.ItemRemoved(at=now, who=who, item=id_) for id_ in held if id_ not in wanted]
    order = [id_ for id_ in held if id_ in wanted]
    for place, request in enumerate(wishes):
        shape = _shape(request)
        if request.id not in held:
            found.append(e.ItemAdded(at=now, who=who, item=request.id, place=place, **shape))
            order.insert(place, request.id)
            continue
        if _shape(held[request.id]) != shape:
            found.append(e.ItemChanged(at=now, who=who, item=request.id, **shape))
        if order[place] != request.id:
            found.append(e.ItemMoved(at=now, who=who, item=request.id, place=place))
            order.remove(request.id)
            order.insert(place, request.id)
    return found


def _shape(item: Item | RequestedItem) -> dict[str, Any]:
    return {"title": item.title, "item_kind": item.kind, "minutes": item.minutes, "speech_s": item.speech_s}


def finish(state: ForumState, who: str, now: int) -> list[e.ForumEvent]:
    """Return the events that finish the running item, if one runs."""
    running = state.agenda.running
    return [e.ItemFinished(at=now, who=who, item=running)] if running else []


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.AddItem: _add,
    c.ChangeItem: _change,
    c.MoveItem: _move,
    c.RemoveItem: _remove,
    c.StartItem: _start,
    c.FinishItem: _finish,
    c.NextItem: _next,
    c.ExtendItem: _extend,
}

# ---- evolving ------------------------------------------------------------------------------------


def _with(state: ForumState, event: e.ForumEvent, agenda: Agenda) -> ForumState:
    revision = marked(agenda.revision, type(event).__struct_config__.tag or "", event.who, event.at)  # type: ignore[arg-type]
    return replace(state, agenda=replace(agenda, revision=revision))


def _set(agenda: Agenda, id_: str, **changes: Any) -> Agenda:
    items = tuple(replace(item, **changes) if item.id == id_ else item for item in agenda.items)
    return replace(agenda, items=items)


def _added(state: ForumState, event: e.ItemAdded) -> ForumState:
    item = Item(event.item, event.title, event.item_kind, event.minutes, event.speech_s)
    items = state.agenda.items
    return _with(state, event, replace(state.agenda, items=(*items[: event.place], item, *items[event.place :])))


def _changed(state: ForumState, event: e.ItemChanged) -> ForumState:
    changes = {"title": event.title, "kind": event.item_kind, "minutes": event.minutes, "speech_s": event.speech_s}
    return _with(state, event, _set(state.agenda, event.item, **changes))


def _moved(state: ForumState, event: e.ItemMoved) -> ForumState:
    item = item_of(state.agenda, event.item)
    rest = [other for other in state.agenda.items if other is not item]
    rest.insert(event.place, item)
    return _with(state, event, replace(state.agenda, items=tuple(rest)))


def _removed(state: ForumState, event: e.ItemRemoved) -> ForumState:
    items = tuple(item for item in state.agenda.items if item.id != event.item)
    return _with(state, event, replace(state.agenda, items=items))


def _started(state: ForumState, event: e.ItemStarted) -> ForumState:
    item = item_of(state.agenda, event.item)
    agenda = _set(state.agenda, event.item, state=ItemState.RUNNING, started_at=event.at, finished_at=0)
    clock = fresh_countdown(item.minutes * 60_000).started(event.at)
    return _with(state, event, replace(agenda, running=event.item, clock=clock))


def _finished(state: ForumState, event: e.ItemFinished) -> ForumState:
    agenda = _set(state.agenda, event.item, state=ItemState.FINISHED, finished_at=event.at)
    return _with(state, event, replace(agenda, running="", clock=None))


def _extended(state: ForumState, event: e.ItemExtended) -> ForumState:
    clock = state.agenda.clock
    assert clock is not None
    return _with(state, event, replace(state.agenda, clock=clock.extended(event.seconds * 1_000)))


def _paused(state: ForumState, event: e.ForumPaused) -> ForumState:
    clock = state.agenda.clock
    return replace(state, agenda=replace(state.agenda, clock=clock and clock.stopped(event.at)))


def _resumed(state: ForumState, event: e.ForumResumed) -> ForumState:
    clock = state.agenda.clock
    return replace(state, agenda=replace(state.agenda, clock=clock and clock.started(event.at)))


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.ItemAdded: _added,
    e.ItemChanged: _changed,
    e.ItemMoved: _moved,
    e.ItemRemoved: _removed,
    e.ItemStarted: _started,
    e.ItemFinished: _finished,
    e.ItemExtended: _extended,
    e.ForumPaused: _paused,
    e.ForumResumed: _resumed,
}
