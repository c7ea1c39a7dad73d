"""
The shape of ``world.json``: what the builder writes, and what the server and the browser read.

Places, zones and walls are in metres. Lines and rings are flat lists ``[x, y, x, y ...]`` in units of 2 cm,
as on the wire. Grids are rows from the south-west corner. Fields that the browser does not know, it ignores.
Knows: names and shapes. Does not know: how any of it came about (``agora_server/worldbuild/``).
"""

from msgspec import Struct

VERSION = 2
"""Raised when a reader of the former version would misread the file."""

Flat = list[int]
"""``[x, y, x, y ...]`` in units of 2 cm."""


class Facts(Struct, frozen=True):
    """True sentences about a place, by language."""

    ko: tuple[str, ...]
    en: tuple[str, ...]


class PlaceRow(Struct, frozen=True, omit_defaults=True):
    """A place: where its model stands, where one arrives, what is true of it."""

    id: str
    kind: str
    ko: str
    en: str
    x: float
    y: float
    radius: float
    district: str
    facts: Facts
    entrance: tuple[float, float, float]
    """Where one arrives: x, y, heading (radians clockwise from north, towards the place)."""
    size: tuple[float, float] | None = None
    """Half width and half depth of the footprint that nobody walks through."""
    ring: float = 0.0
    """Arrivals stand at least this far from the entrance."""
    lon: float = 0.0
    lat: float = 0.0
    """The true point; 0 where the place is ours alone."""
    confidence: str = ""


class DistrictRow(Struct, frozen=True):
    """One of the 19 districts: its outer ring and a point for its label."""

    id: str
    kind: str
    ko: str
    en: str
    label: tuple[float, float]
    ring: Flat


class ZoneRow(Struct, frozen=True, omit_defaults=True):
    """A zone: a circle (x, y, radius) or a box (x0, y0, x1, y1)."""

    id: str
    kind: str
    place: str
    hearing: str
    circle: tuple[float, float, float] | None = None
    box: tuple[float, float, float, float] | None = None


class RiverRow(Struct, frozen=True):
    """A river as a line of constant width."""

    id: str
    kind: str
    ko: str
    en: str
    width: float
    line: Flat


class PondRow(Struct, frozen=True):
    """A pond as a ring."""

    id: str
    place: str
    ring: Flat


class RailRow(Struct, frozen=True):
    """The light rail: its line, its stations in order, and how far along the line each lies, metres."""

    line: Flat
    stations: tuple[str, ...]
    marks: tuple[float, ...]


class RoadRow(Struct, frozen=True):
    """A road that stays open through hills and over water."""

    width: float
    line: Flat


class HillsRow(Struct, frozen=True):
    """Heights at nodes ``spacing`` apart: base64 of one byte a node, ``unit`` metres a step."""

    spacing: float
    nodes: int
    unit: int
    drawn: float
    """Metres drawn per true metre of height."""
    heights: str


class PeakRow(Struct, frozen=True):
    """A named summit."""

    ko: str
    en: str
    x: float
    y: float
    height: int


class GridRow(Struct, frozen=True):
    """Where one can walk: base64 of run lengths (LEB128), blocked first, row by row from the south-west."""

    cell: float
    cells: int
    runs: str


Point = tuple[float, float]
"""A point of a hall's own frame, metres: x to the right of who looks at the screen, z away from the screen."""


class StageRow(Struct, frozen=True):
    """Where one speaks from: its middle, half its width and depth, metres; a step of half its height runs around it."""

    at: Point
    half: Point
    round: bool
    high: float


class ScreenRow(Struct, frozen=True):
    """The wall screen: how far behind the middle, the height of its own middle over the floor, its width, metres."""

    z: float
    y: float
    width: float


class StandRow(Struct, frozen=True):
    """
    Rows of seats, one behind the other; in its frame people face -z.

    A share runs from -1 at the left end of a row to 1 at the right. One sits on the front edge, feet on the row before.
    """

    at: Point
    """The middle of the front row."""
    half: float
    """Half the length of the front row, metres."""
    rows: int
    deep: float
    """Metres from row to row."""
    turn: float = 0.0
    """The turn of its frame from the hall's, radians from z towards x: 0 where people face the screen."""
    bend: float = 0.0
    """Radius of the front row about a point before it, metres; 0 where rows are straight."""
    flare: float = 0.0
    """Metres by which the half of a row is longer than that of the row before."""
    rise: float = 0.0
    """Metres by which a row stands over the row before."""
    aisle: float = 0.0
    """Half the width of an aisle, metres."""
    aisles: tuple[float, ...] = ()
    """Where aisles lead through, as shares."""
    onsite: Point | None = None
    """The block that mirrors the real hall, from share to share."""


class HallRow(Struct, frozen=True):
    """A hall that forums are held in: one stage, two microphone lines, seats and a wall screen about its place."""

    place: str
    style: str
    """What it is built of; the clients draw it."""
    faces: float
    """Heading of who looks at the screen, radians clockwise from north."""
    stage: StageRow
    lectern: Point
    screen: ScreenRow
    pro: tuple[Point, Point]
    """The line of that side: its microphone, and its open end."""
    con: tuple[Point, Point]
    stands: tuple[StandRow, ...]
    seats: int
    """How many can sit."""
    room: int
    """How many can be in it on foot."""
    reach: float = 0.0
    """Who stands so near to the place attends, metres; 0 where the whole zone is the hall."""
    sunk: float = 0.0
    """How far its floor lies under the ground around it, metres."""


class Credit(Struct, frozen=True):
    """Whom a part of the world comes from, and on what terms."""

    id: str
    ko: str
    en: str
    terms: str


class WorldFile(Struct, frozen=True):
    """The whole file."""

    version: int
    side: float
    centre: tuple[float, float]
    origin: tuple[float, float]
    """Longitude and latitude of the centre: City Hall."""
    credits: list[Credit]
    districts: list[DistrictRow]
    places: list[PlaceRow]
    zones: list[ZoneRow]
    walls: list[tuple[float, float, float, float, int]]
    """x0, y0, x1, y1 and 1 where it stops feet as well as words, else 0."""
    halls: list[HallRow]
    rail: RailRow
    rivers: list[RiverRow]
    ponds: list[PondRow]
    roads: list[RoadRow]
    bridges: list[Flat]
    hills: HillsRow
    peaks: list[PeakRow]
    grid: GridRow
    scatter: dict[str, Flat]
    """Points of things that stand in clumps: pines, trees, houses, flats, paddies, orchards, reeds."""
