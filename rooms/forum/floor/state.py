"""
How the floor changes by events: the transitions of a request, and what is kept for fairness and for the undo.

Knows: the floor's part of the state. Does not know: whether an event should happen (``floor.py``).
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from rooms.forum.floor.order import overtaken_by, turn_of
from rooms.forum.model import events as e
from rooms.forum.model.checks import marked
from rooms.forum.model.state import Account, Floor, ForumState, QueueEntry, Speech, SpokenLine, Summons
from rooms.forum.model.terms import EntryState, Kind, Stance

MAX_LINES = 50
"""Rows of the last words kept at hand for who comes late: some five minutes of captions."""


class EntrySignal(StrEnum):
    """What can happen to a request."""

    ASK = "ask"
    CALL = "call"
    SUMMON = "summon"
    PASS_OVER = "pass_over"  # noqa: S105 - no password
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    UNDO = "undo"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[EntryState, dict[EntrySignal, EntryState]] = {
    EntryState.NEW: {EntrySignal.ASK: EntryState.WAITING},
    EntryState.WAITING: {
        EntrySignal.CALL: EntryState.SPEAKING,
        EntrySignal.SUMMON: EntryState.CALLED,
        EntrySignal.WITHDRAW: EntryState.GONE,
    },
    EntryState.CALLED: {
        EntrySignal.CALL: EntryState.SPEAKING,
        EntrySignal.PASS_OVER: EntryState.WAITING,
        EntrySignal.UNDO: EntryState.WAITING,
        EntrySignal.WITHDRAW: EntryState.GONE,
    },
    EntryState.SPEAKING: {
        EntrySignal.PAUSE: EntryState.PAUSED,
        EntrySignal.END: EntryState.DONE,
        EntrySignal.UNDO: EntryState.WAITING,
    },
    EntryState.PAUSED: {
        EntrySignal.RESUME: EntryState.SPEAKING,
        EntrySignal.END: EntryState.DONE,
        EntrySignal.UNDO: EntryState.WAITING,
    },
    EntryState.DONE: {EntrySignal.UNDO: EntryState.WAITING},
}


def state_of(floor: Floor, entry: str) -> EntryState:
    """Return where a request stands; ``GONE`` for one that nobody knows (any more)."""
    for speech in (floor.speech, floor.suspended):
        if speech is not None and speech.entry.id == entry:
            return speech.state
    if floor.summons is not None and floor.summons.entry == entry:
        return EntryState.CALLED
    if entry in floor.waiting:
        return EntryState.WAITING
    last = floor.last
    return EntryState.DONE if last is not None and last.entry.id == entry else EntryState.GONE


def _marked(floor: Floor, event: e.ForumEvent, **changes: Any) -> Floor:
    did = str(type(event).__struct_config__.tag)
    return replace(floor, revision=marked(floor.revision, did, event.who, event.at), **changes)


def _without(floor: Floor, entry: str) -> dict[str, QueueEntry]:
    return {id_: one for id_, one in floor.waiting.items() if id_ != entry}


# ---- the queue -----------------------------------------------------------------------------------


def _set(state: ForumState, event: e.QueueSet) -> Floor:
    return _marked(state.floor, event, open=event.open, present_only=event.present_only)


def _asked(state: ForumState, event: e.FloorAsked) -> Floor:
    person = state.roll.people[event.person].id  # who waits has come: if that row cannot be read, nor can this one
    entry = QueueEntry(
        event.entry, person, event.asks, event.stance, event.channel, event.item, event.at, row=state.seq
    )
    return replace(state.floor, waiting={**state.floor.waiting, entry.id: entry})


def _withdrawn(state: ForumState, event: e.FloorWithdrawn) -> Floor:
    floor = replace(state.floor, waiting=_without(state.floor, event.entry))
    if floor.summons is not None and floor.summons.entry == event.entry:
        return _marked(floor, event, summons=None)
    return floor


def _moved(state: ForumState, event: e.EntryMoved) -> Floor:
    """Put it at its place; who was put at that place or behind goes one further."""
    waiting = {id_: _pushed(entry, event.place) for id_, entry in state.floor.waiting.items()}
    pin_row = state.seq if event.place else 0
    waiting[event.entry] = replace(state.floor.waiting[event.entry], pin=event.place, pin_row=pin_row)
    return _marked(state.floor, event, waiting=waiting)


def _pushed(entry: QueueEntry, place: int) -> QueueEntry:
    return replace(entry, pin=entry.pin + 1) if 0 < place <= entry.pin else entry


def _summoned(state: ForumState, event: e.PersonSummoned) -> Floor:
    summons = Summons(event.entry, event.until, event.overridden)
    return _marked(state.floor, event, summons=summons)


def _passed(state: ForumState, event: e.PassedOver) -> Floor:
    entry = replace(state.floor.waiting[event.entry], passed=True)
    return _marked(state.floor, event, summons=None, waiting={**state.floor.waiting, entry.id: entry})


# ---- speaking ------------------------------------------------------------------------------------


def _started(state: ForumState, event: e.SpeechStarted) -> Floor:
    floor = state.floor
    entry = floor.waiting[event.entry]
    normal = entry.kind is Kind.NORMAL
    overtook = overtaken_by(entry, floor, state.roll)
    waiting = _without(floor, entry.id)
    unpinned = tuple(id_ for id_, one in waiting.items() if normal and one.pin > 1)
    for id_ in overtook:
        waiting[id_] = replace(waiting[id_], overtaken=waiting[id_].overtaken + 1)
    for id_ in unpinned:
        waiting[id_] = replace(waiting[id_], pin=waiting[id_].pin - 1)
    speech = Speech(
        entry,
        EntryState.SPEAKING,
        event.allotted,
        event.credit,
        event.at,
        overtook,
        unpinned,
        overridden=event.overridden,
    )
    return _marked(
        floor,
        event,
        waiting=waiting,
        speech=speech,
        last=speech,
        summons=None,
        turns=(*floor.turns, turn_of(entry)) if normal else floor.turns,
        speeches=_plus(floor.speeches, entry.person, 1),
        accounts=_credit(floor.accounts, entry.stance, event.credit),
    )


def _plus(table: dict[str, int], key: str, by: int) -> dict[str, int]:
    return {**table, key: table.get(key, 0) + by}


def _credit(accounts: dict[str, Account], camp: Stance, by: int) -> dict[str, Account]:
    if not by:
        return accounts
    account = accounts.get(camp, Account())
    return {**accounts, camp: replace(account, used=account.used + by)}


def _in_state(to: EntryState) -> Callable[[ForumState, Any], Floor]:
    def change(state: ForumState, event: e.ForumEvent) -> Floor:
        assert state.floor.speech is not None
        speech = replace(state.floor.speech, state=to)
        return _marked(state.floor, event, speech=speech)

    return change


def _suspended(state: ForumState, event: e.SpeechSuspended) -> Floor:
    speech = state.floor.speech
    assert speech is not None
    ran = speech.state is EntryState.SPEAKING
    paused = replace(speech, state=EntryState.PAUSED)
    return _marked(state.floor, event, speech=None, suspended=paused, suspended_ran=ran)


def _restored(state: ForumState, event: e.SpeechRestored) -> Floor:
    assert state.floor.suspended is not None
    speech = replace(state.floor.suspended, state=EntryState.SPEAKING if event.runs else EntryState.PAUSED)
    return _marked(state.floor, event, speech=speech, suspended=None, suspended_ran=False)


def _ended(state: ForumState, event: e.SpeechEnded) -> Floor:
    floor = state.floor
    suspended = floor.suspended is not None and floor.suspended.entry.id == event.entry
    speech = floor.suspended if suspended else floor.speech
    assert speech is not None
    done = replace(speech, state=EntryState.DONE, spoken=event.spoken, overran=event.overran)
    last = done if floor.last is not None and floor.last.entry.id == event.entry else floor.last
    floor = _charge(floor, speech.entry, event.spoken)
    if suspended:
        return _marked(floor, event, suspended=None, suspended_ran=False, last=last)
    return _marked(floor, event, speech=None, last=last)


def _charge(floor: Floor, entry: QueueEntry, spoken: int) -> Floor:
    """Add what was spoken: to the person always, to camp and channel for normal speeches."""
    floor = replace(floor, spoken=_plus(floor.spoken, entry.person, spoken))
    if entry.kind is not Kind.NORMAL:
        return floor
    account = floor.accounts.get(entry.stance, Account())
    accounts = {**floor.accounts, entry.stance: replace(account, spoken=account.spoken + spoken)}
    return replace(floor, accounts=accounts, by_channel=_plus(floor.by_channel, entry.channel, spoken))


def _given(state: ForumState, event: e.TimeGiven) -> Floor:
    accounts = dict(state.floor.accounts)
    for camp in (Stance.PRO, Stance.CON):
        account = accounts.get(camp, Account())
        used = account.used + (event.ms if camp is event.camp else 0)
        accounts[camp] = replace(account, given=account.given + event.ms, used=used)
    return replace(state.floor, accounts=accounts)


def _undone(state: ForumState, event: e.CallUndone) -> Floor:
    """Make it as if the call had never been: the request waits where it did, its time is nobody's."""
    floor, last = state.floor, state.floor.last
    if floor.summons is not None and floor.summons.entry == event.entry:
        return _marked(floor, event, summons=None)
    assert last is not None
    entry = last.entry
    waiting = {**floor.waiting, entry.id: entry}
    for id_ in last.overtook:
        if id_ in waiting:
            waiting[id_] = replace(waiting[id_], overtaken=waiting[id_].overtaken - 1)
    for id_ in last.unpinned:
        if id_ in waiting and waiting[id_].pin:
            waiting[id_] = replace(waiting[id_], pin=waiting[id_].pin + 1)
    if last.state is EntryState.DONE:
        floor = _charge(floor, entry, -last.spoken)
    return _marked(
        floor,
        event,
        waiting=waiting,
        speech=None,
        last=None,
        turns=floor.turns[:-1] if entry.kind is Kind.NORMAL else floor.turns,
        speeches=_plus(floor.speeches, entry.person, -1),
        accounts=_credit(floor.accounts, entry.stance, -last.credit),
    )


