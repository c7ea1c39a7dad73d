"""Whatever bytes come in, the codec answers with a message or with ``Malformed``, quickly and without keeping any."""

import time
import typing

import psutil
import pytest

from agora_server.transport import wire
from rooms.wire import messages
from tests.fuzz import corpus

pytestmark = pytest.mark.load

SEED = 20_261_123
STALL_NS = 50_000_000
"""No frame may hold the loop for 50 ms; processor time of this thread, so that a busy machine does not count."""
GROWTH = 16 * 2**20
"""Bytes that the process may gain: pages of the allocator, not frames."""
WARM_UP = 5_000
KINDS = typing.get_args(messages.ClientMessage)


def outcome(frame):
    """Return what came of a frame: a message or the refusal; anything else is a bug and fails the test."""
    try:
        return wire.decode(frame)
    except wire.Malformed as refusal:
        return refusal


def test_only_documented_outcomes(long):
    """A million frames (a tenth in the short run) are messages or refused; none stalls, memory does not grow."""
    count = 1_000_000 if long else 100_000
    process = psutil.Process()
    worst, accepted, before = 0, 0, 0
    for number, frame in enumerate(corpus.frames(SEED, count)):
        if number == WARM_UP:
            before = process.memory_info().rss
        started = time.thread_time_ns()
        result = outcome(frame)
        worst = max(worst, time.thread_time_ns() - started)
        accepted += isinstance(result, KINDS)
        assert isinstance(result, (*KINDS, wire.Malformed))
    growth = process.memory_info().rss - before
    print(f"figure: fuzz of the codec: {count} frames, {accepted} were messages, "
          f"worst {worst / 1e6:.2f} ms, growth {growth / 2**20:.1f} MiB")  # fmt: skip

    assert worst < STALL_NS
    assert growth < GROWTH
    assert 0 < accepted < count


@pytest.mark.parametrize("frame", corpus.HONEST, ids=lambda frame: frame[3:12].decode(errors="replace"))
def test_the_honest_ones_pass(frame):
    """The frames that the fuzzer starts from are all accepted, so its mutants are near the truth."""
    assert isinstance(outcome(frame), KINDS)
