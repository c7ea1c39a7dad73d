"""
A forum: composes agenda, floor, clock, roll, ballots and questions into one state machine.

    decide(state, command, now) -> events | Refusal        evolve(state, event) -> state        due(state) -> timers

Time never runs backwards in here: an event's time is max(previous, now). Knows: who may give which command, and what
one act means to several features. Does not know: the journal, sockets, the clock.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.ballot import ballot
from rooms.forum.ballot import state as ballot_state
from rooms.forum.ballot.ballot import ballot_box
from rooms.forum.floor import clock, floor, words
from rooms.forum.floor import state as floor_state
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import fresh, marked, phase_refusal, reason_given
from rooms.forum.model.permissions import CLERKS, LEAST, MAY
from rooms.forum.model.state import Ballot, ForumState
from rooms.forum.model.terms import BallotState, EntryState, ItemKind, Phase
from rooms.forum.procedure import agenda, announcement, mute, planning, questions, roll, signals, slow

__all__ = ["Due", "ballot_box", "decide", "due", "evolve", "evolve_kept", "fold", "start"]


def start(forum: str) -> ForumState:
    """Return the state before the first event."""
    return ForumState(forum)


# ---- the forum itself ----------------------------------------------------------------------------

PHASES: dict[Phase, frozenset[Phase]] = {
    Phase.PLANNED: frozenset({Phase.OPEN}),
    Phase.OPEN: frozenset({Phase.PAUSED, Phase.CLOSED}),
    Phase.PAUSED: frozenset({Phase.OPEN, Phase.CLOSED}),
    Phase.CLOSED: frozenset(),
}


def _to(state: ForumState, phase: Phase) -> None:
    if state.phase is None or phase not in PHASES[state.phase]:
        if state.phase is phase:
            raise Refusal(Why.ALREADY, by=state.revision.who)
        raise phase_refusal(state)


def _open(state: ForumState, command: c.OpenForum, now: int) -> list[e.ForumEvent]:
    _to(state, Phase.OPEN)
    return [e.ForumOpened(at=now, who=command.by.who)]


def _pause(state: ForumState, command: c.PauseForum, now: int) -> list[e.ForumEvent]:
    _to(state, Phase.PAUSED)
    speech, who = state.floor.speech, command.by.who
    paused = [floor.paused(speech, who, now, "forum")] if speech and speech.state is EntryState.SPEAKING else []
    return [*paused, e.ForumPaused(at=now, who=who, reason=reason_given(command.reason))]


def _resume(state: ForumState, command: c.ResumeForum, now: int) -> list[e.ForumEvent]:
    """The speech stays paused: the moderator looks first, then lets it go on."""
    if state.phase is not Phase.PAUSED:
        raise Refusal(Why.NOT_NOW, what="forum", state=str(state.phase))
    return [e.ForumResumed(at=now, who=command.by.who)]


def _close(state: ForumState, command: c.CloseForum, now: int) -> list[e.ForumEvent]:
    _to(state, Phase.CLOSED)
    for one in state.ballots.values():
        if one.state is BallotState.STARTED or (one.state is BallotState.FINISHED and one.result is None):
            raise Refusal(Why.BALLOT_RUNS, ballot=one.id)
    who = command.by.who
    over = [*floor.end_all(state, who, now, "closed"), *agenda.finish(state, who, now)]
    return [*over, e.ForumClosed(at=now, who=who)]


OF_SPEECHES = frozenset({ItemKind.DEBATE, ItemKind.SPEECHES, ItemKind.QUESTIONS})
"""Items at which citizens ask for the floor."""

# ---- acts that mean something to several features ------------------------------------------------


def _change(state: ForumState, command: c.ChangeForum, now: int) -> list[e.ForumEvent]:
    """The agenda is changed with what is announced beside it, as one act of one who saw both."""
    changed = planning.DECIDE[c.ChangeForum](state, command, now)
    if command.agenda is None:
        return changed
    fresh(state.agenda.revision, command.saw_agenda)
    return [*changed, *agenda.replanned(state.agenda, command.agenda, command.by.who, now)]


def _item(state: ForumState, command: c.StartItem | c.FinishItem | c.NextItem, now: int) -> list[e.ForumEvent]:
    """With its item a speech ends; an item of speeches opens the queue, so that nobody has to think of it."""
    changes = agenda.DECIDE[type(command)](state, command, now)
    begun = next((event.item for event in changes if isinstance(event, e.ItemStarted)), "")
    kind = next((item.kind for item in state.agenda.items if item.id == begun), None)
    opened = floor.opened(state, command.by.who, now) if kind in OF_SPEECHES else []
    return [*floor.end_all(state, command.by.who, now, "item"), *changes, *opened]


def _presence(state: ForumState, command: c.SetPresence | c.ComeOnline, now: int) -> list[e.ForumEvent]:
    """A speaker who is lost stops the clock; who was called while away and is back has the floor."""
    events = roll.DECIDE[type(command)](state, command, now)
    changed = next((event for event in events if isinstance(event, e.PresenceChanged)), None)
    if changed is None or state.phase is not Phase.OPEN:
        return events
    speech, summons = state.floor.speech, state.floor.summons
    if not changed.present:
        lost = speech is not None and speech.entry.person == changed.person and speech.state is EntryState.SPEAKING
        return [*events, floor.paused(speech, "", now, "lost")] if lost and speech is not None else events
    if summons is not None and state.floor.waiting[summons.entry].person == changed.person:
        entry = state.floor.waiting[summons.entry]
        return [*events, *floor.arrived(state, entry, now, overridden=summons.overridden)]
    return events


def _remove(state: ForumState, command: c.Remove, now: int) -> list[e.ForumEvent]:
    """Who is removed has neither a place nor the floor."""
    events = roll.DECIDE[c.Remove](state, command, now)
    return [*events, *_silenced(state, command.by.who, command.person, now, "removed")]


def _mute(state: ForumState, command: c.MutePerson, now: int) -> list[e.ForumEvent]:
    """Who is muted has neither a place nor the floor until it is lifted."""
    events = mute.DECIDE[c.MutePerson](state, command, now)
    return [*events, *_silenced(state, command.by.who, command.person, now, "muted")]


def _silenced(state: ForumState, who: str, person: str, now: int, cause: str) -> list[e.ForumEvent]:
    """Return what takes the places and the floor of a person away."""
    waiting = [one for one in state.floor.waiting.values() if one.person == person]
    gone = [floor.withdrawn(one, who, now, cause) for one in waiting]
    speech, suspended = state.floor.speech, state.floor.suspended
    if suspended is not None and suspended.entry.person == person:
        ended = floor.end_all(state, who, now, cause)
    elif speech is not None and speech.entry.person == person:
        ended = floor.end(state, who, now, cause)
    else:
        ended = []
    taken = {event.entry for event in ended if isinstance(event, e.FloorWithdrawn)}
    gone = [event for event in gone if isinstance(event, e.FloorWithdrawn) and event.entry not in taken]
    return [*ended, *gone]


_OWN: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.ChangeForum: _change,
    c.OpenForum: _open,
    c.PauseForum: _pause,
    c.ResumeForum: _resume,
    c.CloseForum: _close,
    c.StartItem: _item,
    c.FinishItem: _item,
    c.NextItem: _item,
    c.SetPresence: _presence,
    c.ComeOnline: _presence,
    c.Remove: _remove,
    c.MutePerson: _mute,
}
FEATURES = (planning, announcement, signals, slow, mute, agenda, floor, words, clock, roll, ballot, questions)
HANDLERS: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    **{kind: handler for feature in FEATURES for kind, handler in feature.DECIDE.items()},
    **_OWN,
}
"""Every command and who decides it; a test holds that none is missing."""

# ---- who may -------------------------------------------------------------------------------------


def _authorise(command: c.Command) -> None:
    roles = MAY[type(command)]
    if command.by != c.TIMER and command.by.role not in roles:
        raise Refusal(Why.NOT_ALLOWED, needs=LEAST.get(roles, Role.ADMIN).value)
    if isinstance(command, c.AskFloor) and command.person and command.by.role not in CLERKS:
        raise Refusal(Why.NOT_ALLOWED, needs=Role.CLERK.value)


# ---- the two verbs -------------------------------------------------------------------------------


def decide(state: ForumState, command: c.Command, now: int) -> list[e.ForumEvent] | Refusal:
    """Return what a command makes happen (nothing, if all is so already), or why not and what to do next."""
    try:
        _alive(state, command)
        _authorise(command)
        return HANDLERS[type(command)](state, command, max(state.at, now))
    except Refusal as no:
        return no


def _alive(state: ForumState, command: c.Command) -> None:
    if state.phase is None and not isinstance(command, c.CreateForum):
        raise Refusal(Why.NO_SUCH, what="forum", id=state.forum)
    if state.phase is Phase.CLOSED:
        raise Refusal(Why.FORUM_CLOSED)


def _phase(phase: Phase, did: str, **times: str) -> Callable[[ForumState, Any], ForumState]:
    def evolve_(state: ForumState, event: e.ForumEvent) -> ForumState:
        stamps = dict.fromkeys(times.values(), event.at)
        return replace(state, phase=phase, revision=marked(state.revision, did, event.who, event.at), **stamps)

    return evolve_


_EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.ForumOpened: _phase(Phase.OPEN, "forum_opened", at="opened_at"),
    e.ForumPaused: _phase(Phase.PAUSED, "forum_paused"),
    e.ForumResumed: _phase(Phase.OPEN, "forum_resumed"),
    e.ForumClosed: _phase(Phase.CLOSED, "closed", at="closed_at"),
}
_TABLES = (
    _EVOLVE,
    planning.EVOLVE,
    announcement.EVOLVE,
    agenda.EVOLVE,
    floor_state.EVOLVE,
    clock.EVOLVE,
    ballot_state.EVOLVE,
    roll.EVOLVE,
    questions.EVOLVE,
    signals.EVOLVE,
    slow.EVOLVE,
    mute.EVOLVE,
)
CHANGES: dict[type[e.ForumEvent], tuple[Callable[[ForumState, Any], ForumState], ...]] = {
    kind: tuple(table[kind] for table in _TABLES if kind in table) for kind in {k for table in _TABLES for k in table}
}
"""Every event and the changes it makes, in the order of the features: floor and ballots look at the roll before it."""


def evolve(state: ForumState, event: e.ForumEvent) -> ForumState:
    """Return the state after an event; after one that cannot be read, its number and its time alone."""
    state = replace(state, seq=state.seq + 1, at=max(state.at, event.at))
    for change in CHANGES[type(event)] if not isinstance(event, e.Unknown) else ():
        state = change(state, event)
    return state


def evolve_kept(state: ForumState, event: e.ForumEvent) -> tuple[ForumState, e.ForumEvent]:
    """
    Return the state after an event that was kept, and the event as it could be taken.

    One that goes by something of which no row before it tells (that row could not be read) is ``Unknown`` itself.
    """
    try:
        return evolve(state, event), event
    except Exception:  # noqa: BLE001 - a change that leans on what is not there may fail in any way
        name = str(type(event).__struct_config__.tag)
        lost = e.Unknown(at=event.at, who=event.who, name=name, because=e.Because.ORDER)
        return evolve(state, lost), lost


def fold(state: ForumState, events: Iterable[e.ForumEvent]) -> ForumState:
    """Return the state after events, in order."""
    for event in events:
        state = evolve(state, event)
    return state


# ---- timers --------------------------------------------------------------------------------------


class Due(Struct, frozen=True):
    """A command that time gives: at ``at``, under the id ``act``, which is the same on every node."""

    at: int
    act: str
    command: c.Command


def due(state: ForumState) -> list[Due]:
    """Return what comes due by itself, the earliest first."""
    found: list[Due] = []
    if state.phase is Phase.CLOSED:
        return found
    called, speech, running = state.floor.summons, state.floor.speech, state.clock.speech
    if called is not None:
        command: c.Command = c.PassOver(by=c.TIMER, entry=called.entry, until=called.until)
        found.append(Due(called.until, f"pass:{called.entry}:{called.until}", command))
    if state.rules.hard_stop and speech is not None and running is not None and running.ends_at is not None:
        ends_at = running.ends_at
        command = c.EndSpeech(by=c.TIMER, entry=speech.entry.id, ends_at=ends_at)
        found.append(Due(ends_at, f"end:{speech.entry.id}:{ends_at}", command))
    for person, held in state.mutes.items():
        if held.until:
            lift = c.UnmutePerson(by=c.TIMER, person=person, until=held.until)
            found.append(Due(held.until, f"unmute:{person}:{held.until}", lift))
    found += [timer for one in state.ballots.values() for timer in _due_of(one)]
    return sorted(found, key=lambda one: (one.at, one.act))


def _due_of(one: Ballot) -> list[Due]:
    if one.state is BallotState.STARTED:
        command: c.Command = c.BallotTimeUp(by=c.TIMER, ballot=one.id, ends_at=one.ends_at)
        return [Due(one.ends_at, f"finish:{one.id}:{one.ends_at}", command)]
    if one.state is BallotState.FINISHED and one.result is None and (one.agreed is not None or not one.issued):
        at = one.revision.at
        return [Due(at, f"count:{one.id}:{one.finished_at}", c.CountBallot(by=c.TIMER, ballot=one.id))]
    return []
