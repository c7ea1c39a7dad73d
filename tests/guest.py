"""A guest by program: through the door for a cookie, for a ticket, and onto a socket. Used by fuzz and load tests."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgpack
from websockets.asyncio.client import ClientConnection, connect

from agora_server.transport import emit_typescript, wire
from rooms.wire import messages
from rooms.wire.messages import Hello, StreamPosition, View

_numbers = itertools.count()


class Guest:
    """One guest who passed the door.

    Attributes:
        origin: of the server.
        http: with the session cookie.
        tab: the id of the tab; the same for every socket of it.
    """

    def __init__(self, origin: str, http: aiohttp.ClientSession) -> None:
        self.origin = origin
        self.http = http
        self.tab = f"tab{next(_numbers)}"

    async def ticket(self) -> str:
        """Return a fresh ticket."""
        async with self.http.post(f"{self.origin}/api/ticket", json={"digest": emit_typescript.digest()}) as answer:
            body = await answer.json()
            assert answer.status == 200, body
            return str(body["ticket"])

    async def socket(self) -> ClientConnection:
        """Return an open socket that has not said hello."""
        address = self.origin.replace("http", "ws", 1) + f"/ws?ticket={await self.ticket()}"
        return await connect(
            address, subprotocols=["agora.1"], origin=self.origin, compression=None, ping_interval=None, proxy=None
        )

    async def attach(self, positions: Iterable[StreamPosition] = (), view: View = View.LIST) -> ClientConnection:
        """Return a socket that said hello."""
        socket = await self.socket()
        await socket.send(wire.encode(Hello(emit_typescript.digest(), self.tab, view, list(positions))))
        return socket


@asynccontextmanager
async def guest(origin: str, name: str | None = None) -> AsyncIterator[Guest]:
    """Come in by the door; go without leaving."""
    headers = {"Origin": origin}
    async with aiohttp.ClientSession(headers=headers, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        async with http.get(f"{origin}/api/door") as answer:
            notice = (await answer.json())["notice"]["version"]
        body = {"nickname": name, "notice": notice if name else "", "of_age": name is not None}
        async with http.post(f"{origin}/api/door", json=body) as answer:
            assert answer.status == 200, await answer.text()
        yield Guest(origin, http)


def read(frame: bytes) -> list[Any] | None:
    """Return a server message as its array, or ``None`` for a frame of another kind."""
    return msgpack.unpackb(frame[1:]) if frame[:1] == b"\x00" else None


async def until(socket: ClientConnection, kind: str, seconds: float = 10) -> list[list[Any]]:
    """Return every message up to and with the first of a kind."""
    seen: list[list[Any]] = []
    async with asyncio.timeout(seconds):
        async for frame in socket:
            assert isinstance(frame, bytes)
            message = read(frame)
            if message is not None:
                seen.append(message)
                if message[0] == kind:
                    return seen
    raise AssertionError(f"closed with {socket.close_code} before {kind}: {seen}")


def command(message: messages.ClientMessage) -> bytes:
    """Return the frame of a command."""
    return wire.encode(message)
