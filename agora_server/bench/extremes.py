"""
Benchmarks beside the walking crowd, all on the whole server.

Idle connections, comings and goings, joins from one address, readers that stall, and a herd that comes back.

Each takes the shared ``Bed`` and returns its figures. Marks stand in ``report.py``.
"""

import asyncio
import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from agora_server.bench import people
from agora_server.bench.people import DoorLine
from agora_server.bench.runner import Bed, Plan, ServerProcess, measure, resident_kib
from agora_server.bench.tab import Tab, attend_all
from agora_server.resources.world import load_world

IDLE = 5_000
CHURN = 20_000
CHURN_SESSIONS = 1_000
"""Twenty sockets a session: a session may ask for thirty tickets a minute."""
JOINS = 500
HERD = 2_000
BIN_MS = 250
PAIRS = 5
STALLED_WALKERS = 1_000
STALL_EVERY = 20
"""One of twenty walkers stops reading: 5 %."""
LORIS = 100
"""Lines that send a byte of a request's head now and then."""


def descriptors(pid: int) -> int:
    """Return how many descriptors a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def tcp_kib() -> int:
    """Return the memory of the kernel's TCP buffers, all sockets of the machine, in KiB."""
    line = next(row for row in Path("/proc/net/sockstat").read_text().splitlines() if row.startswith("TCP:"))
    return int(line.split()[-1]) * 4


def _tabs(server: ServerProcess, cookies: Sequence[str], lost: Callable[[Tab], None] = lambda _: None) -> list[Tab]:
    """Return a tab for each session, landing at all places in turn: thousands at one spot are another benchmark."""
    return [Tab(server.port, cookie, place, lost) for cookie, place in zip(cookies, cycle(load_world().places))]


def _tables(server: ServerProcess) -> dict[str, int]:
    """Return the sizes of the server's tables and its descriptors and memory."""
    report = server.ask("report")
    tables = {name: int(report[name]) for name in ("links", "participants", "inboxes", "tickets", "waiting")}
    return {**tables, "descriptors": descriptors(server.pid), "rss_kib": resident_kib(server.pid)}


def idle(bed: Bed, count: int = IDLE) -> dict[str, Any]:
    """Return the resident memory of a connection that is inside and then does nothing."""
    server = bed.server(count)
    try:
        return asyncio.run(_idle(bed, server, count))
    finally:
        server.stop()


async def _idle(bed: Bed, server: ServerProcess, count: int) -> dict[str, Any]:
    tabs = _tabs(server, bed.cookies[:count])
    first = count // 20  # memory is judged after a twentieth: allocator and caches have their working size by then
    await attend_all(tabs[:first], server.port)
    before, kernel = resident_kib(server.pid), tcp_kib()
    inside = first + await attend_all(tabs[first:], server.port)
    await asyncio.sleep(3)
    grown, kernel = resident_kib(server.pid) - before, tcp_kib() - kernel
    await _end(tabs)
    return {
        "connections": inside,
        "kib_per_connection": round(grown / max(1, inside - first), 1),
        "kernel_kib_per_connection": round(kernel / max(1, inside - first), 2),
    }


async def _end(tabs: list[Tab]) -> None:
    for tab in tabs:
        tab.cut()
    await asyncio.sleep(0.5)


def churn(bed: Bed, count: int = CHURN) -> dict[str, Any]:
    """Return memory, descriptors and tables before and after many sockets came and went."""
    sessions = min(CHURN_SESSIONS, count)
    server = bed.server(sessions)
    try:
        return asyncio.run(_churn(bed, server, count, sessions))
    finally:
        server.stop()


