"""
Our own corpus of corner cases: bytes of a client, and what the server must answer.

An outcome is ``close`` with one of the codes, or ``open`` with the messages delivered and the pongs sent.
The section of RFC 6455 that a family follows from stands beside it.
"""

from dataclasses import dataclass

from agora_server.transport.wire import MAX_FRAME_BYTES
from tests.server.sockets import MASK, client_frame


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        close: acceptable close codes in the server's close frame; empty when the connection stays open.
        messages: whole messages delivered.
        pongs: payloads of pongs sent.
    """

    name: str
    data: bytes
    close: tuple[int, ...] = ()
    messages: tuple[bytes, ...] = ()
    pongs: tuple[bytes, ...] = ()


def close_payload(code, reason=b""):
    """Return the payload of a close frame."""
    return code.to_bytes(2, "big") + reason


def sizes():
    """5.2: lengths at the edges of the three ways to write them, up to our limit."""
    for size in (0, 1, 2, 7, 9, 124, 125, 126, 127, 128, 255, 256, 1_000, 4_096, 16_383, MAX_FRAME_BYTES):
        payload = bytes([0]) * size
        for name, mask in (("plain", MASK), ("zero", bytes(4)), ("ones", b"\xff" * 4)):
            yield Case(f"size-{size}-{name}-mask", client_frame(payload, mask=mask), messages=(payload,))
    for size in (MAX_FRAME_BYTES + 1, 65_535, 65_536, 2**31, 2**32 + 1, 2**62, 2**63 - 1):
        yield Case(f"claimed-{size}", client_frame(b"", length=size), close=(1009,))


def reserved_bits():
    """5.2: reserved bits mean nothing here, so any of them fails the connection, on every opcode."""
    for rsv in range(1, 8):
        for opcode in (0, 1, 2, 8, 9, 10):
            yield Case(f"rsv-{rsv}-opcode-{opcode}", client_frame(b"", opcode, rsv=rsv), close=(1002,))


def opcodes():
    """5.2: unknown opcodes fail, with any length, final or not."""
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        for size in (0, 10, 200):
            yield Case(f"opcode-{opcode}-{size}", client_frame(bytes(size), opcode), close=(1002,))
        yield Case(f"opcode-{opcode}-part", client_frame(b"", opcode, fin=False), close=(1002,))


def masks():
    """5.1: a client's frame without a mask fails the connection."""
    for opcode in (0, 1, 2, 8, 9, 10):
        for size in (0, 5, 126):
            if opcode < 8 or size < 126:
                yield Case(f"unmasked-{opcode}-{size}", client_frame(bytes(size), opcode, mask=None), close=(1002,))


def control_frames():
    """5.5: at most 125 bytes, never fragmented; a ping is answered with its payload, a pong is not."""
    for size in (0, 1, 50, 124, 125):
        payload = bytes(range(size))
        yield Case(f"ping-{size}", client_frame(payload, 9), pongs=(payload,))
        yield Case(f"pong-{size}", client_frame(payload, 10))
    for opcode in (8, 9, 10):
        for size in (126, 127, 1_000, 65_536):
            codes = (1002,) if size <= MAX_FRAME_BYTES else (1002, 1009)  # two rules are broken at once
            yield Case(f"control-{opcode}-long-{size}", client_frame(bytes(size), opcode), codes)
        for size in (0, 2, 125):
            name = f"control-{opcode}-part-{size}"
            yield Case(name, client_frame(close_payload(1000).ljust(size, b"x")[:size], opcode, fin=False), (1002,))
    for count in (2, 10, 100):
        pings = tuple(bytes([i]) for i in range(count))
        data = b"".join(client_frame(p, 9) for p in pings)
        yield Case(f"pings-{count}", data, pongs=pings)
        yield Case(f"pings-{count}-then-message", data + client_frame(b"\0m"), (), (b"\0m",), pings)


