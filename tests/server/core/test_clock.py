"""The server's clock."""

from agora_server.core.clock import SystemClock


def test_time_does_not_run_backwards():
    """When the system's time is put back, ours stands until it is caught up."""
    times = iter([10.0, 9.0, 10.5])
    clock = SystemClock(lambda: next(times))

    assert [clock(), clock(), clock()] == [10_000, 10_000, 10_500]
