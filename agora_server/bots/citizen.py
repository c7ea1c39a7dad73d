"""
One bot on its socket: hello, walking, talking, and coming back when the connection is lost.

Knows: the protocol as a client speaks it. Does not know: other bots (they meet in ``tally.py``).
"""

import asyncio
import random
import time
from itertools import count

import msgpack
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from agora_server.bots.door import BotSession, DoorClosedError
from agora_server.bots.tally import Tally
from agora_server.bots.walking import Walker
from agora_server.transport import emit_typescript, wire
from rooms.base.frames import pack_move
from rooms.base.geometry import metres
from rooms.wire.messages import Hello, Reach, Say, StreamPosition, View

STEP_S = 0.1
"""A bot speaks at every step while it walks, so that every delivery can be timed."""
GIVE_UP_S = 60.0
"""Without a byte for this long a bot ends: longer than a restart, short enough that none outlives its server."""
SENTENCES = (
    "안녕하세요, 반갑습니다.",
    "오늘 토론은 몇 시에 시작하나요?",
    "수로왕릉 쪽으로 같이 걸으실래요?",
    "연지공원이 참 예쁘네요.",
    "우리 동네에 도서관이 더 있으면 좋겠어요.",
    "경전철을 타고 왔습니다.",
    "좋은 의견이네요.",
    "시청 앞에서 만나요.",
    "주민참여예산 이야기를 듣고 싶어요.",
    "버스가 조금 더 자주 오면 좋겠습니다.",
)
NAMES = ("수로", "허황", "가야", "연지", "분성", "진영", "장유", "대성", "구지", "해반", "율하", "봉황")


def name_of(number: int) -> str:
    """Return the name of a bot; it says that nobody is behind it."""
    return f"가상이웃 {NAMES[number % len(NAMES)]} {number + 1}"


class Citizen:
    """One bot.

    Args:
        number: makes name and tab its own.
    """

    def __init__(self, number: int, origin: str, walker: Walker, tally: Tally, *, walks: bool, talks: bool) -> None:
        self._number = number
        self._door = BotSession(origin)
        self._walker = walker
        self._tally = tally
        self._walks, self._talks = walks, talks
        self._acts = count()
        self._slot = -1
        self._seen: StreamPosition | None = None
        self._heard = time.monotonic()
        self._rng = random.Random(number)  # noqa: S311 - behaviour, not secrets

    async def live(self) -> None:
        """Come in and stay until cancelled; a lost connection is taken up again.

        Raises:
            DoorClosedError: if the door stays closed.
            OSError: if no line was open for ``GIVE_UP_S``: the server is gone, and so are its bots.
        """
        await asyncio.to_thread(self._door.enter, name_of(self._number))
        while True:
            try:
                await self._attend()
            except (OSError, WebSocketException) as error:
                if time.monotonic() - self._heard > GIVE_UP_S:
                    raise OSError("the server is gone") from error
                self._tally.lost += 1
                await asyncio.sleep(self._rng.uniform(0.3, 2.0))

    async def _dial(self) -> ClientConnection:
        """Return a socket that said hello."""
        ticket = await asyncio.to_thread(self._door.ticket)
        socket = await connect(
            f"{self._door.socket_address}?ticket={ticket}",
            subprotocols=[Subprotocol("agora.1")],
            origin=Origin(self._door.origin),
            compression=None,
            ping_interval=None,
            proxy=None,
        )
        seen = [self._seen] if self._seen else []
        await socket.send(wire.encode(Hello(emit_typescript.digest(), f"bot{self._number}", View.SPACE, seen)))
        return socket

    async def _attend(self) -> None:
        """One socket, from hello to its end."""
        async with await self._dial() as socket:
            walk = asyncio.create_task(self._walk(socket))
            try:
                async for frame in socket:
                    assert isinstance(frame, bytes), "the server speaks binary"
                    self._take(frame)
            finally:
                walk.cancel()
        raise ConnectionResetError(socket.close_code)

    def _take(self, frame: bytes) -> None:
        """Take one frame of the server."""
        self._tally.bytes_in += len(frame)
        self._heard = time.monotonic()
        if frame[0] == 2:
            self._tally.frame(frame, self._slot)
        elif frame[0] == 0:
            self._message(msgpack.unpackb(frame[1:]))

    def _message(self, message: list[object]) -> None:
        """Take what a bot minds of the messages."""
        match message:
            case ["welcome", _, int(slot), int(x), int(y), *_]:
                self._tally.inside += self._slot < 0
                self._slot = slot
                self._walker.put(metres(x), metres(y))
            case ["placed", int(x), int(y), *_]:
                self._walker.put(metres(x), metres(y))
            case ["refused", *_]:
                self._tally.refused += 1
            case ["resumed", str(stream), str(epoch), int(seq)]:
                self._tally.resumed += 1
                self._seen = StreamPosition(stream, epoch, seq)
            case ["reset", str(stream), str(epoch), int(seq), *_]:
                self._seen = StreamPosition(stream, epoch, seq)
            case ["event", str(stream), _, int(seq), *_] if self._seen:
                self._seen = StreamPosition(stream, self._seen.epoch, seq)

    async def _walk(self, socket: ClientConnection) -> None:
        """Walk and talk in steps."""
        await asyncio.sleep(self._rng.uniform(0, STEP_S))
        next_words = time.monotonic() + self._rng.uniform(3, 30)
        for seq in count():
            now = time.monotonic()
            if self._slot >= 0 and self._walks and self._walker.step(now, STEP_S):
                x, y, heading = self._walker.units()
                self._tally.sent(self._slot, x, y)
                await socket.send(pack_move(seq & 255, x, y, heading, self._walker.gait))
            if self._slot >= 0 and self._talks and now >= next_words:
                next_words = now + self._rng.uniform(15, 60)
                request_id = f"b{self._number}-{next(self._acts)}"
                await socket.send(wire.encode(Say(request_id, Reach.SAY, None, self._rng.choice(SENTENCES))))
            await asyncio.sleep(max(0.0, STEP_S - (time.monotonic() - now)))


__all__ = ["Citizen", "DoorClosedError"]
