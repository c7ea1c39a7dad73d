"""The grid: cells, views and the density frame."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.base.frames import RECORD
from rooms.crowd.cells import (
    CELL_UNITS,
    CELLS,
    COLUMNS,
    Census,
    cells_of,
    density_payload,
    neighbourhood_sums,
    view_spans,
)


def rows_at(points):
    """Return records at quantised points, slots counting up."""
    return np.array([(slot, x, y, 0, 0) for slot, (x, y) in enumerate(points)], RECORD)


points = st.lists(st.tuples(st.integers(0, 65_535), st.integers(0, 65_535)), min_size=1, max_size=60)


@given(points)
def test_every_point_has_a_cell(spots):
    """Cells number row by row from the south-west corner, the far edges included."""
    cells = cells_of(rows_at(spots))

    assert [y // CELL_UNITS * COLUMNS + x // CELL_UNITS for x, y in spots] == cells.tolist()
    assert cells.max() < CELLS


@given(points, st.integers(0, CELLS - 1))
def test_a_view_is_its_nine_cells(spots, cell):
    """[CR2] The whole view of a cell holds exactly the people at most one row and one column away."""
    rows = rows_at(spots)
    census = Census.count_rows(rows, np.ones(len(rows), bool))
    seen = np.frombuffer(census.whole_view(cell), RECORD)

    row, column = divmod(cell, COLUMNS)
    due = {
        slot
        for slot, (x, y) in enumerate(spots)
        if abs(x // CELL_UNITS - column) <= 1 and abs(y // CELL_UNITS - row) <= 1
    }
    assert due == set(seen["slot"].tolist())
    assert census.changed_view(cell) == census.whole_view(cell)
    assert census.sums[cell] == len(due)
    assert set(census.rows["slot"][census.view_indices(cell)].tolist()) == due


def test_corners_have_four_cells():
    """[CR2] At the edge of the square a view is cut, never wrapped around."""
    assert view_spans(0) == [(0, 2), (COLUMNS, COLUMNS + 2)]
    assert view_spans(CELLS - 1) == [(CELLS - COLUMNS - 2, CELLS - COLUMNS), (CELLS - 2, CELLS)]


def test_sums_are_of_nine():
    """One person in the middle counts for nine cells."""
    counts = np.zeros(CELLS, np.int64)
    counts[5 * COLUMNS + 5] = 1

    assert neighbourhood_sums(counts).sum() == 9


@pytest.mark.parametrize("count", [1, 3, 70_000])
def test_the_density_frame_counts(count):
    """[CR6] The density frame has one pair for each cell with anybody, capped at u16."""
    counts = np.zeros(CELLS, np.int64)
    counts[[3, 1_023]] = count
    payload = density_payload(7, counts)

    assert payload[:4] == bytes([4, 41, 7, 0])
    assert np.frombuffer(payload, "<u2", offset=4).tolist() == [3, min(count, 65_535), 1_023, min(count, 65_535)]
