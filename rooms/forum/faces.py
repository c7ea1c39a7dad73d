"""What faces are shown, as shapes: the light page, the big screen, the desk. ``views.py`` fills them."""

from enum import StrEnum

from msgspec import Struct

from rooms.forum.countdown import Countdown
from rooms.forum.floor_order import Place
from rooms.forum.state import Item, Result, Terms
from rooms.forum.terms import BallotState, Channel, Kind, Level, Phase, QuestionState, Stance


class Face(StrEnum):
    """Who looks."""

    LIGHT = "light"
    SCREEN = "screen"
    DESK = "desk"


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
    clock: Countdown
    suspended: str = ""


class Row(Struct, frozen=True):
    """One place of the queue: the same words beside it on every face."""

    entry: str
    person: str
    name: str
    kind: Kind
    stance: Stance
    channel: Channel
    slip: int
    place: Place
    present: bool
    overtaken: int
    mine: bool = False


class Spoken(Struct, frozen=True):
    """Spoken milliseconds, visible to all; ``gap``: by how much pro is ahead of con."""

    camps: dict[str, int]
    given: dict[str, int]
    channels: dict[str, int]
    gap: int


class BallotView(Struct, frozen=True):
    """A ballot; figures only once it is published (at the desk: once it is counted)."""

    id: str
    terms: Terms
    state: BallotState
    ends_at: int
    voted: int
    entitled: int
    result: Result | None
    version: int


class MyBallot(Struct, frozen=True):
    """What I can do with the ballot: vote, or why not (the code of a refusal)."""

    may: bool
    why: str
    facts: dict[str, str | int]
    voted_at: int
    choice: dict[str, int]


class PaperView(Struct, frozen=True):
    """How far the papers are; what an officer entered is nobody's to see before both agree."""

    issued: int
    entered: tuple[str, ...]
    agreed: bool


class QuestionView(Struct, frozen=True):
    """A question with its votes."""

    id: str
    text: str
    state: QuestionState
    votes: int
    mine: bool
    wanted: bool
    department: str
    until: str
    answer: str
    version: int


class LineView(Struct, frozen=True):
    """Words said with the floor, corrected if they were."""

    row: int
    person: str
    name: str
    text: str
    caption: bool
    before: str = ""


class Shared(Struct, frozen=True):
    """What every face shows."""

    seq: int
    title: str
    hall: str
    phase: Phase | None
    opens_at: int
    items: tuple[Item, ...]
    running: str
    item_clock: Countdown | None
    speaker: Speaker | None
    waiting_for: str
    queue: tuple[Row, ...]
    queue_open: bool
    spoken: Spoken
    ballot: BallotView | None
    lines: tuple[LineView, ...]
    present: int
    onsite: int


class Me(Struct, frozen=True):
    """My own part: level, channel, place, ballot."""

    person: str
    level: Level
    channel: Channel
    slip: int
    entry: str
    place: Place | None
    speaking: bool
    called_until: int
    spoken: int
    ballot: MyBallot | None


class Light(Struct, frozen=True):
    """The light page."""

    shared: Shared
    me: Me | None
    questions: tuple[QuestionView, ...]


class Screen(Struct, frozen=True):
    """The big screen: no controls, no secrets, the next three."""

    shared: Shared


class Desk(Struct, frozen=True):
    """The desk of staff, with the versions that commands must name."""

    shared: Shared
    queue: tuple[Row, ...]
    floor_version: int
    agenda_version: int
    forum_version: int
    undo: bool
    ballots: tuple[BallotView, ...]
    papers: dict[str, PaperView]
    questions: tuple[QuestionView, ...]
