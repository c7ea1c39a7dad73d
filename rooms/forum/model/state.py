"""
The state of a forum: what its events add up to. Frozen; a change makes a new one.

No personal field is in here, only the number of the row that holds it: so a snapshot needs no erasing.
Knows: shapes. Does not know: how any of it changes (``agenda.py``, ``floor.py`` ...).
"""

from typing import Annotated

from msgspec import Meta, Struct, field

from rooms.base.ids import Id
from rooms.forum.model.countdown import Countdown
from rooms.forum.model.people import MutedUntil, Roll
from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.terms import (
    Amount,
    BallotState,
    Base,
    Channel,
    EntryState,
    ItemKind,
    ItemState,
    Kind,
    Label,
    Majority,
    Method,
    Outcome,
    Phase,
    QuestionState,
    QuorumOf,
    Seconds,
    Secrecy,
    Signal,
    Stance,
)


class Revision(Struct, frozen=True):
    """The last act of staff upon a thing: what another's command must have seen.

    Attributes:
        version: how many such acts there were.
        did: kind of the event.
    """

    version: int = 0
    who: str = ""
    did: str = ""
    at: int = 0


# ---- agenda --------------------------------------------------------------------------------------


class Item(Struct, frozen=True):
    """An item of the agenda."""

    id: str
    title: str
    kind: ItemKind
    minutes: int
    speech_s: int = 0
    state: ItemState = ItemState.WAITING
    started_at: int = 0
    finished_at: int = 0


class Agenda(Struct, frozen=True):
    """The items in order and the countdown of the one that runs."""

    items: tuple[Item, ...] = ()
    running: str = ""
    clock: Countdown | None = None
    revision: Revision = Revision()


# ---- floor ---------------------------------------------------------------------------------------


class QueueEntry(Struct, frozen=True):
    """Somebody's request for the floor.

    Attributes:
        item: the item it was made at.
        row: number of its row; breaks ties of time.
        overtaken: how many of the own camp who asked later were called before.
        passed: was called while away, and stays next.
        pin: place that the moderator moved it to, from 1; 0: none. ``pin_row``: the row that says why.
    """

    id: str
    person: str
    kind: Kind
    stance: Stance
    channel: Channel
    item: str
    asked_at: int
    row: int
    overtaken: int = 0
    passed: bool = False
    pin: int = 0
    pin_row: int = 0


class Speech(Struct, frozen=True):
    """An entry that has the floor, or had it last.

    Attributes:
        credit: milliseconds of the camp's credit within the allotted time.
        overtook: the entries that this call overtook, for the undo.
        unpinned: the entries whose pin it moved down, for the undo.
        spoken: milliseconds, once it is over.
    """

    entry: QueueEntry
    state: EntryState
    allotted: int
    credit: int = 0
    started_at: int = 0
    overtook: tuple[str, ...] = ()
    unpinned: tuple[str, ...] = ()
    spoken: int = 0
    overran: int = 0
    overridden: bool = False


class Summons(Struct, frozen=True):
    """Somebody called while away, and until when they are waited for."""

    entry: str
    until: int
    overridden: bool = False


class CallTurn(Struct, frozen=True):
    """One normal call of the running item: all that fairness looks back upon."""

    stance: Stance
    channel: Channel


class Account(Struct, frozen=True):
    """The time of a camp in the running item, milliseconds.

    Attributes:
        given: added to every camp because one overran.
        used: of ``given``: taken by longer speeches, or by the own overrun.
    """

    spoken: int = 0
    given: int = 0
    used: int = 0


class Floor(Struct, frozen=True):
    """The queue and who speaks.

    Attributes:
        speech: who has the floor.
        suspended: whose speech an interposed question interrupts; ``suspended_ran`` tells whether it was running.
        last: the last call, also when it is over: what an undo takes back.
        turns: the normal calls of the running item.
        spoken: milliseconds by person; ``speeches``: how often; ``by_channel``: of normal speeches.
    """

    open: bool = False
    present_only: bool = False
    waiting: dict[str, QueueEntry] = {}
    speech: Speech | None = None
    suspended: Speech | None = None
    suspended_ran: bool = False
    summons: Summons | None = None
    last: Speech | None = None
    turns: tuple[CallTurn, ...] = ()
    spoken: dict[str, int] = {}
    speeches: dict[str, int] = {}
    by_channel: dict[str, int] = {}
    accounts: dict[str, Account] = {}
    revision: Revision = Revision()


class Clock(Struct, frozen=True):
    """The countdown of who speaks, and of the speech that is suspended."""

    speech: Countdown | None = None
    suspended: Countdown | None = None


# ---- ballots -------------------------------------------------------------------------------------


