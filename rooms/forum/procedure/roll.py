"""
The roll: who attends, by which channel and level, with or without a phone.

On-site people are on the roll by a numbered slip from the clerk; a phone can be linked to it. A paper ballot marks
the roll, so that paper and online exclude each other. Knows: people, slips, papers. Does not know: what they vote.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.checks import (
    acting,
    level_enough,
    may_hold_back,
    need,
    phase_refusal,
    reaches,
    reason_given,
    within,
)
from rooms.forum.model.people import Roll, RollMember
from rooms.forum.model.state import Ballot, ForumState
from rooms.forum.model.terms import BallotState, Channel, Phase

MAX_PEOPLE = 20_000
"""People on one roll: ten times the largest hall of the plan; the state stays some 10 MB."""
MAX_SLIP = 99_999
"""Numbers printed on slips."""


def _open_to_guests(state: ForumState) -> None:
    if state.phase in {Phase.PAUSED, Phase.CLOSED}:
        raise phase_refusal(state)
    if len(state.roll.people) >= MAX_PEOPLE:
        raise Refusal(Why.FULL, limit=MAX_PEOPLE)


def _attend(state: ForumState, command: c.ComeOnline, now: int) -> list[e.ForumEvent]:
    roll, who = state.roll, command.by.who
    person = roll.people.get(roll.aliases.get(who, who))
    if person is not None:
        if person.removed:
            raise Refusal(Why.REMOVED)
        back: list[e.ForumEvent] = []
        if not person.present:
            back.append(e.PresenceChanged(at=now, who=who, person=person.id, present=True))
        if command.name and not person.named:
            back.append(e.Introduced(at=now, who=who, person=person.id, name=command.name))
        if reaches(command.level, person.level) and command.level is not person.level:
            back.append(e.LevelRaised(at=now, who=who, person=person.id, level=command.level, channel=person.channel))
        return back
    _open_to_guests(state)
    if not reaches(command.level, state.rules.levels.attend):
        raise Refusal(Why.LEVEL_NEEDED, needs=state.rules.levels.attend.value, has=command.level.value)
    return [
        e.Attended(
            at=now,
            who=who,
            person=who,
            channel=Channel.ONLINE,
            level=command.level,
            named=bool(command.name),
            name=command.name,
            district=command.district,
        )
    ]


def _check_in(state: ForumState, command: c.CheckIn, now: int) -> list[e.ForumEvent]:
    _open_to_guests(state)
    within("slip", command.slip, 1, MAX_SLIP)
    if command.slip in state.roll.slips:
        raise Refusal(Why.SLIP_TAKEN, slip=command.slip)
    if command.person in state.roll.people or command.person in state.roll.aliases:
        raise Refusal(Why.ALREADY, by=command.person)
    return [
        e.Attended(
            at=now,
            who=command.by.who,
            person=command.person,
            channel=Channel.ONSITE,
            level=command.level,
            slip=command.slip,
            named=bool(command.name),
            name=command.name,
            district=command.district,
        )
    ]


def _confirm_onsite(state: ForumState, command: c.ConfirmOnsite, now: int) -> list[e.ForumEvent]:
    person = acting(state, command.by)
    if person.channel is Channel.ONSITE:
        return []
    return [e.LevelRaised(at=now, who=command.by.who, person=person.id, level=person.level, channel=Channel.ONSITE)]


def _raise_level(state: ForumState, command: c.RaiseLevel, now: int) -> list[e.ForumEvent]:
    person = acting(state, command.by)
    if reaches(person.level, command.level):
        return []
    who = command.by.who
    return [e.LevelRaised(at=now, who=who, person=person.id, level=command.level, channel=person.channel)]


def _link(state: ForumState, command: c.LinkSlip, now: int) -> list[e.ForumEvent]:
    """Make a phone the person of a slip; nobody may come out of it with two requests or two votes."""
    roll, phone = state.roll, command.by.who
    if phone in roll.aliases:
        raise Refusal(Why.LINKED_ALREADY, slip=roll.people[roll.aliases[phone]].slip)
    to = need({str(slip): person for slip, person in roll.slips.items()}, str(command.slip), "slip")
    if to in roll.aliases.values():
        raise Refusal(Why.LINKED_ALREADY, slip=command.slip)
    if roll.people[to].removed or (phone in roll.people and roll.people[phone].removed):
        raise Refusal(Why.REMOVED)
    if phone in roll.people:
        _nothing_pending(state, roll.people[phone])
    return [e.SlipLinked(at=now, who=phone, person=phone, slip=command.slip, to=to)]


def _nothing_pending(state: ForumState, phone: RollMember) -> None:
    floor = state.floor
    entries = [*floor.waiting.values(), *(one.entry for one in (floor.speech, floor.suspended) if one)]
    if phone.slip:
        raise Refusal(Why.LINKED_ALREADY, slip=phone.slip)
    if any(entry.person == phone.id for entry in entries):
        raise Refusal(Why.TWO_PEOPLE, what="entry")
    if phone.paper or any(phone.id in ballot.casts for ballot in state.ballots.values()):
        raise Refusal(Why.TWO_PEOPLE, what="vote")


def _set_presence(state: ForumState, command: c.SetPresence, now: int) -> list[e.ForumEvent]:
    person = state.roll.people.get(state.roll.aliases.get(command.person, command.person))
    if person is None or person.removed or person.present is command.present:
        return []
    present, left = command.present, command.left and not command.present
    return [e.PresenceChanged(at=now, who=command.by.who, person=person.id, present=present, left=left)]


def _remove(state: ForumState, command: c.Remove, now: int) -> list[e.ForumEvent]:
    person = need(state.roll.people, command.person, "person")
    if person.removed:
        raise Refusal(Why.ALREADY, by=command.person)
    if person.id == state.roll.aliases.get(command.by.who, command.by.who):
        raise Refusal(Why.NOT_YOURSELF)
    may_hold_back(command.by, command.standing)
    return [e.Removed(at=now, who=command.by.who, person=person.id, reason=reason_given(command.reason))]


# ---- papers --------------------------------------------------------------------------------------


def _open_ballot(state: ForumState, id_: str) -> Ballot:
    ballot = need(state.ballots, id_, "ballot")
    if ballot.state is not BallotState.STARTED:
        raise Refusal(Why.NOT_NOW, what="ballot", state=ballot.state.value)
    return ballot


def _issue(state: ForumState, command: c.IssuePaper, now: int) -> list[e.ForumEvent]:
    ballot = _open_ballot(state, command.ballot)
    person = need(state.roll.people, command.person, "person")
    if person.removed:
        raise Refusal(Why.REMOVED)
    if ballot.id in person.paper:
        raise Refusal(Why.PAPER_HELD)
    if person.id in ballot.casts:
        raise Refusal(Why.VOTED_ALREADY, at=ballot.casts[person.id])
    if person.id not in ballot.entitled:
        level_enough(person, state.rules.levels.vote)
        if not ballot.terms.late:
            raise Refusal(Why.NOT_ENTITLED)
    return [e.PaperIssued(at=now, who=command.by.who, person=person.id, ballot=ballot.id)]


def _take_back(state: ForumState, command: c.ReturnPaper, now: int) -> list[e.ForumEvent]:
    ballot = _open_ballot(state, command.ballot)
    person = need(state.roll.people, command.person, "person")
    if ballot.id not in person.paper:
        raise Refusal(Why.NO_SUCH, what="paper", id=person.id)
    return [e.PaperReturned(at=now, who=command.by.who, person=person.id, ballot=ballot.id)]


DECIDE: dict[type[c.Command], Callable[[ForumState, Any, int], list[e.ForumEvent]]] = {
    c.ComeOnline: _attend,
    c.CheckIn: _check_in,
    c.ConfirmOnsite: _confirm_onsite,
    c.RaiseLevel: _raise_level,
    c.LinkSlip: _link,
    c.SetPresence: _set_presence,
    c.Remove: _remove,
    c.IssuePaper: _issue,
    c.ReturnPaper: _take_back,
}

# ---- evolving ------------------------------------------------------------------------------------


def _put(roll: Roll, person: RollMember) -> Roll:
    """Return the roll with a person as they are now, and the counts of who is present."""
    before = roll.people.get(person.id)
    present = roll.present + person.present - (before.present if before else False)
    return replace(roll, people={**roll.people, person.id: person}, present=present, most=max(roll.most, present))


def _came(state: ForumState, event: e.Attended) -> Roll:
    person = RollMember(event.person, event.channel, event.level, state.seq, event.at, event.slip, named=event.named)
    roll = _put(state.roll, person)
    return replace(roll, slips={**roll.slips, event.slip: person.id}) if event.slip else roll


def _introduced(state: ForumState, event: e.Introduced) -> Roll:
    return _put(state.roll, replace(state.roll.people[event.person], row=state.seq, named=True))


def _raised(state: ForumState, event: e.LevelRaised) -> Roll:
    person = state.roll.people[event.person]
    return _put(state.roll, replace(person, level=event.level, channel=event.channel))


def _presence(state: ForumState, event: e.PresenceChanged) -> Roll:
    return _put(state.roll, replace(state.roll.people[event.person], present=event.present, left=event.left))


def _linked(state: ForumState, event: e.SlipLinked) -> Roll:
    """The phone's own participant is nobody any more; the slip has the higher of both levels."""
    roll = replace(state.roll, aliases={**state.roll.aliases, event.person: event.to})
    person, phone = roll.people[event.to], roll.people.get(event.person)
    if phone is None:
        return _put(roll, replace(person, present=True))
    roll = _put(roll, replace(phone, present=False))
    people = {id_: one for id_, one in roll.people.items() if id_ != phone.id}
    level = phone.level if reaches(phone.level, person.level) else person.level
    return _put(replace(roll, people=people), replace(person, level=level, present=True))


def _removed(state: ForumState, event: e.Removed) -> Roll:
    return _put(state.roll, replace(state.roll.people[event.person], present=False, removed=True))


def _paper_issued(state: ForumState, event: e.PaperIssued) -> Roll:
    person = state.roll.people[event.person]
    return _put(state.roll, replace(person, paper=person.paper | {event.ballot}))


def _paper_returned(state: ForumState, event: e.PaperReturned) -> Roll:
    person = state.roll.people[event.person]
    return _put(state.roll, replace(person, paper=person.paper - {event.ballot}))


def _roll(change: Callable[[ForumState, Any], Roll]) -> Callable[[ForumState, Any], ForumState]:
    return lambda state, event: replace(state, roll=change(state, event))


EVOLVE: dict[type[e.ForumEvent], Callable[[ForumState, Any], ForumState]] = {
    e.Attended: _roll(_came),
    e.Introduced: _roll(_introduced),
    e.LevelRaised: _roll(_raised),
    e.PresenceChanged: _roll(_presence),
    e.SlipLinked: _roll(_linked),
    e.Removed: _roll(_removed),
    e.PaperIssued: _roll(_paper_issued),
    e.PaperReturned: _roll(_paper_returned),
}
