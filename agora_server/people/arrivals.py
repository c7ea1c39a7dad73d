"""
Coming in: a new or a changed participant by the door, and the ticket for the socket.

Knows: the store, sessions, tickets, the notice of today. Does not know: HTTP, the square (``Naming`` stands for it).
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from agora_server.core.clock import Clock
from agora_server.core.ids import new_id
from agora_server.core.problems import Problem
from agora_server.core.rates import Limit, Rates
from agora_server.people.privacy import NOTICE_VERSION
from agora_server.people.sessions import Bearer, Sessions
from agora_server.store import Connection, Store, measures, participants
from agora_server.store import sessions as session_rows
from agora_server.store.participants import ParticipantRow
from agora_server.store.sessions import FoundSession
from agora_server.transport.tickets import Pass, Tickets, TicketsOutError
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.wire.messages import Look

JOINS = Limit("joins", 3_000, 20)
"""New sessions in all, 3,000 a minute: six times the busiest minute asked of us (500 from one address); bounds what a
flood writes."""
BUSY_S = 5
"""When somebody who finds the installation full may ask again."""
Nickname = Annotated[str, Meta(max_length=64)]


class Naming(Protocol):
    """The rule of nicknames, with those of people here already."""

    def check(self, nickname: str, participant: str | None) -> str:
        """Return the name as shown. Raises: Refusal."""

    def suggest(self, nickname: str) -> Sequence[str]:
        """Return names like it that may be had."""


class DoorMe(msgspec.Struct, frozen=True):
    """Who the caller is already."""

    participant: str
    name: str
    named: bool
    role: Role
    look: Look
    staff: bool


class Enter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Come in; without a nickname to look around."""

    nickname: Nickname | None = None
    look: Look = Look()
    notice: Annotated[str, Meta(max_length=32)] = ""
    """The version of the notice that was agreed to; empty without a nickname."""
    of_age: bool = False
    """Whether the person says to be 14 or older."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """Who somebody is now, and their new cookie; ``None`` where the old one goes on."""

    me: DoorMe
    cookie: str | None = None


class Arrivals:
    """Lets people in.

    Args:
        store: where participants and sessions are kept.
        sessions: makes and finds sessions.
        tickets: the unused ones.
        clock: milliseconds UTC.
        naming: the rule of nicknames.
        full: tells whether the square is full just now.
    """

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        tickets: Tickets,
        clock: Clock,
        *,
        naming: Naming,
        full: Callable[[], bool],
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._tickets = tickets
        self._clock = clock
        self._naming = naming
        self._full = full
        self._joins = Rates(most=1)  # of the whole installation

    async def who(self, cookie: str | None) -> DoorMe | None:
        """Return who bears a cookie, or ``None``."""
        found = await self._sessions.find(cookie)
        if found is None:
            return None
        row = await self._store.read(lambda c: participants.get(c, found.row.participant))
        return None if row is None else _me(row, staff=found.row.account is not None)

    # ---- coming in ----

    async def enter(self, cookie: str | None, request: Enter) -> CameIn:
        """Make or change the caller's participant; the cookie is new each time, but for staff.

        Raises:
            Refusal: if the nickname may not be had; ``under_14``, ``consent_needed`` without consent to today's notice,
                ``busy`` in a flood.
        """
        found = await self._sessions.find(cookie)
        own = found.row.participant if found else None
        name = None if request.nickname is None else self._allowed(request, own)
        if found is None:
            if wait := self._joins.take("", JOINS, self._clock()):
                raise Refusal(Problem.BUSY, seconds=-(-wait // 1000))
        elif found.row.account is not None:
            return await self._dress_staff(found, request)
        return await self._write_guest(found, request, name)

    def _allowed(self, request: Enter, own: str | None) -> str:
        assert request.nickname is not None
        if not request.of_age:
            raise Refusal(Problem.UNDER_14, limit=14)
        if request.notice != NOTICE_VERSION:
            raise Refusal(Problem.CONSENT_NEEDED, version=NOTICE_VERSION)
        return self._naming.check(request.nickname, own)

    async def _write_guest(self, found: FoundSession | None, request: Enter, name: str | None) -> CameIn:
        now = self._clock()

        async def change(connection: Connection) -> tuple[ParticipantRow, str, list[str]]:
            row = await self._keep_participant(connection, found, request, name, now)
            ended = [] if found is None else await session_rows.end(connection, session=found.row.id)
            bearer = Bearer(row.id, row.role)
            if found is not None:
                bearer = Bearer(row.id, row.role, None, found.row.lineage, found.row.id)
            return row, await self._sessions.start_session(connection, bearer), ended

        row, cookie, ended = await self._store.write(change)
        self._tickets.drop(set(ended))
        return CameIn(_me(row, staff=False), cookie)

    async def _keep_participant(
        self, connection: Connection, found: FoundSession | None, request: Enter, name: str | None, now: int
    ) -> ParticipantRow:
        """Keep a new participant, or change the caller's own; a name once given stays without a new one."""
        own = None if found is None else await participants.get(connection, found.row.participant)
        named = name is not None or (own is not None and own.named)
        shown = name or (own.name if own is not None else f"손님 {1000 + secrets.randbelow(9000)}")
        if own is None:
            row = ParticipantRow(new_id(), shown, named, Role.GUEST, request.look, True, not named, now, now)
            await participants.add(connection, row)
        else:
            quiet = own.quiet and not named
            await participants.change(
                connection, own.id, name=shown, look=request.look, named=named, quiet=quiet, seen=now
            )
            row = ParticipantRow(own.id, shown, named, own.role, request.look, own.followable, quiet, own.created, now)
        if name is not None:
            await participants.consent(connection, new_id(), row.id, NOTICE_VERSION, now, of_age=True)
        return row

    async def _dress_staff(self, found: FoundSession, request: Enter) -> CameIn:
        """Give a staff member's avatar its look; the name is the account's."""
        person, now = found.row.participant, self._clock()

        async def change(connection: Connection) -> ParticipantRow | None:
            await participants.change(connection, person, look=request.look, seen=now)
            return await participants.get(connection, person)

        row = await self._store.write(change)
        if row is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        return CameIn(_me(row, staff=True))

    # ---- the ticket ----

    async def ticket(self, cookie: str | None) -> str:
        """Return a ticket for the socket.

        Raises:
            Refusal: ``sign_in_first``, ``banned``, ``busy``, ``too_fast``.
        """
        found = await self._sessions.find(cookie)
        if found is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        await self._refuse_banned(found)
        if self._full():
            raise Refusal(Problem.BUSY, seconds=BUSY_S)
        return self._issue(found)

    async def _refuse_banned(self, found: FoundSession) -> None:
        """Refuse who is banned; a guest's ban holds all sessions of that browser, staff's the person alone.

        Raises:
            Refusal: 403 banned, with reason and end.
        """
        now, row = self._clock(), found.row
        lineage = row.lineage if row.account is None else None
        ban = await self._store.read(lambda c: measures.in_force(c, "ban", row.participant, now, lineage))
        if ban is not None:
            raise Refusal(Problem.BANNED, reason=ban.reason, until=ban.until)

    def _issue(self, found: FoundSession) -> str:
        row = found.row
        stands_for = Pass(
            row.id, row.participant, found.name, row.role, row.lineage, found.named, row.account, self._clock()
        )
        ticket = secrets.token_urlsafe(24)
        try:
            self._tickets.issue(ticket, stands_for)
        except TicketsOutError as error:
            raise Refusal(Why.TOO_FAST, seconds=error.seconds) from None
        return ticket


def _me(row: ParticipantRow, *, staff: bool) -> DoorMe:
    return DoorMe(row.id, row.name, row.named, row.role, row.look, staff)
