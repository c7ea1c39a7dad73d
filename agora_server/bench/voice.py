"""
What a voice costs: one speaks, a thousand listen in one hall, in turns silent and spoken to; then 1 % of them stall.

Cost is the processor time of the server's process, silent windows and spoken ones in turn within one run: first with
all of them in the square, where the voice rides in writes that are made anyway, then on the light page, where it is
all that is written. How late a voice is, is read from the server's own time in each frame: from its taking to the
listener's socket.
Knows: the frames of a voice. Does not know: sound, forums. The mark stands in ``report.py``.
"""

import asyncio
import socket
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from agora_server.bench.measured_server import FORUM
from agora_server.bench.runner import Bed, ServerProcess, cpu_seconds
from agora_server.bench.tab import Tab, attend_all
from agora_server.transport import wire
from rooms.base.frames import KIND_VOICE
from rooms.wire.messages import ChangeView, Listen, View
from rooms.wire.voice import DOWN, pack_up

PLACE = "city-hall"
LISTENERS = 1_000
STALLED = 10
"""One in a hundred."""
PAIRS = 3
WINDOW_S = 5.0
FRAME_S = 0.04
"""Two packets a frame, as the client sends."""
PACKET = bytes(60)
"""24 kbit/s at 20 ms."""
HEAVY = bytes(200)
"""What a voice may weigh at most: a stalled connection fills sooner."""
STALL_S = 6.0
"""Until the buffers of a stalled connection are full, and not so long that with the window it counts as dead (25 s)."""

BACK_S = 20
"""What a stalled connection may take to hear the newest words again: its window grows slowly."""


