"""
One tab for benchmarks, as small as a client can be: handshake, hello, where its stream stands, pongs.

Thousands of them live in the process of the benchmark, which measures people and not walking.
Knows: frames of the server as far as a tab minds them. Does not know: what is measured.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import msgpack

from agora_server.bench.people import DoorLine, ticket
from agora_server.bench.runner import hello_frame
from rooms.wire.messages import StreamPosition

SECONDS = 30.0
"""From the ticket to the end of the first messages: a server that takes longer has failed."""
PONG = b"\x8a\x80\x00\x00\x00\x00"
GOODBYE = b"\x88\x82\x00\x00\x00\x00\x03\xe8"
"""A masked close frame with code 1000."""


class Tab(asyncio.Protocol):
    """One socket after another of the same tab.

    Args:
        port: of the server on this machine.
        cookie: of the session.
        place: where it lands.
        lost: told when a socket that was inside is gone.

    Attributes:
        inside: whether welcome and stream have come.
        resumed: whether the last socket went on where the one before ended.
        jitter_ms: the window named last for coming back.
    """

    def __init__(
        self, port: int, cookie: str, place: str = "forum-square", lost: Callable[["Tab"], None] = lambda _: None
    ) -> None:
        self._port = port
        self._place = place
        self._cookie = cookie
        self._lost = lost
        self._data = b""
        self._open = False
        self._ready: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None
        self.position: StreamPosition | None = None
        self.inside = self.resumed = False
        self.jitter_ms = 0

    async def attend(self, line: DoorLine) -> None:
        """Ask for a ticket, open a socket, say hello, and wait until inside.

        Raises:
            OSError: if the line broke; ``TimeoutError`` after ``SECONDS``.
        """
        loop = asyncio.get_running_loop()
        pass_ = await ticket(line, self._cookie)
        self._data, self._open, self.inside = b"", False, False
        self._ready = loop.create_future()
        transport, _ = await loop.create_connection(lambda: self, "127.0.0.1", self._port)
        self._transport = transport
        transport.write(
            f"GET /ws?ticket={pass_}&place={self._place} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Origin: http://127.0.0.1:{self._port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: agora.1\r\n\r\n".encode()
        )
        async with asyncio.timeout(SECONDS):
            await self._ready

    def cut(self) -> None:
        """Break the line."""
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """Close with a code."""
        if self._transport is not None:
            self._transport.write(GOODBYE)
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._data += data
        if not self._open and not self._shake():
            return
        while (end := self._frame_end()) is not None:
            frame, self._data = self._data[: end[1]], self._data[end[1] :]
            self._take(frame[0] & 15, frame[end[0] :])

    def _shake(self) -> bool:
        head, mark, rest = self._data.partition(b"\r\n\r\n")
        if not mark:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.cut()
            return False
        self._open, self._data = True, rest
        assert self._transport is not None
        self._transport.write(hello_frame([self.position] if self.position else []))
        return True

    def _frame_end(self) -> tuple[int, int] | None:
        """Return where the payload of the first frame begins and ends, if it is whole."""
        if len(self._data) < 2:
            return None
        size, head = self._data[1] & 127, 2
        if size >= 126:
            head = 4 if size == 126 else 10
            if len(self._data) < head:
                return None
            size = int.from_bytes(self._data[2:head], "big")
        return (head, head + size) if len(self._data) >= head + size else None

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == 9 and self._transport is not None:
            self._transport.write(PONG)
        elif opcode == 2 and payload[:1] == b"\x00":
            self._message(msgpack.unpackb(payload[1:]))

    def _message(self, message: list[Any]) -> None:
        match message:
            case ["welcome", _, _, _, _, _, _, _, int(jitter), *_]:
                self.jitter_ms = jitter
            case ["here", _, _, int(jitter)]:
                self.jitter_ms = jitter
            case ["resumed" | "reset" as how, str(stream), str(epoch), int(seq), *_]:
                self.position = StreamPosition(stream, epoch, seq)
                self.resumed, self.inside = how == "resumed", True
                if self._ready is not None and not self._ready.done():
                    self._ready.set_result(None)
            case ["event", str(stream), _, int(seq), *_] if self.position is not None:
                self.position = StreamPosition(stream, self.position.epoch, seq)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell that the line is gone."""
        self._transport = None
        was_inside, self.inside = self.inside, False
        if was_inside:
            self._lost(self)
        elif self._ready is not None and not self._ready.done():
            self._ready.set_exception(exc or ConnectionResetError("the server ended the line"))


async def attend_all(tabs: Sequence[Tab], port: int, at_once: int = 48) -> int:
    """Let all attend, so many at a time; return how many got in."""
    waiting = iter(tabs)

    async def worker() -> None:
        line = DoorLine(port)
        for tab in waiting:
            with contextlib.suppress(OSError, TimeoutError):
                await tab.attend(line)
        line.close()

    await asyncio.gather(*[worker() for _ in range(at_once)])
    return sum(tab.inside for tab in tabs)
