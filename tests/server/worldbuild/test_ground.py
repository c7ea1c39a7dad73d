"""The walk grid: covering, reaching, packing."""

import base64

import numpy as np
from shapely.geometry import Point, box

from agora_server.worldbuild import ground
from rooms.world import world
from rooms.world.format import GridRow


def test_cells_are_covered_by_their_centres():
    """A box of 10 by 10 m covers 25 cells of 2 m, and nothing covers nothing."""
    assert ground.covered(box(100, 200, 110, 210)).sum() == 25
    assert ground.covered(Point()).sum() == 0


def test_a_wall_leaves_no_gap():
    """Ground on both sides of a slanted wall is not connected through it."""
    free = np.zeros((ground.CELLS, ground.CELLS), dtype=np.bool_)
    free[50:100, 50:100] = True
    free &= ~ground.covered(ground.wall(90.0, 100.0, 210.0, 190.0))

    found = ground.connected(free, 150.0, 110.0)
    assert found[51, 70]
    assert not found[98, 60]


def test_runs_come_back():
    """The packed grid is read back as it was."""
    free = np.random.default_rng(7).random((ground.CELLS, ground.CELLS)) > 0.4
    row = GridRow(ground.CELL, ground.CELLS, base64.b64encode(ground.runs(free)).decode())

    assert (world._grid(row) == free).all()
