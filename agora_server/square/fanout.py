"""
The fan-out of a tick: one write a client, in slices, between which the loop reads.

Theory of operation: ``start`` takes the clients of this tick and writes to ``SLICE`` of them at a time, coming
back by ``call_soon``: uvloop sends what was written at the end of each round and reads moves between (5,000
writes at once hold the loop for 40 ms). A client whose transport still holds bytes gets no positions this
tick, only its messages: positions are replaced, never queued. Frames of the crowd are made by the first client
of a cell and framed once. The voice of a hall rides in the same write; who could not take it gets what is at most
a second old once it can, the rest is left out. What fails for one client costs that one its positions or its
connection, and nobody else anything.

Knows: order, slices, what rides in a write. Does not know: rules, messages, when a tick is due.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from typing import Protocol

from agora_server.core.faults import Faults, Hook
from agora_server.transport.audio_buffer import AudioBuffer
from agora_server.transport.connection import SWEEP_SECONDS, Connection, frame
from agora_server.transport.outbox import Outbox

SLICE = 256
"""Clients a slice: 1.5 to 2.5 ms of work and system calls, so at most 5 ms on a core half as fast."""
HANDFUL = 16
"""Clients between two looks at the clock: dense frames cost 40 us each, so at most 0.6 ms too late."""
SLICE_SECONDS = 0.003
"""A slice ends early when making dense frames took this long: its writes come on top."""
HOLD_BYTES = 65_536
"""Bytes in a transport beyond which messages wait in the outbox, whose bound then decides."""
SWEEP_MS = SWEEP_SECONDS * 1_000


class FanOutClient(Protocol):
    """What the fan-out asks of an attached tab."""

    connection: Connection
    outbox: Outbox
    slot: int
    hidden: bool
    """A tab nobody looks at, or one in the list view that wants none, gets no crowd frames."""
    audio: AudioBuffer | None
    """The voice that it listens to, looked at or not."""
    audio_at: int
    """Its place there."""

    @property
    def blocked_slots(self) -> AbstractSet[int]:
        """Slots this client must not see (blocks); empty for nearly all."""


class Frames(Protocol):
    """What the fan-out asks of the crowd."""

    def frame_for(self, slot: int) -> bytes | None:
        """Return the shared frame of a slot's surroundings."""

    def frame_without(self, slot: int, hidden: AbstractSet[int]) -> bytes | None:
        """Return a private frame."""


