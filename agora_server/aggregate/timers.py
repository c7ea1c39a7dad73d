"""
What time does in an aggregate: each command that comes due is given once, by whatever node is first.

After every event the earliest one is set anew from the state alone, so a restart changes nothing: a clock that ran
out meanwhile fires at once. The act of a timer is made of the thing and its deadline; the journal takes it once.
"""

import asyncio
from typing import Generic

import structlog

from agora_server.aggregate.live import Live
from agora_server.aggregate.rules import C, E, S, Timed
from agora_server.core.clock import Clock
from agora_server.core.tasks import Tasks
from agora_server.store import StoreBusyError
from rooms.base.errors import Refusal

log = structlog.get_logger()

AGAIN_MS = 1_000
"""How long until a timer is tried again that could not be carried out: the disk, or others who were faster."""


class Timers(Generic[S, C, E]):
    """One wake-up an aggregate.

    Args:
        clock: milliseconds UTC.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._handles: dict[str, asyncio.TimerHandle] = {}  # by id, until it rings
        self._tasks = Tasks("timers")

    def set(self, live: Live[S, C, E], *, after_ms: int = 0) -> None:
        """Wake up when the next thing of one comes due, ``after_ms`` from now at the earliest."""
        self.cancel(live.id)
        due = live.rules.due(live.durable)
        if due:
            wait = max(due[0].at - self._clock(), after_ms, 0) / 1_000
            loop = asyncio.get_running_loop()
            self._handles[live.id] = loop.call_later(wait, self._wake, live)

    def cancel(self, stream: str) -> None:
        """Forget the wake-up of one."""
        if (handle := self._handles.pop(stream, None)) is not None:
            handle.cancel()

    def _wake(self, live: Live[S, C, E]) -> None:
        self._handles.pop(live.id, None)
        self._tasks.start_task(self._run(live))

    async def _run(self, live: Live[S, C, E]) -> None:
        before = live.tail.seq
        await self.fire(live)
        if live.tail.seq == before:  # else the change has set it anew
            self.set(live, after_ms=AGAIN_MS)

    async def fire(self, live: Live[S, C, E]) -> None:
        """Give every command that is due now; one that cannot be carried out stays due."""
        now = self._clock()
        for one in live.rules.due(live.durable):
            if one.at <= now:
                await _give(live, one)

    async def close(self) -> None:
        """Ring no more; what rings now comes to its end."""
        for stream in list(self._handles):
            self.cancel(stream)
        await self._tasks.close()


async def _give(live: Live[S, C, E], due: Timed[C]) -> None:
    try:
        await live.act(due.command, due.act)
    except Refusal:  # it happened otherwise meanwhile
        return
    except StoreBusyError:
        log.warning("timer_waits", kind=live.rules.kind, id=live.id, act=due.act)
    except Exception:
        log.exception("timer_failed", kind=live.rules.kind, id=live.id, act=due.act)
