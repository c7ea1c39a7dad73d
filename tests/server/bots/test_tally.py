"""What bots measure."""

import time

import numpy as np
import pytest

from agora_server.bots.tally import KEEP_SENT, MARK_P99_MS, Tally
from rooms.base.frames import RECORD


def payload(*rows):
    """Return a crowd frame."""
    return b"\x02\0\0\0" + np.array([(slot, x, y, 0, 1) for slot, x, y in rows], RECORD).tobytes()


def test_only_news_of_others_is_timed():
    """A record that was sent is timed; one's own and unknown places are only counted."""
    tally = Tally(inside=2)
    tally.sent(1, 100, 200)
    tally.sent(2, 300, 400)
    tally.frame(payload((1, 100, 200), (2, 300, 400), (1, 5, 5)), own=2)

    assert tally.delivered == 3
    assert len(tally.delays) == 1
    assert tally.delays[0] >= 0


def test_old_moves_are_forgotten():
    """Only the last moves of a bot can match."""
    tally = Tally()
    for x in range(KEEP_SENT + 1):
        tally.sent(1, x, 0)
    tally.frame(payload((1, 0, 0), (1, 1, 0)), own=2)

    assert len(tally.delays) == 1


@pytest.mark.parametrize(
    ("delay", "lost", "inside", "passed"),
    [
        (0.1, 0, 5, True),
        (MARK_P99_MS / 1_000 + 0.001, 0, 5, False),
        (0.1, 1, 5, False),
        (0.1, 0, 4, False),
    ],
)
def test_the_mark(delay, lost, inside, passed):
    """Passed is: everybody got in, nobody was lost, p99 within the mark."""
    tally = Tally(delays=[delay] * 100, lost=lost, inside=inside, started=time.monotonic() - 1)
    report = tally.report(5)

    assert report["passed"] is passed
    assert report["p99_ms"] == pytest.approx(delay * 1_000, abs=0.1)
    assert set(report) == {
        "participants", "p50_ms", "p99_ms", "delivered_per_s", "bytes_per_client_s",
        "refused", "lost", "resumed", "passed",
    }  # fmt: skip