# ---- around it -----------------------------------------------------------------------------------


def _item_started(state: ForumState, _event: e.ItemStarted) -> Floor:
    return replace(state.floor, turns=(), accounts={}, last=None)


def _item_finished(state: ForumState, event: e.ItemFinished) -> Floor:
    """Normal requests were made to that item and expire with it; points of order are kept."""
    kept = {id_: one for id_, one in state.floor.waiting.items() if one.kind is Kind.POINT_OF_ORDER}
    return _marked(state.floor, event, waiting=kept, last=None, summons=None)


def _linked(state: ForumState, event: e.SlipLinked) -> Floor:
    """Phone and slip are one person: what either spoke counts for both."""
    floor, phone, to = state.floor, event.person, event.to
    spoken, speeches = dict(floor.spoken), dict(floor.speeches)
    for table in (spoken, speeches):
        if phone in table:
            table[to] = table.get(to, 0) + table.pop(phone)
    last = None if floor.last is not None and floor.last.entry.person == phone else floor.last
    return replace(floor, spoken=spoken, speeches=speeches, last=last)


def _floor(change: Callable[[ForumState, Any], Floor]) -> Callable[[ForumState, Any], ForumState]:
    return lambda state, event: replace(state, floor=change(state, event))


def _said(state: ForumState, event: e.Said) -> ForumState:
    line = SpokenLine(state.seq, event.person, event.entry, event.caption)
    return replace(state, lines=(*state.lines, line)[-MAX_LINES:])


