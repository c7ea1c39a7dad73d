"""
Virtual neighbours of a demonstration: bots in processes of their own, ended with the server.

They come through the door like citizens, so the server knows nothing of them but their names, which say what they
are (``bots/citizen.py``). Knows: one child process. Does not know: what bots do.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process

import structlog

log = structlog.get_logger()

NEIGHBOURS = 24
"""Enough that one meets somebody at most places, few enough for the smallest machine: 2 % of a core."""
END_SECONDS = 3.0
"""How long the process may take to end before it is killed: the server's end has 15 s in all."""


AUDIENCE = 24
"""Virtual neighbours who attend the forum that is on: a queue of a few, a ballot that one can watch filling."""


def command(address: str) -> list[str]:
    """Return the command that sends the virtual neighbours to an address."""
    bots = ["bots", str(NEIGHBOURS), "--seconds", "0", "--walk", "--chat", "--url", address]
    return [sys.executable, "-m", "agora_server", *bots]


def audience(address: str) -> list[str]:
    """Return the command that sends virtual neighbours into the forum that is on."""
    bots = ["bots", str(AUDIENCE), "--seconds", "0", "--forum", "open", "--url", address]
    return [sys.executable, "-m", "agora_server", *bots]


class Demo:
    """The process of the virtual neighbours.

    Args:
        arguments: its command line.
    """

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Send them; a demonstration without them is one all the same, so their end is only logged."""
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        self._watch = asyncio.create_task(self._report(self._process))

    async def ended(self) -> None:
        """Return when the process has ended by itself."""
        if self._process is not None:
            await self._process.wait()

    async def _report(self, process: Process) -> None:
        status = await process.wait()
        log.warning("demo_ended", status=status)

    async def stop(self) -> None:
        """End them."""
        if self._watch is not None:
            self._watch.cancel()
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), END_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
