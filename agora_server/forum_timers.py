"""
What time does in a forum: each command that comes due is given once, by whatever node is first.

After every event the earliest one is set anew from the state alone, so a restart changes nothing: a clock that ran
out meanwhile fires at once. The act of a timer is made of the thing and its deadline; the journal takes it once.
"""

import asyncio

import structlog

from agora_server.clock import Clock
from agora_server.forum_live import LiveForum
from agora_server.store import StoreBusyError
from agora_server.tasks import Tasks
from rooms.errors import Refusal
from rooms.forum import forum as rules

log = structlog.get_logger()

AGAIN_MS = 1_000
"""How long until a timer is tried again that could not be carried out: the disk, or others who were faster."""


class ForumTimers:
    """One wake-up a forum.

    Args:
        clock: milliseconds UTC.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._handles: dict[str, asyncio.TimerHandle] = {}
        self._tasks = Tasks("forum timers")

    def set(self, forum: LiveForum, *, after_ms: int = 0) -> None:
        """Wake up when the next thing of a forum comes due, ``after_ms`` from now at the earliest."""
        self.cancel(forum.id)
        due = rules.due(forum.durable)
        if due:
            wait = max(due[0].at - self._clock(), after_ms, 0) / 1_000
            loop = asyncio.get_running_loop()
            self._handles[forum.id] = loop.call_later(wait, self._wake, forum)

    def cancel(self, forum: str) -> None:
        """Forget a forum's wake-up."""
        if (handle := self._handles.pop(forum, None)) is not None:
            handle.cancel()

    def _wake(self, forum: LiveForum) -> None:
        self._handles.pop(forum.id, None)
        self._tasks.start(self._run(forum))

    async def _run(self, forum: LiveForum) -> None:
        before = forum.tail.seq
        await self.fire(forum)
        if forum.tail.seq == before:  # else the change has set it anew
            self.set(forum, after_ms=AGAIN_MS)

    async def fire(self, forum: LiveForum) -> None:
        """Give every command that is due now; one that cannot be carried out stays due."""
        now = self._clock()
        for one in rules.due(forum.durable):
            if one.at <= now:
                await _give(forum, one)

    async def close(self) -> None:
        """Ring no more; what rings now comes to its end."""
        for forum in list(self._handles):
            self.cancel(forum)
        await self._tasks.close()


async def _give(forum: LiveForum, due: rules.Due) -> None:
    try:
        await forum.act(due.command, due.act)
    except Refusal:  # it happened otherwise meanwhile
        return
    except StoreBusyError:
        log.warning("timer_waits", forum=forum.id, act=due.act)
    except Exception:
        log.exception("timer_failed", forum=forum.id, act=due.act)
