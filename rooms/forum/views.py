"""
What each face shows of a forum, as values made from the state: the light page, the big screen, the desk.

``prepare`` computes once a version what all faces share (the order of the queue above all); ``view`` is then cheap for
each participant. ``texts`` are the personal fields by (row, field), as far as they are not erased: a missing one is
empty. A running countdown is data, so a view changes only when the state does. Knows: who may see what. Does not know:
languages, sockets.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from rooms.errors import Refusal
from rooms.forum import ballot as ballots
from rooms.forum import floor, questions
from rooms.forum.countdown import Countdown
from rooms.forum.faces import (
    BallotView,
    Desk,
    Face,
    Light,
    LineView,
    Me,
    MyBallot,
    PaperView,
    QuestionView,
    Row,
    Screen,
    Shared,
    Speaker,
    Spoken,
)
from rooms.forum.floor_order import Place
from rooms.forum.state import Ballot, Entry, Person, Question, Speech, State
from rooms.forum.terms import BallotState, Channel, EntryState, Kind, Stance

Texts = Mapping[tuple[int, str], str]
NEXT_ON_SCREEN = 3
LAST_LINES = 12
"""Lines a face shows to who comes late: the last minute or two."""


class _Reader:
    """Reads names and words of a state."""

    def __init__(self, state: State, texts: Texts) -> None:
        self.state, self.texts = state, texts

    def name(self, person: Person) -> str:
        return self.texts.get((person.row, "name"), "")

    def person(self, id_: str) -> Person:
        return self.state.roll.people[id_]

    def row(self, entry: Entry, place: Place, mine: str = "") -> Row:
        person = self.person(entry.person)
        return Row(
            entry.id,
            person.id,
            self.name(person),
            entry.kind,
            entry.stance,
            entry.channel,
            person.slip,
            place,
            person.present,
            entry.overtaken,
            mine=person.id == mine,
        )

    def speaker(self, speech: Speech, clock: Countdown, suspended: Speech | None) -> Speaker:
        entry, person = speech.entry, self.person(speech.entry.person)
        return Speaker(
            entry.id,
            person.id,
            self.name(person),
            entry.kind,
            entry.stance,
            entry.channel,
            person.slip,
            speech.state is EntryState.SPEAKING,
            clock,
            suspended.entry.id if suspended else "",
        )

    def ballot(self, ballot: Ballot, *, desk: bool = False) -> BallotView:
        shown = ballot.state is BallotState.PUBLISHED or desk
        return BallotView(
            ballot.id,
            ballot.terms,
            ballot.state,
            ballot.ends_at,
            len(ballot.casts) + ballot.issued,
            len(ballot.entitled),
            ballot.result if shown else None,
            ballot.mark.version,
        )

    def question(self, question: Question, mine: str = "") -> QuestionView:
        return QuestionView(
            question.id,
            self.texts.get((question.row, "text"), ""),
            question.state,
            len(question.votes),
            question.person == mine,
            mine in question.votes,
            question.department,
            question.until,
            self.texts.get((question.answer_row, "answer"), ""),
            question.mark.version,
        )

    def lines(self) -> tuple[LineView, ...]:
        found = []
        for line in self.state.lines[-LAST_LINES:]:
            said = self.texts.get((line.row, "text"), "")
            text = self.texts.get((line.corrected, "text"), "") if line.corrected else said
            person = self.state.roll.people.get(line.person)
            name = self.name(person) if person else ""
            before = said if line.corrected else ""
            found.append(LineView(line.row, line.person, name, text, line.caption, before))
        return tuple(found)


def _newest_ballot(state: State) -> Ballot | None:
    """Return the ballot that runs, else the last one that was started."""
    begun = [one for one in state.ballots.values() if one.state is not BallotState.CREATED]
    return max(begun, key=lambda one: (one.state is BallotState.STARTED, one.started_at), default=None)


def _spoken(state: State) -> Spoken:
    accounts = state.floor.accounts
    camps = {camp: account.spoken for camp, account in accounts.items()}
    given = {camp: account.given for camp, account in accounts.items()}
    gap = camps.get(Stance.PRO, 0) - camps.get(Stance.CON, 0)
    return Spoken(camps, given, dict(state.floor.by_channel), gap)


def prepare(state: State, now: int, texts: Texts) -> Shared:
    """Return what every face shows; compute it once for a state and hand it to ``view``."""
    reader, floor_, agenda = _Reader(state, texts), state.floor, state.agenda
    clock, newest = state.clock.speech, _newest_ballot(state)
    speech = floor_.speech
    speaker = reader.speaker(speech, clock, floor_.suspended) if speech is not None and clock is not None else None
    onsite = sum(one.present and one.channel is Channel.ONSITE for one in state.roll.people.values())
    return Shared(
        seq=state.seq,
        title=state.title,
        hall=state.hall,
        phase=state.phase,
        opens_at=state.opens_at,
        items=agenda.items,
        running=agenda.running,
        item_clock=agenda.clock,
        speaker=speaker,
        waiting_for=floor_.summons.entry if floor_.summons else "",
        queue=tuple(reader.row(floor_.waiting[place.entry], place) for place in floor.line(state, now)),
        queue_open=floor_.open,
        spoken=_spoken(state),
        ballot=reader.ballot(newest) if newest else None,
        lines=reader.lines(),
        present=state.roll.present,
        onsite=onsite,
    )


def view(
    state: State, face: Face, participant: str, now: int, texts: Texts, *, shared: Shared | None = None
) -> Light | Screen | Desk:
    """Return what a face shows a participant; ``shared`` spares the work that others have caused already."""
    shared = shared or prepare(state, now, texts)
    match face:
        case Face.LIGHT:
            return light(state, shared, participant, texts, now)
        case Face.SCREEN:
            return Screen(_replaced(shared, tuple(row for row in shared.queue if not row.place.away)[:NEXT_ON_SCREEN]))
        case Face.DESK:
            return desk(state, shared, texts)


def _replaced(shared: Shared, queue: tuple[Row, ...]) -> Shared:
    return replace(shared, queue=queue)


def light(state: State, shared: Shared, participant: str, texts: Texts, now: int) -> Light:
    """Return the light page of a participant; who was passed over is nobody's business but theirs and the desk's."""
    reader = _Reader(state, texts)
    person = state.roll.people.get(state.roll.aliases.get(participant, participant))
    mine = person.id if person else ""
    queue = tuple(row for row in shared.queue if not row.place.away or row.person == mine)
    own = [one for one in state.questions.values() if one.person == mine and one.state not in questions.VISIBLE]
    listed = (*questions.listed(state), *own)
    me = _me(state, person, shared, now) if person else None
    return Light(_replaced(shared, queue), me, tuple(reader.question(one, mine) for one in listed))


def _me(state: State, person: Person, shared: Shared, now: int) -> Me:
    row = next((one for one in shared.queue if one.person == person.id and one.kind is Kind.NORMAL), None)
    row = row or next((one for one in shared.queue if one.person == person.id), None)
    summons = state.floor.summons
    called = summons is not None and state.floor.waiting[summons.entry].person == person.id
    return Me(
        person=person.id,
        level=person.level,
        channel=person.channel,
        slip=person.slip,
        entry=row.entry if row else "",
        place=row.place if row else None,
        speaking=shared.speaker is not None and shared.speaker.person == person.id,
        called_until=summons.until if summons is not None and called else 0,
        spoken=state.floor.spoken.get(person.id, 0),
        ballot=_my_ballot(state, person, now),
    )


def _my_ballot(state: State, person: Person, now: int) -> MyBallot | None:
    ballot = _newest_ballot(state)
    if ballot is None:
        return None
    voted_at, choice = ballot.casts.get(person.id, 0), ballot.choices.get(person.id, {})
    try:
        ballots.may_cast(state, ballot, person, now)
    except Refusal as no:
        return MyBallot(may=False, why=no.why, facts=no.facts, voted_at=voted_at, choice=choice)
    return MyBallot(may=True, why="", facts={}, voted_at=voted_at, choice=choice)


def desk(state: State, shared: Shared, texts: Texts) -> Desk:
    """Return the desk."""
    reader = _Reader(state, texts)
    papers = {
        one.id: PaperView(one.issued, tuple(count.officer for count in one.counts), one.agreed is not None)
        for one in state.ballots.values()
    }
    last, speech = state.floor.last, state.floor.speech
    undo = state.floor.summons is not None or (
        last is not None and (speech is None or speech.entry.id == last.entry.id)
    )
    return Desk(
        shared=shared,
        queue=shared.queue,
        floor_version=state.floor.mark.version,
        agenda_version=state.agenda.mark.version,
        forum_version=state.mark.version,
        undo=undo,
        ballots=tuple(reader.ballot(one, desk=True) for one in state.ballots.values()),
        papers=papers,
        questions=tuple(reader.question(one) for one in state.questions.values()),
    )
