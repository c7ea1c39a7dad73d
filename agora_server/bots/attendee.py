"""
One bot's tab in a forum: it attends, gives orders until each is answered, and comes back when its line breaks.

    order → sent (the line may be cut on purpose) → answered, or: back on a new line, the same act again

An act keeps its id over lines, so the server carries it out once. Knows: the protocol as a client speaks it. Does not
know: what a bot wants (``hall_mind.py``).
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

import msgpack
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from agora_server.bots.door import BotSession, DoorClosedError
from agora_server.bots.hall_tally import HallTally
from agora_server.transport import emit_typescript, wire
from rooms.forum.model.client_commands import ClientCommand
from rooms.forum.model.terms import Signal
from rooms.forum.views.view_parts import ForumView
from rooms.wire.messages import Attend, ClientMessage, GiveCommand, Hello, ShowSignal, StreamPosition, View

ANSWER_S = 10.0
"""Without an answer for this long on a line that lives, an act counts as unanswered and is sent again."""
GIVE_UP_S = 60.0
"""Without a line for this long a bot ends: its server is gone."""
BACK_S = (0.2, 2.0)
"""Between two tries to come back: many bots are not one burst."""
PASSING = frozenset({"too_fast", "internal"})
"""Refusals that a client meets by trying again a little later: too much at once, or trouble of the server."""

Where = Callable[[], Awaitable[str]]
"""Tells the id of the forum to attend now."""


class LineLostError(Exception):
    """The line broke before the answer came."""


class Attendee:
    """One tab.

    Args:
        door: a session that came in.
        where: which forum.
        tally: what is counted.
        number: makes the tab and its random numbers its own.
        drops: share of orders after which the connection is cut on purpose, 0 to 1.

    Attributes:
        forum: the forum it attends.
        parts: the newest part of each tag.
    """

    def __init__(
        self,
        door: BotSession,
        where: Where,
        tally: HallTally,
        *,
        number: int,
        drops: float = 0.0,
        view: ForumView = ForumView.PARTICIPANT,
        district: str = "",
    ) -> None:
        self.forum = ""
        self.parts: dict[str, dict[str, Any]] = {}
        self.rng = random.Random(number)  # noqa: S311 - behaviour, not secrets
        self._door, self._where, self._tally = door, where, tally
        self._tab = f"hall{number}-{self.rng.randrange(10**6)}"
        self._drops, self._face, self._district = drops, view, district
        self._acts = count()
        self._answers: dict[str, asyncio.Future[str]] = {}
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._seen: StreamPosition | None = None
        self._inside = False

    # ---- the line ----

    async def come(self) -> None:
        """Have a line that attends; where it broke, or the forum is over, come to the one that is on now.

        Raises:
            DoorClosedError: if the server lets nobody in.
            OSError: if no line could be had for ``GIVE_UP_S``: the server is gone.
        """
        if self._over() and await self._where() != self.forum:
            await self.leave()
        gone = time.monotonic()
        while self._socket is None:
            try:
                await self._dial()
            except (OSError, WebSocketException, LineLostError) as error:
                await self.leave()
                if time.monotonic() - gone > GIVE_UP_S:
                    raise OSError("the server is gone") from error
                await asyncio.sleep(self.rng.uniform(*BACK_S))

    def _over(self) -> bool:
        """Tell whether the forum that is attended is closed."""
        return self.parts.get("head", {}).get("phase") == "closed"

    async def _dial(self) -> None:
        """Open a line, say hello, attend."""
        await self.leave()
        forum = await self._where()
        if forum != self.forum:
            self.forum, self.parts, self._seen = forum, {}, None
        ticket = await asyncio.to_thread(self._door.ticket)
        socket = await connect(
            f"{self._door.socket_address}?ticket={ticket}",
            subprotocols=[Subprotocol("agora.1")],
            origin=Origin(self._door.origin),
            compression=None,
            ping_interval=None,
            proxy=None,
        )
        self._socket = socket
        self._reader = asyncio.create_task(self._read(socket))
        positions = [self._seen] if self._seen else []
        await self._send(Hello(emit_typescript.digest(), self._tab, View.LIST, positions))
        why = await self._answer(Attend(self._act(), forum, self._face, district=self._district))
        if why in PASSING:
            raise LineLostError
        if why:
            raise DoorClosedError(why)
        if not self._inside:
            self._inside = True
            self._tally.inside += 1

    async def leave(self) -> None:
        """Close the line; the place in the queue stays."""
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.transport.abort()
        if self._reader is not None:
            await asyncio.wait([self._reader])
            self._reader = None

    async def _read(self, socket: ClientConnection) -> None:
        """Take what comes until the line ends; whoever waits for an answer is told."""
        try:
            async for frame in socket:
                if isinstance(frame, bytes) and frame[:1] == b"\x00":
                    self._take(msgpack.unpackb(frame[1:]))
        except WebSocketException:
            pass
        if self._socket is socket:
            self._socket = None
            self._tally.lost += 1
        for waiting in self._answers.values():
            if not waiting.done():
                waiting.set_exception(LineLostError())

    def _take(self, message: list[Any]) -> None:
        match message:
            case ["forum_reset", str(stream), str(epoch), int(seq), _, list(parts)]:
                self._seen, self.parts = StreamPosition(stream, epoch, seq), {}
                self._fold(parts)
            case ["forum_changed", str(stream), _, int(seq), list(parts)] if self._seen is not None:
                self._seen = StreamPosition(stream, self._seen.epoch, seq)
                self._fold(parts)
            case ["done", str(request_id)]:
                self._settle(request_id, "")
            case ["refused", str(request_id), str(why), *_]:
                self._settle(request_id, why)

    def _fold(self, parts: list[dict[str, Any]]) -> None:
        self.parts.update({part["part"]: part for part in parts})

    def _settle(self, request_id: str, why: str) -> None:
        if (waiting := self._answers.get(request_id)) is not None and not waiting.done():
            waiting.set_result(why)

    async def _send(self, message: ClientMessage) -> None:
        if self._socket is None:
            raise LineLostError
        try:
            await self._socket.send(wire.encode(message))
        except WebSocketException:
            raise LineLostError from None

    def _act(self) -> str:
        return f"{self._tab}-{next(self._acts)}"

    async def _answer(self, message: Attend | GiveCommand | ShowSignal) -> str:
        """Send a message and return the code of its refusal, or an empty string.

        Raises:
            LineLostError: if the line broke first.
            TimeoutError: after ``ANSWER_S``.
        """
        waiting: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._answers[message.request_id] = waiting
        try:
            await self._send(message)
            async with asyncio.timeout(ANSWER_S):
                return await waiting
        finally:
            self._answers.pop(message.request_id, None)
            if waiting.done() and not waiting.cancelled():
                waiting.exception()

    # ---- acts ----

    async def order(self, order: ClientCommand) -> str:
        """Give an order until it is answered; return the code of its refusal, or an empty string."""
        request = GiveCommand(self._act(), self.forum, order)
        cut = self.rng.random() < self._drops
        while True:
            since = time.monotonic()
            try:
                if cut:
                    cut = False
                    await self._cut_after(request)
                why = await self._answer(request)
            except LineLostError:
                self._tally.again += 1
                await self.come()
                if request.forum != self.forum:
                    return "forum_closed"
            except TimeoutError:
                self._tally.unanswered += 1
            else:
                self._tally.answered(type(order).__name__, why, since)
                if why not in PASSING:
                    return why
                await asyncio.sleep(1)

    async def _cut_after(self, request: GiveCommand) -> None:
        """Send an act and cut the line: nobody knows whether it arrived."""
        await self._send(request)
        await asyncio.sleep(self.rng.uniform(0, 0.02))
        self._tally.cut += 1
        await self.leave()
        raise LineLostError

    async def show(self, signal: str) -> None:
        """Show a signal, once."""
        try:
            await self._answer(ShowSignal(self._act(), self.forum, Signal(signal)))
        except (LineLostError, TimeoutError):
            return
