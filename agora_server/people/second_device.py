"""Signs a second device in, once the first one confirmed it."""

from agora_server.core.clock import Clock
from agora_server.core.problems import Problem
from agora_server.people.handover import Handover
from agora_server.people.sessions import Bearer, Sessions
from agora_server.people.staff import square_role
from agora_server.store import Connection, Store, accounts
from agora_server.store import sessions as session_rows
from rooms.base.errors import Refusal


class SecondDevice:
    """Makes the session of a second device.

    Args:
        store: where accounts and sessions are.
        sessions: makes it.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, sessions: Sessions, clock: Clock) -> None:
        self._store = store
        self._sessions = sessions
        self._clock = clock

    async def sign_in(self, handover: Handover) -> str:
        """Return the cookie of the new session.

        Raises:
            Refusal: ``handover_gone`` where the first device signed out or the account ended meanwhile.
        """
        cookie = await self._store.write(lambda connection: self._enter(connection, handover))
        if cookie is None:
            raise Refusal(Problem.HANDOVER_GONE)
        return cookie

    async def _enter(self, connection: Connection, handover: Handover) -> str | None:
        account = await accounts.get(connection, handover.account)
        if account is None or account.revoked is not None:
            return None
        if not await session_rows.lives(connection, handover.session, self._clock()):
            return None
        return await self._sessions.start_session(
            connection, Bearer(account.participant, square_role(account), account.id)
        )
