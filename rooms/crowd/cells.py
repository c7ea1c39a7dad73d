"""
The grid of the crowd: everybody sorted by cell once a tick, so that any view is three slices.

The square has 32 x 32 cells of 41 m in row-major order; the three cells of a view's row are neighbours in
that order. Knows: cells and order. Does not know: rates, bytes caps, who looks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rooms.base.frames import CROWD_HEADER, KIND_CROWD, KIND_DENSITY
from rooms.base.geometry import STEP
from rooms.crowd.table import BoolArray, IntArray

CELL_METRES = 41
"""Side of a cell: what one sees well is 41 m to 82 m, and a view of 3 x 3 holds 75 people at 8,000."""
CELL_UNITS = round(CELL_METRES / STEP)
COLUMNS = 32
"""Cells a row: 32 x 41 m cover the square's 1,310.7 m."""
CELLS = COLUMNS * COLUMNS

Rows = NDArray[np.void]


def cells_of(rows: Rows) -> IntArray:
    """Return the cell of each record."""
    columns = np.floor_divide(rows["x"].astype(np.int64), CELL_UNITS)
    cells: IntArray = np.floor_divide(rows["y"].astype(np.int64), CELL_UNITS) * COLUMNS + columns
    return cells


def view_spans(cell: int) -> list[tuple[int, int]]:
    """Return the cells of the 3 x 3 around a cell as half-open runs, one a row."""
    row, column = divmod(cell, COLUMNS)
    left, right = max(0, column - 1), min(COLUMNS, column + 2)
    return [(r * COLUMNS + left, r * COLUMNS + right) for r in range(max(0, row - 1), min(COLUMNS, row + 2))]


def neighbourhood_sums(counts: IntArray) -> IntArray:
    """Return for each cell the sum over its 3 x 3."""
    grid = np.pad(counts.reshape(COLUMNS, COLUMNS), 1)
    rows = grid[:-2] + grid[1:-1] + grid[2:]
    sums: IntArray = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]).ravel()
    return sums


def crowd_payload(tick: int, records: bytes, *, private: bool = False) -> bytes:
    """Return a crowd frame around records."""
    return CROWD_HEADER.pack(KIND_CROWD, int(private), tick & 0xFFFF) + records


def density_payload(tick: int, counts: IntArray) -> bytes:
    """Return the density frame: a count for each cell with anybody in it."""
    cells = np.flatnonzero(counts)
    pairs = np.stack([cells, np.minimum(counts[cells], 65_535)], axis=1).astype("<u2")
    return CROWD_HEADER.pack(KIND_DENSITY, CELL_METRES, tick & 0xFFFF) + pairs.tobytes()


@dataclass(frozen=True, slots=True)
class Census:
    """Everybody of one tick, sorted by cell.

    Attributes:
        rows: the records, sorted.
        starts: where each cell begins; one more at the end.
        changed: the sorted records that frames of full rate carry (moved, or due in the rotation).
        changed_starts: where each cell begins among those.
    """

    rows: Rows
    starts: IntArray
    changed: bytes
    changed_starts: list[int]
    all_records: bytes
    sums: IntArray

    @classmethod
    def count_rows(cls, rows: Rows, due: BoolArray) -> "Census":
        """Sort records, of which ``due`` are to go out in frames of full rate."""
        cells = cells_of(rows)
        order = np.argsort(cells, kind="stable")
        rows, cells, due = rows[order], cells[order], due[order]
        edges = np.arange(CELLS + 1)
        starts = np.searchsorted(cells, edges)
        changed_starts = np.searchsorted(cells[due], edges)
        return cls(
            rows,
            starts,
            rows[due].tobytes(),
            changed_starts.tolist(),
            rows.tobytes(),
            neighbourhood_sums(np.diff(starts)),
        )

    def changed_view(self, cell: int) -> bytes:
        """Return the records of the 3 x 3 that are due."""
        at = self.changed_starts
        return b"".join([self.changed[at[a] * 8 : at[b] * 8] for a, b in view_spans(cell)])

    def whole_view(self, cell: int) -> bytes:
        """Return all records of the 3 x 3."""
        at = self.starts
        return b"".join([self.all_records[int(at[a]) * 8 : int(at[b]) * 8] for a, b in view_spans(cell)])

    def view_indices(self, cell: int) -> IntArray:
        """Return where the people of the 3 x 3 stand in ``rows``."""
        return np.concatenate([np.arange(self.starts[a], self.starts[b]) for a, b in view_spans(cell)])
