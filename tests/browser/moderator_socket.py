"""A moderator's desk by program: orders over the wire, so that tests of other faces need no second page to steer."""

import asyncio
import itertools
from typing import Any

import aiohttp
import msgpack
from websockets.asyncio.client import ClientConnection, connect

from agora_server.transport import emit_typescript
from tests.guest import read

_acts = itertools.count()
SECONDS = 20
"""How long an order may take on a busy machine."""


class ModeratorSocket:
    """The desk of one forum, in the name of a visitor who signed in as staff.

    Attributes:
        parts: the newest of each part of the desk.
    """

    def __init__(self, socket: ClientConnection, forum: str) -> None:
        self._socket = socket
        self._forum = forum
        self.parts: dict[str, Any] = {}

    @classmethod
    async def open(cls, visitor: Any, forum: str) -> "ModeratorSocket":
        """Attend a forum's desk with the session of a visitor."""
        cookies = {one["name"]: one["value"] for one in await visitor.context.cookies()}
        async with aiohttp.ClientSession(cookies=cookies, headers={"Origin": visitor.origin}) as http:
            wish = {"digest": emit_typescript.digest()}
            async with http.post(f"{visitor.origin}/api/ticket", json=wish) as answer:
                ticket = (await answer.json())["ticket"]
        address = f"{visitor.origin.replace('http', 'ws', 1)}/ws?ticket={ticket}"
        socket = await connect(
            address, subprotocols=["agora.1"], origin=visitor.origin, compression=None, proxy=None, max_queue=None
        )
        line = cls(socket, forum)
        await line._send(["hello", emit_typescript.digest(), f"desk{next(_acts)}", "list", []])
        await line._until("welcome")
        await line._ask("attend", forum, "desk")
        return line

    async def order(self, order: str, **fields: object) -> None:
        """Give an order and wait until it is durable and its parts have come."""
        await self._ask("give_order", self._forum, {"order": order, **fields})

    async def seen(self, part: str, holds: Any) -> Any:
        """Wait until a part holds, and return it."""
        async with asyncio.timeout(SECONDS):
            while part not in self.parts or not holds(self.parts[part]):
                await self._next()
        return self.parts[part]

    async def next_entry(self) -> str:
        """Wait until somebody waits; return whose turn it is."""
        queue = await self.seen("queue", lambda found: found["rows"])
        return str(queue["rows"][0]["entry"])

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()

    async def _ask(self, kind: str, *fields: object) -> None:
        act = f"act{next(_acts)}"
        await self._send([kind, act, *fields])
        async with asyncio.timeout(SECONDS):
            while True:
                message = await self._next()
                if message[:2] == ["done", act]:
                    return
                assert message[:2] != ["refused", act], message

    async def _until(self, kind: str) -> None:
        async with asyncio.timeout(SECONDS):
            while (await self._next())[0] != kind:
                pass

    async def _send(self, message: list[object]) -> None:
        await self._socket.send(b"\x00" + msgpack.packb(message))

    async def _next(self) -> list[Any]:
        """Take the next message; parts are kept."""
        while True:
            frame = await self._socket.recv()
            message = read(frame) if isinstance(frame, bytes) else None
            if message is None:
                continue
            if message[0] in {"forum_reset", "forum_changed"}:
                self.parts |= {part["part"]: part for part in message[-1]}
            return message
