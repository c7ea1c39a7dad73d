"""
The minutes: a value made from the events of a forum alone, at any time, whether it is over or not.

Personal fields come from the events as they are given: an event whose fields were erased or left out makes minutes
without them. Knows: what a record needs. Does not know: pages, PDF, languages.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from rooms.forum.minutes.clerk import Clerk
from rooms.forum.minutes.parts import (
    AttendanceFigures,
    Minutes,
    MinutesPerson,
    PersonalText,
    QuestionMinutes,
    Side,
    SpeechMinutes,
)
from rooms.forum.model import events as e
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Channel, Kind, QuestionState

LEAST_GROUP = 5
"""People of a district who are shown as a sum; fewer could be recognised."""


def minutes(forum_id: str, events: Iterable[e.ForumEvent]) -> Minutes:
    """Return the minutes of a forum up to the last of its events."""
    clerk = Clerk(forum_id)
    for event in events:
        clerk.take_event(event)
    state = clerk.state
    return Minutes(
        forum=forum_id,
        title=state.title,
        hall=state.hall,
        opens_at=state.opens_at,
        opened_at=state.opened_at,
        closed_at=state.closed_at,
        cancelled=state.cancelled,
        at=state.at,
        events=state.seq,
        rules=state.rules,
        details=state.details,
        people=_people(state, clerk),
        items=[clerk.items[item.id] for item in state.agenda.items],
        speeches=[speech for speech in clerk.done if not speech.undone],
        overrides=clerk.overrides,
        ballots=list(clerk.ballots.values()),
        questions=_questions(state, clerk),
        attendance=_attendance(state, clerk.districts),
        spoken_by_camp=_sums(clerk.done, lambda speech: speech.stance.value),
        spoken_by_channel=_sums(clerk.done, lambda speech: speech.channel.value),
        unknown=clerk.unknown,
    )


def told(made: Minutes, named: Iterable[str] = ()) -> set[tuple[int, str]]:
    """Return the personal fields that minutes show, as (row, field): what a public record may open.

    Args:
        made: the minutes.
        named: the participants whose names are given.
    """
    names = [made.people[person].name for person in named if person in made.people]
    return {(words.row, words.field) for words in [*names, *_shown(made)] if words.row}


def _shown(made: Minutes) -> Iterator[PersonalText]:
    for speech in made.speeches:
        for line in speech.lines:
            yield from line.said
        if speech.overridden:
            yield speech.reason
    yield from (override.reason for override in made.overrides)
    for question in made.questions:
        yield question.text
        yield question.answer


def _people(state: ForumState, clerk: Clerk) -> dict[str, MinutesPerson]:
    """Return whoever is spoken of. A number tells how somebody came, so it says nothing that a name would."""
    wanted = dict.fromkeys(speech.person for speech in clerk.done if not speech.undone)
    for override in clerk.overrides:
        wanted.update(dict.fromkeys(one for one in (override.by, override.person) if one))
    numbers = _numbers(state)
    staff = 0
    found = {}
    for person in wanted:
        known = numbers.get(state.roll.aliases.get(person, person))
        if known is None:
            staff += 1
            known = (Side.STAFF, staff)
        name = clerk.names.get(state.roll.aliases.get(person, person), PersonalText(0, "name"))
        found[person] = MinutesPerson(*known, name)
    return found


def _numbers(state: ForumState) -> Mapping[str, tuple[Side, int]]:
    counts = dict.fromkeys(Side, 0)
    numbers = {}
    for person in sorted(state.roll.people.values(), key=lambda one: one.row):
        side = Side(person.channel.value)
        counts[side] += 1
        numbers[person.id] = (side, counts[side])
    return numbers


def _sums(speeches: Iterable[SpeechMinutes], of: Callable[[SpeechMinutes], str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for speech in speeches:
        if speech.kind is Kind.NORMAL and not speech.undone:
            sums[of(speech)] = sums.get(of(speech), 0) + speech.spoken
    return sums


def _questions(state: ForumState, clerk: Clerk) -> list[QuestionMinutes]:
    """Leave out what was never shown, also if it was merged, and what was hidden: its author can read why."""
    shown = [one for one in state.questions.values() if one.id in clerk.shown and one.state is not QuestionState.HIDDEN]
    return [
        QuestionMinutes(
            one.id,
            clerk.texts[one.id],
            one.state,
            len(one.votes),
            one.into,
            one.department,
            one.until,
            clerk.answers.get(one.id, PersonalText(0, "answer")),
        )
        for one in shown
    ]


def _attendance(state: ForumState, districts: Mapping[str, str]) -> AttendanceFigures:
    """Return the sums. Those of the hall are in no district's sum: one less would tell of them."""
    people = state.roll.people
    afar = {person for person, one in people.items() if one.channel is Channel.ONLINE}
    sums: dict[str, int] = {}
    for person, district in districts.items():
        if person in afar and district:
            sums[district] = sums.get(district, 0) + 1
    shown = {name: number for name, number in sorted(sums.items()) if number >= LEAST_GROUP}
    other = sum(sums.values()) - sum(shown.values())
    few = other if other >= LEAST_GROUP else 0
    return AttendanceFigures(len(afar), len(people) - len(afar), state.roll.most, shown, few)
