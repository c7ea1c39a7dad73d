"""The walk grid: 2 m cells, one bit each.

Knows: what blocks (water, steep ground, walls, footprints, the city's edge) and what opens (roads, bridges).
Does not know: why something stands where it stands.
"""

from collections import deque

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry

from agora_server.worldbuild.places import Site
from rooms.base.geometry import SIDE

BoolArray = npt.NDArray[np.bool_]

CELL = 2.0
"""Side of a cell, metres."""
CELLS = int(SIDE // CELL) + 1
"""Cells a side."""


def centres() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return x and y of the centres of all cells; row 0 in the south."""
    at = (np.arange(CELLS) + 0.5) * CELL
    x, y = np.meshgrid(at, at)
    return x, y


def covered(shape: BaseGeometry) -> BoolArray:
    """Return the cells whose centre lies in a shape; only cells of its bounds are looked at."""
    found = np.zeros((CELLS, CELLS), dtype=np.bool_)
    if shape.is_empty:
        return found
    x0, y0, x1, y1 = shape.bounds
    columns = slice(max(0, int(x0 // CELL)), min(CELLS, int(x1 // CELL) + 2))
    rows = slice(max(0, int(y0 // CELL)), min(CELLS, int(y1 // CELL) + 2))
    x, y = centres()
    shapely.prepare(shape)
    found[rows, columns] = shapely.contains_xy(shape, x[rows, columns], y[rows, columns])
    return found


def footprint(site: Site) -> BaseGeometry:
    """Return the ground a model stands on."""
    if site.size is None:
        return shapely.Point()
    half_x, half_y = site.size
    return box(site.x - half_x, site.y - half_y, site.x + half_x, site.y + half_y)


def wall(x0: float, y0: float, x1: float, y1: float) -> BaseGeometry:
    """Return the ground of a solid wall: wide enough to catch the centre of every cell it crosses."""
    return LineString([(x0, y0), (x1, y1)]).buffer(CELL * 0.71, cap_style="flat")


def connected(free: BoolArray, x: float, y: float) -> BoolArray:
    """Return the free cells that one reaches on foot from a point, by steps to the four sides."""
    reached = np.zeros_like(free)
    start = (int(y // CELL), int(x // CELL))
    assert free[start], "the start itself is free"
    reached[start] = True
    queue = deque([start])
    while queue:
        row, column = queue.popleft()
        for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if 0 <= r < CELLS and 0 <= c < CELLS and free[r, c] and not reached[r, c]:
                reached[r, c] = True
                queue.append((r, c))
    return reached


def runs(free: BoolArray) -> bytes:
    """Return the grid as run lengths, row by row from the south-west, blocked first, each a LEB128 varint."""
    flat = free.ravel()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat, [not flat[-1]]]).astype(np.int8)))
    lengths = np.diff(np.concatenate([[0], edges]))
    return b"".join(_varint(int(length)) for length in lengths)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