@dataclass(slots=True)
class FanOutCounts:
    """Sums since the start, for the metrics."""

    writes: int = 0
    skipped: int = 0
    private: int = 0
    bytes_out: int = 0
    held: int = 0
    too_slow: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the sums by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class FanOut:
    """Writes each tick to all clients.

    Args:
        crowd: where frames come from.
        too_slow: told of a client whose outbox passed its bound, once a tick until it is gone.
        timer: seconds, for the length of slices.
        broken: ends a client that could not be written to; its resume loses nothing.
        faults: where faults are counted.

    Attributes:
        busy: whether a fan-out is under way.
    """

    def __init__(
        self,
        crowd: Frames,
        too_slow: Callable[[FanOutClient], None],
        timer: Callable[[], float] = time.perf_counter,
        *,
        broken: Callable[[FanOutClient], None] | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._crowd = crowd
        self._timer = timer
        self._broken = broken or _cut
        self._faults = faults or Faults()
        self._too_slow = too_slow
        # position frames of this tick as they are written, by payload; cleared at the next
        self._framed: dict[bytes, bytes] = {}
        self._shared = b""  # what everybody gets in this tick, framed
        self._round = 0  # ticks begun: says which share of the sockets is looked at for life
        self.counts = FanOutCounts()
        self.busy = False

    def start(
        self,
        clients: Sequence[FanOutClient],
        done: Callable[[], None],
        *,
        shared: Sequence[bytes] = (),
        period_ms: int = 100,
    ) -> None:
        """Write one tick; ``done`` is called after the last slice.

        Args:
            clients: who is attached; those attached later wait for the next tick.
            done: called once.
            shared: payloads of more frames for all who see the crowd (counts, ``here``).
            period_ms: the tick's period; each connection is swept once every ``SWEEP_MS``.
        """
        assert not self.busy, "one fan-out at a time"
        self._framed.clear()
        self._shared = b"".join(map(frame, shared))
        self._round += 1
        self._sweep(clients, max(1, SWEEP_MS // period_ms))
        self.busy = True
        self._slice(clients, 0, done)

    def _slice(self, clients: Sequence[FanOutClient], start: int, done: Callable[[], None]) -> None:
        """Write to some clients, then let the loop breathe."""
        late = self._timer() + SLICE_SECONDS
        most = min(len(clients), start + SLICE)
        end = start
        while end < most and (end == start or self._timer() < late):
            begin, end = end, min(most, end + HANDFUL)
            try:
                self._write(clients[begin:end])
            except Exception:  # noqa: BLE001 - noted, with its trace; the next handful comes
                self._faults.note(Hook.FANOUT)
        if end < len(clients):
            asyncio.get_running_loop().call_soon(self._slice, clients, end, done)
            return
        self.busy = False
        done()

    def _write(self, clients: Sequence[FanOutClient]) -> None:
        """Write to a handful of clients."""
        writes = size = 0
        framed_of, positions = self._framed, self._crowd.frame_for
        for client in clients:
            data = b""
            try:
                connection = client.connection
                if not connection.open:
                    continue
                waiting = connection.transport.get_write_buffer_size()
                if waiting or client.outbox.due or client.blocked_slots or client.hidden:
                    data = self._due(client, waiting)
                else:  # nearly everybody nearly always: _positions, spelt out for speed
                    payload = positions(client.slot)
                    data = self._shared if payload is None else framed_of.get(payload) or self._framed_of(payload)
                audio = client.audio
                if audio is not None and client.audio_at != audio.head and not waiting:
                    data += self._voice(client, audio)
                if data:
                    connection.write_framed(data)
                    writes += 1
                    size += len(data)
            except Exception:  # noqa: BLE001 - noted, with its trace
                self._faults.note(Hook.FANOUT)
                self._rescue(client, data)
        self.counts.writes += writes
        self.counts.bytes_out += size

    def _voice(self, client: FanOutClient, audio: AudioBuffer) -> bytes:
        """Return the voice that a client has not got yet; a voice that fails dies alone."""
        place, client.audio_at = client.audio_at, audio.head
        try:
            return audio.since(place)
        except Exception:  # noqa: BLE001 - noted, with its trace
            self._faults.note(Hook.VOICE)
            return b""

    def _rescue(self, client: FanOutClient, data: bytes) -> None:
        """Give a client its messages without positions; where messages were taken already, or fail too, end it."""
        try:
            if not data:
                waiting = client.connection.transport.get_write_buffer_size()
                data = self._messages(client, waiting) if client.outbox.due else b""
                if data:
                    client.connection.write_framed(data)
                return
        except Exception:  # noqa: BLE001 - noted, with its trace
            self._faults.note(Hook.FANOUT)
        if not self._faults.run(Hook.FANOUT, self._broken, client):
            self._faults.run(Hook.FANOUT, _cut, client)

    def _due(self, client: FanOutClient, waiting: int) -> bytes:
        """Return what one client gets this tick: positions unless bytes still wait, and messages."""
        data = b""
        if waiting:
            self.counts.skipped += 1
        elif not client.hidden:
            data = self._private(client) if client.blocked_slots else self._positions(client.slot)
        if client.outbox.due:
            data += self._messages(client, waiting)
        return data

    def _positions(self, slot: int) -> bytes:
        """Return the framed positions that a slot shares with all around it."""
        payload = self._crowd.frame_for(slot)
        return self._shared if payload is None else self._framed_of(payload)

    def _framed_of(self, payload: bytes) -> bytes:
        """Return a payload framed once for all who get it, with what all get behind it."""
        framed = self._framed.get(payload)
        if framed is None:
            framed = self._framed[payload] = frame(payload) + self._shared
        return framed

    def _private(self, client: FanOutClient) -> bytes:
        """Return the framed positions of somebody who must not see all."""
        self.counts.private += 1
        payload = self._crowd.frame_without(client.slot, client.blocked_slots)
        return (frame(payload) if payload else b"") + self._shared

    def _messages(self, client: FanOutClient, waiting: int) -> bytes:
        """Return the messages that may go now; a transport that is full leaves them to the outbox's bound."""
        if client.outbox.overflown:
            self.counts.too_slow += 1
            self._too_slow(client)
            return b""
        if waiting > HOLD_BYTES:
            self.counts.held += 1
            return b""
        return client.outbox.take_waiting()

    def _sweep(self, clients: Sequence[FanOutClient], rounds: int) -> None:
        """Judge the liveness of a share of the connections."""
        for client in clients[self._round % rounds :: rounds]:
            try:
                client.connection.sweep()
            except Exception:  # noqa: BLE001 - noted, with its trace
                self._faults.note(Hook.LIVENESS)


def _cut(client: FanOutClient) -> None:
    client.connection.abort()
