"""The crowd as the server uses it: who is told what, how often, in how many bytes."""

import random

import numpy as np
import pytest

from rooms.base.frames import EmoteBits, Gait, Presence, pack_state
from rooms.crowd.density import BYTES_PER_SECOND
from tests.rooms.crowd_kit import crowd_of, in_circle, records, send, send_all, step, units

WIRE_HEADERS = 52 + 22 + 4
"""TCP/IP, TLS and WebSocket bytes of a frame on its way."""


def test_all_in_a_cell_share_one_object():
    """[CR2] The frame of a cell is made once: the same immutable bytes for everybody in it."""
    crowd, slots = crowd_of([(100, 100), (101, 101), (102, 102)])
    step(crowd, 100)

    first, second, third = (crowd.frame_for(slot) for slot in slots)
    assert first is second is third
    assert set(records(first)) == set(slots)


def test_an_update_is_eight_bytes():
    """[CR1] A frame is four bytes and eight for each record."""
    crowd, slots = crowd_of([(100, 100), (101, 101)])
    step(crowd, 100)

    assert len(crowd.frame_for(slots[0])) == 4 + 8 * 2


def test_nothing_new_is_no_frame():
    """[CR3] Where nobody moves, most ticks say nothing at all."""
    crowd, slots = crowd_of([(100, 100), (101, 101)])
    step(crowd, 100)
    frames = [(step(crowd, 200 + i * 100), crowd.frame_for(slots[0]))[1] for i in range(60)]

    told = [slot for payload in frames for slot in records(payload)]
    assert sorted(told) == sorted(slots * 2)


def test_everybody_is_told_again_within_the_rotation():
    """[CR3] Any three seconds of frames hold everybody in view, moving or not: a skipped frame heals."""
    crowd, slots = crowd_of(in_circle(80, 15))
    step(crowd, 100)
    last = dict.fromkeys(slots, 100)
    for now in range(200, 9_000, 100):
        step(crowd, now)
        for slot in records(crowd.frame_for(slots[0])):
            assert now - last[slot] <= 3_100
            last[slot] = now

    assert min(last.values()) > 5_800


def test_who_comes_into_a_cell_sees_all_of_its_view():
    """[CR3] A newcomer's first frame holds everybody around, those who stand included; the others get only news."""
    crowd, slots = crowd_of([(100 + i * 0.1, 100) for i in range(20)])
    for now in range(100, 500, 100):
        step(crowd, now)
    new = crowd.enter(100, 101, 0, 450)
    step(crowd, 500)

    assert set(records(crowd.frame_for(new))) == {*slots, new}
    assert new in records(crowd.frame_for(slots[0]))
    assert len(records(crowd.frame_for(slots[0]))) < 20


def test_views_reach_one_cell_far():
    """[CR2] One sees the next cell, not the one beyond it."""
    crowd, (me, near, far) = crowd_of([(20, 20), (60, 20), (100, 20)])
    step(crowd, 100)

    assert set(records(crowd.frame_for(me))) == {me, near}
    assert set(records(crowd.frame_for(near))) == {me, near, far}


def test_leaving_is_told_until_all_have_heard():
    """[CR4] A tombstone is in the next frame and once more in the rotation, then never again."""
    crowd, (me, other) = crowd_of([(100, 100), (101, 100)])
    step(crowd, 100)
    crowd.leave(other, 150)
    told = []
    for now in range(200, 12_000, 100):
        step(crowd, now)
        found = records(crowd.frame_for(me)).get(other)
        if found is not None:
            assert int(found["state"]) & 7 == Gait.GONE
            told.append(now)

    assert told[0] == 200
    assert 2 <= len(told) <= 3
    assert told[-1] <= 5_200
    assert crowd.frame_for(other) is None


def test_the_state_byte_keeps_what_is_not_named():
    """Gait, hand, presence and emote change one by one."""
    crowd, (slot,) = crowd_of([(100, 100)])
    crowd.set_state(slot, hand=True)
    crowd.set_state(slot, presence=Presence.IDLE, emote=EmoteBits.CLAP)
    crowd.set_state(slot, gait=Gait.SIT)
    step(crowd, 100)

    expected = pack_state(Gait.SIT, Presence.IDLE, EmoteBits.CLAP, hand=True)
    assert int(records(crowd.frame_for(slot))[slot]["state"]) == expected
    send(crowd, slot, 100.1, 100)
    step(crowd, 200)
    assert crowd.gait(slot) is Gait.WALK
    assert int(records(crowd.frame_for(slot))[slot]["state"]) & ~7 == expected & ~7


def test_within_is_sorted_by_distance():
    """Those within a radius come nearest first; the gone are not among them."""
    crowd, (a, b, c, far) = crowd_of([(100, 103), (100, 101), (100, 102), (100, 120)])
    crowd.leave(c, 50)

    assert crowd.within(100, 100, 12) == [b, a]
    assert crowd.within(100, 100, 20) == [b, a, far]


