"""How late the loop is."""

import asyncio
import time

from agora_server.ops.loop_lag import TOP_MS, Histogram, LoopLag


def test_percentiles_are_exact_to_a_bucket():
    """Of a hundred lags from 0 to 99 ms, the p99 is 99 ms."""
    histogram = Histogram()
    for lag in range(100):
        histogram.add(lag)

    assert histogram.percentile(0.5) == 50
    assert histogram.percentile(0.99) == 99
    assert histogram.worst_ms == 99


def test_an_empty_histogram_is_zero_and_extremes_fit():
    """Nothing measured is 0; a lag beyond the last bucket is in it; a window starts anew."""
    histogram = Histogram()
    assert histogram.percentile(0.99) == 0
    histogram.add(10**9)
    assert histogram.percentile(0.99) == TOP_MS + 1
    histogram.clear()
    assert histogram.total == 0


async def test_a_blocked_loop_is_seen():
    """A step that holds the loop shows as a lag of its length."""
    seen = []
    lag = LoopLag(seen.append)
    lag.start()
    await asyncio.sleep(0.03)
    time.sleep(0.08)  # noqa: ASYNC251 - holding the loop is the point
    await asyncio.sleep(0.03)
    lag.stop()
    count = len(seen)
    await asyncio.sleep(0.03)

    assert max(seen) >= 0.06
    assert lag.histogram.total == count == len(seen)
