"""
Sessions: an opaque cookie of 256 bit, kept as its SHA-256, for guests and staff alike.

A session's cookie is new after every change of what its bearer may do; the lineage stays, so that a guest's ban
outlives a change of name. Knows: the store, random numbers. Does not know: HTTP, passwords.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.ids import hash_token, new_id
from agora_server.store import Connection, Store, participants
from agora_server.store import sessions as rows
from agora_server.store.sessions import FoundSession, SessionRow
from rooms.base.roles import Role

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
COOKIE_LENGTH = 43
"""Characters of 256 bit in URL-safe base64: anything else is not looked up."""

OnRevoked = Callable[[set[str]], None]
"""Told of session ids that ended: sockets close at once, tickets are dropped."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """For whom a session is made.

    Attributes:
        session: the id of the session whose cookie this one replaces: open sockets hang on the id, not on the cookie.
    """

    participant: str
    role: Role
    account: str | None = None
    lineage: str | None = None
    session: str | None = None


class Sessions:
    """Makes, finds and ends sessions.

    Args:
        store: where they are kept.
        clock: milliseconds UTC.
        guest_days: life of a guest's session since the last visit.
        staff_hours: life of a staff session, never extended.
        on_revoked: told of sessions that ended before their time.
    """

    def __init__(self, store: Store, clock: Clock, *, guest_days: int, staff_hours: int, on_revoked: OnRevoked) -> None:
        self._store = store
        self._clock = clock
        self._guest_ms = guest_days * DAY_MS
        self._staff_ms = staff_hours * HOUR_MS
        self._on_revoked = on_revoked

    @property
    def cookie_seconds(self) -> int:
        """How long a browser keeps the cookie: the longest life; the row decides."""
        return self._guest_ms // 1000

    async def start_session(self, connection: Connection, bearer: Bearer) -> str:
        """Keep a new session inside a change; return its cookie."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        life = self._guest_ms if bearer.account is None else self._staff_ms
        lineage = bearer.lineage or new_id()
        row = SessionRow(
            bearer.session or new_id(),
            hash_token(token),
            bearer.participant,
            bearer.account,
            bearer.role,
            lineage,
            now,
            now + life,
        )
        await rows.add(connection, row)
        return token

    async def renew(self, connection: Connection, row: SessionRow, role: Role) -> str:
        """Give a session a new cookie and role inside a change; its open sockets, which hang on the id, stay."""
        await rows.end(connection, session=row.id)
        return await self.start_session(connection, Bearer(row.participant, role, row.account, row.lineage, row.id))

    async def find(self, cookie: str | None) -> FoundSession | None:
        """Return the living session of a cookie; a guest's visit lets it live on, written at most once a day."""
        if cookie is None or len(cookie) != COOKIE_LENGTH or not cookie.isascii():
            return None
        now = self._clock()
        digest = hash_token(cookie)
        found = await self._store.read(lambda connection: rows.find(connection, digest, now))
        if found is not None and found.row.account is None and found.row.expires < now + self._guest_ms - DAY_MS:
            await self._visited(found.row, now)
        return found

    async def _visited(self, row: SessionRow, now: int) -> None:
        async def change(connection: Connection) -> None:
            await rows.extend(connection, row.id, now + self._guest_ms)
            await participants.change(connection, row.participant, seen=now)

        await self._store.write(change)

    async def identify(self, cookie: str) -> Identity | None:
        """Return who bears a cookie."""
        found = await self.find(cookie)
        if found is None:
            return None
        row = found.row
        return Identity(row.id, row.participant, found.name, row.role, row.account)

    async def end(
        self, *, session: str | None = None, participant: str | None = None, account: str | None = None
    ) -> set[str]:
        """End sessions before their time and close their sockets; return the ids."""
        ended = set(
            await self._store.write(
                lambda connection: rows.end(connection, session=session, participant=participant, account=account)
            )
        )
        self.announce(ended)
        return ended

    def announce(self, ended: set[str]) -> None:
        """Tell of sessions that a change of somebody else ended."""
        if ended:
            self._on_revoked(ended)
