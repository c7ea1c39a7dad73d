"""The command ``serve``: refusals to start, and the end of a process whose ticks stop."""

import signal
import subprocess
import sys

import pytest

from agora_server.assembly import serve
from agora_server.ops.heartbeat import STATUS
from agora_server.resources import assets


def test_settings_that_do_not_hold_are_worded(capsys):
    """A city without https and secret is told in Korean what to write; the status is 2."""
    assert serve.run({"profile": "city", "host": "0.0.0.0"}) == 2  # noqa: S104 - refused before it listens

    words = capsys.readouterr().err
    assert "https" in words
    assert "AGORA_SECRET" in words


def test_a_client_that_was_not_built_is_worded(capsys, monkeypatch, tmp_path):
    """The start names the command to run."""

    def missing():
        raise assets.ClientMissing

    monkeypatch.setattr(assets, "load", missing)

    assert serve.run({"data": tmp_path, "port": 0}) == 2
    assert "./agora build" in capsys.readouterr().err


def test_a_taken_port_is_worded(capsys, monkeypatch, tmp_path, unused_tcp_port_factory):
    """The start says which switch to use."""
    import socket

    monkeypatch.setattr(assets, "load", lambda: {"/index.html": assets.asset(b"x", "text/html")})
    with socket.create_server(("127.0.0.1", unused_tcp_port_factory())) as taken:
        assert serve.run({"data": tmp_path, "port": taken.getsockname()[1]}) == 2

    assert "--port" in capsys.readouterr().err


CHILD = """
import asyncio, re, sys, time
from agora_server.assembly.serve import serve
from agora_server.assembly.server import Server
from agora_server.ops import logs
from agora_server.ops.heartbeat import Heartbeat
from agora_server.ops.settings import Settings
from agora_server.resources import assets

assets.load = lambda: {}
logs.configure()
start = Server.start

async def started(self):
    await start(self)
    loop = asyncio.get_running_loop()
    how = {
        "the ticker died": lambda: self.ticker.stop(),
        "every step fails": lambda: setattr(self.ticker, "_step", None),
        "the loop sleeps": lambda: time.sleep(60),
        "the interpreter is held": lambda: re.match("(a+)+$", "a" * 64 + "b"),
        "all is well": lambda: loop.call_later(3 * END_S, lambda: sys.exit(5)),
    }[sys.argv[1]]
    loop.call_later(0.1, how)

END_S = 0.6
Server.start = started
asyncio.run(serve(Settings(data=sys.argv[2], port=0), Heartbeat(0.3), END_S))
"""
"""A real process in which ticks stop soon after the start; the limits are fractions of a second."""


@pytest.mark.parametrize(
    ("how", "status", "line"),
    [
        ("the ticker died", STATUS, "ticks_stopped"),
        ("every step fails", STATUS, "ticks_stopped"),
        ("the loop sleeps", STATUS, "ticks_stopped"),
        ("the interpreter is held", -signal.SIGPROF, ""),
        ("all is well", 5, ""),
    ],
)
def test_a_process_whose_ticks_stop_ends_with_an_error(tmp_path, how, status, line):
    """Whatever stops the ticks, the process ends by itself with an error, and says where its loop stood."""
    child = subprocess.run(
        [sys.executable, "-c", CHILD, how, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert child.returncode == status, child.stderr
    assert line in child.stderr
    assert ("ticks_stopped" in child.stderr) is bool(line)
