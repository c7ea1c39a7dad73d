"""A process that hosts a forum in which people attend and vote, until it is killed; for the test of crashes."""

import asyncio
import os

from agora_server.store import open_store
from tests.server.forums import Forums
from tests.server.journals import journal_of

FORUM = "crash"
WORKERS = 8
"""People at once, so that groups of several are cut."""


def run(url: str, log: str, life: int) -> None:
    """Vote for ever; write an act into ``log`` before it is given and again when it is acknowledged."""
    asyncio.run(_run(url, log, life))


async def _run(url, log, life):
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    forums = Forums(journal_of(await open_store(url), life))
    forums.forum = FORUM
    await forums.host.open()
    await asyncio.gather(*(_worker(forums, handle, f"{life}-{worker}") for worker in range(WORKERS)))


async def _worker(forums, handle, name):
    n = 0
    while True:
        who = f"{name}-{n}"
        await forums.come(who)
        os.write(handle, f"sent {who}\n".encode())
        await give(forums, who)
        os.write(handle, f"done {who}\n".encode())
        n += 1


async def give(forums, who):
    """Give somebody's vote: the same act however often it is given."""
    return await forums.vote(who, "yes" if len(who) % 2 else "no", who, f"{who}:vote")