class Option(Struct, frozen=True):
    """Something that can be chosen."""

    id: Id
    label: Label


class PaperCount(Struct, frozen=True):
    """What one officer counted: papers in the box, points by option, invalid papers among them."""

    officer: str
    papers: int
    totals: dict[str, int]
    invalid: int = 0


class Terms(Struct, frozen=True):
    """What a ballot is about and how it is decided; never changes once it is created."""

    question: Label
    options: Annotated[tuple[Option, ...], Meta(max_length=64)]
    method: Method
    secrecy: Secrecy
    base: Base
    quorum_of: QuorumOf
    quorum_per_mille: Amount
    majority: Majority
    item: Annotated[str, Meta(max_length=48)] = ""
    least: Amount = 1
    most: Amount = 1
    top: Amount = 1
    """Points that one option can get."""
    min_open_s: Seconds = 60
    open_s: Seconds = 180
    late: bool = False


class Result(Struct, frozen=True):
    """What a ballot came to; all figures that the verdict rests on.

    Attributes:
        tally: points by option, paper included.
        online, papers, invalid: how many voted in which way.
        base: the number that is 100 %.
        quorum: how many votes were needed; 0 without a quorum.
        winner: the option that leads; empty with a tie or without votes.
        unanimous: all valid votes the same: it says what everybody chose.
    """

    outcome: Outcome
    tally: dict[str, int]
    online: int
    papers: int
    invalid: int
    entitled: int
    present: int
    base: int
    quorum: int
    winner: str = ""
    unanimous: bool = False


class Ballot(Struct, frozen=True):
    """A ballot.

    Attributes:
        entitled: who may vote; grows while it is open only where ``late`` says so.
        casts: when each online voter cast (last), by participant.
        choices: what they chose, of a named ballot.
        issued: papers handed out and not given back.
        present: how many of the entitled were present when it finished.
    """

    id: str
    terms: Terms
    state: BallotState = BallotState.CREATED
    started_at: int = 0
    ends_at: int = 0
    finished_at: int = 0
    entitled: frozenset[str] = frozenset()
    casts: dict[str, int] = {}
    choices: dict[str, dict[str, int]] = {}
    issued: int = 0
    counts: tuple[PaperCount, ...] = ()
    agreed: PaperCount | None = None
    present: int = 0
    result: Result | None = None
    revision: Revision = Revision()


# ---- questions -----------------------------------------------------------------------------------


class Question(Struct, frozen=True):
    """A citizen's question; its words are in row ``row``.

    Attributes:
        votes: who wants it answered, the author not among them.
        into: the question it was merged into.
        department, until: who promised an answer, and the day (``YYYY-MM-DD``).
    """

    id: str
    person: str
    row: int
    asked_at: int
    state: QuestionState = QuestionState.ASKED
    votes: frozenset[str] = frozenset()
    into: str = ""
    department: str = ""
    until: str = ""
    answer_row: int = 0
    revision: Revision = Revision()


class SpokenLine(Struct, frozen=True):
    """Words said with the floor: the row that holds them, and the row of their last correction."""

    row: int
    person: str
    entry: str
    caption: bool
    corrected: int = 0


# ---- the whole -----------------------------------------------------------------------------------


class Announcement(Struct, frozen=True):
    """What staff tell everybody, and since when; empty while there is nothing."""

    text: str = ""
    at: int = 0


class ForumState(Struct, frozen=True):
    """A forum.

    Attributes:
        seq: number of its last row.
        at: time of its last row; no event is earlier.
        lines: the last words said with the floor, for who comes late.
        helped: up to when calls for help are done.
        slow: seconds between two questions of one person; 0 without slow mode.
        mutes: who is held back, by person.
        cancelled: why it was called off before it opened; empty for one that was not.
        practice_of: the forum that is practised here; empty for one that counts.
    """

    forum: str
    seq: int = 0
    at: int = 0
    phase: Phase | None = None
    title: str = ""
    hall: str = ""
    opens_at: int = 0
    opened_at: int = 0
    closed_at: int = 0
    cancelled: str = ""
    rules: Rules = field(default_factory=Rules)
    details: Details = field(default_factory=Details)
    practice_of: str = ""
    agenda: Agenda = Agenda()
    floor: Floor = Floor()
    clock: Clock = Clock()
    roll: Roll = Roll()
    ballots: dict[str, Ballot] = {}
    questions: dict[str, Question] = {}
    lines: tuple[SpokenLine, ...] = ()
    announcement: Announcement = Announcement()
    helped: dict[Signal, Revision] = {}
    slow: int = 0
    mutes: dict[str, MutedUntil] = {}
    revision: Revision = Revision()