async def _churn(bed: Bed, server: ServerProcess, count: int, sessions: int) -> dict[str, Any]:
    inside = 0
    before: dict[str, int] = {}
    course: list[int] = []
    for number in range(count // sessions):
        tabs = _tabs(server, bed.cookies[:sessions])
        inside += await attend_all(tabs, server.port)
        for at, tab in enumerate(tabs):
            tab.close() if at % 2 else tab.cut()
        await asyncio.sleep(0.2)
        course.append(_tables(server)["rss_kib"])
        # judged over the second half: what is bounded by session (tickets' rates, acts) has filled by then
        if (number + 1) * 2 <= max(2, count // sessions):
            before = _tables(server)
    await asyncio.sleep(1)
    after = _tables(server)
    growth = after["rss_kib"] - before["rss_kib"]
    return {"connects": inside, "rss_growth_kib": growth, "rss_course_kib": course, "before": before, "after": after}


def joins(bed: Bed, count: int = JOINS) -> dict[str, Any]:
    """Return how long so many first visits from one address take: session, ticket, socket, first messages."""
    server = bed.server(1)
    try:
        return asyncio.run(_joins(server, count))
    finally:
        server.stop()


async def _joins(server: ServerProcess, count: int) -> dict[str, Any]:
    start = time.monotonic()
    cookies = await people.come_in(server.port, 1_000_000, count)
    tabs = _tabs(server, cookies)
    inside = await attend_all(tabs, server.port)
    took = time.monotonic() - start
    await _end(tabs)
    return {"asked": count, "inside": inside, "seconds": round(took, 1)}


# ---- stalled readers and slow requests -----------------------------------------------------------


class Loris:
    """Lines that never end their request, fed a byte at a time from a thread of their own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._feed, daemon=True)

    def __enter__(self) -> None:
        """Start."""
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """Stop and close the lines."""
        self._stop.set()
        self._thread.join()

    def _feed(self) -> None:
        lines = [socket.create_connection(("127.0.0.1", self._port)) for _ in range(LORIS)]
        text = b"GET /api/door HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"a" * 10_000
        for at in range(len(text)):
            for line in lines:
                with contextlib.suppress(OSError):  # the server may end such a line when it likes
                    line.send(text[at : at + 1])
            if self._stop.wait(0.5):
                break
        for line in lines:
            line.close()


def stalled(bed: Bed, pairs: int = PAIRS, walkers: int = STALLED_WALKERS, seconds: float = 4.0) -> dict[str, Any]:
    """Return the p99 of healthy walkers with and without stalled readers and slow requests, in interleaved pairs."""
    server = bed.server(walkers)
    calm, rough = [], []
    try:
        for _ in range(pairs):
            calm.append(measure(Plan(walkers, warm=3.0, seconds=seconds), bed, server)["p99_ms"])
            with Loris(server.port):
                plan = Plan(walkers, warm=3.0, seconds=seconds, stall=STALL_EVERY)
                rough.append(measure(plan, bed, server)["p99_ms"])
    finally:
        server.stop()
    ratio = median(b / max(0.01, a) for a, b in zip(calm, rough, strict=True))
    return {"walkers": walkers, "calm_p99_ms": calm, "rough_p99_ms": rough, "ratio": round(ratio, 3)}


# ---- the herd ------------------------------------------------------------------------------------


def herd(bed: Bed, count: int = HERD) -> dict[str, Any]:
    """Cut all lines at once; return how fast and how evenly all are back, each by the client's rule of jitter."""
    server = bed.server(count)
    try:
        return asyncio.run(_herd(bed, server, count))
    finally:
        server.stop()


async def _herd(bed: Bed, server: ServerProcess, count: int) -> dict[str, Any]:
    rng = random.Random(2)  # noqa: S311 - jitter, not secrets
    back: list[float] = []
    ways: list[asyncio.Task[None]] = []
    free = [DoorLine(server.port) for _ in range(count)]

    def lost(tab: Tab) -> None:
        ways.append(asyncio.create_task(_come_back(tab, rng, free.pop(), back)))

    tabs = _tabs(server, bed.cookies[:count], lost)
    inside = await attend_all(tabs, server.port)
    await asyncio.sleep(4)  # two rounds of counts: each tab knows how large the installation is
    server.ask("mark")
    start = time.monotonic()
    server.ask("cut")
    for _ in range(60):
        await asyncio.sleep(0.5)
        if len(back) == inside:
            break
    times = [at - start for at in back]
    bins = [0] * (60_000 // BIN_MS)
    for at in times:
        bins[int(at * 1_000 // BIN_MS)] += 1
    last = server.ask("report")
    for tab in tabs:
        tab._lost = lambda _: None  # noqa: SLF001 - the herd is over
    resumed = sum(tab.resumed and tab.inside for tab in tabs)
    await _end(tabs)
    for way in ways:
        way.cancel()
    return {
        "cut": inside,
        "back": len(back),
        "resumed": resumed,
        "seconds": round(max(times, default=0.0), 1),
        "fullest_bin_share": round(max(bins) / max(1, inside), 3),
        "lag_p99_ms": last["lag_p99_ms"],
        "lag_worst_ms": last["lag_worst_ms"],
    }


async def _come_back(tab: Tab, rng: random.Random, line: DoorLine, back: list[float]) -> None:
    """Wait as ``reconnect.ts`` does, come back, and note when; a second failure waits a second and more."""
    wait = rng.uniform(0, max(300, tab.jitter_ms)) / 1_000
    while True:
        await asyncio.sleep(wait)
        try:
            await tab.attend(line)
        except (OSError, TimeoutError):
            wait = rng.uniform(0.5, 0.5 + max(500, tab.jitter_ms) / 1_000)
        else:
            break
    line.close()
    back.append(time.monotonic())
