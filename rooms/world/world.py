"""
The world as the rules see it: places, zones, walls, the walk grid, the light rail.

Read from the committed file by ``World.from_json``; nothing in it changes afterwards.
Knows: metres. Does not know: people, drawing, where the file lies.
"""

import base64
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec
import numpy as np
import numpy.typing as npt

from rooms.base.geometry import STEP, distance
from rooms.world.format import VERSION, GridRow, PlaceRow, RailRow, WorldFile, ZoneRow
from rooms.world.walls import WallIndex

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
"""Turn between two seeds of a sunflower: no two ever line up."""
SPOT_SPREAD = 0.8
"""Radius of the n-th spot is this times the root of n + 1/2, metres; neighbours are then over 1 m apart."""
GATHERING = 8.0
"""South of the ring, metres: the middle of the crowd of arrivals at a place with a ring."""
MOST_SPOTS = 4_096
"""Spots kept per place; the one after the last is the first again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A named spot of the square that one can go to."""

    id: str
    kind: str
    name: Mapping[str, str]
    x: float
    y: float
    radius: float
    district: str
    facts: Mapping[str, tuple[str, ...]]
    entrance: tuple[float, float, float]
    """Where one arrives: x, y, heading in radians."""
    ring: float
    """Arrivals stand at least this far from the entrance, metres."""


