"""Moves: unmasked, clamped in speed, stopped by walls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.base.frames import Gait
from tests.rooms.crowd_kit import Ground, crowd_of, send, step


@given(mask=st.binary(min_size=4, max_size=4))
def test_any_mask_comes_off(mask):
    """[CR8] A move is the same whatever its mask."""
    crowd, (slot,) = crowd_of([(100, 100)])
    send(crowd, slot, 100.5, 100.2, heading=1.0, mask=mask)

    assert step(crowd, 100) == []
    x, y, heading = crowd.pose(slot)
    assert (x, y) == pytest.approx((100.5, 100.2), abs=0.02)
    assert heading == pytest.approx(1.0, abs=0.02)
    assert crowd.gait(slot) is Gait.WALK
    assert crowd.moved_at(slot) == 100


def test_the_newest_wins():
    """[CR8] Of two moves between two ticks the later one counts."""
    crowd, (slot,) = crowd_of([(100, 100)])
    send(crowd, slot, 100.2, 100)
    send(crowd, slot, 100.4, 100)
    step(crowd, 100)

    assert crowd.pose(slot)[0] == pytest.approx(100.4, abs=0.02)


def test_a_move_counts_once():
    """[CR8] The inbox is empty after it was taken."""
    crowd, (slot,) = crowd_of([(100, 100)])
    send(crowd, slot, 100.2, 100)
    step(crowd, 100)
    crowd.place(slot, 50, 50, 0)
    step(crowd, 200)

    assert crowd.pose(slot)[:2] == pytest.approx((50, 50))


def test_teleports_are_corrected():
    """[CR5] A jump of 100 m leaves the avatar where it was, and the client is told once in half a second."""
    crowd, (slot,) = crowd_of([(100, 100)])
    step(crowd, 1_000)
    told = []
    for tick in range(10):
        send(crowd, slot, 200, 100)
        told += step(crowd, 1_100 + tick * 100)

    assert told == [slot, slot]
    assert crowd.pose(slot)[:2] == pytest.approx((100, 100))


@pytest.mark.parametrize(("speed", "fits"), [(3.0, True), (6.0, True), (7.0, True), (9.0, False), (20.0, False)])
def test_speed_is_clamped_in_the_long_run(speed, fits):
    """[CR5] Nobody is faster than a run and a quarter over ten seconds, whatever was saved up before."""
    crowd, (slot,) = crowd_of([(100, 100)])
    corrected = []
    for tick in range(1, 101):
        send(crowd, slot, 100 + speed * tick / 10, 100)
        corrected += step(crowd, tick * 100)

    assert (corrected == []) is fits
    assert crowd.pose(slot)[0] <= 100 + 6.0 * 1.25 * 10 + 6.0 * 2.5


def test_late_packets_are_forgiven():
    """[CR5] Two seconds of running that arrive at once are a late packet, not a jump."""
    crowd, (slot,) = crowd_of([(100, 100)])
    step(crowd, 3_000)
    send(crowd, slot, 112, 100)

    assert step(crowd, 3_100) == []
    assert crowd.pose(slot)[0] == pytest.approx(112, abs=0.02)


@pytest.mark.parametrize(("end", "allowed"), [(109.5, True), (110.0, False), (110.9, False), (112.0, False)])
def test_walls_stop_ways(end, allowed):
    """[CR5] Neither into a wall nor through it, though the far side is free ground and the speed would do."""
    crowd, (slot,) = crowd_of([(109, 100)], ground=Ground(wall=110))
    step(crowd, 3_000)
    send(crowd, slot, end, 100)

    assert step(crowd, 3_100) == ([] if allowed else [slot])
    assert crowd.pose(slot)[0] == pytest.approx(end if allowed else 109, abs=0.02)


def test_who_stands_in_a_wall_may_leave_it():
    """[CR5] Somebody put into a wall is not a prisoner."""
    crowd, (slot,) = crowd_of([(110, 100)], ground=Ground(wall=110))
    step(crowd, 3_000)
    send(crowd, slot, 111, 100)

    assert step(crowd, 3_100) == []


@pytest.mark.parametrize(
    "bad", [{"kind": 0}, {"kind": 2}, {"gait": Gait.SIT}, {"gait": Gait.RIDE}, {"gait": Gait.GONE}]
)
def test_what_is_no_move_of_a_walker_is_ignored(bad):
    """[CR8] Another kind, or a gait that only the server gives, changes nothing and asks for nothing."""
    crowd, (slot,) = crowd_of([(100, 100)])
    send(crowd, slot, 100.3, 100, **bad)

    assert step(crowd, 100) == []
    assert crowd.pose(slot)[0] == pytest.approx(100)


def test_riders_and_the_gone_do_not_walk():
    """[CR8] Moves of who rides the train or has left are ignored."""
    crowd, (rider, gone) = crowd_of([(100, 100), (200, 200)])
    crowd.set_state(rider, gait=Gait.RIDE)
    crowd.leave(gone, 50)
    send(crowd, rider, 100.3, 100)
    send(crowd, gone, 200.3, 200)

    assert step(crowd, 100) == []
    assert crowd.pose(rider)[0] == pytest.approx(100)
    assert crowd.gait(gone) is Gait.GONE


@given(st.binary(min_size=14, max_size=14))
def test_no_bytes_kill_the_crowd(frame):
    """[CR8] Whatever 14 bytes lie in the inbox, a tick goes through and the avatar stays in reach."""
    crowd, (slot,) = crowd_of([(100, 100)])
    crowd.inbox[slot * 16 : slot * 16 + 14] = b"\x82" + frame[1:]
    step(crowd, 100)

    assert np.hypot(crowd.pose(slot)[0] - 100, crowd.pose(slot)[1] - 100) < 4
