"""Tasks that nobody waits for: started now or later, their failures logged, ended with their owner."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger()


class Tasks:
    """The tasks of one owner.

    Args:
        name: of the owner, for the log.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._running: set[asyncio.Task[Any]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    def start_task(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something beside everything else."""
        task = asyncio.create_task(work, name=self._name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def later(self, seconds: float, make: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Run something after a while, unless the owner is closed before."""
        handle = asyncio.get_running_loop().call_later(seconds, lambda: self.start_task(make()))
        self._timers = {one for one in self._timers if not one.cancelled() and one.when() > handle.when() - seconds}
        self._timers.add(handle)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("task_failed", owner=self._name, error=repr(error), exc_info=error)

    async def close(self) -> None:
        """Begin nothing more; wait for what runs."""
        for handle in self._timers:
            handle.cancel()
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
