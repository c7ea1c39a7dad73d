"""Rows of the crowd: who gets which slot, and where silent walkers are."""

import numpy as np
import pytest

from rooms.base.errors import Refusal, Why
from rooms.base.frames import Gait
from rooms.crowd.table import EXTRAPOLATE_MS, REUSE_MS, TOMBSTONE_MS, CrowdTable


def test_slots_are_fresh_while_there_are_any():
    """[CR4] A slot just left is not given away while another was never used."""
    table = CrowdTable(3)
    first = table.enter(1, 1, 0, 0)
    table.leave(first, 10)

    assert table.enter(1, 1, 0, REUSE_MS * 2) != first


def test_a_slot_rests_150_seconds():
    """[CR4] A full table refuses until the slot left longest ago has rested; then it gives that one."""
    table = CrowdTable(2)
    slots = [table.enter(1, 1, 0, 0) for _ in range(2)]
    table.leave(slots[1], 1_000)
    table.leave(slots[0], 2_000)

    with pytest.raises(Refusal) as refusal:
        table.enter(1, 1, 0, 1_000 + REUSE_MS - 1)
    assert refusal.value.why is Why.FULL
    assert table.enter(1, 1, 0, 1_000 + REUSE_MS) == slots[1]


def test_leaving_twice_is_leaving_once():
    """[CR4] A slot left twice is given away once."""
    table = CrowdTable(1)
    slot = table.enter(1, 1, 0, 0)
    table.leave(slot, 0)
    table.leave(slot, 5)

    assert table.enter(1, 1, 0, REUSE_MS) == slot
    with pytest.raises(Refusal):
        table.enter(1, 1, 0, REUSE_MS * 3)


def test_tombstones_are_buried():
    """[CR4] A tombstone is told for its time and then forgotten."""
    table = CrowdTable(1)
    slot = table.enter(1, 1, 0, 0)
    table.leave(slot, 100)
    table.bury(100 + TOMBSTONE_MS - 1)
    assert table.dead[slot]
    assert int(table.records["state"][slot]) == Gait.GONE

    table.bury(100 + TOMBSTONE_MS)
    assert not table.dead[slot]


@pytest.mark.parametrize(
    ("gait", "age", "metres"),
    [(Gait.WALK, 200, 0), (Gait.WALK, 400, 1.2), (Gait.RUN, 400, 2.4), (Gait.WALK, 9_000, 1.5), (Gait.STAND, 1_000, 0)],
)
def test_silent_walkers_walk_on(gait, age, metres):
    """Who walks and says nothing is carried along the heading, at most for half a second."""
    table = CrowdTable(1)
    slot = table.enter(100, 100, np.pi / 2, 0)
    table.records["state"][slot] = gait

    x, y, heading = table.pose(slot, age)

    assert EXTRAPOLATE_MS == 500
    assert x == pytest.approx(100 + metres, abs=0.03)
    assert y == pytest.approx(100, abs=0.03)
    assert heading == pytest.approx(np.pi / 2)


def test_outside_is_the_edge():
    """A place outside of the square is its edge."""
    table = CrowdTable(1)
    slot = table.enter(-5, 10_000, 0, 0)

    assert table.pose(slot, 0)[0] == 0
    assert table.pose(slot, 0)[1] == pytest.approx(1_310.7)
