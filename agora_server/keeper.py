"""
Performs what the square wants kept, and tells what an arrival needs to know.

``keep`` never waits: facts stand in a bounded line and are written in order, many in one transaction.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
import structlog

from agora_server.clock import Clock
from agora_server.sessions import new_id
from agora_server.store import Connection, Store, flags, measures, participants, sessions
from agora_server.store.flags import FlagRow
from agora_server.store.measures import MeasureRow
from agora_server.tickets import Pass
from rooms import moderation
from rooms.effects import Keep
from rooms.messages import Role
from rooms.square import Arrival

log = structlog.get_logger()

WAITING = 20_000
"""Facts in line: everybody in a full house blocks two people while the disk stalls; about 10 MB."""
GROUP = 128
"""Facts a change: they share one commit."""
SETTLE_S = 2.0
"""Seconds that an arrival waits for facts in line: far more than a commit, less than a citizen's patience."""

Facts = Mapping[str, Any]


class Keeper:
    """The line of facts and its one writer.

    Args:
        store: where facts go.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._line: asyncio.Queue[Keep] = asyncio.Queue(WAITING)
        self._task = asyncio.create_task(self._run(), name="keeper")
        self._writing = False
        self.lost = 0

    def keep(self, effect: Keep) -> None:
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

    async def _write(self, group: list[Keep]) -> None:
        results = await asyncio.gather(
            *(self._store.write(self._work(effect)) for effect in group), return_exceptions=True
        )
        for effect, result in zip(group, results, strict=True):
            if isinstance(result, BaseException):
                self.lost += 1
                log.error("fact_lost", kind=effect.kind, error=type(result).__name__)

    def _work(self, effect: Keep) -> Callable[[Connection], Awaitable[None]]:
        write = WRITERS[effect.kind]
        now = self._clock()

        async def work(connection: Connection) -> None:
            await write(connection, effect.participant, effect.facts, now)

        return work


async def _block(connection: Connection, participant: str, facts: Facts, now: int) -> None:
    await participants.block(connection, participant, facts["person"], facts["name"], now)


async def _unblock(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    await participants.unblock(connection, participant, facts["person"])


async def _mute(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    await _measure(connection, "mute", participant, facts)


async def _move_out(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    await _measure(connection, "move_out", participant, facts)


async def _ban(connection: Connection, participant: str, facts: Facts, _: int) -> None:
    """Keep a ban. The session stays: its cookie is what tells the person why, and until when."""
    await _measure(connection, "ban", participant, facts)


async def _measure(connection: Connection, kind: str, participant: str, facts: Facts) -> None:
    person = await participants.get(connection, participant)
    if person is not None and moderation.is_staff(person.role) and not await _by_admin(connection, facts):
        log.warning("measure_against_staff_left_out", kind=kind)  # who is absent looks like a guest to the square
        return
    lineage = await measures.lineage_of(connection, participant)
    at = int(facts["at"])
    row = MeasureRow(
        id=new_id(),
        kind=kind,
        participant=participant,
        lineage=lineage,
        name="" if person is None else person.name,
        made_by=facts["by"],
        reason=facts["reason"],
        at=at,
        until=int(facts.get("until", at)),
    )
    await measures.add(connection, row)


async def _by_admin(connection: Connection, facts: Facts) -> bool:
    """Tell whether an admin decided: staff act upon staff only as admin."""
    maker = await participants.get(connection, facts["by"])
    return maker is not None and maker.role is Role.ADMIN


async def _lift(connection: Connection, participant: str, facts: Facts, now: int) -> None:
    await measures.lift(connection, "mute", participant, by=facts["by"], reason=facts["reason"], now=now)


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
    "mute": _mute,
    "lift": _lift,
    "ban": _ban,
    "move_out": _move_out,
    "report": _report,
    "words": _words,
    "profile": _profile,
}
"""One writer a kind of ``rooms.effects.Keep``."""
