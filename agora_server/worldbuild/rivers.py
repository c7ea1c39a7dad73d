"""Rivers as lines of the square: borders that run in the water, and the stream beside the viaduct.

Knows: the legal areas, the neighbouring cities, the rail. Does not know: banks; nobody surveyed them for us.
"""

from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from agora_server.worldbuild import frame, source

NEAR_BORDER = 0.003
"""Degrees within which an edge of the city counts as shared with a neighbouring city: both were simplified apart."""


@dataclass(frozen=True, slots=True)
class River:
    """A river or stream in metres of the square."""

    id: str
    ko: str
    en: str
    kind: str
    width: float
    line: LineString

    @property
    def bed(self) -> BaseGeometry:
        """The water's surface."""
        return self.line.buffer(self.width / 2, quad_segs=4)


def rivers(areas: dict[str, BaseGeometry], rail: LineString, station_at: dict[str, float]) -> list[River]:
    """Return every river of ``water.toml``."""
    rows = source.table("water")
    city = max(shapely.get_parts(shapely.union_all(list(areas.values()))), key=lambda part: part.area)
    found = [_river(row, _border(row, areas, city)) for row in rows["river"]]
    return found + [_beside(row, rail, station_at) for row in rows["beside_rail"]]


def _river(row: dict[str, Any], line: LineString) -> River:
    square = frame.line_to_square(line)
    return River(row["id"], row["ko"], row["en"], row["kind"], row["width"], square)


def _border(row: dict[str, Any], areas: dict[str, BaseGeometry], city: BaseGeometry) -> LineString:
    if "outside" in row:
        return _outer_border(city.exterior, source.neighbours(row["outside"]), row["first"], row["last"])
    sides = [shapely.union_all([areas[name] for name in names]) for names in row["areas"]]
    return _cut(_joined(sides[0].intersection(sides[1])), row["first"], row["last"])


def _outer_border(ring: LineString, outside: BaseGeometry, first: list[float], last: list[float]) -> LineString:
    """Return the arc of the city's border between two points that lies along the neighbours."""
    line = LineString(ring.coords)
    start, end = sorted(line.project(Point(p)) for p in (first, last))
    inner = substring(line, start, end)
    outer = LineString([*substring(line, end, line.length).coords, *substring(line, 0, start).coords[1:]])
    near = outside.buffer(NEAR_BORDER)
    return max((inner, outer), key=lambda arc: arc.intersection(near).length / arc.length)


def _joined(shared: BaseGeometry) -> LineString:
    """Return the pieces of a shared border as one line, in the order in which they follow each other."""
    lines = [g for g in shapely.get_parts(shared) if g.geom_type == "LineString"]
    merged = shapely.line_merge(shapely.union_all(lines))
    pieces = sorted(shapely.get_parts(merged), key=lambda piece: -piece.length)
    chain = list(pieces.pop(0).coords)
    while pieces:
        chain, pieces = _append_nearest(chain, pieces)
    return LineString(chain)


def _append_nearest(chain: list[Any], pieces: list[LineString]) -> tuple[list[Any], list[LineString]]:
    ends = [
        (Point(tip).distance(Point(piece.coords[at])), index, tip_at, at)
        for index, piece in enumerate(pieces)
        for tip_at, tip in ((0, chain[0]), (-1, chain[-1]))
        for at in (0, -1)
    ]
    _, index, tip_at, at = min(ends)
    coords = list(pieces[index].coords)
    rest = pieces[:index] + pieces[index + 1 :]
    ahead = coords if at == 0 else coords[::-1]
    return (chain + ahead, rest) if tip_at == -1 else (ahead[::-1] + chain, rest)


def _cut(line: LineString, first: list[float], last: list[float]) -> LineString:
    return substring(line, line.project(Point(first)), line.project(Point(last)))


def _beside(row: dict[str, Any], rail: LineString, station_at: dict[str, float]) -> River:
    along = [station_at[name] for name in row["stations"]]
    stretch = substring(rail, min(along), max(along)).offset_curve(-row["offset"])
    return River(row["id"], row["ko"], row["en"], row["kind"], row["width"], stretch.simplify(frame.LINE_TOLERANCE))
