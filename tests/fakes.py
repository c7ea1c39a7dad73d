"""Small stand-ins for the world and the crowd: flat ground, a few walls, zones and places, nobody in the way."""

from dataclasses import dataclass, field

from rooms.base.frames import EmoteBits, Gait, Presence, StateFlag, pack_state
from rooms.base.geometry import distance


@dataclass(frozen=True)
class FakePlace:
    """A place at a point."""

    id: str
    x: float
    y: float
    radius: float = 20.0


@dataclass(frozen=True)
class FakeZone:
    """A round zone."""

    id: str
    kind: str
    hearing: str
    x: float
    y: float
    radius: float = 6.0


@dataclass(frozen=True)
class FakePath:
    """A straight track."""

    ax: float
    ay: float
    bx: float
    by: float

    @property
    def length(self) -> float:
        """Metres of track."""
        return distance(self.ax, self.ay, self.bx, self.by)

    def at(self, metres: float) -> tuple[float, float, float]:
        """Return the point after so many metres."""
        part = metres / self.length
        return self.ax + part * (self.bx - self.ax), self.ay + part * (self.by - self.ay), 0.0


PLACES = (
    FakePlace("forum-square", 600, 600),
    FakePlace("museum", 700, 700),
    FakePlace("yeonji-park", 500, 700),
    FakePlace("station-west", 300, 300),
    FakePlace("station-mid", 500, 300),
    FakePlace("station-east", 900, 300),
)
ZONES = (
    FakeZone("table-1", "table", "closed", 100, 100),
    FakeZone("table-2", "table", "closed", 115, 100),
    FakeZone("hall-1", "hall", "open", 200, 200, 40),
    FakeZone("garden", "garden", "quiet", 400, 400, 30),
)


@dataclass
class FakeWorld:
    """Flat ground with one wall: the line x = 800."""

    places: dict[str, FakePlace] = field(default_factory=lambda: {place.id: place for place in PLACES})
    zones: tuple[FakeZone, ...] = ZONES
    stations: tuple[str, ...] = ("station-west", "station-mid", "station-east")

    def line_clear(self, ax: float, ay: float, bx: float, by: float) -> bool:
        """Nothing is heard across x = 800, whatever the way."""
        del ay, by
        return (ax < 800) == (bx < 800)

    def zone_at(self, x: float, y: float) -> FakeZone | None:
        """Return the first zone around a point."""
        return next((zone for zone in self.zones if distance(zone.x, zone.y, x, y) <= zone.radius), None)

    def nearest_place(self, x: float, y: float) -> FakePlace:
        """Return the nearest place."""
        return min(self.places.values(), key=lambda place: distance(place.x, place.y, x, y))

    def standing_spot(self, place: str, n: int) -> tuple[float, float, float]:
        """Return spots in rows of ten, a metre apart, north of the place."""
        where = self.places[place]
        return where.x + n % 10, where.y + n // 10, 0.0

    def ride(self, start: str, end: str) -> FakePath:
        """Return the straight way."""
        a, b = self.places[start], self.places[end]
        return FakePath(a.x, a.y, b.x, b.y)


@dataclass
class Avatar:
    """One row of the crowd."""

    x: float
    y: float
    heading: float
    moved: int
    gait: Gait = Gait.STAND
    presence: Presence = Presence.HERE
    emote: EmoteBits = EmoteBits.NONE
    hand: bool = False

    @property
    def state(self) -> int:
        """The state byte of the wire."""
        return pack_state(self.gait, self.presence, self.emote, hand=self.hand)


class FakeCrowd:
    """Avatars in a dictionary; slots are never used twice."""

    def __init__(self) -> None:
        self.avatars: dict[int, Avatar] = {}
        self._next = 0

    def enter(self, x: float, y: float, heading: float, now: int) -> int:
        """Give the next slot."""
        self._next += 1
        self.avatars[self._next] = Avatar(x, y, heading, now)
        return self._next

    def leave(self, slot: int, now: int) -> None:
        """Take somebody out, whenever that is."""
        del now
        del self.avatars[slot]

    def place(self, slot: int, x: float, y: float, heading: float) -> None:
        """Put somebody somewhere."""
        avatar = self.avatars[slot]
        avatar.x, avatar.y, avatar.heading = x, y, heading

    def set_state(self, slot: int, *, gait=None, presence=None, emote=None, hand=None) -> None:
        """Change what others see."""
        avatar = self.avatars[slot]
        avatar.gait = avatar.gait if gait is None else gait
        avatar.presence = avatar.presence if presence is None else presence
        avatar.emote = avatar.emote if emote is None else emote
        avatar.hand = avatar.hand if hand is None else hand

    def pose(self, slot: int) -> tuple[float, float, float]:
        """Return x, y and heading."""
        avatar = self.avatars[slot]
        return avatar.x, avatar.y, avatar.heading

    def poses(self, slots: list[int]) -> list[tuple[float, float, float]]:
        """Return x, y and heading of many."""
        return [self.pose(slot) for slot in slots]

    def counts(self, slots: list[int], circles: list[tuple[float, float, float]]) -> list[int]:
        """Count in each circle by hand."""
        spots = [self.pose(slot)[:2] for slot in slots]
        return [sum(distance(*spot, x, y) <= radius for spot in spots) for x, y, radius in circles]

    def gait(self, slot: int) -> Gait:
        """Return how somebody moves."""
        return self.avatars[slot].gait

    def within(self, x: float, y: float, radius: float) -> list[int]:
        """Return the slots within a radius, nearest first."""
        away = {slot: distance(x, y, one.x, one.y) for slot, one in self.avatars.items()}
        return sorted((slot for slot, metres in away.items() if metres <= radius), key=lambda slot: (away[slot], slot))

    def moved_at(self, slot: int) -> int:
        """Return when somebody moved last."""
        return self.avatars[slot].moved

    # ---- what tests do -------------------------------------------------------------------------

    def walk(self, slot: int, x: float, y: float, now: int) -> None:
        """Move somebody as their own client would."""
        avatar = self.avatars[slot]
        avatar.x, avatar.y, avatar.moved, avatar.gait = x, y, now, Gait.WALK

    def shows_hand(self, slot: int) -> bool:
        """Tell whether others see a raised hand."""
        return bool(self.avatars[slot].state & StateFlag.HAND)
