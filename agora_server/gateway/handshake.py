"""The socket's handshake: a ticket becomes a connection of the gateway."""

from http import HTTPStatus

from agora_server.core.clock import Clock
from agora_server.gateway.gateway import Gateway
from agora_server.http.web import Handshake
from agora_server.square.persistence import FactWriter
from agora_server.transport.connection import Handlers
from agora_server.transport.tickets import Pass, Tickets
from agora_server.transport.upgrade import Rejected, adopt
from rooms.crowd.crowd import Crowd
from rooms.square.square import Arrival


class Entrance:
    """Redeems tickets and admits sockets."""

    def __init__(self, tickets: Tickets, fact_writer: FactWriter, gateway: Gateway, crowd: Crowd, clock: Clock) -> None:
        self._tickets = tickets
        self._fact_writer = fact_writer
        self._gateway = gateway
        self._inbox = crowd.inbox
        self._clock = clock
        self._handlers = Handlers(gateway.on_message, gateway.on_lost, gateway.traffic)

    async def upgrade(self, handshake: Handshake) -> int:
        """Take over a line whose ticket is good; return 101 or the status of the refusal."""
        stands_for = self._tickets.redeem(handshake.ticket, self._clock())
        if stands_for is None:
            return HTTPStatus.FORBIDDEN
        version = self._gateway.version()
        await self._fact_writer.settle()
        arrival = await self._arrival(stands_for, handshake.place)
        if arrival is None:
            return HTTPStatus.FORBIDDEN
        outcome = adopt(
            handshake.transport,
            handshake.protocol,
            handshake.path,
            handshake.headers,
            handlers=self._handlers,
            inbox=self._inbox,
        )
        if isinstance(outcome, Rejected):
            return outcome.status
        self._gateway.admit(outcome, arrival, stands_for.session, version, screen=stands_for.screen)
        return HTTPStatus.SWITCHING_PROTOCOLS

    async def _arrival(self, stands_for: Pass, place: str | None) -> Arrival | None:
        """Return who comes; behind a screen nobody does, so nothing is read."""
        if stands_for.screen:
            return Arrival(stands_for.participant, stands_for.name, stands_for.role, named=False)
        return await self._fact_writer.arrival(stands_for, place)
