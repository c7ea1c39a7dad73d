"""
The part of the server that the benchmark of the crowd loads, alone: connection, crowd, fan-out.

No tickets, no store, no rules: who says hello stands somewhere. Run as a process of its own; it prints its port,
then answers each line ``mark`` or ``report`` on standard input. ``floor`` is the same process with the least
that any server must do: read the same bytes, write the same bytes, on as many sockets.
"""

import asyncio
import json
import math
import random
import sys
import time
from typing import Any

import numpy as np

from agora_server.ops.loop_lag import LoopLag
from agora_server.square.fanout import SLICE, FanOut
from agora_server.square.overload import Ladder
from agora_server.square.ticker import Ticker
from agora_server.transport import wire
from agora_server.transport.audio_buffer import AudioBuffer
from agora_server.transport.connection import Connection, Handlers, frame
from agora_server.transport.outbox import Outbox
from agora_server.transport.upgrade import Rejected, adopt
from rooms.base.geometry import CENTRE, SIDE, quantise
from rooms.crowd.crowd import Crowd
from rooms.crowd.table import BoolArray, FloatArray
from rooms.wire.messages import View, Welcome

FORUM_RADIUS = 60.0
"""Metres of the Forum Square in the ``dense`` benchmark."""


class OpenGround:
    """A square without walls."""

    def walkable(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Tell that one can stand everywhere in the square."""
        inside: BoolArray = (x >= 0) & (x <= SIDE) & (y >= 0) & (y <= SIDE)
        return inside


class BenchClient:
    """What the fan-out needs of a tab."""

    hidden = False
    blocked_slots: frozenset[int] = frozenset()
    audio: AudioBuffer | None = None
    audio_at = 0

    def __init__(self, connection: Connection, slot: int) -> None:
        self.connection = connection
        self.outbox = Outbox()
        self.slot = slot


def spot(rng: random.Random, dense: bool) -> tuple[float, float]:  # noqa: FBT001
    """Return where a newcomer stands: anywhere, or anywhere in the Forum Square."""
    if not dense:
        return rng.uniform(20, SIDE - 20), rng.uniform(20, SIDE - 20)
    angle, way = rng.uniform(0, math.tau), FORUM_RADIUS * math.sqrt(rng.random())
    return CENTRE[0] + way * math.sin(angle), CENTRE[1] + way * math.cos(angle)


class Harness:
    """Connections, a crowd and a tick."""

    def __init__(self, dense: bool) -> None:  # noqa: FBT001
        self._crowd = Crowd(OpenGround())
        self._fanout = FanOut(self._crowd, lambda client: client.connection.abort())
        self.clients: dict[Connection, BenchClient] = {}
        self.handlers = Handlers(self._hello, self._lost)
        self.ladder = Ladder()
        self.inbox = self._crowd.inbox
        self._dense = dense
        self._rng = random.Random(1)  # noqa: S311
        self.lost = 0
        self._ticker = Ticker(self._fanout, self.ladder, self._step, lambda: list(self.clients.values()), self._shared)

    def _hello(self, connection: Connection, message: bytes) -> None:
        del message
        now = time.time_ns() // 1_000_000
        x, y = spot(self._rng, self._dense)
        slot = connection.slot = self._crowd.enter(x, y, 0.0, now)
        self.clients[connection] = BenchClient(connection, slot)
        welcome = Welcome(f"p{slot}", slot, quantise(x), quantise(y), 0, now, 10, 300, View.SPACE)
        connection.send(wire.encode(welcome))

    def _lost(self, connection: Connection, code: int | None) -> None:
        del code
        client = self.clients.pop(connection, None)
        if client is not None:
            self._crowd.leave(client.slot, time.time_ns() // 1_000_000)
            self.lost += 1

    def start(self) -> None:
        """Tick from now on."""
        self._ticker.start()

    def _step(self) -> None:
        self._crowd.take_moves(time.time_ns() // 1_000_000)
        self._crowd.tick()

    def _shared(self) -> list[bytes]:
        return [self._crowd.density()] if self._ticker.ticks % 20 == 0 else []

    def report(self) -> dict[str, Any]:
        """Return what the process knows of itself."""
        counts = self._fanout.counts.as_dict()
        ticker = {"ticks": self._ticker.ticks, "missed": self._ticker.missed, "rung": self.ladder.rung}
        return {**ticker, "lost": self.lost, **counts}


class UpgradeProtocol(asyncio.Protocol):
    """Reads a request head and hands the transport over, as ``web.py`` does."""

    _messages = ()
    _message_tail = b""

    def __init__(self, harness: Harness) -> None:
        self._harness = harness
        self._head = b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the head."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Adopt when the head is whole."""
        self._head += data
        if b"\r\n\r\n" not in self._head:
            return
        lines = self._head.decode("latin-1").split("\r\n")
        headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines[1:]) if name]
        target = lines[0].split(" ")[1]
        transport = self.transport
        found = adopt(transport, self, target, headers, handlers=self._harness.handlers, inbox=self._harness.inbox)
        if isinstance(found, Rejected):
            transport.close()


