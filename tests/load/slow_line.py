"""A line of so many bits a second between a browser and a server: a TCP proxy that lets bytes through as they fit."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

CHUNK = 1_400
"""Bytes at a time, about a packet: who waits behind another connection waits for packets, not for files."""


class Way:
    """One direction of the line, shared by all connections on it.

    Attributes:
        carried: bytes so far.
    """

    def __init__(self, bits_per_s: int, delay_s: float) -> None:
        self._bytes_per_s = bits_per_s / 8
        self._delay_s = delay_s
        self._free_at = 0.0
        self.carried = 0

    async def carry(self, size: int) -> None:
        """Return when so many bytes have gone over the line."""
        loop = asyncio.get_running_loop()
        self._free_at = max(self._free_at, loop.time()) + size / self._bytes_per_s
        self.carried += size
        await asyncio.sleep(self._free_at - loop.time())

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection's bytes until it ends."""
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                await self.carry(len(data))
                asyncio.get_running_loop().call_later(self._delay_s, _write, writer, data)
        asyncio.get_running_loop().call_later(self._delay_s, writer.close)


def _write(writer: asyncio.StreamWriter, data: bytes) -> None:
    if not writer.is_closing():
        writer.write(data)


@contextlib.asynccontextmanager
async def slow_line(port: int, bits_per_s: int, delay_s: float) -> AsyncIterator[tuple[int, Way]]:
    """Open a line to a port of this machine; give the port of its near end, and the way down."""
    up, down = Way(bits_per_s, delay_s), Way(bits_per_s, delay_s)
    pumps: set[asyncio.Task[None]] = set()
    writers: list[asyncio.StreamWriter] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        writers.extend((writer, far_writer))
        for way in (up.pump(reader, far_writer), down.pump(far_reader, writer)):
            task = asyncio.create_task(way)
            pumps.add(task)
            task.add_done_callback(pumps.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], down
    finally:
        server.close()
        for task in list(pumps):
            task.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
        for writer in writers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)
