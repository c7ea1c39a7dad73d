"""
What staff do to people of the square: decided with what the store knows, kept, and only then carried out and "done".

    wish → one transaction (what is known of whom → the rules decide → the measure is kept) → the square → answer

Knows: the order of these, an act that comes again. Does not know: rules, sockets, bytes.
"""

import asyncio
from collections.abc import Callable

import structlog

from agora_server.square.host import Host
from agora_server.store import Connection, Store, StoreBusyError, measures, participants
from agora_server.store.measures import MeasureRow
from agora_server.transport.client_session import ClientSession
from rooms.base.errors import Refusal, Why
from rooms.square.moderation import Known, Measure, MeasureKind
from rooms.square.permissions import authorise
from rooms.wire.messages import Ban, Lift, MoveOut, Mute

log = structlog.get_logger()

StaffAct = Mute | MoveOut | Ban | Lift
Answer = Callable[[Refusal | None], None]
"""Told what an act came to: done, or the refusal."""


class StaffActs:
    """Acts of staff under way.

    Args:
        store: knows who is absent, and keeps what was decided.
        host: its square decides, and carries out.
        new_id: makes random ids.
    """

    def __init__(self, store: Store, host: Host, new_id: Callable[[], str]) -> None:
        self._store = store
        self._host = host
        self._new_id = new_id
        self._on_way: dict[tuple[str, str], asyncio.Task[Refusal | None]] = {}
        """Acts that wait for the disk, by who acts and the act's id; an entry goes when it is answered."""

    def perform(self, client: ClientSession, request: StaffAct, answer: Answer) -> None:
        """Begin an act; ``answer`` is called once, also after the connection is lost. The same act twice is one.

        Raises:
            Refusal: ``not_allowed``: nobody but staff makes the store work.
        """
        authorise(request, client.arrival.role)
        key = (client.participant, request.request_id)
        task = self._on_way.get(key)
        if task is None:
            task = self._on_way[key] = asyncio.create_task(self._outcome(client.participant, request), name="staff act")
            task.add_done_callback(lambda _: self._on_way.pop(key, None))
        task.add_done_callback(lambda done: answer(done.result()))

    async def _outcome(self, by: str, request: StaffAct) -> Refusal | None:
        """Decide, keep and carry out; return the refusal, or ``None`` once all is done."""
        try:
            self._host.enforce(await self._store.write(lambda connection: self._keep(connection, by, request)))
        except Refusal as refusal:
            return refusal
        except StoreBusyError:
            log.warning("staff_act_failed", kind=type(request).__name__, reason="store_busy")
            return Refusal(Why.INTERNAL)
        except Exception:
            log.exception("staff_act_failed", kind=type(request).__name__)
            return Refusal(Why.INTERNAL)
        return None

    async def _keep(self, connection: Connection, by: str, request: StaffAct) -> Measure:
        """Decide and keep inside one change: nobody decides on the same person in between."""
        now = self._host.clock()
        person = await participants.get(connection, request.person)
        known = None
        if person is not None:
            ban = await measures.in_force(connection, "ban", request.person, now)
            judge = None if ban is None else await participants.get(connection, ban.made_by)
            known = Known(person.role, 0 if ban is None else ban.until, "" if judge is None else judge.name)
        measure = self._host.square.decide_measure(by, request, known, now)
        if measure.kind is MeasureKind.LIFT:
            await measures.lift(connection, "mute", request.person, by=by, reason=measure.reason, now=now)
        else:
            await measures.add(connection, await self._row(connection, measure, "" if person is None else person.name))
        return measure

    async def _row(self, connection: Connection, measure: Measure, name: str) -> MeasureRow:
        return MeasureRow(
            id=self._new_id(),
            kind=measure.kind.value,
            participant=measure.participant,
            lineage=await measures.lineage_of(connection, measure.participant),
            name=name,
            made_by=measure.by,
            reason=measure.reason,
            at=measure.at,
            until=measure.until,
        )

    async def close(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._on_way.values(), return_exceptions=True)
