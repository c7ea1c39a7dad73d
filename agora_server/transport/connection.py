"""
The WebSocket endpoint: one ``asyncio.Protocol`` a socket, after aiohttp has handed the transport over.

Theory of operation: whole fixed-size moves take the fast path: their masked bytes are copied into the
crowd's inbox, unparsed. That is sound only while the parser stands at a frame boundary with no fragmented
message open, so it is counted: bytes fed to the parser against the wire sizes of the frames that came out
(a frame whose length is not written in the shortest way makes the sum fall behind, which only costs speed).
Every other byte goes through the sans-I/O ``Protocol`` of ``websockets``, complete for RFC 6455.

Knows: frames, masks, close handshakes, liveness. Does not know: messages, participants, aiohttp.
The only importer of the sans-I/O layer of ``websockets``.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.frames import Opcode
from websockets.protocol import OPEN, Event, Protocol, Side

from agora_server.transport.close_codes import Code
from agora_server.transport.traffic import Traffic
from agora_server.transport.wire import MAX_FRAME_BYTES

MOVE_WIRE_BYTES = 14
"""Two bytes of header, four of mask, eight of payload."""
INBOX_STRIDE = 16
"""Bytes of the crowd's inbox a slot: a masked move and two spare, so that rows stay aligned."""
FEED_BYTES = 4_096
"""Bytes given to the parser between two looks at the number of frames: bounds the work of one read."""
SWEEP_SECONDS = 5
"""How often ``sweep`` is due for a connection."""
STALLED_SECONDS = 25
"""How long written bytes may wait for the peer: twice that, and as much in the outbox, is within the 120 s of words."""
FRAMES_PER_SWEEP = 300
"""Parsed frames in a sweep before it is abuse: ten times what commands (2/s) and pings (2/s) amount to, twice that
and a speaker's voice (25/s). A sweep that comes late allows as much more."""
MOVES_PER_SWEEP = 1_000
"""Reads with moves in a sweep before it is abuse: ten times the 20 moves a second that are taken."""
PING_AFTER = 2
"""Silent sweeps before a ping: 10 s."""
SILENT_AFTER = 5
"""Silent sweeps before the close: 25 s, judged by inbound bytes only."""
CLOSE_SECONDS = 3.0
"""How long a peer may take to answer a close frame before the transport is cut."""

_LOG = logging.getLogger("agora.connection")
_LOG.setLevel(logging.WARNING)
_PING = b"\x89\x00"
_NOWHERE = bytearray(INBOX_STRIDE)
"""Where moves go before ``hello``."""


def frame(payload: bytes) -> bytes:
    """Return a whole binary frame of the server (unmasked, final) around a payload."""
    size = len(payload)
    if size < 126:
        return b"\x82" + size.to_bytes(1, "big") + payload
    if size < 65_536:
        return b"\x82\x7e" + size.to_bytes(2, "big") + payload
    return b"\x82\x7f" + size.to_bytes(8, "big") + payload


def wire_size(payload: int) -> int:
    """Return the bytes on the wire of a client's frame whose length is written in the shortest way."""
    if payload < 126:
        return payload + 6
    return payload + (8 if payload < 65_536 else 14)


def whole_moves(data: bytes) -> bool:
    """Tell whether bytes are one or more whole masked moves and nothing else.

    A binary frame of eight bytes with another kind is not a move: the kind is read through the mask.
    """
    count, rest = divmod(len(data), MOVE_WIRE_BYTES)
    if rest or not count or data[0] != 0x82 or data[1] != 0x88 or data[2] ^ data[6] != 1:
        return False
    if count == 1:
        return True
    kinds = all(data[at + 2] ^ data[at + 6] == 1 for at in range(0, len(data), MOVE_WIRE_BYTES))
    return kinds and data[::14] == b"\x82" * count and data[1::14] == b"\x88" * count


@dataclass(frozen=True, slots=True)
class Handlers:
    """What a connection tells its owner.

    Attributes:
        on_message: a whole binary message that is not a fast-path move.
        on_lost: the connection is over, once; the code the peer sent, else the one we sent, else ``None``.
        traffic: where bytes are counted.
    """

    on_message: Callable[["Connection", bytes], None]
    on_lost: Callable[["Connection", int | None], None]
    traffic: Traffic = field(default_factory=Traffic)