def test_within_finds_silent_walkers_where_they_have_come_to():
    """Somebody carried on past their record is found near where they are seen, not where they spoke last."""
    crowd, (walker,) = crowd_of([(100, 100)])
    step(crowd, 500)
    send(crowd, walker, 100, 100.2, gait=Gait.RUN)
    step(crowd, 600)
    step(crowd, 1_200)
    x, y, _ = crowd.pose(walker)

    assert y > 101
    assert crowd.within(x, y, 0.1) == [walker]
    assert crowd.within(100, 100.2, 0.1) == []


def test_people_are_counted_in_circles_at_once():
    """Each circle counts those of the named slots that stand in it, on its edge included."""
    crowd, slots = crowd_of([(100, 100), (103, 104), (200, 200), (100, 100)])

    assert crowd.counts(slots[:3], [(100, 100, 5.0), (100, 100, 4.9), (200, 200, 1), (10, 10, 5)]) == [2, 1, 1, 0]
    assert crowd.counts([], [(100, 100, 5.0)]) == [0]


def test_the_hidden_are_not_in_a_private_frame():
    """[CR7] Who has a block in view gets a frame without them: first a tombstone without a place, then nothing."""
    crowd, (me, other, third) = crowd_of([(100, 100), (101, 100), (102, 100)])
    tombstones = 0
    for now in range(100, 5_000, 100):
        send(crowd, other, 101 + now / 5_000, 100)
        step(crowd, now)
        payload = crowd.frame_without(me, {other})
        assert payload is None or payload[1] == 1
        found = records(payload).get(other)
        if found is not None:
            tombstones += 1
            assert (int(found["x"]), int(found["y"]), int(found["state"])) == (0, 0, Gait.GONE)
        assert other in records(crowd.frame_for(third))

    assert tombstones == 3
    crowd.place(other, 101, 100, 0)
    step(crowd, 5_000)
    assert int(records(crowd.frame_without(me, set()))[other]["x"]) > 0


def test_density_counts_everybody_once():
    """[CR6] The density frame counts all avatars, and not the gone."""
    crowd, slots = crowd_of(in_circle(500, 300))
    crowd.leave(slots[0], 50)
    step(crowd, 100)

    pairs = np.frombuffer(crowd.density(), "<u2", offset=4).reshape(-1, 2)
    assert pairs[:, 1].sum() == 499


@pytest.mark.parametrize(("radius", "centre"), [(60, (655, 655)), (8, (676, 676))])
def test_two_thousand_in_the_forum_square(radius, centre):
    """[CR6] Everyone hears the nearest 30 (by brute force) at 5 Hz or more, all within 40 m once in 5 s, in 12 kB/s."""
    crowd, slots = crowd_of(in_circle(2_000, radius, centre=centre))
    rng = random.Random(2)
    homes = np.array([crowd.pose(slot)[:2] for slot in slots])
    listeners = rng.sample(range(2_000), 25)
    heard = {i: dict.fromkeys(slots, 0) for i in listeners}
    size = dict.fromkeys(listeners, 0)
    seconds = 5
    for tick in range(1, seconds * 10 + 1):
        turn = np.arange(2_000) + tick * 1.3
        send_all(crowd, slots, homes[:, 0] + 0.04 * np.sin(turn), homes[:, 1] + 0.04 * np.cos(turn))
        step(crowd, 1_000 + tick * 100)
        for i in listeners:
            payload = crowd.frame_for(slots[i])
            size[i] += len(payload) + WIRE_HEADERS if payload else 0
            for slot in records(payload):
                heard[i][slot] += 1

    for i in listeners:
        distances = np.hypot(*(homes - homes[i]).T)
        nearest = np.flatnonzero(distances < np.sort(distances)[30] - 0.2)
        assert len(nearest) >= 10
        assert min(heard[i][slots[j]] for j in nearest) >= 5 * seconds
        assert min(heard[i][slots[j]] for j in np.flatnonzero(distances < 40)) >= 1
        assert size[i] <= BYTES_PER_SECOND * seconds


@pytest.mark.parametrize("count", [100, 200, 600, 5_000])
def test_no_density_breaks_the_byte_cap(count):
    """[CR6] From a loose crowd to a crush: nobody gets more than 12 kB/s, headers included."""
    crowd, slots = crowd_of(in_circle(count, 40))
    listeners = slots[:: max(1, count // 40)]
    size = dict.fromkeys(listeners, 0)
    homes = np.array([crowd.pose(slot)[:2] for slot in slots])
    for tick in range(1, 21):
        send_all(crowd, slots, homes[:, 0] + 0.04 * (tick % 2), homes[:, 1])
        step(crowd, 1_000 + tick * 100)
        for slot in listeners:
            payload = crowd.frame_for(slot)
            size[slot] += len(payload) + WIRE_HEADERS if payload else 0

    assert max(size.values()) <= BYTES_PER_SECOND * 2
    assert min(size.values()) > 0


def test_frames_tell_accepted_places():
    """[CR1] What others are told is what was accepted, to the quantum of 2 cm."""
    crowd, (slot,) = crowd_of([(100, 100)])
    send(crowd, slot, 100.24, 99.9)
    step(crowd, 100)

    assert units(records(crowd.frame_for(slot))[slot]) == pytest.approx((100.24, 99.9), abs=0.011)
