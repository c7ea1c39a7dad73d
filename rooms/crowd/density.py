"""
Dense cells: near first, the rest in rotation, never more than a set byte rate.

A cell whose 3 x 3 holds more people than fit a frame of full rate is split into leaves (a quadtree). A leaf
with centre c and half diagonal h hears at 5 Hz everybody within R + 2h of c, where R is the distance from c
to the 30th nearest. That holds the 30 nearest of each member m: the 30 within R of c are within R + h of m,
so the 30th nearest of m is at most R + h away, and such a person is within R + 2h of c. A child's circle lies
in its parent's, so each split looks only at what its parent kept. Leaves are split until their circle holds
at most ``NEAR_LIMIT`` people, or are smaller than a person.

Knows: distances and budgets. Does not know: time, moves, connections.
"""

from dataclasses import dataclass, field

import numpy as np

from rooms.crowd.cells import CELL_UNITS, COLUMNS, Census
from rooms.crowd.table import IntArray

BYTES_PER_SECOND = 12_000
"""The most a client gets: 43 MB an hour, the data plan of a cheap phone survives an evening."""
HEADER_BYTES = 82
"""Of a frame on the way: TCP/IP 52, TLS 22, WebSocket 4, crowd frame 4."""
RELIABLE_BYTES_PER_SECOND = 1_000
"""Kept free for messages: chat, presence of friends, counts."""
OPEN_LIMIT = 120
"""People of a 3 x 3 that are all told at full rate: (11,000 / 10 Hz - 82) / 8 bytes."""
NEAR_LIMIT = 160
"""Most people of a leaf told at half rate (5 Hz)."""
WINDOW = 100
"""Others a dense frame carries in rotation; with the near ones (11,000 / 5 Hz - 82) / 8 bytes."""
NEAREST = 30
"""Everyone's nearest that come at 5 Hz or more."""
MAX_LEVEL = 8
"""Splits of a cell: leaves of 16 cm, denser than people can stand."""

Key = tuple[int, int, int, int]
"""Cell, level, column and row of a leaf in its cell."""


@dataclass(slots=True)
class Leaf:
    """One node of a cell's tree: ``near`` are indices into the census, or it is split."""

    near: IntArray
    split: bool


@dataclass(slots=True)
class DenseTick:
    """The trees of one tick, grown where somebody looks."""

    census: Census
    nodes: dict[Key, Leaf] = field(default_factory=dict)

    def leaf_of(self, cell: int, x: int, y: int) -> tuple[Key, Leaf]:
        """Return the leaf that a point of a cell lies in."""
        inner_x, inner_y = x - cell % COLUMNS * CELL_UNITS, y - cell // COLUMNS * CELL_UNITS
        candidates: IntArray | None = None
        level = 0
        while True:
            side = CELL_UNITS / (1 << level)
            key = (cell, level, int(inner_x / side), int(inner_y / side))
            node = self.nodes.get(key)
            if node is None:
                node = self.nodes[key] = self._grow(key, side, candidates)
            if not node.split:
                return key, node
            candidates = node.near
            level += 1

    def _grow(self, key: Key, side: float, candidates: IntArray | None) -> Leaf:
        """Return the node of a key: who is near its square."""
        cell, level, column, row = key
        if candidates is None:
            candidates = self.census.view_indices(cell)
        rows = self.census.rows[candidates]
        x = cell % COLUMNS * CELL_UNITS + (column + 0.5) * side
        y = cell // COLUMNS * CELL_UNITS + (row + 0.5) * side
        distances = np.hypot(rows["x"] - x, rows["y"] - y)
        near = candidates
        if len(candidates) > NEAREST + 1:
            reach = np.partition(distances, NEAREST)[NEAREST] + side * 2**0.5
            near = candidates[distances <= reach]
        if len(near) <= NEAR_LIMIT:
            return Leaf(near, split=False)
        if level < MAX_LEVEL:
            return Leaf(near, split=True)
        return Leaf(candidates[np.argpartition(distances, NEAR_LIMIT)[:NEAR_LIMIT]], split=False)


class Rotation:
    """Walks through the people of a dense cell's 3 x 3, a window a frame; ``key`` names who listens."""

    def __init__(self) -> None:
        self._cursors: dict[int, int] = {}

    def window(self, key: int, indices: IntArray, slots: IntArray) -> IntArray:
        """Return the next ``WINDOW`` of ``indices`` in the order of their slots, and remember where it ended."""
        if len(indices) <= WINDOW:
            return indices
        order = np.argsort(slots)
        start = int(np.searchsorted(slots[order], self._cursors.get(key, -1), side="right"))
        chosen = np.take(order, np.arange(start, start + WINDOW), mode="wrap")
        self._cursors[key] = int(slots[chosen[-1]])
        return indices[chosen]