def masked(payload: bytes) -> bytes:
    """Return a client's frame with a mask of zeros."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return b"\x82" + length + bytes(4) + payload


class VoiceReceiver(Tab):
    """A tab that hears.

    Attributes:
        seqs: numbers of the frames that came.
        ways: milliseconds from the server's taking to here.
    """

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(port, cookie, PLACE)
        self.seqs: list[int] = []
        self.ways: list[int] = []

    def write(self, payload: bytes) -> None:
        """Send a frame, while there is a line."""
        if self._transport is not None:
            self._transport.write(masked(payload))

    def stall(self) -> None:
        """Read no more; a small window makes that felt at the other end soon."""
        if self._transport is not None:
            self._window(self._transport, 4_096)
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read on, as fast as before."""
        if self._transport is not None:
            self._window(self._transport, 262_144)
            self._transport.resume_reading()

    @staticmethod
    def _window(transport: asyncio.Transport, size: int) -> None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)

    def forget(self) -> None:
        """Begin a window."""
        self.seqs, self.ways = [], []

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == 2 and payload[:1] == bytes([KIND_VOICE]):
            _, _, _, seq, at = DOWN.unpack_from(payload)
            self.seqs.append(seq)
            self.ways.append((time.time_ns() // 1_000_000 - at) % 2**32)
            return
        super()._take(opcode, payload)


class VoiceSender:
    """Sends a voice over a tab.

    Attributes:
        sent: numbers of the frames that went out in this window.
    """

    def __init__(self, tab: VoiceReceiver) -> None:
        self._tab = tab
        self._seq = 0
        self.sent: list[int] = []

    async def speak(self, seconds: float, packet: bytes = PACKET) -> None:
        """Speak for so long, by the clock: a late frame is followed by the next one at once."""
        start = time.monotonic()
        self.sent = []
        for number in range(int(seconds / FRAME_S)):
            await asyncio.sleep(max(0.0, start + number * FRAME_S - time.monotonic()))
            self._tab.write(pack_up(self._seq, int(time.monotonic() * 1_000), [packet, packet]))
            self.sent.append(self._seq)
            self._seq = (self._seq + 2) % 2**16


def voice(bed: Bed, listeners: int = LISTENERS, pairs: int = PAIRS, seconds: float = WINDOW_S) -> dict[str, Any]:
    """Return what a voice costs a server with so many listeners, and what stalled ones do to the others."""
    server = bed.server(listeners + 1)
    try:
        return asyncio.run(_voice(bed, server, listeners, pairs, seconds))
    finally:
        server.stop()


async def _voice(bed: Bed, server: ServerProcess, listeners: int, pairs: int, seconds: float) -> dict[str, Any]:
    tabs = [VoiceReceiver(server.port, cookie) for cookie in bed.cookies[: listeners + 1]]
    inside = await attend_all(tabs[:1], server.port)
    server.ask("floor")  # to the only one inside
    inside += await attend_all(tabs[1:], server.port)
    for tab in tabs[1:]:
        tab.write(wire.encode(Listen("l1", FORUM, True)))
    speaker = VoiceSender(tabs[0])
    await speaker.speak(2.0)
    square = await _costs(server, speaker, pairs, seconds)
    for tab in tabs:
        tab.write(wire.encode(ChangeView(View.LIST, hidden=True)))
    light = await _costs(server, speaker, pairs, seconds)
    stalled = await _stalled(server, speaker, tabs[1:], seconds)
    gone = inside - sum(tab.inside for tab in tabs)
    for tab in tabs:
        tab.cut()
    return {"listeners": inside - 1, "square": square, "light": light, **stalled, "lines_lost": gone}


async def _costs(server: ServerProcess, speaker: VoiceSender, pairs: int, seconds: float) -> dict[str, Any]:
    """Measure windows in turn: silent, spoken to."""
    silent, spoken = [], []
    for _ in range(pairs):
        await asyncio.sleep(1)
        silent.append(await _percent(server, asyncio.sleep(seconds), seconds))
        await speaker.speak(1.0)
        spoken.append(await _percent(server, speaker.speak(seconds), seconds))
    points = median(b - a for a, b in zip(silent, spoken, strict=True))
    return {"silent_percent": silent, "spoken_percent": spoken, "points": round(points, 1)}


async def _percent(server: ServerProcess, doing: Any, seconds: float) -> float:
    """Return which share of a core the server used while something was done."""
    before = cpu_seconds(server.pid)
    await doing
    return round((cpu_seconds(server.pid) - before) / seconds * 100, 1)


async def _stalled(
    server: ServerProcess, speaker: VoiceSender, ears: list[VoiceReceiver], seconds: float
) -> dict[str, Any]:
    """Compare healthy listeners before and while some stall; then let these read on."""
    sick, healthy = ears[:STALLED], ears[STALLED:]
    calm = await _heard(speaker, healthy, seconds)
    for tab in sick:
        tab.stall()
    before = server.ask("report")
    await speaker.speak(STALL_S, HEAVY)
    rough = await _heard(speaker, healthy, seconds)
    after = server.ask("report")
    for tab in sick:
        tab.resume()
    back = await _back(speaker, sick)
    return {
        "stalled": len(sick),
        "seen_stalled": after["skipped"] > before["skipped"],
        "calm_p99_ms": calm["p99_ms"],
        "rough_p99_ms": rough["p99_ms"],
        "lost_frames": calm["lost"] + rough["lost"],
        "stalled_back": back,
    }


async def _back(speaker: VoiceSender, sick: Sequence[VoiceReceiver]) -> int:
    """Speak on until all who stalled hear the newest words; return how many do."""
    back = 0
    for _ in range(BACK_S):
        for tab in sick:
            tab.forget()
        await speaker.speak(1.0)
        await asyncio.sleep(0.3)
        back = sum(set(speaker.sent) <= set(tab.seqs) for tab in sick)
        if back == len(sick):
            break
    return back


async def _heard(speaker: VoiceSender, ears: Sequence[VoiceReceiver], seconds: float) -> dict[str, int]:
    """Speak at the heaviest; return how late the voice was and how many frames did not come."""
    for tab in ears:
        tab.forget()
    await speaker.speak(seconds, HEAVY)
    await asyncio.sleep(0.5)
    ways = sorted(way for tab in ears for way in tab.ways)
    lost = sum(len(set(speaker.sent) - set(tab.seqs)) for tab in ears)
    return {"p99_ms": ways[int(len(ways) * 0.99)] if ways else -1, "lost": lost}
