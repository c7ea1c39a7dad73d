"""How far the middle of each of the 19 districts is from City Hall, in true metres, by the world file."""

from functools import cache

import msgspec
import numpy as np

from agora_server.resources.world import world_bytes
from rooms.world.format import WorldFile
from rooms.world.projection import bearing_and_distance, unproject

UNIT = 0.02
"""Metres of one unit of the world file's rings."""


@cache
def distances() -> dict[str, int]:
    """Return whole metres by the district's Korean name."""
    world = msgspec.json.decode(world_bytes(), type=WorldFile)
    return {row.ko: _metres(row.ring) for row in world.districts}


def _metres(ring: list[int]) -> int:
    """Return the distance of the centre of gravity of a district's true shape."""
    points = np.array(ring, dtype=np.float64).reshape(-1, 2) * UNIT
    lon, lat = unproject(points[:, 0], points[:, 1])
    middle = _centroid(lon, lat)
    _, metres = bearing_and_distance(np.array([middle[0]]), np.array([middle[1]]))
    return round(float(metres[0]))


def _centroid(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return the centre of gravity of a ring; degrees are even enough over a few kilometres."""
    u, v = x - x[0], y - y[0]
    cross = u * np.roll(v, -1) - np.roll(u, -1) * v
    area = cross.sum() / 2
    east = ((u + np.roll(u, -1)) * cross).sum() / (6 * area)
    north = ((v + np.roll(v, -1)) * cross).sum() / (6 * area)
    return float(x[0] + east), float(y[0] + north)
