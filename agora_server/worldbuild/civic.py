"""Zones and walls: where words stay inside, and what stops feet.

Knows: the civic table and where its places stand. Does not know: the walk grid.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from agora_server.worldbuild import source
from agora_server.worldbuild.places import Site

SOLID = 1
"""A wall that stops words and feet."""
HUSH = 0
"""A line that stops words only: a doorway, the edge of a table."""
DOOR = 10.0
"""Width of a hall's doorway, metres: wide enough for a crowd to leave, and for a road of the coarse grid to lead in."""

Wall = tuple[float, float, float, float, int]


@dataclass(frozen=True, slots=True)
class ZoneSpec:
    """A zone before it is written: a circle (x, y, r) or a box (x0, y0, x1, y1)."""

    id: str
    kind: str
    place: str
    hearing: str
    circle: tuple[float, float, float] | None = None
    box: tuple[float, float, float, float] | None = None


def zones(by_id: dict[str, Site]) -> list[ZoneSpec]:
    """Return all zones; the smaller ones first, since the first that contains a point counts."""
    data = source.table("civic")
    yard, tomb, forum = by_id["round-table-yard"], by_id["suro-tomb"], by_id["forum-square"]
    tables = [
        ZoneSpec(f"table-{n}", "table", yard.id, "closed", (yard.x + dx, yard.y + dy, data["yard"]["table_radius"]))
        for n, (dx, dy) in enumerate(data["yard"]["tables"], 1)
    ]
    halls = [ZoneSpec(r["id"], "hall", r["id"], "closed", box=_box(by_id[r["id"]], r)) for r in data["hall"]]
    quiet = (tomb.x, tomb.y + 6.0, float(data["garden"]["zone_radius"]))
    garden = ZoneSpec("quiet-garden", "garden", "quiet-garden", "quiet", quiet)
    square = ZoneSpec("forum-square", "forum", forum.id, "open", (forum.x, forum.y, forum.radius))
    return [*tables, *halls, garden, square]


def walls(by_id: dict[str, Site]) -> list[Wall]:
    """Return the walls of halls, the hush lines of tables, the wall of the big screen and its wings."""
    data = source.table("civic")
    found: list[Wall] = [wall for row in data["hall"] for wall in _hall(_box(by_id[row["id"]], row), row["door"])]
    yard, forum, screen = by_id["round-table-yard"], by_id["forum-square"], data["forum"]["screen"]
    for dx, dy in data["yard"]["tables"]:
        found += _octagon(yard.x + dx, yard.y + dy, data["yard"]["table_radius"])
    y = forum.y + screen["north"]
    found.append((forum.x - screen["half"], y, forum.x + screen["half"], y, SOLID))
    return found + [wing for side in (-1.0, 1.0) for wing in _wing(forum, data["forum"]["wing"], side)]


def _wing(forum: Site, corners: list[list[float]], side: float) -> list[Wall]:
    rim = [(forum.x + side * dx, forum.y + dy) for dx, dy in corners]
    return [(*a, *b, SOLID) for a, b in pairwise(rim)]


def _box(site: Site, row: dict[str, Any]) -> tuple[float, float, float, float]:
    half_x, half_y = row["half"]
    return site.x - half_x, site.y - half_y, site.x + half_x, site.y + half_y


def _hall(box: tuple[float, float, float, float], door: str) -> list[Wall]:
    x0, y0, x1, y1 = box
    middle, half = (y0 + y1) / 2, DOOR / 2
    with_door, whole = (x1, x0) if door == "east" else (x0, x1)
    return [
        (x0, y0, x1, y0, SOLID),
        (x0, y1, x1, y1, SOLID),
        (whole, y0, whole, y1, SOLID),
        (with_door, y0, with_door, middle - half, SOLID),
        (with_door, middle - half, with_door, middle + half, HUSH),
        (with_door, middle + half, with_door, y1, SOLID),
    ]


def _octagon(x: float, y: float, radius: float) -> list[Wall]:
    turn = math.tau / 8
    rim = [(x + radius * math.cos(turn * i), y + radius * math.sin(turn * i)) for i in range(9)]
    return [(a[0], a[1], b[0], b[1], HUSH) for a, b in pairwise(rim)]
