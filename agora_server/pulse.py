"""
The pulse of the square: a tick, its fan-out, then the next tick when it is due.

A tick never starts while the fan-out of the one before is under way. One that is late starts at once; more than
a period late, the missed ones are left out and the rhythm starts anew. How long each took feeds the ladder.
"""

import asyncio
from collections.abc import Callable, Sequence

from agora_server.fanout import Client, FanOut
from agora_server.overload import Ladder


class Pulse:
    """Drives ticks while started.

    Args:
        step: everything of a tick up to the frames.
        clients: who is attached.
        shared: payloads of frames that all get with this tick.

    Attributes:
        ticks: since the start.
        missed: periods left out because the loop was late.
    """

    def __init__(
        self,
        fanout: FanOut,
        ladder: Ladder,
        step: Callable[[], None],
        clients: Callable[[], Sequence[Client]],
        shared: Callable[[], Sequence[bytes]],
    ) -> None:
        self._fanout = fanout
        self._ladder = ladder
        self._step = step
        self._clients = clients
        self._shared = shared
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._running = False
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
        self._step()
        self._fanout.start(self._clients(), self._done, shared=self._shared(), period_ms=self._ladder.period_ms)

    def _done(self) -> None:
        """Count how long it took and set the next tick."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._ladder.step((now - self._due) * 1_000)
        period = self._ladder.period_ms / 1_000
        self._due += period
        behind = int((now - self._due) / period)
        if behind > 0:
            self.missed += behind
            self._due = now
        if self._running:
            self._timer = loop.call_at(self._due, self._tick)
