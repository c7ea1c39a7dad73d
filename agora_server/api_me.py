"""One's own data: shown, exported, erased."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from agora_server.call import Answer, Call, Identity, Route
from agora_server.clock import Clock
from agora_server.keeper import Keeper
from agora_server.privacy import NOTICE_VERSION
from agora_server.sessions import Sessions
from agora_server.store import Store, erasure
from rooms.errors import Refusal, Why
from rooms.messages import Role

ANYBODY = frozenset(Role)

OnErased = Callable[[str], None]
"""Told of a participant who was erased: the avatar leaves the square."""


class OwnData(msgspec.Struct, frozen=True):
    """Everything kept of a person, by table."""

    exported: int
    notice: str
    kept: dict[str, list[dict[str, Any]]]


class Erased(msgspec.Struct, frozen=True):
    """When it was done."""

    at: int


class Eraser:
    """Erases people: over HTTP by themselves, by administration, by retention.

    Args:
        store: where they are kept.
        sessions: told of sessions that ended.
        keeper: writes what is in line first, so that nothing of the person comes after.
        clock: milliseconds UTC.
        on_erased: told when it is done.
        in_forums: erases what the journals of forums hold of a participant.
    """

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        keeper: Keeper,
        clock: Clock,
        on_erased: OnErased,
        *,
        in_forums: Callable[[str], Awaitable[None]],
    ) -> None:
        self._in_forums = in_forums
        self._store = store
        self._sessions = sessions
        self._keeper = keeper
        self._clock = clock
        self._on_erased = on_erased

    async def erase(self, participant: str) -> None:
        """Delete a person everywhere; their sockets close, their avatar leaves, the log of the store is emptied."""
        await self._sessions.end(participant=participant)
        self._on_erased(participant)
        await self._keeper.flush()
        await self._in_forums(participant)
        await self._store.write(lambda c: erasure.erase(c, participant, self._clock()))
        await self._store.forget()


class MeApi:
    """The handlers of this table."""

    def __init__(self, store: Store, clock: Clock, erase: Callable[[str], Awaitable[None]]) -> None:
        self._store = store
        self._clock = clock
        self._erase = erase

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("GET", "/api/me", self.show, "Everything kept of me", answer=OwnData, needs=ANYBODY),
            Route("GET", "/api/me/export", self.export, "The same as a file", answer=OwnData, needs=ANYBODY),
            Route("DELETE", "/api/me", self.erase, "Erase me", answer=Erased, needs=ANYBODY),
        ]

    async def show(self, call: Call) -> Answer:
        """Answer everything kept of the caller."""
        return Answer(await self._own(_identity(call)))

    async def export(self, call: Call) -> Answer:
        """Answer everything kept of the caller as a file to save."""
        body = await self._own(_identity(call))
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

    async def _own(self, identity: Identity) -> OwnData:
        kept = await self._store.read(lambda c: erasure.export(c, identity.participant))
        return OwnData(self._clock(), NOTICE_VERSION, kept)


def _identity(call: Call) -> Identity:
    assert call.identity is not None, "the adapter lets nobody in without a session"
    return call.identity
