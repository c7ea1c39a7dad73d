"""Countdowns as data: exact over pauses, extensions and restarts."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.forum.model.countdown import Countdown, CountdownStage, fresh

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
        *(
            (30_001, CountdownStage.FINE),
            (30_000, CountdownStage.SOON),
            (15_001, CountdownStage.SOON),
            (15_000, CountdownStage.LAST),
        ),
        *((1, CountdownStage.LAST), (0, CountdownStage.OVER), (-5, CountdownStage.OVER)),
    ],
)
def test_stages(left, stage):
    """[CL2] Warnings at 30 s and 15 s, then over."""
    assert Countdown(60_000, left).stage(0) is stage
    assert Countdown(60_000, 0, left).stage(0) is stage
