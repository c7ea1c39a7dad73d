"""
One attacker: hostile frames over many short-lived lines, each within the published rates, every answer counted.

Run as a program (``python -m tests.fuzz.attack <origin> <seed> <frames>``) it prints its tally as JSON, so that
several cores can attack at once.
"""

import asyncio
import contextlib
import dataclasses
import itertools
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator

import websockets

from agora_server.transport import wire
from rooms.wire.messages import Hello, Leave, Sync
from tests import guest
from tests.fuzz import corpus

A_LINE = 100
"""Frames a line: fewer than the 120 commands that a line may send at once, so that none is thrown away as abuse."""
A_GUEST = 20
"""Lines a guest: fewer than the 30 tickets that a session has in a minute."""
AT_ONCE = 8
"""Guests at once in one process."""
ANSWER_S = 30.0
"""A line that answers nothing for so long is stuck."""
MARK = 2**52 - 1
"""Stands in ``sync`` behind the last frame of a line: its answer tells that every frame before it was judged."""


@dataclasses.dataclass
class Tally:
    """What was sent and what came back.

    Attributes:
        sent: frames written.
        judged: frames that were judged for sure: the mark behind them was answered, or the line was ended by them.
        ended_early: lines that were closed before their mark was answered, though no frame asked for it.
        kinds: server messages by their type.
        refusals: by code.
        codes: close codes of lines that the server ended.
        stuck: lines that neither answered nor closed.
    """

    sent: int = 0
    judged: int = 0
    ended_early: int = 0
    stuck: int = 0
    kinds: Counter[str] = dataclasses.field(default_factory=Counter)
    refusals: Counter[str] = dataclasses.field(default_factory=Counter)
    codes: Counter[int] = dataclasses.field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the tally of another attacker."""
        for field in dataclasses.fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def to_json(self) -> str:
        """Return the tally as one line."""
        return json.dumps(vars(self))

    @classmethod
    def from_json(cls, text: str) -> "Tally":
        """Return the tally of a line."""
        rows = json.loads(text)
        codes = Counter({int(code): number for code, number in rows.pop("codes").items()})
        kinds, refusals = Counter(rows.pop("kinds")), Counter(rows.pop("refusals"))
        return cls(**rows, kinds=kinds, refusals=refusals, codes=codes)


def ends_the_line(frame: bytes) -> bool:
    """Tell whether the server ends a line after a frame, as documented: a second hello, leaving, one over the size."""
    if len(frame) > wire.MAX_FRAME_BYTES:
        return True
    try:
        return isinstance(wire.decode(frame), Hello | Leave)
    except wire.Malformed:
        return False


def lines(frames: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Yield the frames of one line after the other; a frame that ends the line is the last of its line."""
    while batch := list(itertools.islice(frames, A_LINE)):
        part: list[bytes] = []
        for frame in batch:
            part.append(frame)
            if ends_the_line(frame):
                yield part
                part = []
        if part:
            yield part


async def attack(origin: str, seed: int, count: int) -> Tally:
    """Send the frames of a seed; return what came of them."""
    tally = Tally()
    left = lines(corpus.frames(seed, count))
    await asyncio.gather(*(_guests(origin, left, tally, f"{seed}-{number}") for number in range(AT_ONCE)))
    return tally


async def _guests(origin: str, left: Iterator[list[bytes]], tally: Tally, name: str) -> None:
    """Come in as one named guest after the other until nothing is left."""
    for number in itertools.count():
        share = list(itertools.islice(left, A_GUEST))
        if not share:
            return
        async with guest.guest(origin, f"벗 {name}-{number}") as attacker:
            for batch in share:
                await _line(attacker, batch, tally)


async def _line(attacker: guest.Guest, batch: list[bytes], tally: Tally) -> None:
    socket = await attacker.attach()
    reader = asyncio.create_task(_read(socket, tally))
    sent = 0
    with contextlib.suppress(websockets.ConnectionClosed):
        for frame in batch:
            await socket.send(frame)
            sent += 1
        await socket.send(wire.encode(Sync(MARK)))
    tally.sent += sent
    try:
        async with asyncio.timeout(ANSWER_S):
            answered = await reader
    except TimeoutError:
        tally.stuck += 1
        await socket.close()
        return
    await socket.close()
    if not answered:
        tally.codes[socket.close_code or 0] += 1
    meant = not answered and ends_the_line(batch[-1])
    tally.judged += len(batch) if answered or meant else 0
    tally.ended_early += not answered and not meant


async def _read(socket: websockets.ClientConnection, tally: Tally) -> bool:
    """Count answers until the mark (``True``) or the end (``False``)."""
    with contextlib.suppress(websockets.ConnectionClosed):
        async for frame in socket:
            message = guest.read(frame) if isinstance(frame, bytes) else None
            if message is None:
                continue
            tally.kinds[message[0]] += 1
            if message[0] == "refused":
                tally.refusals[message[2]] += 1
            if message[0] == "synced" and message[1] == MARK:
                return True
    return False


if __name__ == "__main__":
    os.nice(15)  # on a machine of few cores the server's own stalls are to be seen, not its wait for a core
    print(asyncio.run(attack(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))).to_json())
