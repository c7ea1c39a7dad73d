"""
What each view shows of a forum, as parts made from the state: for participants, displays, moderators.

``prepare`` computes once a version what views share (the order of the queue above all); ``parts`` gives a view's shared
parts and ``mine`` is then cheap for each participant. ``texts`` are the personal fields by (row, field), as far as they
are not erased: a missing one is empty. A running countdown is data, so a part changes only when the state does.
Knows: who may see what. Does not know: languages, sockets.
"""

from collections.abc import Mapping

from msgspec import Struct

from rooms.base.errors import Refusal
from rooms.forum.ballot import ballot as ballots
from rooms.forum.ballot.result import figures_of
from rooms.forum.floor import floor
from rooms.forum.floor.offered import offered
from rooms.forum.floor.order import QueuePlace
from rooms.forum.floor.time import with_stances
from rooms.forum.model.checks import muted, reaches
from rooms.forum.model.countdown import Countdown
from rooms.forum.model.people import RollMember
from rooms.forum.model.state import Ballot, ForumState, Question, QueueEntry, Result, Speech, Terms
from rooms.forum.model.terms import BallotState, Channel, EntryState, Kind, Level, Phase, QuestionState, Stance
from rooms.forum.procedure import questions
from rooms.forum.views.view_parts import (
    AgendaPart,
    AnnouncementPart,
    AnyPart,
    BallotPart,
    BallotView,
    FloorPart,
    ForumView,
    HeadPart,
    LinesPart,
    LineView,
    MinePart,
    ModeratorPart,
    MuteView,
    MyBallot,
    OnsitePart,
    OnsiteView,
    PaperView,
    PresentPart,
    QuestionsPart,
    QuestionView,
    QueuePart,
    QueueRowView,
    ResultView,
    Speaker,
    SpokenPart,
    Summoned,
)

Texts = Mapping[tuple[int, str], str]
NEXT_ON_SCREEN = 3
NEXT_ON_LIGHT = 12
"""Rows of the queue on the participant view: who is further back reads the own place; 300 rows would be 60 kB a
change."""
LAST_LINES = 12
"""Lines a view shows to who comes late: the last minute or two."""
QUESTIONS_SHOWN = 50
"""Questions on the participant view, the most wanted first; all of them stand in the minutes."""


class Shared(Struct, frozen=True):
    """What is computed once for all views.

    Attributes:
        rows: the whole queue, who was passed over among it.
        places: the first row of each person, a normal request before a point of order.
        newest: the ballot that runs, else the one that was started last.
    """

    rows: tuple[QueueRowView, ...]
    places: dict[str, QueueRowView]
    newest: Ballot | None


