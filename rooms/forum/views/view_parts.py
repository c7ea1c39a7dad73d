"""
What views are shown, as parts: the participant view, the display view, the moderator view. ``views.py`` fills them.

A view is a set of parts, each whole and told anew only when it changed; a client keeps the newest of each tag.
Shared parts are the same for all who look at a view; ``MinePart`` is one participant's own.
"""

from enum import StrEnum

from msgspec import Struct

from rooms.forum.ballot.result import ResultFigures
from rooms.forum.floor.order import QueuePlace
from rooms.forum.model.countdown import Countdown
from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.state import Item, Result, Terms
from rooms.forum.model.terms import BallotState, Channel, Kind, Level, Phase, QuestionState, Signal, Stance


class ForumView(StrEnum):
    """Who looks."""

    PARTICIPANT = "light"
    DISPLAY = "screen"
    MODERATOR = "desk"


# ---- what parts are made of ----------------------------------------------------------------------


class Speaker(Struct, frozen=True):
    """Who has the floor, and the clock as data."""

    entry: str
    person: str
    name: str
    kind: Kind
    stance: Stance
    channel: Channel
    slip: int
    running: bool
    started_at: int
    clock: Countdown
    suspended: str = ""
    """The entry whose speech an interposed question interrupts."""


class Summoned(Struct, frozen=True):
    """Who was called while away, and until when they are waited for."""

    entry: str
    person: str
    name: str
    until: int


class QueueRowView(Struct, frozen=True):
    """One place of the queue: the same words beside it on every view."""

    entry: str
    person: str
    name: str
    kind: Kind
    stance: Stance
    channel: Channel
    slip: int
    place: QueuePlace
    present: bool
    overtaken: int
    pinned: bool
    """Put there by the moderator; ``reason`` says why."""
    reason: str
    note: str
    """What it is about, in the words of who asked; the moderator view's alone."""


class ResultView(Result, frozen=True, kw_only=True):
    """What a ballot came to, with the figures that every view shows alike."""

    figures: ResultFigures


class BallotView(Struct, frozen=True):
    """A ballot; figures only once it is published (at the moderator view: once it is counted)."""

    id: str
    terms: Terms
    state: BallotState
    started_at: int
    ends_at: int
    voted: int
    entitled: int
    result: ResultView | None
    version: int


class MyBallot(Struct, frozen=True):
    """What I can do with the ballot: vote, or why not (the code of a refusal)."""

    id: str
    may: bool
    why: str
    facts: dict[str, str | int]
    voted_at: int
    choice: dict[str, int]


class PaperView(Struct, frozen=True):
    """How far the papers are; what an officer entered is nobody's to see before both agree."""

    ballot: str
    issued: int
    entered: tuple[str, ...]
    agreed: bool
    disputed: bool


class QuestionView(Struct, frozen=True):
    """A question with its votes."""

    id: str
    text: str
    state: QuestionState
    asked_at: int
    votes: int
    department: str
    until: str
    answer: str
    version: int


class LineView(Struct, frozen=True):
    """Words said with the floor; ``before``: what stood there before a correction."""

    row: int
    person: str
    name: str
    text: str
    caption: bool
    before: str = ""


class ActView(Struct, frozen=True):
    """Something staff did: the moderator view shows the last ones with their reasons."""

    row: int
    at: int
    who: str
    did: str
    about: str
    reason: str


class OnsiteView(Struct, frozen=True):
    """Somebody with a slip."""

    person: str
    slip: int
    name: str
    level: Level
    present: bool
    paper: tuple[str, ...]
    """Ballots for which they hold, or cast, a paper."""
    linked: bool


class SignalCount(Struct, frozen=True):
    """How many showed something lately, by where they are."""

    signal: Signal
    online: int
    onsite: int


class HelpView(Struct, frozen=True):
    """Up to when calls for help of a kind are done; who did it stands among the acts."""

    signal: Signal
    at: int
    version: int


# ---- parts ---------------------------------------------------------------------------------------


class Part(Struct, frozen=True, tag_field="part"):
    """One part of a view."""


class HeadPart(Part, frozen=True, tag="head"):
    """What was announced, and how far the forum is."""

    title: str
    hall: str
    phase: Phase
    opens_at: int
    opened_at: int
    closed_at: int
    cancelled: str
    """Why it was called off before it opened; empty for one that was not."""
    rules: Rules
    details: Details