def _corrected(state: ForumState, event: e.Corrected) -> ForumState:
    lines = (replace(one, corrected=state.seq) if one.row == event.row else one for one in state.lines)
    return replace(state, lines=tuple(lines))


def _taken_off(state: ForumState, event: e.TakenOff) -> ForumState:
    return replace(state, lines=tuple(one for one in state.lines if one.row != event.row))


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.QueueSet: _floor(_set),
    e.FloorAsked: _floor(_asked),
    e.FloorWithdrawn: _floor(_withdrawn),
    e.EntryMoved: _floor(_moved),
    e.PersonSummoned: _floor(_summoned),
    e.PassedOver: _floor(_passed),
    e.SpeechStarted: _floor(_started),
    e.SpeechPaused: _floor(_in_state(EntryState.PAUSED)),
    e.SpeechResumed: _floor(_in_state(EntryState.SPEAKING)),
    e.SpeechSuspended: _floor(_suspended),
    e.SpeechRestored: _floor(_restored),
    e.SpeechEnded: _floor(_ended),
    e.TimeGiven: _floor(_given),
    e.CallUndone: _floor(_undone),
    e.ItemStarted: _floor(_item_started),
    e.ItemFinished: _floor(_item_finished),
    e.SlipLinked: _floor(_linked),
    e.Said: _said,
    e.Corrected: _corrected,
    e.TakenOff: _taken_off,
}
