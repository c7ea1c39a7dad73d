"""One's own data: shown, exported, erased."""

from collections.abc import Awaitable, Callable

import msgspec

from agora_server.api.roles import ANYBODY
from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.http.call import Answer, Call, Route
from agora_server.people.own_data import OwnData, OwnDataReader
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role


class Erased(msgspec.Struct, frozen=True):
    """When it was done."""

    at: int


class MeApi:
    """The handlers of this table."""

    def __init__(self, own: OwnDataReader, clock: Clock, erase: Callable[[str], Awaitable[None]]) -> None:
        self._own = own
        self._clock = clock
        self._erase = erase

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("GET", "/api/me", self.show, "Everything kept of me", answer=OwnData, needs=ANYBODY),
            Route("GET", "/api/me/export", self.export, "The same as a file", answer=OwnData, needs=ANYBODY),
            Route(
                "DELETE",
                "/api/me",
                self.erase,
                "Erase me",
                answer=Erased,
                needs=ANYBODY,
                refuses=(Why.NOT_ALLOWED,),
            ),
        ]

    async def show(self, call: Call) -> Answer:
        """Answer everything kept of the caller."""
        return Answer(await self._own.of(_identity(call).participant))

    async def export(self, call: Call) -> Answer:
        """Answer everything kept of the caller as a file to save."""
        body = await self._own.of(_identity(call).participant)
        return Answer(body, headers={"Content-Disposition": 'attachment; filename="agora-my-data.json"'})

    async def erase(self, call: Call) -> Answer:
        """Erase the caller and clear the cookie.

        Raises:
            Refusal: ``not_allowed`` for staff: an admin ends their account first.
        """
        identity = _identity(call)
        if identity.account is not None:
            raise Refusal(Why.NOT_ALLOWED, needs=Role.ADMIN.value)
        await self._erase(identity.participant)
        return Answer(Erased(self._clock()), set_cookie="")


def _identity(call: Call) -> Identity:
    assert call.identity is not None, "the adapter lets nobody in without a session"
    return call.identity
