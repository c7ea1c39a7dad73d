"""Frames that no honest client sends: a seed gives the same ones every time."""

import random
import struct
from collections.abc import Iterator

import msgpack
import msgspec

from agora_server.transport import wire
from rooms.wire.voice import pack_up
from tests.vectors.make import CLIENT

HONEST = tuple(wire.encode(message) for message in CLIENT)
VALUES = (
    *(None, True, -1, 0, 2**31, 2**53, 2**63 - 1, -(2**63), 1.5, float("nan"), float("inf"), -0.0),
    *("", "a" * 33, "가" * 4_001, "\x00", "\ud7ff", "\u202e", "e\u0301" * 50, [], [[]], {}, {"a": 1}, b"", b"\xff"),
)
HOSTILE = (
    b"",
    b"\x00",
    b"\x00\xc1",  # the byte that MessagePack never uses
    b"\x00" + b"\x91" * 4_000,  # arrays in arrays
    b"\x00\xdd\xff\xff\xff\xff",  # an array of four billion
    b"\x00\xdb\xff\xff\xff\xff",  # a text of four gigabytes
    b"\x00\xdf\xff\xff\xff\xff",  # a map of four billion
    b"\x00\xc9\xff\xff\xff\xff\x01",  # an extension of four gigabytes
    b"\x00\x91\xa5\xff\xfe\xfd\xfc\xfb",  # a text that is not UTF-8
    b"\x00\x93\xa3say\xc0\xc0",
    b"\x00" + msgpack.packb(["hello"] * 60),
    b"\x00" + b"\xdc\x00\x40" + b"\xc0" * 64,
    b"\x00" + msgpack.packb(["say", "a", "say", None, "x" * 20_000]),
    b"\x03" + bytes(1_000),  # no frame of a voice
    pack_up(0, 0, [bytes(60)] * 5),  # voice without the floor
    b"\x02" + bytes(12),  # a crowd frame from a client
    bytes([255]) * 100,
    b"\x01" + bytes(6),  # a move of the wrong size
    struct.pack("<BBHHBB", 1, 0, 65_535, 65_535, 255, 255),
)


def frames(seed: int, count: int) -> Iterator[bytes]:
    """Yield frames: hostile ones first, then random and mutated ones in turn."""
    rng = random.Random(seed)
    yield from HOSTILE[:count]
    makers = (random_bytes, flipped, cut, swapped, spliced, retyped)
    for number in range(count - len(HOSTILE)):
        yield makers[number % len(makers)](rng)


def random_bytes(rng: random.Random) -> bytes:
    """Return noise behind any kind byte."""
    return bytes([rng.choice((0, 0, 0, 1, 2, 3, 4, 255))]) + rng.randbytes(rng.randrange(200))


def flipped(rng: random.Random) -> bytes:
    """Return an honest frame with some bits turned."""
    frame = bytearray(rng.choice(HONEST))
    for _ in range(rng.randint(1, 8)):
        frame[rng.randrange(len(frame))] ^= 1 << rng.randrange(8)
    return bytes(frame)


def cut(rng: random.Random) -> bytes:
    """Return the beginning of an honest frame, now and then with a tail of another."""
    one, other = rng.choice(HONEST), rng.choice(HONEST)
    tail = other[rng.randrange(len(other)) :] if rng.random() < 0.5 else b""
    return one[: rng.randrange(len(one))] + tail


def swapped(rng: random.Random) -> bytes:
    """Return an honest message with one field that is something else."""
    fields = msgspec.to_builtins(rng.choice(CLIENT))
    fields[rng.randrange(len(fields))] = rng.choice(VALUES)
    return pack(fields)


def spliced(rng: random.Random) -> bytes:
    """Return a message with fields left out, doubled or of another message."""
    fields = list(msgspec.to_builtins(rng.choice(CLIENT)))
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(fields) + 1)
        if rng.random() < 0.5 and len(fields) > 1:
            del fields[min(at, len(fields) - 1)]
        else:
            fields.insert(at, rng.choice(VALUES))
    return pack(fields)


def retyped(rng: random.Random) -> bytes:
    """Return an honest message with the name of another one."""
    fields = list(msgspec.to_builtins(rng.choice(CLIENT)))
    fields[0] = msgspec.to_builtins(rng.choice(CLIENT))[0]
    return pack(fields)


def pack(fields: list[object]) -> bytes:
    """Return fields as a frame."""
    packed: bytes = msgpack.packb(fields, unicode_errors="surrogatepass")
    return b"\x00" + packed
