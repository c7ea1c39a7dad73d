"""
The minutes: a value made from the events of a forum alone, at any time, whether it is over or not.

Personal fields come from the events as they are given: an event whose fields were erased or left out makes minutes
without them. All times are milliseconds UTC. Knows: what a record needs. Does not know: pages, PDF, languages.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, field

from rooms.forum import events as e
from rooms.forum import forum
from rooms.forum.state import Result, State, Terms
from rooms.forum.terms import Channel, ItemKind, Key, Kind, QuestionState, Stance

LEAST_GROUP = 5
"""People of a district who are shown as a sum; fewer could be recognised."""


class ItemMinutes(Struct):
    """An item: when it ran."""

    id: str
    title: str
    kind: ItemKind
    minutes: int
    started_at: int = 0
    finished_at: int = 0


class SpeechMinutes(Struct):
    """A speech: who, for which camp, from where, when, how long, why then."""

    entry: str
    person: str
    name: str
    kind: Kind
    stance: Stance
    channel: Channel
    item: str
    asked_at: int
    started_at: int
    allotted: int
    reasons: tuple[Key, ...]
    overridden: bool
    reason: str
    present: int
    spoken: int = 0
    overran: int = 0
    words: list[str] = field(default_factory=list)
    undone: bool = False


class Override(Struct):
    """A moderator went another way than the order: what, upon whom, why."""

    at: int
    did: str
    by: str
    person: str
    reason: str


class BallotMinutes(Struct):
    """A ballot: terms, snapshot, result."""

    id: str
    terms: Terms
    started_at: int = 0
    finished_at: int = 0
    result: Result | None = None
    published: bool = False
    disputed: int = 0


class QuestionMinutes(Struct):
    """A question that was shown: words, votes, what became of it."""

    id: str
    text: str
    state: QuestionState
    votes: int
    into: str
    department: str
    until: str
    answer: str


class Attendance(Struct):
    """Who came, as numbers; districts of fewer than five people are one sum."""

    online: int
    onsite: int
    most_at_once: int
    districts: dict[str, int]
    other_districts: int


class Minutes(Struct):
    """The minutes of a forum."""

    forum: str
    title: str
    hall: str
    opened_at: int
    closed_at: int
    events: int
    items: list[ItemMinutes]
    speeches: list[SpeechMinutes]
    overrides: list[Override]
    ballots: list[BallotMinutes]
    questions: list[QuestionMinutes]
    attendance: Attendance
    spoken_by_camp: dict[str, int]
    spoken_by_channel: dict[str, int]


class _Clerk:
    """Writes the minutes while the events pass; ``state`` is that before the event."""

    def __init__(self, forum_id: str) -> None:
        self.state = forum.start(forum_id)
        self.names: dict[str, str] = {}
        self.districts: dict[str, str] = {}
        self.speeches: dict[str, SpeechMinutes] = {}
        self.done: list[SpeechMinutes] = []
        self.reasons: dict[str, tuple[tuple[Key, ...], str]] = {}
        self.items: dict[str, ItemMinutes] = {}
        self.overrides: list[Override] = []
        self.ballots: dict[str, BallotMinutes] = {}
        self.texts: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.lines: dict[int, tuple[SpeechMinutes, int]] = {}

    def take(self, event: e.Event) -> None:
        write = _WRITE.get(type(event))
        if write is not None:
            write(self, event)
        self.state = forum.evolve(self.state, event)

    def attended(self, event: e.Attended) -> None:
        self.names[event.person], self.districts[event.person] = event.name, event.district

    def linked(self, event: e.SlipLinked) -> None:
        """Phone and slip are one person: the names they gave are of one."""
        for table in (self.names, self.districts):
            given = table.pop(event.person, "")
            table[event.to] = table.get(event.to, "") or given

    def started(self, event: e.SpeechStarted) -> None:
        entry = self.state.floor.waiting[event.entry]
        called = self.reasons.pop(event.entry, ((), ""))
        speech = SpeechMinutes(
            entry=entry.id,
            person=entry.person,
            name=self.names.get(entry.person, ""),
            kind=entry.kind,
            stance=entry.stance,
            channel=entry.channel,
            item=entry.item,
            asked_at=entry.asked_at,
            started_at=event.at,
            allotted=event.allotted,
            reasons=event.reasons or called[0],
            overridden=event.overridden,
            reason=event.reason or called[1],
            present=self.state.roll.present,
        )
        self.speeches[entry.id] = speech
        self.done.append(speech)
        if event.overridden and event.who:
            self.override(event, event.reason)

    def summoned(self, event: e.Summoned) -> None:
        self.reasons[event.entry] = (event.reasons, event.reason)
        if event.overridden:
            self.override(event, event.reason)

    def override(self, event: e.About, reason: str) -> None:
        did = str(type(event).__struct_config__.tag)
        self.overrides.append(Override(event.at, did, event.who, event.person, reason))

    def moved(self, event: e.EntryMoved) -> None:
        self.override(event, event.reason)

    def removed(self, event: e.Removed) -> None:
        self.override(event, event.reason)

    def ended(self, event: e.SpeechEnded) -> None:
        speech = self.speeches[event.entry]
        speech.spoken, speech.overran = event.spoken, event.overran

    def extended(self, event: e.SpeechExtended) -> None:
        self.speeches[event.entry].allotted += event.seconds * 1_000

    def undone(self, event: e.CallUndone) -> None:
        speech = self.speeches.pop(event.entry, None)
        if speech is not None:
            speech.undone = True
        self.reasons.pop(event.entry, None)
        self.override(event, "")

    def said(self, event: e.Said) -> None:
        speech = self.speeches[event.entry]
        self.lines[self.state.seq + 1] = (speech, len(speech.words))
        speech.words.append(event.text)

    def corrected(self, event: e.Corrected) -> None:
        speech, index = self.lines[event.row]
        speech.words[index] = event.text

    def taken_off(self, event: e.TakenOff) -> None:
        speech, index = self.lines[event.row]
        speech.words[index] = ""
        self.override(event, event.reason)

    def item_added(self, event: e.ItemAdded | e.ItemChanged) -> None:
        self.items[event.item] = ItemMinutes(event.item, event.title, event.item_kind, event.minutes)

    def item_removed(self, event: e.ItemRemoved) -> None:
        del self.items[event.item]

    def item_started(self, event: e.ItemStarted) -> None:
        self.items[event.item].started_at = self.items[event.item].started_at or event.at

    def item_finished(self, event: e.ItemFinished) -> None:
        self.items[event.item].finished_at = event.at

    def ballot_created(self, event: e.BallotCreated) -> None:
        self.ballots[event.ballot] = BallotMinutes(event.ballot, event.terms)

    def ballot_dropped(self, event: e.BallotDropped) -> None:
        del self.ballots[event.ballot]

    def ballot_started(self, event: e.BallotStarted) -> None:
        self.ballots[event.ballot].started_at = event.at

    def ballot_finished(self, event: e.BallotFinished) -> None:
        self.ballots[event.ballot].finished_at = event.at

    def disputed(self, event: e.PaperDisputed) -> None:
        self.ballots[event.ballot].disputed += 1

    def counted(self, event: e.BallotCounted) -> None:
        self.ballots[event.ballot].result = event.result

    def published(self, event: e.BallotPublished) -> None:
        self.ballots[event.ballot].published = True

    def asked(self, event: e.QuestionAsked) -> None:
        self.texts[event.question] = event.text

    def answered(self, event: e.QuestionMoved) -> None:
        self.answers[event.question] = event.answer or self.answers.get(event.question, "")


_WRITE: dict[type[e.Event], Callable[[_Clerk, Any], None]] = {
    e.Attended: _Clerk.attended,
    e.SlipLinked: _Clerk.linked,
    e.SpeechStarted: _Clerk.started,
    e.Summoned: _Clerk.summoned,
    e.EntryMoved: _Clerk.moved,
    e.Removed: _Clerk.removed,
    e.SpeechEnded: _Clerk.ended,
    e.SpeechExtended: _Clerk.extended,
    e.CallUndone: _Clerk.undone,
    e.Said: _Clerk.said,
    e.Corrected: _Clerk.corrected,
    e.TakenOff: _Clerk.taken_off,
    e.ItemAdded: _Clerk.item_added,
    e.ItemChanged: _Clerk.item_added,
    e.ItemRemoved: _Clerk.item_removed,
    e.ItemStarted: _Clerk.item_started,
    e.ItemFinished: _Clerk.item_finished,
    e.BallotCreated: _Clerk.ballot_created,
    e.BallotDropped: _Clerk.ballot_dropped,
    e.BallotStarted: _Clerk.ballot_started,
    e.BallotFinished: _Clerk.ballot_finished,
    e.PaperDisputed: _Clerk.disputed,
    e.BallotCounted: _Clerk.counted,
    e.BallotPublished: _Clerk.published,
    e.QuestionAsked: _Clerk.asked,
    e.QuestionMoved: _Clerk.answered,
}


def minutes(forum_id: str, events: Iterable[e.Event]) -> Minutes:
    """Return the minutes of a forum up to the last of its events."""
    clerk = _Clerk(forum_id)
    for event in events:
        clerk.take(event)
    state = clerk.state
    return Minutes(
        forum=forum_id,
        title=state.title,
        hall=state.hall,
        opened_at=state.opened_at,
        closed_at=state.closed_at,
        events=state.seq,
        items=[clerk.items[item.id] for item in state.agenda.items],
        speeches=[speech for speech in clerk.done if not speech.undone],
        overrides=clerk.overrides,
        ballots=list(clerk.ballots.values()),
        questions=_questions(state, clerk),
        attendance=_attendance(state, clerk.districts),
        spoken_by_camp=_sums(clerk.done, lambda speech: speech.stance.value),
        spoken_by_channel=_sums(clerk.done, lambda speech: speech.channel.value),
    )


def _sums(speeches: Iterable[SpeechMinutes], of: Callable[[SpeechMinutes], str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for speech in speeches:
        if speech.kind is Kind.NORMAL and not speech.undone:
            sums[of(speech)] = sums.get(of(speech), 0) + speech.spoken
    return sums


def _questions(state: State, clerk: _Clerk) -> list[QuestionMinutes]:
    """Leave out what was never shown: it was looked at before, and its author can read why."""
    shown = [one for one in state.questions.values() if one.state not in {QuestionState.ASKED, QuestionState.HIDDEN}]
    return [
        QuestionMinutes(
            one.id,
            clerk.texts.get(one.id, ""),
            one.state,
            len(one.votes),
            one.into,
            one.department,
            one.until,
            clerk.answers.get(one.id, ""),
        )
        for one in shown
    ]


def _attendance(state: State, districts: dict[str, str]) -> Attendance:
    people = state.roll.people
    onsite = sum(one.channel is Channel.ONSITE for one in people.values())
    sums: dict[str, int] = {}
    for person, district in districts.items():
        if person in people and district:
            sums[district] = sums.get(district, 0) + 1
    shown = {name: number for name, number in sorted(sums.items()) if number >= LEAST_GROUP}
    other = sum(sums.values()) - sum(shown.values())
    return Attendance(len(people) - onsite, onsite, state.roll.most, shown, other if other >= LEAST_GROUP else 0)
