"""Dense cells: near first, others in rotation, against brute force."""

import numpy as np
import pytest

from rooms.base.frames import RECORD
from rooms.base.geometry import quantise
from rooms.crowd.cells import Census, cells_of
from rooms.crowd.density import NEAR_LIMIT, NEAREST, WINDOW, DenseTick, Rotation
from tests.rooms.crowd_kit import in_circle


def census_of(points):
    """Return a census of people at points in metres."""
    rows = np.array([(i, quantise(x), quantise(y), 0, 0) for i, (x, y) in enumerate(points)], RECORD)
    return Census.count_rows(rows, np.ones(len(rows), bool))


@pytest.mark.parametrize("radius", [60, 20, 5, 1])
def test_a_leaf_holds_everyones_nearest(radius):
    """[CR6] Whoever stands in a leaf finds the nearest 30, by brute force, among its bounded near ones."""
    census = census_of(in_circle(1_000, radius))
    dense = DenseTick(census)
    xs, ys = census.rows["x"].astype(float), census.rows["y"].astype(float)

    for index, cell in enumerate(cells_of(census.rows).tolist()):
        _, leaf = dense.leaf_of(cell, int(xs[index]), int(ys[index]))
        distances = np.hypot(xs - xs[index], ys - ys[index])
        view = census.view_indices(cell)
        limit = np.sort(distances[view])[NEAREST]
        needed = set(view[distances[view] < limit].tolist())
        assert len(leaf.near) <= NEAR_LIMIT
        assert needed <= set(leaf.near.tolist())


def test_a_heap_on_one_spot_is_still_bounded():
    """[CR6] Two thousand on one spot: a leaf as small as a person keeps the limit."""
    census = census_of([(655.0, 655.0)] * 2_000)
    _, leaf = DenseTick(census).leaf_of(int(cells_of(census.rows)[0]), quantise(655), quantise(655))

    assert len(leaf.near) == NEAR_LIMIT


def test_the_rotation_tells_everybody():
    """[CR6] Windows go round: after as many as it takes, everybody was told, none much more often."""
    indices = np.arange(1_730)
    slots = np.random.default_rng(1).permutation(5_000)[:1_730]
    rotation, told = Rotation(), np.zeros(1_730, int)
    for _ in range(18):
        window = rotation.window(5, indices, slots)
        assert len(window) == WINDOW
        told[window] += 1

    assert told.min() == 1
    assert told.max() == 2


def test_a_small_view_is_one_window():
    """[CR6] Where all fit, all are told."""
    assert Rotation().window(1, np.arange(40), np.arange(40)).tolist() == list(range(40))
