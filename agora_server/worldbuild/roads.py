"""Roads: one network that reaches every place, laid where walking is easiest.

Each place in turn is joined to the network by the cheapest way over a coarse grid: hills cost, water costs
more (a bridge), the network itself is almost free. So valleys and shared ways come by themselves.
Knows: costs. Does not know: names.
"""

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from shapely.geometry import LineString

from agora_server.worldbuild import ground
from rooms.base.geometry import SIDE

STEP = 4.0
"""Side of a cell of the coarse grid, metres."""
CELLS = int(SIDE // STEP) + 1
HILL = 7.0
"""What a metre over steep ground costs."""
WATER = 9.0
"""What a metre over water costs."""
BLOCKED = float("inf")
WIDTH = 5.0
"""Width of a road that stays open through hills and over water, metres."""

Cell = tuple[int, int]
_SIDES = [(1, 0, 1.0), (-1, 0, 1.0), (0, 1, 1.0), (0, -1, 1.0)]
_CORNERS = [(1, 1, 1.4142), (1, -1, 1.4142), (-1, 1, 1.4142), (-1, -1, 1.4142)]


@dataclass(frozen=True, slots=True)
class Costs:
    """What a metre costs in each coarse cell; infinite where nothing may lead through."""

    grid: npt.NDArray[np.float64]


def costs(free: ground.BoolArray, water: ground.BoolArray, hill: ground.BoolArray, shut: ground.BoolArray) -> Costs:
    """Return costs from the fine grids: the dearest ground of the four fine cells counts."""
    dear = np.ones((ground.CELLS, ground.CELLS))
    dear[hill] = HILL
    dear[water] = WATER
    dear[shut | ~(free | water | hill)] = BLOCKED
    even = np.full((CELLS * 2, CELLS * 2), BLOCKED)
    size = min(CELLS * 2, ground.CELLS)
    even[:size, :size] = dear[:size, :size]
    return Costs(even.reshape(CELLS, 2, CELLS, 2).max(axis=(1, 3)))


def network(costs_: Costs, start: tuple[float, float], ends: list[tuple[float, float]]) -> list[LineString]:
    """Return roads from the start to all ends; each ends where it meets an earlier one."""
    done: set[Cell] = {_cell(start)}
    found = []
    for end in ends:
        way = _way(costs_.grid, _cell(end), done)
        done.update(way)
        if len(way) > 1:
            found.append(_smooth(end, way))
    return found


def _cell(point: tuple[float, float]) -> Cell:
    return int(point[1] // STEP), int(point[0] // STEP)


def _way(grid: npt.NDArray[np.float64], start: Cell, goals: set[Cell]) -> list[Cell]:
    """Return the cheapest way from a cell to the nearest of the goals (Dijkstra; ties broken by position)."""
    best: dict[Cell, float] = {start: 0.0}
    came: dict[Cell, Cell] = {}
    heap = [(0.0, start)]
    while heap:
        cost, cell = heapq.heappop(heap)
        if cell in goals:
            return _back(came, cell)
        if cost > best[cell]:
            continue
        for dr, dc, length in _SIDES + _CORNERS:
            beside = (cell[0] + dr, cell[1] + dc)
            if not (0 <= beside[0] < CELLS and 0 <= beside[1] < CELLS):
                continue
            there = cost + float(grid[beside]) * length
            if there < best.get(beside, BLOCKED):
                best[beside] = there
                came[beside] = cell
                heapq.heappush(heap, (there, beside))
    raise ValueError(f"no way from {start}: every place needs ground around it")


def _back(came: dict[Cell, Cell], cell: Cell) -> list[Cell]:
    way = [cell]
    while cell in came:
        cell = came[cell]
        way.append(cell)
    return way[::-1]


def _smooth(start: tuple[float, float], way: list[Cell]) -> LineString:
    points = [start, *(((c + 0.5) * STEP, (r + 0.5) * STEP) for r, c in way[1:])]
    line = LineString(points).simplify(STEP * 0.45)
    return LineString(_chaikin(list(line.coords))).simplify(0.25)


def _chaikin(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the polyline with its corners cut once at a quarter and three quarters (Chaikin 1974)."""
    inner = [(a[0] * (1 - t) + b[0] * t, a[1] * (1 - t) + b[1] * t) for a, b in pairwise(points) for t in (0.25, 0.75)]
    return [points[0], *inner, points[-1]]
