"""
The door: who am I, what is kept of me, come in; and the ticket for the socket.

Reading needs no name: who comes in without one gets a neutral name and looks around. A name needs the consent to
the notice of today and an age of 14 or more.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from agora_server.call import Answer, Call, Route, Trouble
from agora_server.clock import Clock
from agora_server.privacy import NOTICE_VERSION, Notice, notice
from agora_server.sessions import Bearer, Sessions, new_id
from agora_server.store import Connection, Store, measures, participants
from agora_server.store import sessions as session_rows
from agora_server.store.participants import ParticipantRow
from agora_server.store.sessions import FoundSession
from agora_server.tickets import LIFE_MS, Pass, Tickets, TicketsOutError
from rooms.messages import Look, Role

JOINS_A_MINUTE = 3_000
"""New sessions in all: six times the busiest minute asked of us (500 from one address); bounds what a flood writes."""
MINUTE_MS = 60_000
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


class Door(msgspec.Struct, frozen=True):
    """What the door shows."""

    me: DoorMe | None
    notice: Notice
    profile: str
    demo: bool
    writing: str
    """Who may write: ``name`` (who gave one) or ``verified`` (citizens and staff)."""
    name_limit: int


class Enter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Come in; without a nickname to look around."""

    nickname: Nickname | None = None
    look: Look = Look()
    notice: Annotated[str, Meta(max_length=32)] = ""
    """The version of the notice that was agreed to; empty without a nickname."""
    of_age: bool = False
    """Whether the person says to be 14 or older."""


class NameQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask whether a nickname may be had."""

    nickname: Nickname


class NameAnswer(msgspec.Struct, frozen=True):
    """The nickname as shown."""

    name: str
    suggestions: list[str]


class TicketQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a ticket; ``digest`` is the client's protocol."""

    digest: Annotated[str, Meta(max_length=32)] = ""


class TicketAnswer(msgspec.Struct, frozen=True):
    """A ticket for one handshake at ``/ws?ticket=``."""

    ticket: str
    seconds: int


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """What the door must know of the installation.

    Attributes:
        profile: ``demo`` or ``city``.
        demo: whether bots are about.
        contact: where citizens ask about their data.
        digest: of the protocol spoken here.
        name_limit: code points of a name.
        full: tells whether the house is full just now.
    """

    profile: str
    demo: bool
    contact: str
    digest: str
    name_limit: int
    full: Callable[[], bool]


