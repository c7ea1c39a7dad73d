"""
Bytes to messages and back. The only importer of the codec.

Theory of operation: a frame's first byte is its kind. Kind 0 is a MessagePack array; it is decoded by
``msgpack`` under hard limits (a 4 MiB bomb of nested arrays would hold the loop for 235 ms and take
221 MiB: measured), then checked against its type by ``msgspec``. Whatever bytes come in, the outcome
is a message or ``Malformed``; any other exception is a bug, and the fuzzer holds this sentence.
"""

from collections.abc import Sequence
from typing import Any

import msgpack
import msgspec

from rooms.base.errors import Refusal, Why
from rooms.base.frames import KIND_MESSAGE
from rooms.wire import messages

MAX_COMMAND_BYTES = 4_096
"""Bytes of a command that carries no long text; Discord and Nakama publish the same figure."""
MAX_FRAME_BYTES = 16_384
"""Bytes of any frame from a client: 4,000 code points of text and three proofs fit."""
MAX_KEYS = 64
"""Keys of a map: an order has at most a dozen fields, a choice as many as a ballot has options."""
_LONG = ("say", "report", "give_order")  # a tuple: the tag of a hostile frame need not be hashable


class Malformed(Refusal):
    """The bytes are not a message of this protocol. Carries the act's id where it could be read."""

    def __init__(self, request_id: str = "", detail: str = "") -> None:
        super().__init__(Why.MALFORMED, detail=detail[:120])
        self.request_id = request_id


def decode(frame: bytes) -> messages.ClientMessage:
    """Return the client message in a frame of kind 0.

    Raises:
        Malformed: for every frame that is not one, whatever its bytes.
    """
    if len(frame) > MAX_FRAME_BYTES:
        raise Malformed(detail="frame too large")
    if len(frame) < 2 or frame[0] != KIND_MESSAGE:
        raise Malformed(detail="not a message frame")
    try:
        value = msgpack.unpackb(
            memoryview(frame)[1:],
            strict_map_key=True,
            max_str_len=MAX_FRAME_BYTES,
            max_bin_len=0,
            max_array_len=64,
            max_map_len=MAX_KEYS,
            max_ext_len=0,
        )
    except (ValueError, OverflowError, RecursionError, msgpack.UnpackException) as error:
        raise Malformed(detail=type(error).__name__) from None
    request_id = _request_id_of(value)
    if len(frame) > MAX_COMMAND_BYTES and not (isinstance(value, list) and value and value[0] in _LONG):
        raise Malformed(request_id, "command too large")
    try:
        message: messages.ClientMessage = msgspec.convert(value, type=messages.ClientMessage)
    except (msgspec.ValidationError, RecursionError, TypeError, ValueError) as error:
        raise Malformed(request_id, str(error)) from None
    return message


def _request_id_of(value: Any) -> str:
    """Return the act or ask id of a decoded array, or an empty string."""
    if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str) and len(value[1]) <= 32:
        return value[1]
    return ""


def encode(message: messages.ServerMessage | messages.ClientMessage) -> bytes:
    """Return the frame payload of a message: the kind byte and a MessagePack array."""
    return b"\x00" + pack(message)


def pack(value: Any) -> bytes:
    """Return a value as MessagePack; structs become arrays."""
    packed: bytes = msgpack.packb(msgspec.to_builtins(value))
    return packed


def event_frame(stream: str, after: int, seq: int, item: bytes) -> bytes:
    """Return an ``event`` frame around an item packed once for all who get it.

    The same bytes as ``encode(Event(...))``; a test compares.
    """
    head: bytes = msgpack.packb("event") + msgpack.packb(stream) + msgpack.packb(after) + msgpack.packb(seq)
    return b"\x00\x95" + head + item


def forum_reset_frame(stream: str, epoch: str, seq: int, view: str, parts: Sequence[bytes]) -> bytes:
    """Return a ``forum_reset`` frame around parts packed once for all who look; as ``encode(ForumReset(...))``."""
    head = b"".join(_packed(one) for one in ("forum_reset", stream, epoch, seq, view))
    return b"\x00\x96" + head + _list(parts)


def forum_changed_frame(stream: str, after: int, seq: int, parts: Sequence[bytes]) -> bytes:
    """Return a ``forum_changed`` frame around parts packed once for all; as ``encode(ForumChanged(...))``."""
    head = b"".join(_packed(one) for one in ("forum_changed", stream, after, seq))
    return b"\x00\x95" + head + _list(parts)


def _packed(value: str | int) -> bytes:
    packed: bytes = msgpack.packb(value)
    return packed


def _list(parts: Sequence[bytes]) -> bytes:
    head: bytes = msgpack.Packer().pack_array_header(len(parts))
    return head + b"".join(parts)
