"""
Three benchmarks beside the walking crowd: idle connections, many comings and goings, many joins at once.

``idle`` and ``churn`` load the connection and the crowd alone; ``joins`` goes through the real door of a server
that runs (session, ticket, socket), all from one address.
"""

import asyncio
import time
from pathlib import Path
from typing import Any

from agora_server.bench.runner import Plan, Server, cores, hello_frame, resident_kib
from agora_server.bots.fleet import JOIN_AT_ONCE, join_only

HEAD = (
    b"GET /ws?ticket=bench HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: agora.1\r\n\r\n"
)
AT_ONCE = 100
IDLE = 5_000
CHURN = 20_000
JOINS = 500


def descriptors(pid: int) -> int:
    """Return how many descriptors a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


async def _open(port: int) -> asyncio.StreamWriter:
    """Open one socket, say hello and wait for the welcome."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HEAD)
    await reader.readuntil(b"\r\n\r\n")
    writer.write(hello_frame())
    await reader.readexactly(2)
    return writer


def idle(count: int = IDLE) -> dict[str, Any]:
    """Return the resident memory that a connection costs which says hello and then nothing."""
    server = Server(Plan(count), cores()[0])
    try:
        return asyncio.run(_idle(server, count))
    finally:
        server.stop()


async def _idle(server: Server, count: int) -> dict[str, Any]:
    writers: list[asyncio.StreamWriter] = []
    writers += await asyncio.gather(*[_open(server.port) for _ in range(AT_ONCE)])
    before = resident_kib(server.pid)
    while len(writers) < count:
        writers += await asyncio.gather(*[_open(server.port) for _ in range(AT_ONCE)])
    each = (resident_kib(server.pid) - before) / (count - AT_ONCE)
    for writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0.5)
    return {"connections": count, "kib_per_connection": round(each, 1)}


def churn(count: int = CHURN) -> dict[str, Any]:
    """Return memory and descriptors before and after many sockets came and went."""
    server = Server(Plan(1), cores()[0])
    try:
        return asyncio.run(_churn(server, count))
    finally:
        server.stop()


async def _churn(server: Server, count: int) -> dict[str, Any]:
    async def round_() -> None:
        writers = await asyncio.gather(*[_open(server.port) for _ in range(AT_ONCE)])
        for number, writer in enumerate(writers):
            if number % 2:
                writer.write(b"\x88\x82\x00\x00\x00\x00\x03\xe8")
                writer.close()
            else:
                writer.transport.abort()

    # memory is judged after a tenth: allocator and caches have grown to their working size by then
    for _ in range(count // 10 // AT_ONCE):
        await round_()
    await asyncio.sleep(1)
    before = (resident_kib(server.pid), descriptors(server.pid))
    for _ in range((count - count // 10) // AT_ONCE):
        await round_()
    await asyncio.sleep(1)
    after = (resident_kib(server.pid), descriptors(server.pid))
    return {
        "connects": count,
        "rss_growth_kib": after[0] - before[0],
        "descriptors_before": before[1],
        "descriptors_after": after[1],
    }


def joins(url: str, count: int = JOINS) -> dict[str, Any]:
    """Return how long so many joins from one address took: session, ticket, socket, welcome."""
    start = time.monotonic()
    inside = asyncio.run(join_only(url, count))
    return {"asked": count, "inside": inside, "seconds": round(time.monotonic() - start, 1), "at_once": JOIN_AT_ONCE}