def fragments():
    """5.4: a message in pieces, control frames between them; no other order."""
    for pieces in (2, 3, 5, 20, 100):
        parts = [bytes([0, i]) for i in range(pieces)]
        frames = [client_frame(p, 0 if i else 2, fin=i == pieces - 1) for i, p in enumerate(parts)]
        whole = b"".join(parts)
        yield Case(f"pieces-{pieces}", b"".join(frames), messages=(whole,))
        between = client_frame(b"p", 9).join(frames)
        yield Case(f"pieces-{pieces}-pings", between, messages=(whole,), pongs=(b"p",) * (pieces - 1))
        yield Case(f"pieces-{pieces}-twice", b"".join(frames * 2), messages=(whole, whole))
        yield Case(f"pieces-{pieces}-cut-by-message", b"".join(frames[:-1]) + client_frame(b"\0x"), (1002,))
        yield Case(f"pieces-{pieces}-cut-by-text", b"".join(frames[:-1]) + client_frame(b"x", 1), (1002, 1003))
        closing = client_frame(close_payload(1000), 8)
        yield Case(f"pieces-{pieces}-cut-by-close", b"".join(frames[:-1]) + closing, (1000, 1002))
    for fin in (True, False):
        for size in (0, 8, 200):
            yield Case(f"continuation-of-nothing-{fin}-{size}", client_frame(bytes(size), 0, fin=fin), (1002,))
    late = client_frame(b"\0a") + client_frame(b"b", 0)
    yield Case("continuation-after-whole", late, (1002,), (b"\0a",))
    for empty in (1, 2, 10, 50):
        data = client_frame(b"", 2, fin=False) + client_frame(b"", 0, fin=False) * empty + client_frame(b"", 0)
        yield Case(f"empty-pieces-{empty}", data, messages=(b"",))
    half = MAX_FRAME_BYTES // 2
    first = client_frame(bytes(half), fin=False)
    yield Case("pieces-at-limit", first + client_frame(bytes(half), 0), messages=(bytes(half * 2),))
    yield Case("pieces-over-limit", first + client_frame(bytes(half + 1), 0), (1009,))
    yield Case("many-pieces-over-limit", first + client_frame(bytes(1_000), 0, fin=False) * 9, (1009,))


def texts():
    """Our subprotocol has no text: any text is 1003, whatever its bytes (7.4.1)."""
    good = ("", "a", "안녕하세요", "김해", "👩‍👩‍👧", "\0", "x" * 126)
    bad = (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xce", b"a\x80")
    for i, payload in enumerate([*(text.encode() for text in good), *bad]):
        yield Case(f"text-{i}", client_frame(payload, 1), (1003, 1007))
        yield Case(f"text-{i}-part", client_frame(payload, 1, fin=False), (1003, 1007))
        yield Case(f"message-then-text-{i}", client_frame(b"\0m") + client_frame(payload, 1), (1003, 1007), (b"\0m",))


def closes():
    """7.4: codes that may and may not be sent; 5.5.1: the payload is empty or a code and UTF-8."""
    yield Case("close-empty", client_frame(b"", 8), (1005,))
    for byte in (0, 3, 255):
        yield Case(f"close-one-byte-{byte}", client_frame(bytes([byte]), 8), (1002,))
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4500, 4999):
        for reason in (b"", b"bye", "안녕".encode(), b"x" * 123):
            yield Case(f"close-{code}-{len(reason)}", client_frame(close_payload(code, reason), 8), (code,))
    for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535):
        yield Case(f"close-{code}-invalid", client_frame(close_payload(code), 8), (1002,))
    for i, reason in enumerate((b"\xff", b"\xc0\xaf", b"ok\x80", b"\xed\xbf\xbf", b"\xf8\x88\x80\x80\x80")):
        yield Case(f"close-reason-not-utf8-{i}", client_frame(close_payload(1000, reason), 8), (1007,))
    closing = client_frame(close_payload(1000), 8)
    for i, after in enumerate((client_frame(b"\0m"), client_frame(b"", 9), closing, b"\xff" * 30)):
        yield Case(f"close-then-{i}", closing + after, (1000,))


def sequences():
    """Good frames before bad ones count; what comes after a failure does not."""
    good = client_frame(b"\0m")
    for name, bad, code in (
        ("rsv", client_frame(b"", rsv=4), 1002),
        ("unmasked", client_frame(b"", mask=None), 1002),
        ("opcode", client_frame(b"", 5), 1002),
        ("large", client_frame(b"", length=100_000), 1009),
    ):
        for count in (1, 3):
            yield Case(f"good-{count}-then-{name}", good * count + bad, (code,), (b"\0m",) * count)
            yield Case(f"{name}-then-good-{count}", bad + good * count, (code,))


FAMILIES = (
    sizes,
    reserved_bits,
    opcodes,
    masks,
    control_frames,
    fragments,
    texts,
    closes,
    sequences,
)
CASES = [case for family in FAMILIES for case in family()]
