"""The real server as a process of its own, as an operator starts it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = "agora.test"
"""A name that is not localhost, mapped to this machine by the browser's own rule."""
START_S = 60
"""A start takes about a second; a noisy machine gets a minute before we say that it does not start."""
STOP_S = 15
"""The promise: goodbye to all and status 0 within 15 s of SIGTERM."""
ADDRESS = re.compile(r"(https?)://[^\s/:]+:(\d+)")


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Attributes:
        process: to read its memory or to signal it.
        port: where it listens.
        origin: its address for a browser.
        log: everything that it printed.
    """

    process: subprocess.Popen[bytes]
    port: int
    origin: str
    log: Path

    def text(self) -> str:
        """Return what the server printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """End the server as an operator does; return its status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_S)


@contextlib.contextmanager
def served(
    folder: Path,
    *options: str,
    port: int = 0,
    command: tuple[str, ...] = (sys.executable, "-m", "agora_server"),
    env: dict[str, str] | None = None,
) -> Iterator[Served]:
    """Start a server with its data in a folder; end it in the end, by force if it must be.

    Raises:
        RuntimeError: if it does not come up; with what it printed.
    """
    log = folder / "server.log"
    arguments = [*command, "serve", "--port", str(port), "--data", str(folder / "data"), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(
            arguments,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
        )
    try:
        scheme, taken = _address(process, log)
        host = NAME if scheme == "https" else "127.0.0.1"
        yield Served(process, taken, f"{scheme}://{host}:{taken}", log)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a port that was free a moment ago; for what must know its port before it starts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _address(process: subprocess.Popen[bytes], log: Path) -> tuple[str, int]:
    """Return scheme and port as soon as the server prints them."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        found = ADDRESS.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1], int(found[2])
        time.sleep(0.05)
    raise RuntimeError(f"the server did not come up:\n{log.read_text(encoding='utf-8', errors='replace')}")
