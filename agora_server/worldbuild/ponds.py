"""Ponds: ellipses of our own beside their places.

Knows: the water table. Does not know: real shores.
"""

from dataclasses import dataclass

import shapely
from shapely import affinity
from shapely.geometry import Point, Polygon

from agora_server.worldbuild import source
from agora_server.worldbuild.places import Site


@dataclass(frozen=True, slots=True)
class Pond:
    """A pond in metres of the square."""

    id: str
    place: str
    shape: Polygon


def ponds(by_id: dict[str, Site]) -> list[Pond]:
    """Return every pond of ``water.toml``."""
    found = []
    for row in source.table("water")["pond"]:
        site = by_id[row["place"]]
        parts = [_ellipse(site.x + x, site.y + y, half_x, half_y) for x, y, half_x, half_y in row["ellipses"]]
        found.append(Pond(row["id"], row["place"], shapely.union_all(parts)))
    return found


def _ellipse(x: float, y: float, half_x: float, half_y: float) -> Polygon:
    return affinity.scale(Point(x, y).buffer(1.0, quad_segs=6), half_x, half_y)
