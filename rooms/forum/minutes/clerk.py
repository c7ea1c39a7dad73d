"""Writes minutes while the events of a forum pass; ``minutes.py`` puts them together at the end."""

from collections.abc import Callable
from typing import Any

from rooms.forum import forum
from rooms.forum.minutes.parts import (
    BallotMinutes,
    ItemMinutes,
    MinutesLine,
    Override,
    PersonalText,
    SpeechMinutes,
    UnknownRow,
)
from rooms.forum.model import events as e
from rooms.forum.model.terms import Key, QuestionState


class Clerk:
    """What was written so far; ``state`` is that before the event.

    Args:
        forum_id: the forum.
    """

    def __init__(self, forum_id: str) -> None:
        self.state = forum.start(forum_id)
        self.names: dict[str, PersonalText] = {}
        self.districts: dict[str, str] = {}
        self.speeches: dict[str, SpeechMinutes] = {}
        self.done: list[SpeechMinutes] = []
        self.items: dict[str, ItemMinutes] = {}
        self.overrides: list[Override] = []
        self.ballots: dict[str, BallotMinutes] = {}
        self.texts: dict[str, PersonalText] = {}
        self.answers: dict[str, PersonalText] = {}
        self.shown: set[str] = set()
        self.lines: dict[int, MinutesLine] = {}
        self.called: dict[str, tuple[tuple[Key, ...], PersonalText]] = {}
        self.unknown: list[UnknownRow] = []

    def take_event(self, event: e.ForumEvent) -> None:
        """Write down an event; one that cannot be read, or goes by one that could not, as such."""
        after, taken = forum.evolve_kept(self.state, event)
        try:
            if (write := _WRITE.get(type(taken))) is not None:
                write(self, taken)
        except KeyError:
            name = str(type(taken).__struct_config__.tag)
            taken = e.Unknown(at=taken.at, who=taken.who, name=name, because=e.Because.ORDER)
        if isinstance(taken, e.Unknown):
            self.unknown.append(UnknownRow(after.seq, taken.at, taken.name, taken.because))
        self.state = after

    def words(self, text: str, field: str = "reason") -> PersonalText:
        """Return words of the event that passes."""
        return PersonalText(self.state.seq + 1, field, text)


# ---- people ----


def _attended(clerk: Clerk, event: e.Attended) -> None:
    clerk.names[event.person] = clerk.words(event.name, "name")
    clerk.districts[event.person] = event.district


def _introduced(clerk: Clerk, event: e.Introduced) -> None:
    clerk.names[event.person] = clerk.words(event.name, "name")


def _linked(clerk: Clerk, event: e.SlipLinked) -> None:
    """Phone and slip are one person: the slip's name stands, also once its words are erased, else the phone's."""
    name, district = clerk.names.pop(event.person, None), clerk.districts.pop(event.person, "")
    slip = clerk.state.roll.people[event.to]
    if name is not None and not (slip.named or clerk.names[slip.id].text):
        clerk.names[slip.id] = name
    clerk.districts[event.to] = clerk.districts.get(event.to, "") or district


# ---- the floor ----


def _started(clerk: Clerk, event: e.SpeechStarted) -> None:
    entry = clerk.state.floor.waiting[event.entry]
    called = clerk.called.pop(event.entry, ((), PersonalText(0, "reason")))
    speech = SpeechMinutes(
        entry=entry.id,
        person=entry.person,
        kind=entry.kind,
        stance=entry.stance,
        channel=entry.channel,
        item=entry.item,
        asked_at=entry.asked_at,
        started_at=event.at,
        allotted=event.allotted,
        reasons=event.reasons or called[0],
        overridden=event.overridden,
        reason=clerk.words(event.reason) if event.who else called[1],
        present=clerk.state.roll.present,
    )
    clerk.speeches[entry.id] = speech
    clerk.done.append(speech)
    if event.overridden and event.who:
        _override(clerk, event, event.person, event.reason)


def _summoned(clerk: Clerk, event: e.PersonSummoned) -> None:
    clerk.called[event.entry] = (event.reasons, clerk.words(event.reason))
    if event.overridden:
        _override(clerk, event, event.person, event.reason)


def _override(clerk: Clerk, event: e.ForumEvent, person: str, reason: str) -> None:
    did = str(type(event).__struct_config__.tag)
    clerk.overrides.append(Override(event.at, did, event.who, person, clerk.words(reason)))


def _upon(clerk: Clerk, event: e.EntryMoved | e.Muted | e.Removed) -> None:
    _override(clerk, event, event.person, event.reason)


def _unmuted(clerk: Clerk, event: e.Unmuted) -> None:
    if event.who:  # the end of a length that was given is no act of staff
        _override(clerk, event, event.person, "")


def _paused(clerk: Clerk, event: e.ForumPaused) -> None:
    _override(clerk, event, "", event.reason)


