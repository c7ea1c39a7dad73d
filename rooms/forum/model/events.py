"""
Every event of a forum, once: what the journal holds and ``evolve`` folds.

Fields of type ``Personal`` are texts of or about ``subject()``; the journal keeps them apart under salted commitments
and they come back empty from a row (``journalled.py``). All other fields are structure. ``at`` is milliseconds UTC,
``who`` the participant who did it, empty where a timer did.
"""

from enum import StrEnum

from msgspec import Struct

from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.state import Option, Result, Terms
from rooms.forum.model.terms import Channel, ItemKind, Key, Kind, Level, Note, Personal, QuestionState, Signal, Stance


class Because(StrEnum):
    """Why a row of the journal cannot be read."""

    KIND = "kind"  # of a kind that this program does not know
    VERSION = "version"  # written by a newer program in another shape
    FIELD = "field"  # with a field that is missing, or of another kind
    ORDER = "order"  # about something that no row before it tells of


class ForumEvent(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Something that happened."""

    at: int
    who: str = ""

    def subject(self) -> str:
        """Return whose the personal fields are."""
        return self.who


class About(ForumEvent, frozen=True, kw_only=True):
    """Something that happened to one person."""

    person: str

    def subject(self) -> str:
        """Return the person."""
        return self.person


class Unknown(ForumEvent, frozen=True, kw_only=True, tag="unreadable"):
    """
    A row that this program cannot read: the state goes on without it. Comes from rows alone and is never written.

    Attributes:
        name: kind of the row.
        because: why it cannot be read.
    """

    name: str
    because: Because


# ---- the forum -----------------------------------------------------------------------------------


class ForumCreated(ForumEvent, frozen=True, kw_only=True, tag="forum_created"):
    """An officer set a forum up."""

    title: str
    hall: str
    opens_at: int
    rules: Rules
    details: Details = Details()
    practice_of: str = ""


class ForumChanged(ForumEvent, frozen=True, kw_only=True, tag="forum_changed"):
    """An officer changed what was announced, before the forum opened."""

    title: str
    hall: str
    opens_at: int
    rules: Rules
    details: Details = Details()


class ForumCancelled(ForumEvent, frozen=True, kw_only=True, tag="forum_cancelled"):
    """An officer called off what was announced; ``reason`` is a text of the city. The forum is closed with it."""

    reason: Note


class ForumOpened(ForumEvent, frozen=True, kw_only=True, tag="forum_opened"):
    """The forum began."""


class ForumPaused(ForumEvent, frozen=True, kw_only=True, tag="forum_paused"):
    """A hard moment: everything waits."""

    reason: Personal = ""


class ForumResumed(ForumEvent, frozen=True, kw_only=True, tag="forum_resumed"):
    """It goes on."""


class ForumClosed(ForumEvent, frozen=True, kw_only=True, tag="closed"):
    """The forum is over; no event follows."""


class Announced(ForumEvent, frozen=True, kw_only=True, tag="announced"):
    """Staff told everybody something; an empty text took it back. A text of the city."""

    text: Note


class HelpDone(ForumEvent, frozen=True, kw_only=True, tag="help_done"):
    """Staff took care of a call for help: what was shown before counts no more."""

    signal: Signal


class SlowSet(ForumEvent, frozen=True, kw_only=True, tag="slow_set"):
    """Staff set how many seconds lie between two questions of one person; 0 for slow mode off."""

    seconds: int


# ---- agenda --------------------------------------------------------------------------------------


class ItemAdded(ForumEvent, frozen=True, kw_only=True, tag="item_added"):
    """An item was added, at a place from 0."""

    item: str
    title: str
    item_kind: ItemKind
    minutes: int
    speech_s: int = 0
    place: int


class ItemChanged(ForumEvent, frozen=True, kw_only=True, tag="item_changed"):
    """An item that waits was changed."""

    item: str
    title: str
    item_kind: ItemKind
    minutes: int
    speech_s: int = 0


class ItemMoved(ForumEvent, frozen=True, kw_only=True, tag="item_moved"):
    """An item that waits was put at another place."""

    item: str
    place: int


class ItemRemoved(ForumEvent, frozen=True, kw_only=True, tag="item_removed"):
    """An item that waits was taken off."""

    item: str


class ItemStarted(ForumEvent, frozen=True, kw_only=True, tag="item_started"):
    """An item began; those before it that still wait are skipped."""

    item: str


class ItemFinished(ForumEvent, frozen=True, kw_only=True, tag="item_finished"):
    """An item ended; normal requests made at it expire."""

    item: str


class ItemExtended(ForumEvent, frozen=True, kw_only=True, tag="item_extended"):
    """The running item got more time."""

    item: str
    seconds: int


# ---- floor ---------------------------------------------------------------------------------------


class QueueSet(ForumEvent, frozen=True, kw_only=True, tag="queue_set"):
    """The queue was opened, closed, or kept to who is present."""

    open: bool
    present_only: bool


class FloorAsked(About, frozen=True, kw_only=True, tag="floor_asked"):
    """Somebody asked for the floor."""

    entry: str
    asks: Kind
    stance: Stance
    channel: Channel
    item: str
    note: Personal = ""


class FloorWithdrawn(About, frozen=True, kw_only=True, tag="floor_withdrawn"):
    """A request is gone. ``cause``: self, staff, speech_over, removed, linked."""

    entry: str
    cause: str


class EntryMoved(About, frozen=True, kw_only=True, tag="entry_moved"):
    """The moderator put a request at a place, from 1; 0 gives it back to the order."""

    entry: str
    place: int
    reason: Personal = ""


class PersonSummoned(About, frozen=True, kw_only=True, tag="summoned"):
    """Somebody was called while away."""

    entry: str
    until: int
    reasons: tuple[Key, ...]
    overridden: bool = False
    reason: Personal = ""


class PassedOver(About, frozen=True, kw_only=True, tag="passed_over"):
    """Who was called while away did not come; they stay next."""

    entry: str


class SpeechStarted(About, frozen=True, kw_only=True, tag="speech_started"):
    """Somebody has the floor. ``reasons``: the keys that decided; ``overridden``: the moderator did."""

    entry: str
    allotted: int
    credit: int = 0
    reasons: tuple[Key, ...]
    overridden: bool = False
    reason: Personal = ""


class SpeechPaused(About, frozen=True, kw_only=True, tag="speech_paused"):
    """The speech stands. ``cause``: moderator, lost (the line), forum."""

    entry: str
    cause: str


class SpeechResumed(About, frozen=True, kw_only=True, tag="speech_resumed"):
    """The speech goes on."""

    entry: str


class SpeechSuspended(About, frozen=True, kw_only=True, tag="speech_suspended"):
    """An interposed question interrupts the speech."""

    entry: str


class SpeechRestored(About, frozen=True, kw_only=True, tag="speech_restored"):
    """The interposed question is over and the speech has the floor again, running or standing as before."""

    entry: str
    runs: bool


class SpeechExtended(About, frozen=True, kw_only=True, tag="speech_extended"):
    """The speech got more time, or less."""

    entry: str
    seconds: int


class SpeechEnded(About, frozen=True, kw_only=True, tag="speech_ended"):
    """The speech is over. ``spoken`` and ``overran`` in milliseconds; ``cause``: moderator, next, self, time, ..."""

    entry: str
    spoken: int
    overran: int
    cause: str


class TimeGiven(ForumEvent, frozen=True, kw_only=True, tag="time_given"):
    """One camp overran; every camp gets as much."""

    entry: str
    camp: Stance
    ms: int


class CallUndone(About, frozen=True, kw_only=True, tag="call_undone"):
    """The last call was a mistake: it counts as never made."""

    entry: str


class Said(About, frozen=True, kw_only=True, tag="said"):
    """Words with the floor: typed by the speaker, or a caption by a captioner."""

    entry: str
    caption: bool
    text: Personal = ""


class Corrected(About, frozen=True, kw_only=True, tag="corrected"):
    """Words of a row are corrected; the former ones stay in the record."""

    row: int
    text: Personal = ""


class TakenOff(About, frozen=True, kw_only=True, tag="taken_off"):
    """Words of a row are off the screens."""

    row: int
    reason: Personal = ""


# ---- roll ----------------------------------------------------------------------------------------


class Attended(About, frozen=True, kw_only=True, tag="attended"):
    """Somebody came."""

    channel: Channel
    level: Level
    slip: int = 0
    named: bool = False
    """Whether they gave a name: structure, so that it is known without reading it."""
    name: Personal = ""
    district: Personal = ""


class Introduced(About, frozen=True, kw_only=True, tag="introduced"):
    """Somebody who came without a name gave one."""

    name: Personal = ""


class LevelRaised(About, frozen=True, kw_only=True, tag="level_raised"):
    """Somebody proved more of themselves, or that they are in the hall."""

    level: Level
    channel: Channel


class PresenceChanged(About, frozen=True, kw_only=True, tag="presence_changed"):
    """Somebody is away, or back. ``left``: away because they said so."""

    present: bool
    left: bool = False


class SlipLinked(About, frozen=True, kw_only=True, tag="slip_linked"):
    """A phone is the person of a slip from now on; ``person`` is the phone's participant."""

    slip: int
    to: str


class Muted(About, frozen=True, kw_only=True, tag="muted"):
    """Staff hold somebody back until then; 0 until the forum ends."""

    until: int
    reason: Personal = ""


class Unmuted(About, frozen=True, kw_only=True, tag="unmuted"):
    """Somebody may speak and ask again; without ``who`` because the time was over."""


class Removed(About, frozen=True, kw_only=True, tag="removed"):
    """Staff removed somebody from the forum."""

    reason: Personal = ""


class PaperIssued(About, frozen=True, kw_only=True, tag="paper_issued"):
    """A paper ballot was handed out: the roll is marked."""

    ballot: str


class PaperReturned(About, frozen=True, kw_only=True, tag="paper_returned"):
    """A paper came back unused: its holder may vote online."""

    ballot: str


# ---- ballots -------------------------------------------------------------------------------------


class BallotCreated(ForumEvent, frozen=True, kw_only=True, tag="ballot_created"):
    """A ballot was prepared."""

    ballot: str
    terms: Terms


class BallotStarted(ForumEvent, frozen=True, kw_only=True, tag="ballot_started"):
    """Voting is open until ``ends_at``; the entitled are who is on the roll with the level now."""

    ballot: str
    ends_at: int
    entitled: int
    present: int


class BallotExtended(ForumEvent, frozen=True, kw_only=True, tag="ballot_extended"):
    """Voting is open for longer."""

    ballot: str
    ends_at: int


class BallotCast(ForumEvent, frozen=True, kw_only=True, tag="ballot_cast", omit_defaults=True):
    """``who`` voted. The choice of a hidden ballot is not here: it lies in the ballot box."""

    ballot: str
    choice: dict[str, int] | None = None


class BallotFinished(ForumEvent, frozen=True, kw_only=True, tag="ballot_finished"):
    """No vote is taken any more; the snapshot that base and quorum rest on."""

    ballot: str
    entitled: int
    present: int
    voted: int
    papers: int


class PaperEntered(ForumEvent, frozen=True, kw_only=True, tag="paper_entered"):
    """An officer entered what the papers say."""

    ballot: str
    papers: int
    totals: dict[str, int]
    invalid: int


class PaperDisputed(ForumEvent, frozen=True, kw_only=True, tag="paper_disputed"):
    """The two counts differ: both are void and both count again."""

    ballot: str


class BallotCounted(ForumEvent, frozen=True, kw_only=True, tag="ballot_counted"):
    """The ballot box is open: its votes sorted by tracker, the papers, the sum.

    ``rooms/base/tally.py`` counts it anew.
    """

    ballot: str
    hidden: bool
    votes: list[tuple[str, dict[str, int]]]
    paper: dict[str, int]
    tally: dict[str, int]
    result: Result


class BallotPublished(ForumEvent, frozen=True, kw_only=True, tag="ballot_published"):
    """The result is shown."""

    ballot: str


class BallotDropped(ForumEvent, frozen=True, kw_only=True, tag="ballot_dropped"):
    """A ballot that had not started was dropped."""

    ballot: str


# ---- questions -----------------------------------------------------------------------------------


class QuestionAsked(About, frozen=True, kw_only=True, tag="question_asked"):
    """Somebody asked in writing."""

    question: str
    text: Personal = ""


class QuestionVoted(ForumEvent, frozen=True, kw_only=True, tag="question_voted"):
    """``who`` wants a question answered, or does not any more."""

    question: str
    wanted: bool


class QuestionMoved(About, frozen=True, kw_only=True, tag="question_moved"):
    """A question is shown, hidden, taken up, answered or promised; ``person`` asked it."""

    question: str
    to: QuestionState
    department: str = ""
    until: str = ""
    reason: Personal = ""
    answer: Personal = ""


class QuestionMerged(ForumEvent, frozen=True, kw_only=True, tag="question_merged"):
    """A question went into another; its votes and its author count there."""

    question: str
    into: str


OPTIONS_OF_YES_NO = (Option("yes", "찬성"), Option("no", "반대"), Option("abstain", "기권"))
"""The options of a ballot by yes and no."""

AnyEvent = (
    ForumCreated
    | ForumChanged
    | ForumCancelled
    | ForumOpened
    | ForumPaused
    | ForumResumed
    | ForumClosed
    | Announced
    | HelpDone
    | SlowSet
    | ItemAdded
    | ItemChanged
    | ItemMoved
    | ItemRemoved
    | ItemStarted
    | ItemFinished
    | ItemExtended
    | QueueSet
    | FloorAsked
    | FloorWithdrawn
    | EntryMoved
    | PersonSummoned
    | PassedOver
    | SpeechStarted
    | SpeechPaused
    | SpeechResumed
    | SpeechSuspended
    | SpeechRestored
    | SpeechExtended
    | SpeechEnded
    | TimeGiven
    | CallUndone
    | Said
    | Corrected
    | TakenOff
    | Attended
    | Introduced
    | LevelRaised
    | PresenceChanged
    | SlipLinked
    | Muted
    | Unmuted
    | Removed
    | PaperIssued
    | PaperReturned
    | BallotCreated
    | BallotStarted
    | BallotExtended
    | BallotCast
    | BallotFinished
    | PaperEntered
    | PaperDisputed
    | BallotCounted
    | BallotPublished
    | BallotDropped
    | QuestionAsked
    | QuestionVoted
    | QuestionMoved
    | QuestionMerged
)