class _Reader:
    """Reads names and words of a state."""

    def __init__(self, state: ForumState, texts: Texts) -> None:
        self.state, self.texts = state, texts

    def name(self, person: RollMember) -> str:
        return self.texts.get((person.row, "name"), "")

    def person(self, id_: str) -> RollMember:
        return self.state.roll.people[id_]

    def row(self, entry: QueueEntry, place: QueuePlace) -> QueueRowView:
        person = self.person(entry.person)
        return QueueRowView(
            entry=entry.id,
            person=person.id,
            name=self.name(person),
            kind=entry.kind,
            stance=entry.stance,
            channel=entry.channel,
            slip=person.slip,
            place=place,
            present=person.present,
            overtaken=entry.overtaken,
            pinned=entry.pin > 0,
            reason=self.texts.get((entry.pin_row, "reason"), "") if entry.pin else "",
            note=self.texts.get((entry.row, "note"), ""),
        )

    def speaker(self, speech: Speech, clock: Countdown, suspended: Speech | None) -> Speaker:
        entry, person = speech.entry, self.person(speech.entry.person)
        return Speaker(
            entry=entry.id,
            person=person.id,
            name=self.name(person),
            kind=entry.kind,
            stance=entry.stance,
            channel=entry.channel,
            slip=person.slip,
            running=speech.state is EntryState.SPEAKING,
            started_at=speech.started_at,
            clock=clock,
            suspended=suspended.entry.id if suspended else "",
        )

    def summoned(self) -> Summoned | None:
        summons = self.state.floor.summons
        if summons is None:
            return None
        person = self.person(self.state.floor.waiting[summons.entry].person)
        return Summoned(summons.entry, person.id, self.name(person), summons.until)

    def ballot(self, ballot: Ballot, *, desk: bool = False) -> BallotView:
        shown = ballot.state is BallotState.PUBLISHED or desk
        return BallotView(
            id=ballot.id,
            terms=ballot.terms,
            state=ballot.state,
            started_at=ballot.started_at,
            ends_at=ballot.ends_at,
            voted=len(ballot.casts) + ballot.issued,
            entitled=len(ballot.entitled),
            result=_result(ballot.terms, ballot.result) if shown and ballot.result else None,
            version=ballot.revision.version,
        )

    def question(self, question: Question) -> QuestionView:
        return QuestionView(
            id=question.id,
            text=self.texts.get((question.row, "text"), ""),
            state=question.state,
            asked_at=question.asked_at,
            votes=len(question.votes),
            department=question.department,
            until=question.until,
            answer=self.texts.get((question.answer_row, "answer"), ""),
            version=question.revision.version,
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


def _result(terms: Terms, result: Result) -> ResultView:
    fields = {name: getattr(result, name) for name in Result.__struct_fields__}
    return ResultView(**fields, figures=figures_of(terms, result))


def prepare(state: ForumState, now: int, texts: Texts) -> Shared:
    """Return what all views share; compute it once for a state and hand it to ``parts`` and ``mine``."""
    reader = _Reader(state, texts)
    rows = tuple(reader.row(state.floor.waiting[place.entry], place) for place in floor.line(state, now))
    places: dict[str, QueueRowView] = {}
    for row in sorted(rows, key=lambda row: row.kind is not Kind.NORMAL):
        places.setdefault(row.person, row)
    begun = [one for one in state.ballots.values() if one.state is not BallotState.CREATED]
    newest = max(begun, key=lambda one: (one.state is BallotState.STARTED, one.started_at), default=None)
    return Shared(rows, places, newest)


# ---- shared parts --------------------------------------------------------------------------------


def parts(state: ForumState, view: ForumView, texts: Texts, shared: Shared) -> tuple[AnyPart, ...]:
    """Return the parts that all who look at a view share; ``RecordPart`` and ``SignalsPart`` are the server's."""
    reader = _Reader(state, texts)
    same = (*_fixed(state, reader), *_moving(state, reader, shared))
    match view:
        case ForumView.PARTICIPANT:
            return (*same, _queue(shared, NEXT_ON_LIGHT), _questions(state, reader))
        case ForumView.DISPLAY:
            return (*same, _queue(shared, NEXT_ON_SCREEN), _questions(state, reader))
        case ForumView.MODERATOR:
            return (
                *same,
                QueuePart(shared.rows, len(shared.rows)),
                _moderator_part(state, reader),
                *_of_staff(state, reader),
            )


def _fixed(state: ForumState, reader: _Reader) -> tuple[AnyPart, ...]:
    agenda = state.agenda
    return (
        HeadPart(
            title=state.title,
            hall=state.hall,
            phase=state.phase or Phase.PLANNED,
            opens_at=state.opens_at,
            opened_at=state.opened_at,
            closed_at=state.closed_at,
            cancelled=state.cancelled,
            rules=state.rules,
            details=state.details,
        ),
        AnnouncementPart(state.announcement.text, state.announcement.at),
        AgendaPart(agenda.items, agenda.running, agenda.clock),
        LinesPart(reader.lines()),
    )


def _moving(state: ForumState, reader: _Reader, shared: Shared) -> tuple[AnyPart, ...]:
    floor_, clock = state.floor, state.clock.speech
    speech = floor_.speech
    speaker = reader.speaker(speech, clock, floor_.suspended) if speech is not None and clock is not None else None
    onsite = sum(one.present and one.channel is Channel.ONSITE for one in state.roll.people.values())
    return (
        FloorPart(
            speaker=speaker,
            summoned=reader.summoned(),
            open=floor_.open,
            present_only=floor_.present_only,
            offers=offered(state),
            stances=with_stances(state),
        ),
        _spoken(state),
        BallotPart(reader.ballot(shared.newest) if shared.newest else None),
        PresentPart(state.roll.present, onsite),
    )


def _queue(shared: Shared, most: int) -> QueuePart:
    """Return the queue for everybody: who was passed over, and what a request is about, is the moderator view's."""
    open_ = [row for row in shared.rows if not row.place.away]
    rows = (
        QueueRowView(**{name: getattr(row, name) for name in QueueRowView.__struct_fields__ if name != "note"}, note="")
        for row in open_[:most]
    )
    return QueuePart(tuple(rows), len(open_))


def _spoken(state: ForumState) -> SpokenPart:
    accounts = state.floor.accounts
    camps = {camp: account.spoken for camp, account in accounts.items()}
    given = {camp: account.given for camp, account in accounts.items()}
    gap = camps.get(Stance.PRO, 0) - camps.get(Stance.CON, 0)
    return SpokenPart(camps, given, dict(state.floor.by_channel), gap)


def _questions(state: ForumState, reader: _Reader) -> QuestionsPart:
    listed = questions.listed(state)[:QUESTIONS_SHOWN]
    return QuestionsPart(tuple(reader.question(one) for one in listed), _asked(state), state.slow)


def _asked(state: ForumState) -> int:
    return sum(one.state is QuestionState.ASKED for one in state.questions.values())


def _moderator_part(state: ForumState, reader: _Reader) -> ModeratorPart:
    last, speech = state.floor.last, state.floor.speech
    undo = state.floor.summons is not None or (
        last is not None and (speech is None or speech.entry.id == last.entry.id)
    )
    return ModeratorPart(
        floor_version=state.floor.revision.version,
        agenda_version=state.agenda.revision.version,
        forum_version=state.revision.version,
        undo=undo,
        ballots=tuple(reader.ballot(one, desk=True) for one in state.ballots.values()),
        papers=tuple(_papers(one) for one in state.ballots.values()),
    )


def _papers(ballot: Ballot) -> PaperView:
    return PaperView(
        ballot=ballot.id,
        issued=ballot.issued,
        entered=tuple(count.officer for count in ballot.counts),
        agreed=ballot.agreed is not None,
        disputed=ballot.revision.did == "paper_disputed",
    )


def _of_staff(state: ForumState, reader: _Reader) -> tuple[AnyPart, ...]:
    roll = state.roll
    linked = set(roll.aliases.values())
    slips = sorted((one for one in roll.people.values() if one.slip), key=lambda one: one.slip)
    people = tuple(
        OnsiteView(
            one.id, one.slip, reader.name(one), one.level, one.present, tuple(sorted(one.paper)), one.id in linked
        )
        for one in slips
    )
    all_questions = tuple(reader.question(one) for one in state.questions.values())
    return (QuestionsPart(all_questions, _asked(state), state.slow), OnsitePart(people))


# ---- the own part --------------------------------------------------------------------------------


def person_of(state: ForumState, participant: str) -> RollMember | None:
    """Return who a participant is in this forum: for a phone linked to a slip, the person of the slip."""
    return state.roll.people.get(state.roll.aliases.get(participant, participant))


def mine(state: ForumState, shared: Shared, participant: str, texts: Texts, now: int) -> MinePart | None:
    """Return a participant's own part; ``None`` for who does not attend."""
    person = person_of(state, participant)
    if person is None:
        return None
    reader, summons, speech = _Reader(state, texts), state.floor.summons, state.floor.speech
    row = shared.places.get(person.id)
    called = summons is not None and state.floor.waiting[summons.entry].person == person.id
    own = [one for one in state.questions.values() if one.person == person.id]
    return MinePart(
        person=person.id,
        level=person.level,
        channel=person.channel,
        slip=person.slip,
        removed=person.removed,
        muted=_my_mute(state, person.id, texts, now),
        ask_needs=_lacking(person, state.rules.levels.ask),
        question_needs=_lacking(person, state.rules.levels.question),
        entry=row.entry if row else "",
        kind=row.kind if row else None,
        place=row.place if row else None,
        speaking=speech is not None and speech.entry.person == person.id,
        called_until=summons.until if summons is not None and called else 0,
        spoken=state.floor.spoken.get(person.id, 0),
        ballot=_my_ballot(state, shared.newest, person, now),
        questions=tuple(reader.question(one) for one in own if one.state not in questions.VISIBLE),
        asked=tuple(one.id for one in own),
        wanted=tuple(one.id for one in state.questions.values() if person.id in one.votes),
    )


def _lacking(person: RollMember, needs: Level) -> Level | None:
    return None if reaches(person.level, needs) else needs


def _my_mute(state: ForumState, person: str, texts: Texts, now: int) -> MuteView | None:
    found = muted(state, person, now)
    return MuteView(found.until, texts.get((found.row, "reason"), "")) if found else None


def _my_ballot(state: ForumState, ballot: Ballot | None, person: RollMember, now: int) -> MyBallot | None:
    if ballot is None:
        return None
    voted_at, choice = ballot.casts.get(person.id, 0), ballot.choices.get(person.id, {})
    why, facts = "", {}
    try:
        ballots.may_cast(state, ballot, person, now)
    except Refusal as no:
        why, facts = no.why.value, no.facts
    return MyBallot(id=ballot.id, may=not why, why=why, facts=facts, voted_at=voted_at, choice=choice)
