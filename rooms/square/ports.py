"""
What the rules of the square ask of the world and of the crowd, as protocols.

``rooms/world/world.py`` and ``rooms/crowd/crowd.py`` fulfil them; tests stand small fakes in their place.
Lengths are metres, angles radians clockwise from north, times milliseconds.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from rooms.base.frames import EmoteBits, Gait, Presence


class PlacePort(Protocol):
    """A named spot of the square."""

    @property
    def id(self) -> str:
        """Id of the place."""

    @property
    def x(self) -> float:
        """East, metres."""

    @property
    def y(self) -> float:
        """North, metres."""

    @property
    def radius(self) -> float:
        """How far around it one is at this place, metres."""


class ZonePort(Protocol):
    """An area with rules."""

    @property
    def id(self) -> str:
        """Id of the zone."""

    @property
    def kind(self) -> str:
        """``forum``, ``hall``, ``table`` or ``garden``."""

    @property
    def hearing(self) -> str:
        """``open``, ``closed`` or ``quiet``."""


class RidePathPort(Protocol):
    """The way of a train between two stations."""

    @property
    def length(self) -> float:
        """Metres of track."""

    def at(self, metres: float) -> tuple[float, float, float]:
        """Return x, y and heading after so many metres."""


class WorldPort(Protocol):
    """The ground one stands on."""

    @property
    def places(self) -> Mapping[str, PlacePort]:
        """Places by id."""

    @property
    def stations(self) -> Sequence[str]:
        """Ids of the light rail's stations, in order."""

    def line_clear(self, ax: float, ay: float, bx: float, by: float) -> bool:
        """Tell whether no wall between two points stops words."""

    def zone_at(self, x: float, y: float) -> ZonePort | None:
        """Return the innermost zone at a point."""

    def nearest_place(self, x: float, y: float) -> PlacePort:
        """Return the place nearest to a point."""

    def standing_spot(self, place: str, n: int) -> tuple[float, float, float]:
        """Return x, y and heading of the n-th spot to stand at a place."""

    def ride(self, start: str, end: str) -> RidePathPort:
        """Return the way between two stations."""


class CrowdPort(Protocol):
    """The table of avatars."""

    def enter(self, x: float, y: float, heading: float, now: int) -> int:
        """Give a slot to somebody new."""

    def leave(self, slot: int, now: int) -> None:
        """Take somebody out."""

    def place(self, slot: int, x: float, y: float, heading: float) -> None:
        """Put somebody somewhere."""

    def set_state(
        self,
        slot: int,
        *,
        gait: Gait | None = None,
        presence: Presence | None = None,
        emote: EmoteBits | None = None,
        hand: bool | None = None,
    ) -> None:
        """Change what others see of somebody; ``None`` keeps."""

    def pose(self, slot: int) -> tuple[float, float, float]:
        """Return x, y and heading."""

    def poses(self, slots: Sequence[int]) -> list[tuple[float, float, float]]:
        """Return x, y and heading of many at once, in their order."""

    def counts(self, slots: Sequence[int], circles: Sequence[tuple[float, float, float]]) -> list[int]:
        """Return how many of some slots stand in each circle: x, y and radius."""

    def gait(self, slot: int) -> Gait:
        """Return how somebody moves."""

    def within(self, x: float, y: float, radius: float) -> list[int]:
        """Return the slots of those within a radius, nearest first."""

    def moved_at(self, slot: int) -> int:
        """Return when somebody's last move was accepted."""
