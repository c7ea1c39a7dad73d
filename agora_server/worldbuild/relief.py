"""The height grid of the square: true heights at its nodes, calmed where people gather and at the city's edge.

Knows: terrain, the places to keep level, the rail. Does not know: how high a hill is drawn.
"""

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from agora_server.worldbuild.places import Site
from agora_server.worldbuild.terrain import Terrain
from rooms.base.geometry import SIDE
from rooms.world import projection

FloatArray = npt.NDArray[np.float64]

SPACING = 8.0
"""Metres between two nodes."""
NODES = int(SIDE // SPACING) + 2
"""Nodes a side: the last one lies beyond the edge, so that every point has four."""
UNIT = 4
"""Metres of height of one step of the written byte: 255 steps reach 1,020 m, above every summit here."""
DRAWN = 0.11
"""Metres drawn per true metre of height: what the views use, and what counts as steep."""
STEEP = 0.62
"""Rise over run, as drawn, above which nobody walks: 32 degrees."""
PLAZA_LEVEL = (80.0, 170.0)
"""Metres from the Forum Square between which the ground rises from level to true."""
EDGE = 9.0
"""Metres at the city's edge over which heights fall to the plain."""
RAIL = (8.0, 34.0)
"""Metres from the viaduct between which the ground rises from half to true."""


class Relief:
    """Heights at the nodes, metres; ``grid[row, column]``, row 0 in the south."""

    def __init__(self, city: BaseGeometry, forum: Site, rail: LineString, level: list[Site]) -> None:
        at = np.arange(NODES) * SPACING
        x, y = np.meshgrid(at, at)
        lon, lat = projection.unproject(x, y)
        points = shapely.points(x, y)
        height = Terrain().height(lon, lat)
        height *= np.clip(shapely.distance(points, city.boundary) / EDGE, 0, 1) * shapely.contains_xy(city, x, y)
        height *= _rise(np.hypot(x - forum.x, y - forum.y), *PLAZA_LEVEL)
        height *= 0.5 + 0.5 * _rise(shapely.distance(points, rail), *RAIL)
        self.grid = _levelled(height, x, y, level)

    def bytes(self) -> bytes:
        """Return the written heights, one byte a node."""
        return np.clip(np.round(self.grid / UNIT), 0, 255).astype(np.uint8).tobytes()

    def sample(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return heights between nodes, metres, as the clients interpolate them from the written bytes."""
        return _between(np.frombuffer(self.bytes(), np.uint8).astype(np.float64).reshape(NODES, NODES) * UNIT, x, y)

    def steep(self, x: FloatArray, y: FloatArray) -> npt.NDArray[np.bool_]:
        """Return where the ground, as drawn, is too steep to walk."""
        step = SPACING / 2
        east = self.sample(x + step, y) - self.sample(x - step, y)
        north = self.sample(x, y + step) - self.sample(x, y - step)
        return np.hypot(east, north) / (2 * step) * DRAWN > STEEP


def _levelled(height: FloatArray, x: FloatArray, y: FloatArray, sites: list[Site]) -> FloatArray:
    """Return heights with a level ledge under every site, so that nothing stands askew."""
    for site in sites:
        distance = np.hypot(x - site.x, y - site.y)
        ledge = _between(height, np.array([site.x]), np.array([site.y]))[0]
        blend = _rise(distance, site.reach + 2.0, site.reach + 16.0)
        height = ledge * (1 - blend) + height * blend
    return height


def _between(grid: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    column, row = np.clip(x / SPACING, 0, NODES - 1.001), np.clip(y / SPACING, 0, NODES - 1.001)
    c, r = column.astype(int), row.astype(int)
    u, v = column - c, row - r
    low = grid[r, c] * (1 - u) + grid[r, c + 1] * u
    high = grid[r + 1, c] * (1 - u) + grid[r + 1, c + 1] * u
    mixed: FloatArray = low * (1 - v) + high * v
    return mixed


def _rise(distance: FloatArray, start: float, end: float) -> FloatArray:
    t = np.clip((distance - start) / (end - start), 0, 1)
    rise: FloatArray = t * t * (3 - 2 * t)
    return rise
