"""
Who is a citizen, and who somebody is in a forum: the role of staff, the level of everybody else.

A proof (a one-time code, an assertion) holds for one forum or for the whole installation; with the latter one is a
citizen in the square too. Knows: the store, sessions. Does not know: codes, signatures, forums.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.people.sessions import Sessions
from agora_server.store import Connection, Store, accounts, citizens, participants
from agora_server.store.sessions import FoundSession
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.terms import Level

OnCitizen = Callable[[str, str | None], Awaitable[None]]
"""Told of a participant who became a citizen, and in which forum (``None``: in all)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is in one forum; ``name`` is the one they gave, if they did."""

    role: Role
    level: Level
    name: str = ""


STRANGER = Standing(Role.GUEST, Level.GUEST)
"""Who looks around without a name, was erased, or never came by the door."""


class Citizens:
    """Keeps proofs and tells what they are worth.

    Args:
        store: where they are kept.
        sessions: renews the cookie of who proved something.
        clock: milliseconds UTC.
        practised: tells which forum is practised in another one; empty where none is.
    """

    def __init__(
        self, store: Store, sessions: Sessions, clock: Clock, *, practised: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._clock = clock
        self._on_citizen: list[OnCitizen] = []
        self._practised = practised

    def on_citizen(self, tell: OnCitizen) -> None:
        """Have somebody told of everyone who becomes a citizen."""
        self._on_citizen.append(tell)

    async def standing(self, participant: str, forum: str) -> Standing:
        """Return role, level and name in a forum.

        An account for this forum or for the whole installation gives its role; one for another forum gives none. In a
        practice the staff of the forum that is practised have theirs as well: nothing that counts happens there.
        Staff are known by name and are no citizens: who votes does so as the citizen that they are besides.
        """

        async def look(connection: Connection) -> Standing:
            person = await participants.get(connection, participant)
            if person is None:
                return STRANGER
            name = person.name if person.named else ""
            account = await accounts.of_participant(connection, participant)
            if account is not None and account.forum in {None, forum, self._practised(forum)}:
                return Standing(account.role, Level.NAMED, name)
            if await citizens.is_citizen(connection, participant, forum):
                return Standing(Role.CITIZEN, Level.CITIZEN, name)
            return Standing(Role.GUEST, Level.NAMED, name) if person.named else STRANGER

        return await self._store.read(look)

    async def need(self, identity: Identity | None, forum: str | None, roles: frozenset[Role]) -> Identity:
        """Return the caller, if they have one of these roles in a forum (in the installation for ``None``).

        Raises:
            Refusal: ``sign_in_first`` without a session, ``not_allowed`` with the role that it needs.
        """
        if identity is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        role = identity.role if forum is None else (await self.standing(identity.participant, forum)).role
        if role not in roles:
            raise Refusal(Why.NOT_ALLOWED, needs=min(roles, key=list(Role).index).value)
        return identity

    async def admit(self, connection: Connection, found: FoundSession, forum: str | None, proof: str) -> str:
        """Keep a proof inside a change; return the session's new cookie."""
        row = found.row
        await citizens.admit(connection, row.participant, forum, proof, self._clock())
        role = Role.CITIZEN if forum is None else row.role
        await participants.change(connection, row.participant, role=role)
        return await self._sessions.renew(connection, row, role)

    async def announce_standing(self, participant: str, forum: str | None) -> None:
        """Tell who wants to know, once the change is durable."""
        for notify in self._on_citizen:
            await notify(participant, forum)
