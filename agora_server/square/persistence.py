"""
Performs what the square wants kept, and tells what an arrival needs to know.

``keep`` never waits: facts stand in a bounded line and are written in order, many in one transaction. What staff do to
people is not among them: it is kept before it is done (``staff_acts.py``).
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
import structlog

from agora_server.core.clock import Clock
from agora_server.store import Connection, Store, flags, measures, participants, sessions
from agora_server.store.flags import FlagRow
from agora_server.transport.tickets import Pass
from rooms.square.effects import WriteFact
from rooms.square.square import Arrival

log = structlog.get_logger()

WAITING = 20_000
"""Facts in line: everybody in a full installation blocks two people while the disk stalls; about 10 MB."""
GROUP = 128
"""Facts a change: they share one commit."""
SETTLE_S = 2.0
"""Seconds that an arrival waits for facts in line: far more than a commit, less than a citizen's patience."""

Facts = Mapping[str, Any]


class FactWriter:
    """The line of facts and its one writer.

    Args:
        store: where facts go.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._line: asyncio.Queue[WriteFact] = asyncio.Queue(WAITING)
        self._task = asyncio.create_task(self._run(), name="fact_writer")
        self._writing = False  # whether facts are off the queue and not yet in the store
        self.lost = 0  # facts that were not written, since the start

    def write_fact(self, effect: WriteFact) -> None:
        """Put a fact in line; if the line is full it is lost, and said so in the log and in ``lost``."""
        try:
            self._line.put_nowait(effect)
        except asyncio.QueueFull:
            self.lost += 1
            log.error("fact_lost", kind=effect.kind)  # noqa: TRY400 - the full line says all

    async def flush(self) -> None:
        """Return when everything in line is written."""
        await self._line.join()

    async def settle(self) -> None:
        """Wait for what is in line, but not for a disk that stalls: a mute holds, and the door stays open."""
        if self._line.empty() and not self._writing:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.flush(), SETTLE_S)

    async def close(self) -> None:
        """Write what is in line, then stop."""
        await self.flush()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def arrival(self, stands_for: Pass, place: str | None = None) -> Arrival | None:
        """Return what the square must know of who comes with a ticket.

        ``None`` if the session ended, the person was erased or banned since the ticket was made.
        """
        now = self._clock()

        async def load(connection: Connection) -> Arrival | None:
            person = await participants.get(connection, stands_for.participant)
            if person is None or not await sessions.lives(connection, stands_for.session, now):
                return None
            lineage = stands_for.lineage if stands_for.account is None else None
            if stands_for.account is None and await measures.in_force(connection, "ban", person.id, now, lineage):
                return None
            blocks = dict(await participants.blocks_of(connection, person.id))
            mute = await measures.in_force(connection, "mute", person.id, now)
            return Arrival(
                participant=person.id,
                name=person.name,
                role=stands_for.role,
                look=person.look,
                blocks=blocks,
                muted_until=0 if mute is None else mute.until,
                mute_reason="" if mute is None else mute.reason,
                followable=person.followable,
                quiet=person.quiet,
                place=place,
                named=stands_for.named,
            )

        return await self._store.read(load)

    # ---- writing ----

    async def _run(self) -> None:
        while True:
            await self._write_next()

    async def _write_next(self) -> None:
        """Write what stands in line; while it is empty nothing is held of what was written last."""
        group = [await self._line.get()]
        while len(group) < GROUP and not self._line.empty():
            group.append(self._line.get_nowait())
        self._writing = True
        try:
            await self._write(group)
        except Exception:
            self.lost += len(group)
            log.exception("facts_lost", kinds=sorted({effect.kind for effect in group}))
        finally:
            self._writing = False
            for _ in group:
                self._line.task_done()

    async def _write(self, group: list[WriteFact]) -> None:
        results = await asyncio.gather(
            *(self._store.write(self._work(effect)) for effect in group), return_exceptions=True
        )
        for effect, result in zip(group, results, strict=True):
            if isinstance(result, BaseException):
                self.lost += 1
                log.error("fact_lost", kind=effect.kind, error=type(result).__name__)

    def _work(self, effect: WriteFact) -> Callable[[Connection], Awaitable[None]]:
        write = WRITERS[effect.kind]
        now = self._clock()

        async def work(connection: Connection) -> None:
            await write(connection, effect.participant, effect.facts, now)

        return work


async def _block(connection: Connection, participant: str, facts: Facts, now: int) -> None:
    await participants.block(connection, participant, facts["person"], facts["name"], now)


async def _unblock(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    await participants.unblock(connection, participant, facts["person"])


async def _report(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    evidence = msgspec.json.encode(facts["proofs"]).decode()
    about, name, reason = facts["person"], facts["name"], facts["reason"]
    await flags.add(
        connection, FlagRow(facts["flag"], "report", about, name, participant, reason, evidence, facts["at"])
    )


async def _words(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    evidence = msgspec.json.encode([{"text": facts["text"]}]).decode()
    row = FlagRow(facts["flag"], "words", participant, facts["name"], None, facts["category"], evidence, facts["at"])
    await flags.add(connection, row)


async def _profile(connection: Connection, participant: str, facts: Facts, now: int) -> None:
    await participants.change(connection, participant, seen=now, **facts)


WRITERS: dict[str, Callable[[Connection, str, Facts, int], Awaitable[None]]] = {
    "block": _block,
    "unblock": _unblock,
    "report": _report,
    "words": _words,
    "profile": _profile,
}
"""One writer a kind of ``rooms.square.effects.WriteFact``."""
