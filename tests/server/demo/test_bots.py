"""The virtual neighbours' process: it starts with the square and ends with it."""

import asyncio
import sys

from agora_server.demo import bots
from agora_server.demo.bots import Demo

FOREVER = "import time; time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); {FOREVER}"


def python(code: str) -> list[str]:
    """Return a command that runs a line of Python."""
    return [sys.executable, "-c", code]


async def test_the_neighbours_end_with_the_server():
    """The process lives until it is stopped; stopping twice is stopping once."""
    neighbours = Demo(python(FOREVER))
    assert not neighbours.running
    await neighbours.start()
    assert neighbours.running
    await neighbours.stop()
    assert not neighbours.running
    await neighbours.stop()


async def test_who_does_not_listen_is_killed(monkeypatch):
    """A process that ignores the signal is killed after its time."""
    monkeypatch.setattr(bots, "END_SECONDS", 0.2)
    neighbours = Demo(python(DEAF))
    await neighbours.start()
    await asyncio.sleep(0.3)  # it needs a moment to turn deaf; killed early it is dead as well
    await neighbours.stop()
    assert not neighbours.running


async def test_neighbours_that_end_by_themselves_harm_nobody():
    """Without them the square goes on: the end is noted and stopping is still possible."""
    neighbours = Demo(python("raise SystemExit(2)"))
    await neighbours.start()
    await asyncio.wait_for(neighbours.ended(), 20)
    assert not neighbours.running
    await neighbours.stop()


def test_the_command_names_the_address():
    """The bots are told where the square is, and to stay."""
    words = bots.command("http://localhost:8080")
    assert words[1:5] == ["-m", "agora_server", "bots", str(bots.NEIGHBOURS)]
    assert words[words.index("--seconds") + 1] == "0"
    assert words[-2:] == ["--url", "http://localhost:8080"]


def test_an_audience_attends_the_forum_that_is_on():
    """Others attend the forum, whichever is on."""
    words = bots.audience("http://localhost:8080")
    assert words[1:5] == ["-m", "agora_server", "bots", str(bots.AUDIENCE)]
    assert words[words.index("--forum") + 1] == "open"