class AnnouncementPart(Part, frozen=True, tag="announcement"):
    """What staff tell everybody, and since when; an empty text while there is nothing."""

    text: str
    at: int


class AgendaPart(Part, frozen=True, tag="agenda"):
    """The items, the one that runs, and its countdown."""

    items: tuple[Item, ...]
    running: str
    clock: Countdown | None


class FloorPart(Part, frozen=True, tag="floor"):
    """Who speaks, who is waited for, whether the queue is open, what one may ask for.

    Attributes:
        offers: the kinds that one may ask for now; none while the forum is not open.
        stances: whether a normal request is for or against.
    """

    speaker: Speaker | None
    summoned: Summoned | None
    open: bool
    present_only: bool
    offers: tuple[Kind, ...]
    stances: bool


class QueuePart(Part, frozen=True, tag="queue"):
    """Who is next: three on the display view, a dozen on the participant view, all at the moderator view.

    ``waiting`` counts all.
    """

    rows: tuple[QueueRowView, ...]
    waiting: int


class SpokenPart(Part, frozen=True, tag="spoken"):
    """Spoken milliseconds, visible to all; ``gap``: by how much pro is ahead of con."""

    camps: dict[str, int]
    given: dict[str, int]
    channels: dict[str, int]
    gap: int


class BallotPart(Part, frozen=True, tag="ballot"):
    """The ballot that runs, else the one that was started last."""

    ballot: BallotView | None


class LinesPart(Part, frozen=True, tag="lines"):
    """The last words said with the floor, the newest last."""

    lines: tuple[LineView, ...]


class PresentPart(Part, frozen=True, tag="present"):
    """How many attend now, and how many of them in the hall."""

    present: int
    onsite: int


class QuestionsPart(Part, frozen=True, tag="questions"):
    """Questions that everybody sees; at the moderator view all of them.

    ``asked`` counts those that wait for the moderator.
    """

    questions: tuple[QuestionView, ...]
    asked: int
    slow: int
    """Seconds between two questions of one person; 0 without slow mode."""


class SignalsPart(Part, frozen=True, tag="signals"):
    """What listeners showed lately, calls for help until they are done; ``helped`` tells who called that they are."""

    counts: tuple[SignalCount, ...]
    helped: tuple[HelpView, ...] = ()


class RecordPart(Part, frozen=True, tag="record"):
    """The head of the record, for the display view: rows, hash, time of the last row."""

    count: int
    hash: str
    at: int


class MuteView(Struct, frozen=True):
    """I am held back, until then (0: to the end of the forum) and why; the reason may be gone by law."""

    until: int
    reason: str


class MinePart(Part, frozen=True, tag="mine"):
    """My own part.

    Attributes:
        entry: my request that waits, if there is one; ``place`` tells where, also when I was passed over.
        called_until: until when I am waited for; 0 when nobody waits for me.
        spoken: my milliseconds with the floor.
        ask_needs, question_needs: the level that I lack for the floor, for a question; none where mine is enough.
        questions: mine that not everybody sees; ``asked``: ids of all of mine; ``wanted``: ids that I voted for.
    """

    person: str
    level: Level
    channel: Channel
    slip: int
    removed: bool
    muted: MuteView | None
    ask_needs: Level | None
    question_needs: Level | None
    entry: str
    kind: Kind | None
    place: QueuePlace | None
    speaking: bool
    called_until: int
    spoken: int
    ballot: MyBallot | None
    questions: tuple[QuestionView, ...]
    asked: tuple[str, ...]
    wanted: tuple[str, ...]


class ModeratorPart(Part, frozen=True, tag="desk"):
    """The versions that commands of staff must name, and all ballots."""

    floor_version: int
    agenda_version: int
    forum_version: int
    undo: bool
    ballots: tuple[BallotView, ...]
    papers: tuple[PaperView, ...]


class ActsPart(Part, frozen=True, tag="acts"):
    """The last acts of staff, the newest last."""

    acts: tuple[ActView, ...]


class OnsitePart(Part, frozen=True, tag="onsite"):
    """Everybody with a slip, by its number."""

    people: tuple[OnsiteView, ...]


AnyPart = (
    HeadPart
    | AnnouncementPart
    | AgendaPart
    | FloorPart
    | QueuePart
    | SpokenPart
    | BallotPart
    | LinesPart
    | PresentPart
    | QuestionsPart
    | SignalsPart
    | RecordPart
    | MinePart
    | ModeratorPart
    | ActsPart
    | OnsitePart
)
