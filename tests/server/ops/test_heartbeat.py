"""Whether ticks go on, and when a process without any ends."""

import signal
import threading

import pytest

from agora_server.ops.heartbeat import CPU_FACTOR, LOOKS, STATUS, Heartbeat, Watchdog


def test_without_ticks_the_heart_is_no_longer_alive():
    """From the limit on it is red; one tick makes it green again."""
    now = [100.0]
    heart = Heartbeat(3.0, lambda: now[0])
    now[0] += 2.9
    assert heart.alive
    now[0] += 0.1
    assert not heart.alive

    heart.beat()
    assert heart.alive


def test_the_end_comes_after_so_many_looks_without_a_tick():
    """Looks are counted from the last tick on: a process that stood still as a whole made none."""
    heart = Heartbeat()
    watchdog = Watchdog(heart)
    assert not any(watchdog.look() for _ in range(LOOKS - 1))
    heart.beat()
    assert not any(watchdog.look() for _ in range(LOOKS))
    assert watchdog.look()


@pytest.fixture
def cpu_timer(monkeypatch):
    """The windings of the kernel's timer, which is not wound up in the process of the tests."""
    wound = []
    monkeypatch.setattr(signal, "setitimer", lambda which, seconds: wound.append((which, seconds)))
    return wound


def test_a_process_without_ticks_ends_with_an_error(cpu_timer, capsys):
    """The thread says where the loop stands, then ends the process; the kernel's timer was wound up at each look."""
    ended, status = threading.Event(), []
    watchdog = Watchdog(Heartbeat(), 0.03, lambda given: (status.append(given), ended.set()))
    watchdog.start()
    assert ended.wait(10)
    watchdog.stop()

    assert status == [STATUS]
    assert "ticks_stopped" in capsys.readouterr().out
    assert cpu_timer == [(signal.ITIMER_PROF, 0.03 * CPU_FACTOR)] * LOOKS + [(signal.ITIMER_PROF, 0)]


def test_an_orderly_end_is_not_watched(cpu_timer):
    """After ``stop`` the thread is gone and the timer is off; stopping before the start does no harm."""
    ended = []
    Watchdog(Heartbeat(), 0.03, ended.append).stop()
    watchdog = Watchdog(Heartbeat(), 600, ended.append)
    watchdog.start()
    watchdog.stop()

    assert not any(thread.name == "watchdog" for thread in threading.enumerate())
    assert ended == []
    assert cpu_timer[-1] == (signal.ITIMER_PROF, 0)