class BaselineSocket(asyncio.Protocol):
    """Reads and throws away; is written to by the loop below."""

    __slots__ = ("_floor", "transport")

    def __init__(self, floor: "BaselineServer") -> None:
        self._floor = floor
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the head."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer a handshake and a hello; everything else is a move."""
        if data.startswith(b"GET"):
            accept = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
            self.transport.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + accept + b"\r\nSec-WebSocket-Protocol: agora.1\r\n\r\n"
            )
        elif self not in self._floor.sockets:
            self._floor.sockets[self] = None
            slot = len(self._floor.sockets)
            unit = quantise(SIDE / 2)
            self.transport.write(frame(wire.encode(Welcome(f"p{slot}", slot, unit, unit, 0, 0, 10, 300, View.SPACE))))

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the socket."""
        del exc
        self._floor.sockets.pop(self, None)


class BaselineServer:
    """The least that any server must do: a fixed frame to each socket, ten times a second."""

    def __init__(self, size: int) -> None:
        self.sockets: dict[BaselineSocket, None] = {}
        self._bytes = frame(bytes([9]) * max(1, size - 4))
        self._due = 0.0
        self.ticks = 0

    def start(self) -> None:
        """Tick from now on."""
        self._due = asyncio.get_running_loop().time()
        self._tick()

    def _tick(self) -> None:
        self.ticks += 1
        self._slice(list(self.sockets), 0)

    def _slice(self, sockets: list[BaselineSocket], start: int) -> None:
        """Write to as many as the fan-out does, then let the loop read: one burst would make the generator late."""
        end = start + SLICE
        for socket in sockets[start:end]:
            if not socket.transport.is_closing():
                socket.transport.write(self._bytes)
        loop = asyncio.get_running_loop()
        if end < len(sockets):
            loop.call_soon(self._slice, sockets, end)
            return
        self._due = max(self._due + 0.1, loop.time())
        loop.call_at(self._due, self._tick)

    def report(self) -> dict[str, Any]:
        """Return the number of ticks."""
        return {"ticks": self.ticks}


async def serve(mode: str, size: int) -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    lag = LoopLag()
    service: Harness | BaselineServer = BaselineServer(size) if mode == "floor" else Harness(mode == "dense")

    def make() -> asyncio.Protocol:
        return BaselineSocket(service) if isinstance(service, BaselineServer) else UpgradeProtocol(service)

    server = await loop.create_server(make, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    service.start()
    lag.start()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        if line == b"mark\n":
            lag.histogram.clear()
        report = {"lag_p99_ms": lag.histogram.percentile(0.99), "lag_worst_ms": round(lag.histogram.worst_ms, 1)}
        print(json.dumps({**report, **service.report()}), flush=True)  # noqa: T201
    server.close()


def main() -> None:
    """Run: ``python -m agora_server.bench.harness crowd|dense|floor SIZE``."""
    import gc  # noqa: PLC0415

    import uvloop  # noqa: PLC0415

    np.zeros(1)
    gc.collect()
    gc.freeze()
    uvloop.run(serve(sys.argv[1], int(sys.argv[2])))


if __name__ == "__main__":
    main()
