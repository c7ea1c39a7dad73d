"""
The beat of the server: one tick after another, as fast as the overload ladder allows.

A tick is due by the clock of the loop, not a period after the last one ended, so that ten a second are ten a
second; a tick that is missed is not made up for: positions are replaced, never queued.
"""

import asyncio
from collections.abc import Callable

import structlog

from agora_server.fanout import Client, FanOut
from agora_server.farewell import Code
from agora_server.host import Host, dismiss
from agora_server.link import Link
from agora_server.overload import Ladder

log = structlog.get_logger()


class Ticker:
    """Runs the host's tick and the fan-out.

    Args:
        on_tick: told the milliseconds a tick took from its due time to its last write (metrics).
    """

    def __init__(self, host: Host, ladder: Ladder, on_tick: Callable[[float], None]) -> None:
        self._host = host
        self._ladder = ladder
        self._on_tick = on_tick
        self.fanout = FanOut(host.crowd, _too_slow)
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    def start(self) -> None:
        """Tick from now on."""
        self._due = asyncio.get_running_loop().time()
        self._arm()

    def stop(self) -> None:
        """Tick no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        loop = asyncio.get_running_loop()
        self._due = max(self._due + self._ladder.period_ms / 1000, loop.time())
        self._timer = loop.call_at(self._due, self._beat)

    def _beat(self) -> None:
        """Do one tick; whatever goes wrong in it, the next one comes."""
        try:
            self._host.step()
            clients: list[Link] = list(self._host.links)
            self.fanout.start(clients, self._done, shared=self._shared(), period_ms=self._ladder.period_ms)
        except Exception:
            log.exception("tick_failed")
            self.fanout.busy = False
            self._arm()

    def _shared(self) -> list[bytes]:
        """Return the payloads that all get this tick: how many are at places, how many beyond the view."""
        now = self._host.clock()
        return [self._host.here(now), self._host.crowd.density()] if self._host.counts_due(now) else []

    def _done(self) -> None:
        took = (asyncio.get_running_loop().time() - self._due) * 1000
        self._ladder.step(took)
        self._on_tick(took)
        if self._timer is not None:
            self._arm()


def _too_slow(client: Client) -> None:
    assert isinstance(client, Link)
    dismiss(client, Code.TOO_SLOW, {})
