"""
The voice of the floor as bytes: Opus packets up from who speaks, the same packets down to all who listen.

    up (client)     kind 3 | count u8 | seq u16 | stamp u32 | packet*
    down (server)   kind 3 | count u8 | turn u16 | seq u16 | at u32 | packet*
    packet          size u8 | bytes                          an Opus packet of 20 ms, mono, 48 kHz

``seq`` numbers the first packet of the frame and grows by one each 20 ms; ``stamp`` is when that packet was
captured, in milliseconds of any clock of the speaker that runs evenly; ``at`` is when the server took it, in
milliseconds UTC modulo 2^32. ``turn`` changes with every line that begins to speak: a decoder starts afresh.
The packets of a frame go down as they came up, untouched: one copy for all.

Knows: the layout, and how much of a voice is taken. Does not know: who has the floor, sockets, sound.
"""

import struct
from dataclasses import dataclass
from enum import StrEnum

from rooms.base.errors import Refusal, Why
from rooms.base.frames import KIND_VOICE

UP = struct.Struct("<BBHI")
DOWN = struct.Struct("<BBHHI")
PACKET_MS = 20
MAX_PACKETS = 5
"""Packets of a frame: 100 ms. More would wait at the speaker for no use: the tick is no longer."""
MAX_PACKET_BYTES = 200
"""Of one packet: 80 kbit/s, three times what is asked of the encoder; five of them fit into the bound below."""
BYTES_PER_100_MS = 1_024
"""What a voice may weigh, on the average."""
BURST_BYTES = 4 * BYTES_PER_100_MS
"""What may come at once: a speaker's line that stood still for most of a second."""
OLD_MS = 1_000
"""A voice later than this is worse than silence: nobody answers to it any more."""
ANEW_MS = 3_000
"""Old for this long, it is the speaker's clock that stood still, not the line: what comes counts as prompt again."""
_HALF = 1 << 15
_STAMPS = 1 << 32


@dataclass(frozen=True, slots=True)
class Up:
    """A frame of a speaker, checked.

    Attributes:
        packets: the packets as they stood in the frame, sizes included.
    """

    count: int
    seq: int
    stamp: int
    packets: bytes


def read_up(frame: bytes) -> Up:
    """Return the parts of a speaker's frame.

    Raises:
        Refusal: ``malformed`` for bytes that are no frame of the layout.
    """
    if not UP.size < len(frame) <= UP.size + MAX_PACKETS * (1 + MAX_PACKET_BYTES):
        raise Refusal(Why.MALFORMED, detail="voice: size")
    kind, count, seq, stamp = UP.unpack_from(frame)
    at = UP.size
    for _ in range(count):
        size = frame[at] if at < len(frame) else 0
        if not 1 <= size <= MAX_PACKET_BYTES:
            raise Refusal(Why.MALFORMED, detail="voice: packet")
        at += 1 + size
    if kind != KIND_VOICE or not 1 <= count <= MAX_PACKETS or at != len(frame):
        raise Refusal(Why.MALFORMED, detail="voice: frame")
    return Up(count, seq, stamp, frame[UP.size :])


def pack_up(seq: int, stamp: int, packets: list[bytes]) -> bytes:
    """Return a frame of a speaker: what bots and tests send."""
    body = b"".join(bytes([len(packet)]) + packet for packet in packets)
    return UP.pack(KIND_VOICE, len(packets), seq % (2 * _HALF), stamp % _STAMPS) + body


def pack_down(turn: int, at: int, up: Up) -> bytes:
    """Return the frame that all who listen get for a frame of the speaker, taken at ``at``."""
    return DOWN.pack(KIND_VOICE, up.count, turn % (2 * _HALF), up.seq, at % _STAMPS) + up.packets


class Fate(StrEnum):
    """What became of a frame."""

    TAKEN = "taken"
    LATE = "late"  # on the way when the floor closed
    NO_FLOOR = "no_floor"
    TOO_MUCH = "too_much"
    OLD = "old"
    REPEATED = "repeated"


class VoiceFilter:
    """What is taken of one voice in one turn: within the bytes, in order, not too old.

    How old a frame is cannot be read from the speaker's clock; how much later it is than the promptest frame of
    the turn can.
    """

    __slots__ = ("_at", "_bytes", "_next", "_old_since", "_prompt")

    def __init__(self) -> None:
        self._bytes = float(BURST_BYTES)
        self._at: int | None = None
        self._next: int | None = None
        self._prompt: int | None = None
        self._old_since: int | None = None

    def judge(self, up: Up, now: int) -> Fate:
        """Return what becomes of a frame that arrives now."""
        if not self._affords(len(up.packets), now):
            return Fate.TOO_MUCH
        if self._next is not None and (up.seq - self._next) % (2 * _HALF) >= _HALF:
            return Fate.REPEATED
        self._next = (up.seq + up.count) % (2 * _HALF)
        return Fate.OLD if self._is_old(up.stamp, now) else Fate.TAKEN

    def _is_old(self, stamp: int, now: int) -> bool:
        way = (now - stamp) % _STAMPS
        behind = 0 if self._prompt is None else (way - self._prompt) % _STAMPS
        if OLD_MS < behind < _STAMPS // 2:
            self._old_since = now if self._old_since is None else self._old_since
            if now - self._old_since < ANEW_MS:
                return True
        elif behind <= OLD_MS and self._prompt is not None:
            self._old_since = None
            return False
        self._prompt, self._old_since = way, None
        return False

    def _affords(self, size: int, now: int) -> bool:
        if self._at is not None:
            gained = max(0, now - self._at) * BYTES_PER_100_MS / 100
            self._bytes = min(float(BURST_BYTES), self._bytes + gained)
        self._at = now
        if size > self._bytes:
            return False
        self._bytes -= size
        return True