@dataclass(frozen=True, slots=True)
class Zone:
    """An area with rules. ``hearing`` is ``open``, ``closed`` (its own people only) or ``quiet``."""

    id: str
    kind: str
    place: str
    hearing: str
    circle: tuple[float, float, float] | None
    box: tuple[float, float, float, float] | None

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies in the zone."""
        if self.circle is not None:
            return distance(x, y, self.circle[0], self.circle[1]) <= self.circle[2]
        assert self.box is not None, "a zone is a circle or a box"
        x0, y0, x1, y1 = self.box
        return x0 <= x <= x1 and y0 <= y <= y1

    def contains_all(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Return for each point whether it lies in the zone."""
        if self.circle is not None:
            inside: BoolArray = np.hypot(x - self.circle[0], y - self.circle[1]) <= self.circle[2]
            return inside
        assert self.box is not None, "a zone is a circle or a box"
        x0, y0, x1, y1 = self.box
        boxed: BoolArray = (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
        return boxed


@dataclass(frozen=True, slots=True)
class RidePath:
    """A ride of the light rail, from station to station."""

    x: FloatArray
    y: FloatArray
    along: FloatArray

    @property
    def length(self) -> float:
        """Metres of the whole ride."""
        return float(self.along[-1])

    def at(self, metres: float) -> tuple[float, float, float]:
        """Return x, y and heading (radians) after so many metres; clamped to the ride."""
        index = int(np.clip(np.searchsorted(self.along, metres, side="right"), 1, len(self.along) - 1))
        x = float(np.interp(metres, self.along, self.x))
        y = float(np.interp(metres, self.along, self.y))
        dx, dy = self.x[index] - self.x[index - 1], self.y[index] - self.y[index - 1]
        return x, y, math.atan2(dx, dy) % math.tau


@dataclass(frozen=True)
class World:
    """The square's ground, places and walls.

    Attributes:
        places: by id, in the order of the file.
        zones: smaller ones first; the first that contains a point counts.
        halls: ids of the places that forums are held in.
        stations: place ids in the order of the line.
        grid: ``grid[row, column]``, true where one can walk; row 0 in the south.
        cell: side of its cells, metres.
    """

    places: Mapping[str, Place]
    zones: tuple[Zone, ...]
    halls: tuple[str, ...]
    stations: tuple[str, ...]
    grid: BoolArray
    cell: float
    _walls: WallIndex
    _rail: RailRow
    _spots: dict[str, FloatArray] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: bytes) -> "World":
        """Return the world of a file.

        Raises:
            msgspec.ValidationError: the file does not have the shape of ``world_format``.
            ValueError: it is of another version, or its grid is damaged.
        """
        file = msgspec.json.decode(data, type=WorldFile)
        if file.version != VERSION:
            raise ValueError(f"world file of version {file.version}, wanted {VERSION}: run ./agora world")
        return cls(
            places=MappingProxyType({row.id: _place(row) for row in file.places}),
            zones=tuple(_zone(row) for row in file.zones),
            halls=tuple(row.place for row in file.halls),
            stations=file.rail.stations,
            grid=_grid(file.grid),
            cell=file.grid.cell,
            _walls=WallIndex([wall[:4] for wall in file.walls]),
            _rail=file.rail,
        )

    def walkable(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Return for each point, metres, whether one can stand there; false outside the square."""
        column = np.floor_divide(x, self.cell).astype(np.int64)
        row = np.floor_divide(y, self.cell).astype(np.int64)
        cells = self.grid.shape[0]
        inside = (column >= 0) & (row >= 0) & (column < cells) & (row < cells)
        found: BoolArray = self.grid[np.where(inside, row, 0), np.where(inside, column, 0)] & inside
        return found

    def stands(self, x: float, y: float) -> bool:
        """Return whether one can stand at a point, metres."""
        column, row = math.floor(x / self.cell), math.floor(y / self.cell)
        cells = self.grid.shape[0]
        return 0 <= column < cells and 0 <= row < cells and bool(self.grid[row, column])

    def line_clear(self, ax: float, ay: float, bx: float, by: float) -> bool:
        """Return whether no wall that stops words stands between two points."""
        return self._walls.clear(ax, ay, bx, by)

    def zone_at(self, x: float, y: float) -> Zone | None:
        """Return the zone of a point, the innermost where they overlap, else ``None``."""
        return next((zone for zone in self.zones if zone.contains(x, y)), None)

    def nearest_place(self, x: float, y: float) -> Place:
        """Return the place whose edge is nearest; inside several, the one entered deepest."""
        return min(self.places.values(), key=lambda place: distance(x, y, place.x, place.y) - place.radius)

    def standing_spot(self, place: str, n: int) -> tuple[float, float, float]:
        """Return the n-th free spot at a place: x, y and the heading towards it, radians.

        Spots spread like the seeds of a sunflower around the entrance, over 0.8 m apart, and stay in its
        zone: who comes to a hall stands inside, who comes to the yard sits at no table unasked.

        Raises:
            KeyError: there is no such place.
        """
        spots = self._spots.get(place)
        if spots is None:
            spots = self._spots[place] = self._sunflower(self.places[place])
        x, y, heading = spots[n % len(spots)].tolist()
        return x, y, heading

    def ride(self, start: str, end: str) -> RidePath:
        """Return the way of the light rail between two stations.

        Raises:
            ValueError: one of them is not a station, or both are the same.
        """
        first, last = self.stations.index(start), self.stations.index(end)
        if first == last:
            raise ValueError(f"{start} is where one already is")
        line = np.array(self._rail.line, dtype=np.float64).reshape(-1, 2) * STEP
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        low, high = sorted((self._rail.marks[first], self._rail.marks[last]))
        at = np.concatenate([[low], along[(along > low + 0.01) & (along < high - 0.01)], [high]])
        x, y = np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])
        if first < last:
            return RidePath(x, y, at - low)
        return RidePath(x[::-1], y[::-1], (high - at)[::-1])

    def _sunflower(self, place: Place) -> FloatArray:
        """Return x, y and heading of a place's spots: free ground in the zone of its entrance, and in no other."""
        n = np.arange(MOST_SPOTS, dtype=np.float64)
        radius, angle = np.sqrt(place.ring**2 + SPOT_SPREAD**2 * (n + 0.5)), n * GOLDEN_ANGLE
        x, y = place.entrance[0] + radius * np.sin(angle), place.entrance[1] + radius * np.cos(angle)
        home = self._zone_numbers(np.array([place.entrance[0]]), np.array([place.entrance[1]]))[0]
        fit = self.walkable(x, y) & (self._zone_numbers(x, y) == home)
        if not fit.any():
            return np.array([place.entrance])
        spots: FloatArray = np.column_stack([x, y, np.arctan2(place.x - x, place.y - y) % math.tau])[fit]
        if place.ring:  # arrivals gather in front of what stands in the middle, not around it: they can talk at once
            front = np.hypot(spots[:, 0] - place.entrance[0], spots[:, 1] - place.entrance[1] + place.ring + GATHERING)
            spots = spots[np.argsort(front, kind="stable")]
        return spots

    def _zone_numbers(self, x: FloatArray, y: FloatArray) -> npt.NDArray[np.int64]:
        """Return for each point the index of its zone, or -1: ``zone_at`` for many."""
        found = np.full(x.shape, -1, dtype=np.int64)
        for number in reversed(range(len(self.zones))):
            found[self.zones[number].contains_all(x, y)] = number
        return found


def _place(row: PlaceRow) -> Place:
    name, facts = {"ko": row.ko, "en": row.en}, {"ko": row.facts.ko, "en": row.facts.en}
    return Place(row.id, row.kind, name, row.x, row.y, row.radius, row.district, facts, row.entrance, row.ring)


def _zone(row: ZoneRow) -> Zone:
    return Zone(row.id, row.kind, row.place, row.hearing, row.circle, row.box)


def _grid(row: GridRow) -> BoolArray:
    """Return the walk grid from its run lengths.

    Raises:
        ValueError: the runs do not fill the grid.
    """
    data = np.frombuffer(base64.b64decode(row.runs, validate=True), dtype=np.uint8)
    lengths: list[int] = []
    number = shift = 0
    for byte in data.tolist():
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            lengths.append(number)
            number = shift = 0
    if sum(lengths) != row.cells**2:
        raise ValueError("the walk grid is damaged: run ./agora world")
    values = np.arange(len(lengths)) % 2 == 1
    return np.repeat(values, lengths).reshape(row.cells, row.cells)
