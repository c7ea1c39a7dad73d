"""
The last acts of staff, as the moderator view shows them: who did what about whom, with the reason.

Knows: which events are acts of staff. Does not know: languages (the client words ``did``).
"""

from rooms.forum.model import events as e
from rooms.forum.model.state import ForumState
from rooms.forum.views.view_parts import ActView
from rooms.forum.views.views import Texts

LISTED: frozenset[type[e.ForumEvent]] = frozenset(
    {
        *(e.ForumOpened, e.ForumPaused, e.ForumResumed, e.ForumClosed, e.Announced, e.HelpDone, e.SlowSet),
        *(e.ForumChanged, e.ForumCancelled),
        *(e.ItemStarted, e.ItemFinished, e.ItemExtended, e.QueueSet),
        *(e.FloorWithdrawn, e.EntryMoved, e.PersonSummoned, e.SpeechStarted, e.SpeechPaused, e.SpeechResumed),
        *(e.SpeechExtended, e.SpeechEnded, e.CallUndone, e.TakenOff, e.Muted, e.Unmuted, e.Removed),
        *(e.PaperIssued, e.PaperReturned, e.PaperEntered, e.PaperDisputed),
        *(e.BallotCreated, e.BallotStarted, e.BallotExtended, e.BallotFinished, e.BallotPublished, e.BallotDropped),
        *(e.QuestionMoved, e.QuestionMerged),
    }
)
"""Events that the moderator view lists; what citizens do by themselves is no act of staff."""


def is_listed(event: e.ForumEvent) -> bool:
    """Tell whether the moderator view lists an event: an act of somebody of staff, or a row that cannot be read."""
    return isinstance(event, e.Unknown) or (type(event) in LISTED and bool(event.who))


def act_of(state: ForumState, row: int, event: e.ForumEvent, texts: Texts) -> ActView | None:
    """Return an event as an act, or ``None`` if it is none.

    Args:
        state: the forum after it.
        row: number of the event's row.
        event: what happened.
        texts: the personal fields that are left.
    """
    citizen = isinstance(event, e.FloorWithdrawn) and event.who == event.person
    if not is_listed(event) or citizen:
        return None
    return ActView(row, event.at, event.who, _kind(event), _about(state, event, texts), texts.get((row, "reason"), ""))


def _kind(event: e.ForumEvent) -> str:
    tag = type(event).__struct_config__.tag
    return str(tag)


def _about(state: ForumState, event: e.ForumEvent, texts: Texts) -> str:
    """Return the name, title, question, signal or length that an act is about, empty where there is none."""
    if isinstance(event, e.About):
        person = state.roll.people.get(event.person)
        return texts.get((person.row, "name"), "") if person else ""
    if isinstance(event, e.Unknown):
        return event.name
    if isinstance(event, e.Announced):
        return event.text
    if isinstance(event, e.ForumCancelled):
        return event.reason
    if isinstance(event, e.HelpDone):
        return event.signal.value
    if isinstance(event, e.SlowSet):
        return str(event.seconds)
    item = getattr(event, "item", "")
    titles = {one.id: one.title for one in state.agenda.items}
    ballot = state.ballots.get(getattr(event, "ballot", ""))
    return titles.get(item, "") or (ballot.terms.question if ballot else "")
