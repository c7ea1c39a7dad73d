"""
Looks after open sockets whose session ended without a word to us: a life that ran out, a hint that was missed.

The bus carries hints only; the store knows. Once a minute, and at once after a gap of the bus, the sessions of all
open sockets are compared with the store.
"""

import asyncio
import contextlib
from collections.abc import Callable

import structlog

from agora_server.core.clock import Clock
from agora_server.store import Store
from agora_server.store import sessions as rows

log = structlog.get_logger()

EVERY_S = 60.0
"""A staff session lives for hours: a minute more is none, and the look costs one query a 500 sockets."""


class SessionWatch:
    """Ends the sockets of sessions that are no more.

    Args:
        store: knows which sessions live.
        clock: milliseconds UTC.
        attached: tells the sessions of the open sockets.
        end: ends the sockets of sessions.
    """

    def __init__(
        self, store: Store, clock: Clock, attached: Callable[[], set[str]], end: Callable[[set[str]], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._attached = attached
        self._end = end
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look every minute from now on."""
        self._task = asyncio.create_task(self._run(), name="session-watch")

    def wake(self) -> None:
        """Look at once: something may have been missed."""
        self._wake.set()

    async def close(self) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> None:
        """Compare once."""
        attached, now = self._attached(), self._clock()
        if attached and (ended := attached - await self._store.read(lambda c: rows.living(c, attached, now))):
            log.info("sessions_over", count=len(ended))
            self._end(ended)

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), EVERY_S)
            self._wake.clear()
            try:
                await self.look()
            except Exception:
                log.exception("session_watch_failed")
                await asyncio.sleep(1)
                self._wake.set()
