"""
The whole server as a process of its own, for benchmarks: rules, store, door and all.

It prints its port, then answers each line on standard input with a line of JSON:

    mark      start a window of the loop's lag
    report    ticks, writes, lag, sizes of tables
    scatter   put everybody somewhere on open ground
    cut       cut every line at once, without a close
    floor     give the floor of a hall to who came in first

and the words of ``measured_hall.py``, which lead a forum.

Two things differ from ``serve``: the page is an empty one (no client needs to be built) unless ``client`` is asked for,
and the installation's bound of new sessions a minute is lifted, because thousands are made before anything is measured.
"""

import asyncio
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import uvloop

from agora_server.assembly.server import Server
from agora_server.bench.measured_hall import WORDS, HallUnderTest
from agora_server.core.rates import Limit
from agora_server.ops import logs
from agora_server.ops.collector import calm_collector
from agora_server.ops.settings import Settings
from agora_server.people import arrivals
from agora_server.resources import assets
from agora_server.transport import wire
from rooms.base.geometry import heading_unit, quantise
from rooms.wire.messages import Placed
from rooms.world.world import World

ROOM_METRES = 12.0
"""Open ground around a scattered walker, so that it rarely meets a wall and what is measured is walking."""
FORUM = "bench"
"""The forum of ``floor``."""
PAGE = b"<!doctype html><title>bench</title>"


def open_spots(world: World, rng: random.Random, count: int) -> list[tuple[float, float]]:
    """Return points of the square with open ground on all sides, anywhere, in no order."""
    reach = int(ROOM_METRES / world.cell)
    blocked = np.pad(~world.grid, reach, constant_values=True).astype(np.int64)
    sums = np.pad(blocked.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    side = 2 * reach + 1
    around = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    rows, columns = np.nonzero(around == 0)
    chosen = [rng.randrange(len(rows)) for _ in range(count)]
    return [((columns[i] + 0.5) * world.cell, (rows[i] + 0.5) * world.cell) for i in chosen]


class ServerUnderTest:
    """A server that answers the questions of a benchmark."""

    def __init__(self, data: Path) -> None:
        self.server = Server(Settings(data=data, port=0))
        self._hall = HallUnderTest(self.server)
        self._rng = random.Random(1)  # noqa: S311 - places, not secrets

    async def answer(self, word: str) -> dict[str, Any]:
        """Do what a line asks for."""
        if word in WORDS:
            return await self._hall.answer(word)
        if word == "mark":
            self.server.lag.histogram.clear()
        elif word == "scatter":
            self._scatter()
        elif word == "cut":
            for link in list(self.server.host.clients):
                link.connection.abort()
        elif word == "floor":
            first = next(iter(self.server.host.clients))
            self.server.voices.gate.set(FORUM, first.participant, self.server.clock())
        return self._report()

    def _scatter(self) -> None:
        """Put everybody on open ground and tell them."""
        host = self.server.host
        clients = list(host.clients)
        for link, (x, y) in zip(clients, open_spots(self.server.world, self._rng, len(clients)), strict=True):
            host.crowd.place(link.slot, x, y, 0.0)
            link.post(_placed(x, y))

    def _report(self) -> dict[str, Any]:
        server, lag = self.server, self.server.lag.histogram
        return {
            "lag_p99_ms": lag.percentile(0.99),
            "lag_worst_ms": round(lag.worst_ms, 1),
            "ticks": server.ticker.ticks,
            "missed": server.ticker.missed,
            "rung": server.ladder.rung,
            **server.fanout.counts.as_dict(),
            "links": len(server.host.clients),
            "participants": len(server.host.square),
            "inboxes": len(server.host.inboxes),
            "tickets": len(server.tickets),
            "waiting": server.gateway.waiting,
        }


def _placed(x: float, y: float) -> bytes:
    return wire.encode(Placed(quantise(x), quantise(y), heading_unit(0.0), "corrected"))


def _page(folder: Path = Path()) -> dict[str, assets.Asset]:
    del folder
    return {"/index.html": assets.asset(PAGE, "text/html; charset=utf-8")}


async def serve(data: Path) -> None:
    """Serve until standard input ends."""
    under_test = ServerUnderTest(data)
    await under_test.server.start()
    print(under_test.server.port, flush=True)  # noqa: T201
    calm_collector()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        print(json.dumps(await under_test.answer(line.decode().strip())), flush=True)  # noqa: T201
    await under_test.server.stop()


def main() -> None:
    """Run: ``python -m agora_server.bench.measured_server DATA [client]``."""
    logs.configure()
    if "client" not in sys.argv[2:]:
        assets.load = _page
    arrivals.JOINS = Limit("joins", 1_000_000, 1)
    uvloop.run(serve(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
