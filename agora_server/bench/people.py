"""
People for benchmarks: sessions and tickets through the real door, over lines that are kept.

A session is made once and used in many runs: its participant stands in the store of the bench's data folder.
Knows HTTP as far as our own server speaks it. Does not know: sockets, what is measured.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from agora_server.people.privacy import NOTICE_VERSION
from agora_server.transport import emit_typescript

digest = cache(emit_typescript.digest)
"""Of the protocol; asked for at every ticket."""
LINES = 12
"""Lines kept to the door: enough that the server never waits for us."""


class DoorLine:
    """One kept HTTP line to the door.

    Args:
        port: of the server on this machine.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, path: str, body: Any, cookie: str = "") -> tuple[Any, str]:
        """Post JSON and return the answer and the cookie that was set; an idle line that ended is opened anew.

        Raises:
            ConnectionError: if the server says no or is gone.
        """
        data = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nOrigin: http://127.0.0.1:{self._port}\r\n"
            f"Content-Type: application/json\r\nCookie: {cookie}\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        for attempt in (0, 1):
            try:
                return await self._once(head.encode() + data)
            except (asyncio.IncompleteReadError, OSError):
                self.close()
                if attempt:
                    raise
        raise AssertionError

    async def _once(self, request: bytes) -> tuple[Any, str]:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        body = json.loads(await self._reader.readexactly(int(fields.get("content-length", "0"))) or b"null")
        if " 200 " not in head[0]:
            raise RefusedError(f"{head[0]}: {body}")
        return body, fields.get("set-cookie", "").split(";", 1)[0]

    def close(self) -> None:
        """End the line."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


class RefusedError(Exception):
    """The door said no."""


async def come_in(port: int, first: int, count: int) -> list[str]:
    """Return the cookies of so many new sessions, named and numbered from ``first``."""
    cookies: list[str] = []

    async def one(line: DoorLine, number: int) -> None:
        wish = {"nickname": f"이웃 {number + 1}", "notice": NOTICE_VERSION, "of_age": True}
        cookies.append((await line.ask("/api/door", wish))[1])

    await _spread(port, range(first, first + count), one)
    return cookies


async def ticket(line: DoorLine, cookie: str) -> str:
    """Return a fresh ticket of a session."""
    answer, _ = await line.ask("/api/ticket", {"digest": digest()}, cookie)
    return str(answer["ticket"])


async def ask_tickets(port: int, cookies: Sequence[str], take: Callable[[str], None]) -> None:
    """Ask for a ticket for each session and hand each on at once: a ticket lives 30 s."""

    async def one(line: DoorLine, cookie: str) -> None:
        take(await ticket(line, cookie))

    await _spread(port, cookies, one)


async def _spread(port: int, items: Any, one: Callable[[DoorLine, Any], Any]) -> None:
    """Do something for each item over a few lines."""
    waiting = iter(items)

    async def worker() -> None:
        line = DoorLine(port)
        try:
            for item in waiting:
                await one(line, item)
        finally:
            line.close()

    await asyncio.gather(*[worker() for _ in range(LINES)])