def _ended(clerk: Clerk, event: e.SpeechEnded) -> None:
    speech = clerk.speeches[event.entry]
    speech.spoken, speech.overran = event.spoken, event.overran


def _extended(clerk: Clerk, event: e.SpeechExtended) -> None:
    clerk.speeches[event.entry].allotted += event.seconds * 1_000


def _undone(clerk: Clerk, event: e.CallUndone) -> None:
    speech = clerk.speeches.pop(event.entry, None)
    if speech is not None:
        speech.undone = True
    clerk.called.pop(event.entry, None)
    _override(clerk, event, event.person, "")


def _said(clerk: Clerk, event: e.Said) -> None:
    speech = clerk.speeches[event.entry]
    line = MinutesLine(event.at, clerk.state.seq + 1, event.caption, [clerk.words(event.text, "text")])
    clerk.lines[line.row] = line
    speech.lines.append(line)


def _corrected(clerk: Clerk, event: e.Corrected) -> None:
    clerk.lines[event.row].said.append(clerk.words(event.text, "text"))


def _taken_off(clerk: Clerk, event: e.TakenOff) -> None:
    line = clerk.lines[event.row]
    line.said, line.off = [], clerk.words(event.reason)
    _override(clerk, event, event.person, event.reason)


# ---- agenda, ballots, questions ----


def _item_added(clerk: Clerk, event: e.ItemAdded | e.ItemChanged) -> None:
    clerk.items[event.item] = ItemMinutes(event.item, event.title, event.item_kind, event.minutes)


def _item_removed(clerk: Clerk, event: e.ItemRemoved) -> None:
    del clerk.items[event.item]


def _item_started(clerk: Clerk, event: e.ItemStarted) -> None:
    clerk.items[event.item].started_at = clerk.items[event.item].started_at or event.at


def _item_finished(clerk: Clerk, event: e.ItemFinished) -> None:
    clerk.items[event.item].finished_at = event.at


def _ballot_created(clerk: Clerk, event: e.BallotCreated) -> None:
    clerk.ballots[event.ballot] = BallotMinutes(event.ballot, event.terms)


def _ballot_dropped(clerk: Clerk, event: e.BallotDropped) -> None:
    del clerk.ballots[event.ballot]


def _ballot_started(clerk: Clerk, event: e.BallotStarted) -> None:
    clerk.ballots[event.ballot].started_at = event.at


def _ballot_finished(clerk: Clerk, event: e.BallotFinished) -> None:
    clerk.ballots[event.ballot].finished_at = event.at


def _disputed(clerk: Clerk, event: e.PaperDisputed) -> None:
    clerk.ballots[event.ballot].disputed += 1


def _counted(clerk: Clerk, event: e.BallotCounted) -> None:
    clerk.ballots[event.ballot].result = event.result


def _published(clerk: Clerk, event: e.BallotPublished) -> None:
    clerk.ballots[event.ballot].published = True


def _asked(clerk: Clerk, event: e.QuestionAsked) -> None:
    clerk.texts[event.question] = clerk.words(event.text, "text")


def _question_moved(clerk: Clerk, event: e.QuestionMoved) -> None:
    """The last answer holds; ``to`` tells whether there is one, since its words may be gone."""
    if event.to is not QuestionState.HIDDEN:
        clerk.shown.add(event.question)
    if event.to in {QuestionState.ANSWERED, QuestionState.PROMISED}:
        clerk.answers[event.question] = clerk.words(event.answer, "answer")


_WRITE: dict[type[e.ForumEvent], Callable[[Clerk, Any], None]] = {
    e.Attended: _attended,
    e.Introduced: _introduced,
    e.SlipLinked: _linked,
    e.SpeechStarted: _started,
    e.PersonSummoned: _summoned,
    e.EntryMoved: _upon,
    e.Muted: _upon,
    e.Unmuted: _unmuted,
    e.Removed: _upon,
    e.ForumPaused: _paused,
    e.SpeechEnded: _ended,
    e.SpeechExtended: _extended,
    e.CallUndone: _undone,
    e.Said: _said,
    e.Corrected: _corrected,
    e.TakenOff: _taken_off,
    e.ItemAdded: _item_added,
    e.ItemChanged: _item_added,
    e.ItemRemoved: _item_removed,
    e.ItemStarted: _item_started,
    e.ItemFinished: _item_finished,
    e.BallotCreated: _ballot_created,
    e.BallotDropped: _ballot_dropped,
    e.BallotStarted: _ballot_started,
    e.BallotFinished: _ballot_finished,
    e.PaperDisputed: _disputed,
    e.BallotCounted: _counted,
    e.BallotPublished: _published,
    e.QuestionAsked: _asked,
    e.QuestionMoved: _question_moved,
}
