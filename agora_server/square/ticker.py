"""
The ticker of the square: a tick, its fan-out, then the next tick when it is due.

A tick never starts while the fan-out of the one before is under way. One that is late starts at once; more than
a period late, the missed ones are left out and the rhythm starts anew. How long each took feeds the ladder.
Whatever a part of a tick raises, the other parts and the next tick come (``faults.py``).
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from agora_server.core.clock import Clock, SystemClock
from agora_server.core.faults import Faults, Hook
from agora_server.ops.heartbeat import Heartbeat
from agora_server.square.fanout import FanOut, FanOutClient
from agora_server.square.overload import Ladder


class Rider(Protocol):
    """What rides in a tick beside the square's step."""

    def tick(self, now: int) -> object:
        """Do what is due."""


class Ticker:
    """Drives ticks while started.

    Args:
        step: everything of a tick up to the frames; a tick in which it fails is none for the heartbeat.
        clients: who is attached.
        shared: payloads of frames that all get with this tick.
        riders: what else rides in a tick, by the hook under which its faults are counted.
        clock: milliseconds UTC, for the riders.
        faults: where faults are counted.
        heart: told of each tick that was whole, after its last write.
        observe: told how many seconds each took, from its due time to its last write.

    Attributes:
        ticks: since the start.
        missed: periods left out because the loop was late.
    """

    def __init__(
        self,
        fanout: FanOut,
        ladder: Ladder,
        step: Callable[[], None],
        clients: Callable[[], Sequence[FanOutClient]],
        shared: Callable[[], Sequence[bytes]],
        *,
        riders: Sequence[tuple[Hook, Rider]] = (),
        clock: Clock | None = None,
        faults: Faults | None = None,
        heart: Heartbeat | None = None,
        observe: Callable[[float], object] = lambda _: None,
    ) -> None:
        self._fanout = fanout
        self._ladder = ladder
        self._step = step
        self._clients = clients
        self._shared = shared
        self._riders = riders
        self._clock = clock or SystemClock()
        self._faults = faults or Faults()
        self._heart = heart or Heartbeat()
        self._observe = observe
        self._whole = True  # whether the square's step of the tick under way came to its end
        self._due = 0.0  # when the tick under way, or the next one, is due; the loop's time
        self._timer: asyncio.TimerHandle | None = None  # of the next tick; none before the start
        self._running = False  # from start to stop
        self.ticks = self.missed = 0

    def start(self) -> None:
        """Tick from now on."""
        self._running = True
        loop = asyncio.get_running_loop()
        self._due = loop.time()
        self._timer = loop.call_soon(self._tick)  # type: ignore[assignment]

    def stop(self) -> None:
        """Tick no more; a fan-out under way ends by itself."""
        self._running = False
        if self._timer is not None:
            self._timer.cancel()

    def _tick(self) -> None:
        self.ticks += 1
        self._whole = self._faults.run(Hook.SQUARE, self._step)
        now = self._clock()
        for hook, rider in self._riders:
            self._faults.run(hook, rider.tick, now)
        if not self._faults.run(Hook.FANOUT, self._fan_out):
            self._whole = False
            self._done()

    def _fan_out(self) -> None:
        """Begin to write; without what all get if that cannot be had."""
        shared: Sequence[bytes] = ()
        try:
            shared = self._shared()
        except Exception:  # noqa: BLE001 - noted, with its trace
            self._faults.note(Hook.SHARED)
        self._fanout.start(self._clients(), self._done, shared=shared, period_ms=self._ladder.period_ms)

    def _done(self) -> None:
        """Count how long it took and set the next tick."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._whole:
            self._heart.beat()
        took = now - self._due
        self._faults.run(Hook.LADDER, self._ladder.step, took * 1_000)
        self._observe(took)
        period = self._ladder.period_ms / 1_000
        self._due += period
        behind = int((now - self._due) / period)
        if behind > 0:
            self.missed += behind
            self._due = now
        if self._running:
            self._timer = loop.call_at(self._due, self._tick)
