"""Streams: ranges, resume, bounds."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.square.streams import RING_ITEMS, RING_MS, Missed, Ring, StartAnew
from rooms.wire.messages import Noticed, StreamPosition


def item(n):
    """Return the n-th item."""
    return Noticed(f"n{n}", {}, n)


def position(seq, epoch="e"):
    """Return what a client saw last."""
    return StreamPosition("inbox:a", epoch, seq)


def a_ring(count, now=0):
    """Return a ring with so many items of one moment."""
    ring = Ring("e")
    for n in range(count):
        ring.append(item(n), now)
    return ring


@pytest.mark.parametrize("seen", range(11))
def test_exactly_what_was_missed(seen):
    """[ST2] From wherever one was, the rest follows, in order."""
    outcome = a_ring(10).resume(position(seen), 1)

    assert isinstance(outcome, Missed)
    assert [entry.seq for entry in outcome.entries] == list(range(seen + 1, 11))


@pytest.mark.parametrize(("seq", "epoch"), [(11, "e"), (2**53 - 1, "e"), (5, "other"), (0, "other"), (10, "E")])
def test_an_unknown_position_starts_anew(seq, epoch):
    """[ST3] A seq ahead of ours, or another epoch, is never guessed at."""
    assert a_ring(10).resume(position(seq, epoch), 1) == StartAnew()


@pytest.mark.parametrize(("ms", "resumes"), [(0, True), (RING_MS - 1, True), (RING_MS, False), (RING_MS + 1, False)])
def test_the_window_is_two_minutes(ms, resumes):
    """[ST4] [ST3] What is 120 s old is let go, and whoever needs it starts anew."""
    assert isinstance(a_ring(3).resume(position(1), ms), Missed) is resumes


def test_who_saw_all_goes_on_at_any_time():
    """[ST2] Without anything missed there is nothing to lose, however long it took."""
    assert a_ring(3).resume(position(3), 10 * RING_MS) == Missed(())


@pytest.mark.parametrize("seen", [0, 43, 44, 300])
def test_the_ring_holds_256(seen):
    """[ST4] The last 256 items are held; from before that one starts anew."""
    ring = a_ring(300)
    outcome = ring.resume(position(seen), 1)

    assert len(ring) == RING_ITEMS
    assert isinstance(outcome, Missed) is (seen >= 300 - RING_ITEMS)


def test_an_empty_stream_goes_on_from_zero():
    """[ST2] A stream without items has seq 0, and goes on from there alone."""
    ring = Ring("e")

    assert ring.head == 0
    assert ring.resume(position(0), 5) == Missed(())
    assert ring.resume(position(1), 5) == StartAnew()


def test_a_filtered_item_is_covered_by_the_next():
    """[ST1] What a participant must not get leaves no gap in the ranges."""
    ring = a_ring(2)
    ring.skip()
    ring.skip()
    entry = ring.append(item(9), 0)

    assert (entry.after, entry.seq) == (2, 5)
    assert [(one.after, one.seq) for one in ring] == [(0, 1), (1, 2), (2, 5)]


STEPS = st.lists(st.tuples(st.sampled_from(["item", "skip", "wait"]), st.integers(0, 50_000)), max_size=60)


@settings(max_examples=50)
@given(STEPS, st.integers(0, 70))
def test_ranges_join(steps, seen):
    """[ST1] [ST2] After any history the held ranges join, and a resume joins on to what was seen."""
    ring, now = Ring("e"), 0
    for kind, ms in steps:
        if kind == "wait":
            now += ms
        elif kind == "skip":
            ring.skip()
        else:
            ring.append(item(ring.head), now)
    entries = list(ring)
    assert all(one.seq == other.after for one, other in pairwise(entries))
    outcome = ring.resume(position(seen), now)
    if isinstance(outcome, Missed):
        assert all(entry.seq > seen for entry in outcome.entries)
        assert not outcome.entries or outcome.entries[0].after <= seen


@settings(max_examples=50)
@given(STEPS, st.lists(st.integers(0, 60), max_size=5))
def test_however_often_cut_one_sees_everything_once(steps, cuts):
    """[ST2] [ST3] A client that is cut at will, and resumes, sees each item once and in order, or is told to reset."""
    ring, now, seen, got = Ring("e"), 0, 0, []
    line = True
    for n, (kind, ms) in enumerate(steps):
        if n in cuts:
            line = not line
            outcome = ring.resume(position(seen), now) if line else None
            if isinstance(outcome, Missed):
                got += [entry.seq for entry in outcome.entries]
            if outcome is not None:
                seen = ring.head
        if kind == "wait":
            now += ms
        elif kind == "item":
            entry = ring.append(item(n), now)
            if line:
                assert entry.after <= seen
                got.append(entry.seq)
                seen = entry.seq
        elif line:
            ring.skip()
    assert got == sorted(set(got))
