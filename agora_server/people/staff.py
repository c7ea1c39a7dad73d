"""
Staff: signing in, invites, accounts, the second device. The rules behind ``api/staff.py`` and ``./agora admin``.

A role for one forum alone is a citizen in the square; only a role for the whole installation is staff there.
"""

import secrets
from dataclasses import dataclass

from agora_server.core.clock import Clock
from agora_server.core.ids import hash_token, new_id
from agora_server.core.problems import Problem
from agora_server.people import passwords, totp
from agora_server.people.lockout import Tries, lock_until
from agora_server.people.sessions import DAY_MS, Bearer, Sessions
from agora_server.store import Connection, Store, accounts, participants
from agora_server.store import sessions as session_rows
from agora_server.store.accounts import AccountRow, InviteRow
from agora_server.store.participants import ParticipantRow
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.wire.messages import Look

INVITE_DAYS = 7
"""Life of an invite: a week of holidays."""
STAFF_ROLES = (Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A staff member who is in now, and the new cookie."""

    account: AccountRow
    cookie: str


FORUM_ROLES = frozenset({Role.MODERATOR, Role.CLERK})
"""Roles that an officer gives for a forum."""


def may_invite(account: AccountRow, role: Role, forum: str | None) -> bool:
    """Tell whether somebody may give a role: an admin any, an officer those for a forum of theirs."""
    if account.role is Role.ADMIN and account.forum is None:
        return True
    own = forum is not None and account.forum in {None, forum}
    return own and role in FORUM_ROLES and account.role in {Role.OFFICER, Role.ADMIN}


def square_role(account: AccountRow) -> Role:
    """Return the role an account has in the square."""
    return account.role if account.forum is None else Role.CITIZEN


class Staff:
    """Accounts and how they come to be.

    Args:
        store: where they are kept.
        sessions: makes and ends their sessions.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, sessions: Sessions, clock: Clock) -> None:
        self._store = store
        self._sessions = sessions
        self._clock = clock
        self._tries = Tries()

    # ---- signing in ----

    async def sign_in(self, login: str, password: str, code: str, *, peer: str, old_session: str | None) -> SignedIn:
        """Return a new session of an account.

        Every wrong answer takes the time of a right one.

        Raises:
            Refusal: 429 ``too_fast`` or ``locked`` with seconds, 401 ``sign_in_failed``, ``code_needed``.
        """
        self._bound(peer)
        login = login.casefold()
        account = await self._store.read(lambda c: accounts.by_login(c, login))
        if account is not None and account.revoked is not None:
            account = None
        fits = await passwords.verified(None if account is None else account.password, password)
        self._refuse_locked(account, login)
        if account is None or not fits:
            raise await self._failed(account, login)
        step = await self._second_step(account, login, code)
        return await self._enter(account, step, old_session)

    def _bound(self, peer: str) -> None:
        if seconds := self._tries.seconds_to_wait(peer, self._clock()):
            raise Refusal(Why.TOO_FAST, seconds=seconds)

    def _refuse_locked(self, account: AccountRow | None, login: str) -> None:
        now = self._clock()
        until = self._tries.stranger_locked_until(login) if account is None else account.locked_until
        if until > now:
            raise Refusal(Problem.LOCKED, seconds=-(-(until - now) // 1000))

    async def _failed(self, account: AccountRow | None, login: str) -> Refusal:
        """Note a failure and return what to answer; a login that is none takes a write as well."""
        now = self._clock()
        failures = 0 if account is None else account.failures + 1
        if account is None:
            self._tries.stranger_failed(login, now)
        identifier = "" if account is None else account.id
        await self._store.write(lambda c: accounts.failed(c, identifier, failures, lock_until(failures, now)))
        return Refusal(Problem.SIGN_IN_FAILED)

    async def _second_step(self, account: AccountRow, login: str, code: str) -> int:
        """Return the time step of the code, or the last one where no second device is set up."""
        if account.totp_secret is None:
            return account.totp_step
        if not code:
            raise Refusal(Problem.CODE_NEEDED)
        step = totp.matched_step(account.totp_secret, code, self._clock(), account.totp_step)
        if step is None:
            raise await self._failed(account, login)
        return step

    async def _enter(self, account: AccountRow, step: int, old_session: str | None) -> SignedIn:
        async def change(connection: Connection) -> tuple[str | None, list[str]]:
            if not await accounts.signed_in(connection, account.id, step):
                return None, []
            ended = [] if old_session is None else await session_rows.end(connection, session=old_session)
            bearer = Bearer(account.participant, square_role(account), account.id)
            return await self._sessions.start_session(connection, bearer), ended

        cookie, ended = await self._store.write(change)
        self._sessions.announce(set(ended))
        if cookie is None:
            raise Refusal(Problem.SIGN_IN_FAILED)
        return SignedIn(account, cookie)

    # ---- invites ----

    async def invite(self, role: Role, forum: str | None, made_by: str) -> str:
        """Return the token of a new invite, which is kept hashed and is good once.

        Raises:
            Refusal: ``not_allowed`` for a role that is no staff.
        """
        if role not in STAFF_ROLES:
            raise Refusal(Why.NOT_ALLOWED, needs=Role.MODERATOR.value)
        token = secrets.token_urlsafe(32)
        now = self._clock()
        row = InviteRow(new_id(), hash_token(token), role, forum, made_by, now, self.invite_expires())
        await self._store.write(lambda c: accounts.invite(c, row))
        return token

    def invite_expires(self) -> int:
        """Return when an invite made now ends."""
        return self._clock() + INVITE_DAYS * DAY_MS

    @staticmethod
    def invite_address(public_url: str, token: str) -> str:
        """Return the address to hand over."""
        return f"{public_url}/staff/accept#{token}"

    async def accept(self, token: str, *, login: str, name: str, password: str, peer: str) -> SignedIn:
        """Make the account of an invite and sign it in.

        Raises:
            Refusal: 410 ``invite_gone``, 409 ``login_taken``, 400 ``password_short``, 429 ``too_fast``.
        """
        self._bound(peer)
        if len(password) < passwords.LEAST:
            raise Refusal(Problem.PASSWORD_SHORT, limit=passwords.LEAST)
        digest = hash_token(token)
        if await self._store.read(lambda c: accounts.open_invite(c, digest, self._clock())) is None:
            raise Refusal(Problem.INVITE_GONE)
        kept = await passwords.hashed(password)
        return await self._store.write(lambda c: self._make(c, digest, login.casefold(), name, kept))

    async def _make(self, connection: Connection, digest: str, login: str, name: str, kept: str) -> SignedIn:
        now = self._clock()
        invite = await accounts.open_invite(connection, digest, now)
        if invite is None:
            raise Refusal(Problem.INVITE_GONE)
        if await accounts.by_login(connection, login) is not None:
            raise Refusal(Problem.LOGIN_TAKEN)
        account = AccountRow(new_id(), login, name, invite.role, invite.forum, kept, None, 0, new_id(), 0, 0, now)
        role = square_role(account)
        person = ParticipantRow(account.participant, name, True, role, Look(), True, False, now, now)
        await participants.add(connection, person)
        await accounts.add(connection, account)
        if not await accounts.use_invite(connection, invite.id, account.id, now):
            raise Refusal(Problem.INVITE_GONE)
        return SignedIn(account, await self._sessions.start_session(connection, Bearer(person.id, role, account.id)))

    # ---- accounts ----

    async def revoke(self, account: str) -> set[str]:
        """End an account and its sessions at once; return the sessions.

        Raises:
            Refusal: 404 where there is no such account any more.
        """

        async def change(connection: Connection) -> tuple[bool, list[str]]:
            done = await accounts.revoke(connection, account, self._clock())
            return done, await session_rows.end(connection, account=account)

        done, ended = await self._store.write(change)
        self._sessions.announce(set(ended))
        if not done:
            raise Refusal(Problem.UNKNOWN_ACCOUNT)
        return set(ended)

    async def replace_totp(self, account: AccountRow, secret: str, code: str) -> None:
        """Set a device up; one that is there is removed by its own code first, never swapped by a stolen session.

        Raises:
            Refusal: ``already``; ``code_wrong``, also for a secret that is none of ours.
        """
        if account.totp_secret is not None:
            raise Refusal(Why.ALREADY, by=account.name)
        if len(secret) < len(totp.new_secret()):
            raise Refusal(Problem.CODE_WRONG)
        await self.confirm_totp(account, secret, code)

    async def confirm_totp(self, account: AccountRow, secret: str, code: str) -> None:
        """Set up the second device once its first code is right.

        Raises:
            Refusal: 400 ``code_wrong``.
        """
        step = totp.matched_step(secret, code, self._clock(), 0)
        if step is None:
            raise Refusal(Problem.CODE_WRONG)
        await self._store.write(lambda c: accounts.set_totp(c, account.id, secret, step))

    async def remove_totp(self, account: AccountRow, code: str) -> None:
        """Take the second device away; it takes one of its codes.

        Raises:
            Refusal: 400 ``code_wrong``.
        """
        if account.totp_secret is None:
            return
        step = totp.matched_step(account.totp_secret, code, self._clock(), account.totp_step)
        if step is None:
            raise Refusal(Problem.CODE_WRONG)
        await self._store.write(lambda c: accounts.set_totp(c, account.id, None, step))
