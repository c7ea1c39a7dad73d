"""
One run of the crowd benchmark: a server process on one core, the generator on the other.

Knows: processes, cores, /proc. Does not know: what the figures should be.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from agora_server.bench import people
from agora_server.resources.world import load_world
from agora_server.transport import wire
from rooms.wire.messages import Hello, StreamPosition, View

SOURCE: Final = Path(__file__).with_name("walkers.c")
LATENESS_MS = 10.0
"""A run whose generator was later than this at p99 says nothing about the server: void."""


class CannotMeasure(Exception):
    """What the machine lacks for a benchmark, and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One run.

    Attributes:
        mode: ``crowd``, ``dense`` or ``floor``.
        size: payload of the floor's frames.
        bare: connections and crowd alone, without rules, store and door.
        stall: every so many walkers one stops reading; 0 for none.
        leash: metres a walker stays within of where it was put.
    """

    walkers: int
    mode: str = "crowd"
    warm: float = 4.0
    seconds: float = 10.0
    hertz: float = 10.0
    leash: float = 10.0
    speed: float = 1.4
    size: int = 0
    stall: int = 0
    bare: bool = False


def hello_frame(positions: Sequence[StreamPosition] = ()) -> bytes:
    """Return the masked frame with which a tab of a benchmark says hello."""
    payload = wire.encode(Hello(people.digest(), "bench", View.SPACE, list(positions)))
    assert len(payload) < 126, "a short frame"
    return bytes([0x82, 0x80 | len(payload), 0, 0, 0, 0]) + payload


@contextmanager
def generator() -> Iterator[Path]:
    """Compile the load generator into a folder that is gone afterwards.

    Raises:
        CannotMeasure: without a C compiler.
    """
    compiler = shutil.which("gcc") or shutil.which("cc") or shutil.which("clang")
    if compiler is None:
        raise CannotMeasure("the load generator needs a C compiler: apt-get install gcc libc6-dev")
    with tempfile.TemporaryDirectory(prefix="agora-bench-") as folder:
        binary = Path(folder) / "walkers"
        subprocess.run([compiler, "-O2", "-o", str(binary), str(SOURCE), "-lm"], check=True)  # noqa: S603
        yield binary


@cache
def cores() -> tuple[int, int]:
    """Return the core of the server and that of the generator; the same one where there is only one."""
    available = sorted(os.sched_getaffinity(0))
    return available[0], available[-1]


def cpu_seconds(pid: int) -> float:
    """Return user and system time that a process used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kib(pid: int) -> int:
    """Return the resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


class ServerProcess:
    """A server process, pinned, that answers lines.

    Args:
        arguments: module and arguments of the process.
        core: where it runs.
    """

    def __init__(self, arguments: Sequence[str], core: int) -> None:
        command = [sys.executable, "-m", *arguments]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        os.sched_setaffinity(self._process.pid, {core})
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.pid = self._process.pid

    def ask(self, word: str) -> dict[str, Any]:
        """Send a line, return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.communicate(timeout=10)


class Bed:
    """What runs share: the generator, a data folder, and sessions made once through the door."""

    def __init__(self, binary: Path, data: Path) -> None:
        self.binary = binary
        self.data = data
        self.cookies: list[str] = []

    def server(self, count: int) -> ServerProcess:
        """Start the whole server with at least so many sessions in its store."""
        server = ServerProcess(["agora_server.bench.measured_server", str(self.data)], cores()[0])
        missing = count - len(self.cookies)
        if missing > 0:
            self.cookies += asyncio.run(people.come_in(server.port, len(self.cookies), missing))
        return server

    def part(self, mode: str, size: int) -> ServerProcess:
        """Start the bare part, or the floor."""
        return ServerProcess(["agora_server.bench.harness", mode, str(size)], cores()[0])


@contextmanager
def bed() -> Iterator[Bed]:
    """Make what runs share; it is gone afterwards.

    Raises:
        CannotMeasure: without a C compiler.
    """
    with generator() as binary, tempfile.TemporaryDirectory(prefix="agora-bench-") as folder:
        yield Bed(binary, Path(folder))


def run(plan: Plan, bed: Bed) -> dict[str, Any]:
    """Run once and return the figures."""
    whole = not plan.bare and plan.mode != "floor"
    server = bed.server(plan.walkers) if whole else bed.part(plan.mode, plan.size)
    try:
        return measure(plan, bed, server)
    finally:
        server.stop()


def measure(plan: Plan, bed: Bed, server: ServerProcess) -> dict[str, Any]:
    """Load a server and read both sides."""
    # most views have far fewer than 100 sampled pairs a tick: 100 walkers in all are enough for a p99
    sample = max(1, plan.walkers // 100)
    walking = (plan.warm, plan.seconds, plan.hertz, plan.leash, plan.speed)
    arguments = (server.port, plan.walkers, *walking, sample, plan.stall)
    command = [str(bed.binary), "127.0.0.1", *map(str, arguments), hello_frame().hex()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as load:  # noqa: S603
        os.sched_setaffinity(load.pid, {cores()[1]})
        assert load.stdout is not None
        _let_in(plan, bed, server, load)
        load.stdout.readline()
        if plan.mode == "crowd" and not plan.bare:
            server.ask("scatter")
        load.stdout.readline()
        first, before = server.ask("mark"), cpu_seconds(server.pid)
        load.stdout.readline()
        used, last = cpu_seconds(server.pid) - before, server.ask("report")
        figures: dict[str, Any] = json.loads(load.stdout.readline())
    return summary(plan, figures, first, last, used)


def _let_in(plan: Plan, bed: Bed, server: ServerProcess, load: "subprocess.Popen[str]") -> None:
    """Give the generator a target for each walker, each with a ticket where the server asks for one."""
    assert load.stdin is not None
    out = load.stdin

    # who will be scattered comes in at all places in turn: thousands at one spot are another benchmark
    places = cycle(load_world().places if plan.mode == "crowd" else ["forum-square"])

    def take(ticket: str) -> None:
        out.write(f"/ws?ticket={ticket}&place={next(places)}\n")
        out.flush()

    if plan.bare or plan.mode == "floor":
        for _ in range(plan.walkers):
            take("bench")
    else:
        asyncio.run(people.ask_tickets(server.port, bed.cookies[: plan.walkers], take))
    out.close()


def summary(
    plan: Plan, figures: dict[str, Any], first: dict[str, Any], last: dict[str, Any], used: float
) -> dict[str, Any]:
    """Return one row: what was measured, per client and per update."""
    client_ticks = max(1, figures["ready"] * (last["ticks"] - first["ticks"]))
    return {
        "mode": plan.mode,
        "walkers": plan.walkers,
        "core_percent": round(used / plan.seconds * 100, 1),
        "us_per_client_tick": round(used / client_ticks * 1e6, 2),
        "ns_per_update": round(used / max(1, figures["updates"]) * 1e9, 1),
        "ticks_per_s": round((last["ticks"] - first["ticks"]) / plan.seconds, 2),
        "lag_p99_ms": last["lag_p99_ms"],
        "bytes_per_client_s": round(figures["bytes"] / max(1, figures["ready"]) / plan.seconds),
        "updates_per_s": round(figures["updates"] / plan.seconds),
        "updates_per_client_tick": round(figures["updates"] / client_ticks, 1),
        "void": figures["lateness_p99_ms"] >= LATENESS_MS,
        "server": last,
        **figures,
    }
