"""Accounts of staff as they are shown: one's own, the invites that wait, all of them."""

import msgspec

from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.people.access_log import AccessLog
from agora_server.people.staff import square_role
from agora_server.store import Store, accounts
from agora_server.store.accounts import AccountRow
from rooms.base.errors import Refusal
from rooms.base.roles import Role


class StaffMe(msgspec.Struct, frozen=True):
    """Who the staff member is. ``forum`` is ``None`` for the whole installation."""

    account: str
    login: str
    name: str
    role: Role
    forum: str | None
    square_role: Role
    totp: bool


class InviteLine(msgspec.Struct, frozen=True):
    """An invite that waits."""

    id: str
    role: Role
    forum: str | None
    made_by: str
    created: int
    expires: int


class AccountLine(msgspec.Struct, frozen=True):
    """One account."""

    account: str
    login: str
    name: str
    role: Role
    forum: str | None
    totp: bool
    created: int
    revoked: int | None


class Accounts:
    """Reads accounts and invites.

    Args:
        store: where they are kept.
        access: notes who looked at accounts.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, access: AccessLog, clock: Clock) -> None:
        self._store = store
        self._access = access
        self._clock = clock

    async def own(self, identity: Identity | None) -> AccountRow:
        """Return the caller's account.

        Raises:
            Refusal: ``sign_in_first`` where the caller has none.
        """
        own = identity.account if identity else None
        row = None if own is None else await self._store.read(lambda connection: accounts.get(connection, own))
        if row is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        return row

    async def invites(self) -> list[InviteLine]:
        """Return the invites that wait."""
        now = self._clock()
        rows = await self._store.read(lambda connection: accounts.invites_open(connection, now))
        return [InviteLine(row.id, row.role, row.forum, row.made_by, row.created, row.expires) for row in rows]

    async def every(self, viewer: Identity | None, peer: str) -> list[AccountLine]:
        """Return all accounts; that they were seen is noted in the access log first."""
        rows = await self._store.read(accounts.every)
        await self._access.note(viewer, peer, "accounts", [row.participant for row in rows])
        return [_line(row) for row in rows]


def staff_me(row: AccountRow) -> StaffMe:
    """Return an account as its bearer sees it."""
    return StaffMe(row.id, row.login, row.name, row.role, row.forum, square_role(row), totp=row.totp_secret is not None)


def _line(row: AccountRow) -> AccountLine:
    return AccountLine(
        row.id, row.login, row.name, row.role, row.forum, row.totp_secret is not None, row.created, row.revoked
    )