class DoorApi:
    """The handlers of this table."""

    def __init__(
        self, store: Store, sessions: Sessions, tickets: Tickets, clock: Clock, *, naming: Naming, house: HouseFacts
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._tickets = tickets
        self._naming = naming
        self._clock = clock
        self._house = house
        self._minute = 0
        self._joins = 0

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("GET", "/api/door", self.show, "Who am I, what is kept, what is this house", answer=Door),
            Route("POST", "/api/door", self.enter, "Come in, with or without a name", body=Enter, answer=DoorMe),
            Route("POST", "/api/nickname", self.nickname, "May this name be had", body=NameQuestion, answer=NameAnswer),
            Route(
                "POST",
                "/api/ticket",
                self.ticket,
                "A one-use ticket for the socket",
                body=TicketQuestion,
                answer=TicketAnswer,
                needs=frozenset(Role),
            ),
            Route("GET", "/api/privacy", self.privacy, "What is kept, how long, why", answer=Notice),
        ]

    async def show(self, call: Call) -> Answer:
        """Answer the door as the caller finds it."""
        found = await self._sessions.find(call.cookie)
        me = None
        if found is not None:
            row = await self._store.read(lambda c: participants.get(c, found.row.participant))
            me = None if row is None else _me(row, staff=found.row.account is not None)
        house = self._house
        writing = "verified" if house.profile == "city" else "name"
        return Answer(Door(me, notice(house.contact), house.profile, house.demo, writing, house.name_limit))

    async def privacy(self, _: Call) -> Answer:
        """Answer the retention table."""
        return Answer(notice(self._house.contact))

    async def nickname(self, call: Call) -> Answer:
        """Answer the name as it would be shown, with others like it.

        Raises:
            Refusal: if it may not be had.
        """
        question: NameQuestion = call.body
        own = call.identity.participant if call.identity else None
        shown = self._naming.check(question.nickname, own)
        return Answer(NameAnswer(shown, list(self._naming.suggest(question.nickname))))

    # ---- coming in ----

    async def enter(self, call: Call) -> Answer:
        """Make or change the caller's participant; the cookie is new each time.

        Raises:
            Refusal: if the nickname may not be had.
            Trouble: 403 under 14, 409 without consent to today's notice, 503 in a flood.
        """
        wish: Enter = call.body
        found = await self._sessions.find(call.cookie)
        own = found.row.participant if found else None
        name = None if wish.nickname is None else self._allowed(wish, own)
        if found is None:
            self._bound_joins()
        elif found.row.account is not None:
            return await self._dress_staff(found, wish)
        return await self._write_guest(found, wish, name)

    def _allowed(self, wish: Enter, own: str | None) -> str:
        assert wish.nickname is not None
        if not wish.of_age:
            raise Trouble(HTTPStatus.FORBIDDEN, "under_14", limit=14)
        if wish.notice != NOTICE_VERSION:
            raise Trouble(HTTPStatus.CONFLICT, "consent_needed", version=NOTICE_VERSION)
        return self._naming.check(wish.nickname, own)

    def _bound_joins(self) -> None:
        minute = self._clock() // MINUTE_MS
        if minute != self._minute:
            self._minute, self._joins = minute, 0
        self._joins += 1
        if self._joins > JOINS_A_MINUTE:
            raise Trouble(HTTPStatus.SERVICE_UNAVAILABLE, "busy", seconds=60)

    async def _write_guest(self, found: FoundSession | None, wish: Enter, name: str | None) -> Answer:
        now = self._clock()

        async def change(connection: Connection) -> tuple[ParticipantRow, str, list[str]]:
            row = await self._keep_participant(connection, found, wish, name, now)
            ended = [] if found is None else await session_rows.end(connection, session=found.row.id)
            bearer = Bearer(row.id, row.role)
            if found is not None:
                bearer = Bearer(row.id, row.role, None, found.row.lineage, found.row.id)
            return row, await self._sessions.start(connection, bearer), ended

        row, cookie, ended = await self._store.write(change)
        self._tickets.drop(set(ended))
        return Answer(_me(row, staff=False), set_cookie=cookie)

    async def _keep_participant(
        self, connection: Connection, found: FoundSession | None, wish: Enter, name: str | None, now: int
    ) -> ParticipantRow:
        """Keep a new participant, or change the caller's own; a name once given stays without a new one."""
        own = None if found is None else await participants.get(connection, found.row.participant)
        named = name is not None or (own is not None and own.named)
        shown = name or (own.name if own is not None else f"손님 {1000 + secrets.randbelow(9000)}")
        if own is None:
            row = ParticipantRow(new_id(), shown, named, Role.GUEST, wish.look, True, not named, now, now)
            await participants.add(connection, row)
        else:
            quiet = own.quiet and not named
            await participants.change(
                connection, own.id, name=shown, look=wish.look, named=named, quiet=quiet, seen=now
            )
            row = ParticipantRow(own.id, shown, named, own.role, wish.look, own.followable, quiet, own.created, now)
        if name is not None:
            await participants.consent(connection, new_id(), row.id, NOTICE_VERSION, now, of_age=True)
        return row

    async def _dress_staff(self, found: FoundSession, wish: Enter) -> Answer:
        """Give a staff member's avatar its look; the name is the account's."""
        person, now = found.row.participant, self._clock()

        async def change(connection: Connection) -> ParticipantRow | None:
            await participants.change(connection, person, look=wish.look, seen=now)
            return await participants.get(connection, person)

        row = await self._store.write(change)
        if row is None:
            raise Trouble(HTTPStatus.UNAUTHORIZED, "sign_in_first")
        return Answer(_me(row, staff=True))

    # ---- the ticket ----

    async def ticket(self, call: Call) -> Answer:
        """Answer a ticket, or say with the goodbye's name why there is none.

        Raises:
            Trouble: 403 banned, 409 reload, 429 too_fast, 503 busy.
        """
        question: TicketQuestion = call.body
        if question.digest and question.digest != self._house.digest:
            raise Trouble(HTTPStatus.CONFLICT, "reload")
        found = await self._sessions.find(call.cookie)
        if found is None:
            raise Trouble(HTTPStatus.UNAUTHORIZED, "sign_in_first")
        await self._refuse_banned(found)
        if self._house.full():
            raise Trouble(HTTPStatus.SERVICE_UNAVAILABLE, "busy", seconds=5)
        return Answer(TicketAnswer(self._issue(found), LIFE_MS // 1000))

    async def _refuse_banned(self, found: FoundSession) -> None:
        """Refuse who is banned; a guest's ban holds all sessions of that browser, staff's the person alone.

        Raises:
            Trouble: 403 banned, with reason and end.
        """
        now, row = self._clock(), found.row
        lineage = row.lineage if row.account is None else None
        ban = await self._store.read(lambda c: measures.in_force(c, "ban", row.participant, now, lineage))
        if ban is not None:
            raise Trouble(HTTPStatus.FORBIDDEN, "banned", reason=ban.reason, until=ban.until)

    def _issue(self, found: FoundSession) -> str:
        row = found.row
        stands_for = Pass(
            row.id, row.participant, found.name, row.role, row.lineage, found.named, row.account, self._clock()
        )
        ticket = secrets.token_urlsafe(24)
        try:
            self._tickets.issue(ticket, stands_for)
        except TicketsOutError as error:
            raise Trouble(HTTPStatus.TOO_MANY_REQUESTS, "too_fast", seconds=error.seconds) from None
        return ticket


def _me(row: ParticipantRow, *, staff: bool) -> DoorMe:
    return DoorMe(row.id, row.name, row.named, row.role, row.look, staff)