class Connection(asyncio.Protocol):
    """One open WebSocket.

    Attributes:
        slot: where this connection's moves go in the inbox; ``None`` before ``hello``: moves are ignored.
        transport: for the fan-out, which writes pre-framed bytes to it while ``open``.
        open: whether frames may still be written.
        session: whatever the owner keeps with this connection.
        sent_bytes: bytes written.
    """

    __slots__ = (
        "_at",
        "_closer",
        "_counted",
        "_end",
        "_fast",
        "_fed",
        "_frames",
        "_handlers",
        "_heard",
        "_inbox",
        "_loop",
        "_lost",
        "_mark",
        "_marked_at",
        "_moves",
        "_parts",
        "_quiet",
        "_slot",
        "_swept_at",
        "_target",
        "_traffic",
        "_ws",
        "open",
        "sent_bytes",
        "session",
        "transport",
    )

    def __init__(self, transport: asyncio.Transport, handlers: Handlers, inbox: bytearray) -> None:
        self.transport = transport
        self.open = True
        self.session: Any = None
        self._loop = asyncio.get_running_loop()
        self._handlers = handlers
        self._traffic = handlers.traffic
        self._inbox = inbox
        self.slot = None
        self._ws = Protocol(Side.SERVER, state=OPEN, max_size=MAX_FRAME_BYTES, logger=_LOG)
        self._fast = self._heard = True
        self.sent_bytes = self._fed = self._counted = 0
        self._parts: list[bytes] | None = None
        self._frames = self._moves = self._quiet = 0
        self._swept_at = self._loop.time()
        self._mark, self._marked_at = 0, self._swept_at  # sent_bytes at a look, which the peer must have taken soon
        self._lost = False
        self._closer: asyncio.TimerHandle | None = None

    @property
    def slot(self) -> int | None:
        """The row of the crowd's inbox that moves go to."""
        return self._slot

    @slot.setter
    def slot(self, slot: int | None) -> None:
        self._slot = slot
        self._target = _NOWHERE if slot is None else self._inbox
        self._at = 0 if slot is None else slot * INBOX_STRIDE
        self._end = self._at + MOVE_WIRE_BYTES

    # ---- receiving -------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Copy a move into the inbox, or parse."""
        self._heard = True
        self._traffic.received += len(data)
        if self._fast:
            # one move is what nearly always comes: this test is that of whole_moves, spelt out for speed
            if len(data) == 14 and data[0] == 0x82 and data[1] == 0x88 and data[2] ^ data[6] == 1:
                self._moves += 1
                self._target[self._at : self._end] = data
                return
            if whole_moves(data):
                self._moves += len(data) // MOVE_WIRE_BYTES
                self._target[self._at : self._end] = data[-MOVE_WIRE_BYTES:]
                return
        self._parse(data)

    def _parse(self, data: bytes) -> None:
        """Feed the parser in bounded pieces, stopping at abuse."""
        for start in range(0, len(data), FEED_BYTES):
            piece = data[start : start + FEED_BYTES]
            self._fed += len(piece)
            self._ws.receive_data(piece)
            self._take_events(self._ws.events_received())
            self._flush()
            if self._frames > FRAMES_PER_SWEEP and self.open and self._too_many():
                self._fail(Code.ABUSE, "abuse")  # from here on the parser throws away what comes
            if not self.open:
                break
        self._fast = self.open and self._fed == self._counted and self._parts is None

    def _take_events(self, events: list[Event]) -> None:
        """Count the frames that came out and hand on whole messages."""
        for event in events:
            self._counted += wire_size(len(event.data))  # type: ignore[union-attr]
            self._frames += 1
            if self.open:
                self._take_frame(event)
            event.data = b""  # type: ignore[union-attr]  # the parser holds its last frame until the next one comes

    def _take_frame(self, event: Any) -> None:
        """Assemble a message from frames; text is none of ours."""
        if event.opcode is Opcode.TEXT:
            self._fail(1003, "binary frames only")
        elif event.opcode is Opcode.BINARY and event.fin:
            self._deliver(bytes(event.data))
        elif event.opcode is Opcode.BINARY:
            self._parts = [bytes(event.data)]
        elif event.opcode is Opcode.CONT and self._parts is not None:
            self._parts.append(bytes(event.data))
            if event.fin:
                whole, self._parts = b"".join(self._parts), None
                self._deliver(whole)

    def _deliver(self, message: bytes) -> None:
        """Hand a message to the owner; a move that came through the parser still goes to the inbox."""
        if len(message) == 8 and message[0] == 1:
            self._moves += 1
            self._target[self._at : self._end] = b"\x82\x88\x00\x00\x00\x00" + message
            return
        self._handlers.on_message(self, message)

    def eof_received(self) -> None:
        """End our side too: half a WebSocket is none."""
        if not self._ws.reader.eof:
            self._ws.receive_eof()
            self._flush()

    # ---- sending ---------------------------------------------------------------------------------

    def send(self, payload: bytes) -> None:
        """Frame one reliable message and write it now; dropped once the close was sent."""
        self.write_framed(frame(payload))

    def write_framed(self, framed: bytes) -> None:
        """Write bytes that already are whole frames."""
        if self.open:
            self.sent_bytes += len(framed)
            self._traffic.sent += len(framed)
            self.transport.write(framed)

    def buffered(self) -> int:
        """Return the bytes that the peer has not taken yet, as far as the transport sees."""
        return self.transport.get_write_buffer_size()

    def close_with(self, code: int, reason: str = "") -> None:
        """Close with a code of the table; the transport is cut when the peer does not answer."""
        if self.open and self._ws.state is OPEN:
            self._ws.send_close(code, reason)
            self._flush()

    def abort(self) -> None:
        """Cut the transport at once."""
        self.open = False
        self.transport.abort()

    def _fail(self, code: int, reason: str) -> None:
        """Fail the connection as RFC 6455 section 7.1.7 says."""
        self._ws.fail(code, reason)
        self._flush()

    def _flush(self) -> None:
        """Write what the protocol wants written; end our side where it says so."""
        if self.open and self._ws.state is not OPEN:  # before the end is written: that may fail, and nothing may follow
            self.open = self._fast = False
            self._closer = self._loop.call_later(CLOSE_SECONDS, self.transport.abort)
        for data in self._ws.data_to_send():
            if data:
                self._traffic.sent += len(data)
                self.transport.write(data)
            else:
                self._end_writing()

    def _end_writing(self) -> None:
        """Half-close where the layer can (TLS cannot), so that an unread byte does not reset the goodbye."""
        if self.transport.is_closing():
            return
        if self.transport.can_write_eof():
            with contextlib.suppress(OSError):  # the peer was faster and reset the line; the loop tells us of its loss
                self.transport.write_eof()
        else:
            self.transport.close()

    # ---- life ------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Judge liveness and abuse; due every ``SWEEP_SECONDS``."""
        if not self.open:
            return
        over = self._too_many()
        self._moves = self._frames = 0
        self._swept_at = self._loop.time()
        stalled = self._stalled()
        self._quiet = 0 if self._heard else self._quiet + 1
        self._heard = False
        if over:
            self.close_with(Code.ABUSE)
        elif stalled:
            self.close_with(Code.TOO_SLOW)
        elif self._quiet >= SILENT_AFTER:
            self.close_with(Code.SILENT)
        elif self._quiet >= PING_AFTER:
            self.write_framed(_PING)

    def _stalled(self) -> bool:
        """Tell whether the peer did not take for too long what was written: nobody's words wait here for good."""
        if self.sent_bytes - self.buffered() >= self._mark:
            self._mark, self._marked_at = self.sent_bytes, self._swept_at
        return self._swept_at - self._marked_at >= STALLED_SECONDS

    def _too_many(self) -> bool:
        """Tell whether more came since the last sweep than anybody honest sends in that time."""
        late = max(1.0, (self._loop.time() - self._swept_at) / SWEEP_SECONDS)
        return self._moves > MOVES_PER_SWEEP * late or self._frames > FRAMES_PER_SWEEP * late

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the owner, once."""
        del exc
        self.open = self._fast = False
        if self._closer is not None:
            self._closer.cancel()
        if self._lost:
            return
        self._lost = True
        close = self._ws.close_rcvd or self._ws.close_sent
        self._handlers.on_lost(self, None if close is None else close.code)
