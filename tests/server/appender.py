"""A process that appends to a journal until it is killed, for the test of crashes: no part of the server."""

import asyncio
import os
import random

from agora_server.store import open_store
from agora_server.store.batch import Conflict
from tests.server.journals import cast, drawn, journal_of, said

WORKERS = 12
"""Commands at once, so that groups of several are cut."""


def run(url: str, log: str, life: int) -> None:
    """Append for ever; write an act into ``log`` before it is sent and again when it is acknowledged."""
    asyncio.run(_run(url, log, life))


async def _run(url, log, life):
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    journal = journal_of(await open_store(url), life)
    if life:  # whatever the dice say: no later death loses a signed head
        await journal.sign_head("forum1", life)
    os.write(handle, b"ready\n")
    await asyncio.gather(*(_worker(journal, handle, f"{life}.{worker}") for worker in range(WORKERS)))


async def _worker(journal, handle, name):
    seen, n = 0, 0
    while True:
        act = f"{name}:{n}"
        os.write(handle, f"sent {act}\n".encode())
        while True:
            try:
                done = await _append(journal, seen, act, n)
            except Conflict as conflict:
                seen = conflict.missing[-1].seq if conflict.missing else conflict.seq
            else:
                break
        os.write(handle, f"done {act}\n".encode())
        seen, n = done.rows[-1].seq, n + 1
        if random.random() < 0.02:
            await journal.sign_head("forum1", n)


async def _append(journal, seen, act, n):
    """Append words, or a hidden vote, whose two halves must not be torn apart."""
    if n % 2:
        vote = drawn(act)
        return await journal.append("forum1", seen, [cast(act)], act, votes=[("b1", vote)])
    return await journal.append("forum1", seen, [said(n, act), said(n, act)], act)
