"""
Walls as segments, found fast by a coarse grid: does a straight line between two people cross one?

Pure geometry. Does not know: who speaks, what a wall looks like.
"""

from collections.abc import Sequence

Segment = tuple[float, float, float, float]
"""x0, y0, x1, y1 in metres."""

CELL = 16.0
"""Side of the index's cells, metres: a little over the reach of ``say``, so a line touches few of them."""


class WallIndex:
    """Segments by the cells that their bounds touch."""

    def __init__(self, walls: Sequence[Segment]) -> None:
        self._cells: dict[tuple[int, int], list[Segment]] = {}
        for wall in walls:
            for cell in _cells(*wall):
                self._cells.setdefault(cell, []).append(wall)

    def clear(self, ax: float, ay: float, bx: float, by: float) -> bool:
        """Return whether no segment crosses or touches the line from a to b."""
        line = (ax, ay, bx, by)
        return not any(crosses(line, wall) for cell in _cells(*line) for wall in self._cells.get(cell, ()))


def crosses(one: Segment, other: Segment) -> bool:
    """Return whether two segments cross or touch; segments on one line count only where they overlap."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    side_c, side_d = _side(one, cx, cy), _side(one, dx, dy)
    side_a, side_b = _side(other, ax, ay), _side(other, bx, by)
    if side_c == side_d == 0 == side_a == side_b:
        return _overlap(ax, bx, cx, dx) and _overlap(ay, by, cy, dy)
    return side_c * side_d <= 0 and side_a * side_b <= 0


def _side(line: Segment, px: float, py: float) -> int:
    """Return on which side of the directed line a point lies: 1 left, -1 right, 0 on it."""
    ax, ay, bx, by = line
    cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
    return (cross > 0) - (cross < 0)


def _overlap(a: float, b: float, c: float, d: float) -> bool:
    return max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))


def _cells(x0: float, y0: float, x1: float, y1: float) -> list[tuple[int, int]]:
    columns = range(int(min(x0, x1) // CELL), int(max(x0, x1) // CELL) + 1)
    rows = range(int(min(y0, y1) // CELL), int(max(y0, y1) // CELL) + 1)
    return [(row, column) for row in rows for column in columns]
