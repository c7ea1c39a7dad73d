"""
The shapes of minutes: items, speeches, lines, overrides, ballots, questions, attendance.

All times are milliseconds UTC. Whatever somebody wrote is a ``PersonalText``, which names the row that holds it.
"""

from enum import StrEnum

from msgspec import Struct, field

from rooms.forum.model.events import Because
from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.state import Result, Terms
from rooms.forum.model.terms import Channel, ItemKind, Key, Kind, QuestionState, Stance


class PersonalText(Struct, frozen=True):
    """A personal field: its row, its name, its text; empty where it was erased or left out."""

    row: int
    field: str
    text: str = ""


class Side(StrEnum):
    """As what somebody appears in minutes: those who attended, by channel, and staff."""

    ONLINE = "online"
    ONSITE = "onsite"
    STAFF = "staff"


class MinutesPerson(Struct, frozen=True):
    """Somebody the minutes speak of.

    Attributes:
        number: 1, 2, 3 ... among those of the side, in the order of coming; the name where no name is given.
        name: as given; empty unless the events bring it.
    """

    side: Side
    number: int
    name: PersonalText


class ItemMinutes(Struct):
    """An item: when it ran."""

    id: str
    title: str
    kind: ItemKind
    minutes: int
    started_at: int = 0
    finished_at: int = 0


class MinutesLine(Struct):
    """Words said with the floor.

    Attributes:
        caption: whether a captioner wrote them.
        said: the versions, oldest first: the last one holds. Empty once they were taken off the screens.
        off: why they were taken off.
    """

    at: int
    row: int
    caption: bool
    said: list[PersonalText]
    off: PersonalText | None = None


class SpeechMinutes(Struct):
    """A speech: who, for which camp, from where, when, how long, why then.

    Attributes:
        allotted, spoken, overran: milliseconds.
        reason: why the moderator called out of order; ``overridden`` tells whether they did.
        present: how many were present when it began.
    """

    entry: str
    person: str
    kind: Kind
    stance: Stance
    channel: Channel
    item: str
    asked_at: int
    started_at: int
    allotted: int
    reasons: tuple[Key, ...]
    overridden: bool
    reason: PersonalText
    present: int
    spoken: int = 0
    overran: int = 0
    lines: list[MinutesLine] = field(default_factory=list)
    undone: bool = False


class Override(Struct):
    """What staff did against the order or upon somebody: what, by whom, upon whom, why."""

    at: int
    did: str
    by: str
    person: str
    reason: PersonalText


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
    text: PersonalText
    state: QuestionState
    votes: int
    into: str
    department: str
    until: str
    answer: PersonalText


class AttendanceFigures(Struct):
    """Who came, as numbers.

    Attributes:
        districts: of those who attended from afar, by the district they chose to give; fewer than five are left out.
        other_districts: those of such districts together, if they are five or more.
    """

    online: int
    onsite: int
    most_at_once: int
    districts: dict[str, int]
    other_districts: int


class UnknownRow(Struct, frozen=True):
    """A row of the journal that this program cannot read: its number, its time, its kind, and why."""

    row: int
    at: int
    kind: str
    because: Because


class Minutes(Struct):
    """The minutes of a forum. ``people``: whoever is named in them, by participant."""

    forum: str
    title: str
    hall: str
    opens_at: int
    opened_at: int
    closed_at: int
    cancelled: str
    """Why it was called off before it opened."""
    at: int
    events: int
    rules: Rules
    details: Details
    people: dict[str, MinutesPerson]
    items: list[ItemMinutes]
    speeches: list[SpeechMinutes]
    overrides: list[Override]
    ballots: list[BallotMinutes]
    questions: list[QuestionMinutes]
    attendance: AttendanceFigures
    spoken_by_camp: dict[str, int]
    spoken_by_channel: dict[str, int]
    unknown: list[UnknownRow] = []
