"""The socket's handshake: a ticket becomes a connection of the gateway."""

from http import HTTPStatus

from agora_server.clock import Clock
from agora_server.connection import Handlers, Rejected, adopt
from agora_server.gateway import Gateway
from agora_server.keeper import Keeper
from agora_server.tickets import Tickets
from agora_server.web import Handshake
from rooms.crowd import Crowd


class Entrance:
    """Redeems tickets and admits sockets."""

    def __init__(self, tickets: Tickets, keeper: Keeper, gateway: Gateway, crowd: Crowd, clock: Clock) -> None:
        self._tickets = tickets
        self._keeper = keeper
        self._gateway = gateway
        self._inbox = crowd.inbox
        self._clock = clock
        self._handlers = Handlers(gateway.on_message, gateway.on_lost)

    async def upgrade(self, handshake: Handshake) -> int:
        """Take over a line whose ticket is good; return 101 or the status of the refusal."""
        stands_for = self._tickets.redeem(handshake.ticket, self._clock())
        if stands_for is None:
            return HTTPStatus.FORBIDDEN
        mark = self._gateway.mark()
        await self._keeper.settle()
        arrival = await self._keeper.arrival(stands_for, handshake.place)
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
        self._gateway.admit(outcome, arrival, stands_for.session, mark)
        return HTTPStatus.SWITCHING_PROTOCOLS
