"""Countdowns as data: exact over pauses, extensions and restarts."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.forum.countdown import Countdown, Stage, fresh

ACTS = st.lists(
    st.tuples(st.sampled_from(["start", "stop", "extend", "restart"]), st.integers(0, 60_000), st.integers(-30, 60)),
    max_size=40,
)


@given(st.integers(10_000, 600_000), ACTS)
def test_a_countdown_is_exact(total, acts):
    """[CL1] What is left is what was given less what it ran, over any pauses, extensions and restarts."""
    clock, now, given_, ran = fresh(total), 1_000, total, 0
    for act, passed, seconds in acts:
        ran += passed if clock.running else 0
        now += passed
        if act == "start":
            clock = clock.started(now)
        elif act == "stop":
            clock = clock.stopped(now)
        elif act == "extend":
            clock, given_ = clock.extended(seconds * 1_000), given_ + seconds * 1_000
        else:
            clock = msgspec.json.decode(msgspec.json.encode(clock), type=Countdown)
        assert (clock.left(now), clock.spent(now), clock.total) == (given_ - ran, ran, given_)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        *((30_001, Stage.FINE), (30_000, Stage.SOON), (15_001, Stage.SOON), (15_000, Stage.LAST)),
        *((1, Stage.LAST), (0, Stage.OVER), (-5, Stage.OVER)),
    ],
)
def test_stages(left, stage):
    """[CL2] Warnings at 30 s and 15 s, then over."""
    assert Countdown(60_000, left).stage(0) is stage
    assert Countdown(60_000, 0, left).stage(0) is stage


def test_warnings_are_derived():
    """[CL2] The times of the warnings follow from the end; a standing clock has none, a short one fewer."""
    running = fresh(60_000).started(0)

    assert running.warnings() == ((Stage.SOON, 30_000), (Stage.LAST, 45_000), (Stage.OVER, 60_000))
    assert running.stopped(5_000).warnings() == ()
    assert fresh(20_000).started(0).warnings() == ((Stage.LAST, 5_000), (Stage.OVER, 20_000))
