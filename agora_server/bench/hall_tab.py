"""
One tab of the light page for benchmarks: attends a forum, gives orders whose ids survive lines, sees a ballot open.

Knows: the messages of a forum as far as a benchmark minds them. Does not know: what is measured.
"""

import asyncio
import time
from typing import Any

from agora_server.bench.people import DoorLine
from agora_server.bench.tab import Tab
from agora_server.transport import wire
from rooms.forum.model.client_commands import ClientCommand
from rooms.forum.views.view_parts import ForumView
from rooms.wire.messages import Attend, ChangeView, ClientMessage, GiveCommand, View

ANSWER_S = 20.0
"""An act without an answer for this long has failed the benchmark."""


def masked(payload: bytes) -> bytes:
    """Return a client's frame with a mask of zeros."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return b"\x82" + length + bytes(4) + payload


class HallTab(Tab):
    """A citizen's phone.

    Attributes:
        opened: when it saw each ballot open, milliseconds, by id.
        drawn: the ballot that its page shows as one it can vote in; a later one takes its place, nothing else does.
        received: messages of the forum's stream; ``resets``: of them whole ones.
        bytes_in: of the forum's stream.
    """

    def __init__(self, port: int, cookie: str, forum: str) -> None:
        super().__init__(port, cookie)
        self.opened: dict[str, float] = {}
        self.received = self.resets = self.bytes_in = 0
        self._forum = forum
        self._acts = 0
        self._answers: dict[str, asyncio.Future[str]] = {}

    async def join(self, line: DoorLine) -> None:
        """Come in and attend.

        Raises:
            OSError: if the line broke or the forum refused; ``TimeoutError``.
        """
        await self.attend(line)
        self._send(ChangeView(View.LIST, hidden=True))
        if why := await self._answer(Attend(self._act(), self._forum, ForumView.PARTICIPANT)):
            raise ConnectionRefusedError(why)

    async def order(self, order: ClientCommand, line: DoorLine, *, cut: bool = False, twice: bool = False) -> float:
        """Give an order until it is answered; return the milliseconds from its last sending to the answer.

        Args:
            order: what is wished.
            line: for coming back.
            cut: break the line right after the first sending: nobody knows whether it arrived.
            twice: send it twice on the same line.

        Raises:
            OSError: if it was refused.
        """
        request = GiveCommand(self._act(), self._forum, order)
        if cut:
            self._send(request)
            await asyncio.sleep(0)
            self.cut()
            await asyncio.sleep(0)
            await self.join(line)
        since = time.monotonic()
        if twice:
            self._send(request)
        if why := await self._answer(request):
            raise ConnectionRefusedError(why)
        return (time.monotonic() - since) * 1_000

    def _act(self) -> str:
        self._acts += 1
        return f"a{id(self)}-{self._acts}"

    def _send(self, message: ClientMessage) -> None:
        if self._transport is None:
            raise ConnectionResetError
        self._transport.write(masked(wire.encode(message)))

    async def _answer(self, message: Attend | GiveCommand) -> str:
        waiting = asyncio.get_running_loop().create_future()
        self._answers[message.request_id] = waiting
        self._send(message)
        try:
            async with asyncio.timeout(ANSWER_S):
                return str(await waiting)
        finally:
            self._answers.pop(message.request_id, None)

    def _message(self, message: list[Any]) -> None:
        match message:
            case ["forum_reset" | "forum_changed" as kind, *_, list(parts)]:
                self.received += 1
                self.resets += kind == "forum_reset"
                self._look(parts)
            case ["done" | "refused" as kind, str(request_id), *rest]:
                if (waiting := self._answers.get(request_id)) is not None and not waiting.done():
                    waiting.set_result("" if kind == "done" else str(rest[0]))
            case _:
                super()._message(message)

    def _look(self, parts: list[dict[str, Any]]) -> None:
        for part in parts:
            if part["part"] == "ballot" and part["ballot"] is not None and part["ballot"]["state"] == "started":
                self.opened.setdefault(part["ballot"]["id"], time.time() * 1_000)
