"""
The fixed-size binary layouts of the crowd: moves up, crowd frames down. Kind 3 is in ``voice.py``.

Little endian throughout.

    move (8 bytes)     kind 1 | seq u8 | x u16 | y u16 | heading u8 | gait u8
    crowd frame        kind 2 | flags u8 | tick u16 | record*        flags bit 0: this frame has a private part
    record (8 bytes)   slot u16 | x u16 | y u16 | heading u8 | state u8
    density frame      kind 4 | cell_m u8 | tick u16 | (cell u16, count u16)*   cell = row * columns + column

State byte of a record: bits 0-2 gait, bit 3 hand raised, bits 4-5 presence, bits 6-7 emote.
"""

import struct
from enum import IntEnum, IntFlag

import numpy as np

KIND_MESSAGE = 0
KIND_MOVE = 1
KIND_CROWD = 2
KIND_VOICE = 3
KIND_DENSITY = 4

MOVE = struct.Struct("<BBHHBB")
CROWD_HEADER = struct.Struct("<BBH")

RECORD = np.dtype(
    [("slot", "<u2"), ("x", "<u2"), ("y", "<u2"), ("heading", "u1"), ("state", "u1")],
)
"""One record of a crowd frame: 8 bytes."""


class Gait(IntEnum):
    """How an avatar moves; the low three bits of the state byte."""

    STAND = 0
    WALK = 1
    RUN = 2
    SIT = 3
    RIDE = 4
    GONE = 7  # a tombstone: forget this slot


class Presence(IntEnum):
    """Bits 4-5 of the state byte."""

    HERE = 0
    IDLE = 1
    AWAY = 2


class EmoteBits(IntEnum):
    """Bits 6-7 of the state byte."""

    NONE = 0
    WAVE = 1
    CLAP = 2
    NOD = 3


class StateFlag(IntFlag):
    """Single bits of the state byte."""

    HAND = 8


def pack_state(gait: Gait, presence: Presence, emote: EmoteBits, *, hand: bool) -> int:
    """Return the state byte of a record."""
    return gait | (StateFlag.HAND if hand else 0) | presence << 4 | emote << 6


def pack_move(seq: int, x: int, y: int, heading: int, gait: Gait) -> bytes:
    """Return a move of 8 bytes."""
    return MOVE.pack(KIND_MOVE, seq, x, y, heading, gait)
