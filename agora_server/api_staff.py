"""Routes of staff: signing in and out, invites, accounts, the second device."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from agora_server import totp
from agora_server.access_log import AccessLog
from agora_server.call import Answer, Call, Route, Trouble
from agora_server.clock import Clock
from agora_server.passwords import LEAST, MOST
from agora_server.sessions import Sessions
from agora_server.staff import FORUM_ROLES, STAFF_ROLES, SignedIn, Staff, may_invite, square_role
from agora_server.store import Store, accounts
from agora_server.store.accounts import AccountRow
from rooms.errors import Refusal, Why
from rooms.messages import Role

ADMIN = frozenset({Role.ADMIN})
ANY_STAFF = frozenset({*STAFF_ROLES, Role.CITIZEN})
"""Who may have an account: a role for one forum alone is a citizen in the square."""
Login = Annotated[str, Meta(min_length=3, max_length=32, pattern="^[A-Za-z0-9._-]+$")]
Password = Annotated[str, Meta(max_length=MOST)]
Code = Annotated[str, Meta(max_length=6, pattern="^[0-9]*$")]
Forum = Annotated[str, Meta(min_length=1, max_length=48, pattern="^[0-9A-Za-z_-]+$")]


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Login and password, and the code of the second device where one is set up."""

    login: Annotated[str, Meta(max_length=64)]
    password: Password
    code: Code = ""


class Accept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Accept an invite."""

    token: Annotated[str, Meta(max_length=64)]
    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=16)]
    password: Annotated[str, Meta(min_length=LEAST, max_length=MOST)]


class StaffMe(msgspec.Struct, frozen=True):
    """Who the staff member is. ``forum`` is ``None`` for the whole installation."""

    account: str
    login: str
    name: str
    role: Role
    forum: str | None
    square_role: Role
    totp: bool


class TotpStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step of setting up the second device: ``begin``, then ``confirm`` with its secret and a code; ``remove``."""

    step: Literal["begin", "confirm", "remove"]
    secret: Annotated[str, Meta(max_length=64, pattern="^[A-Z2-7]*$")] = ""
    code: Code = ""


class TotpAnswer(msgspec.Struct, frozen=True):
    """The secret to read into an app, and its ``otpauth:`` address; empty but after ``begin``."""

    secret: str
    address: str
    on: bool


class InviteWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which role, and for which forum if not for all."""

    role: Role
    forum: Forum | None = None


class InviteMade(msgspec.Struct, frozen=True):
    """The address to hand over: it works once, for a week. The token stands behind ``#``: it reaches no log."""

    address: str
    expires: int


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


class RevokeWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """End an account."""

    account: Annotated[str, Meta(max_length=32)]


class Revoked(msgspec.Struct, frozen=True):
    """How many sessions ended with it."""

    sessions: int


class StaffApi:
    """The handlers of this table.

    Args:
        store: for lists.
        staff: the rules.
        sessions: ends one's own.
        access: notes who looked at accounts.
        clock: milliseconds UTC.
        public_url: tells the address that citizens see, without a trailing slash.
    """

    def __init__(
        self,
        store: Store,
        staff: Staff,
        sessions: Sessions,
        access: AccessLog,
        clock: Clock,
        *,
        public_url: Callable[[], str],
    ) -> None:
        self._store = store
        self._staff = staff
        self._sessions = sessions
        self._access = access
        self._clock = clock
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("POST", "/api/staff/sign-in", self.sign_in, "Sign in as staff", body=SignIn, answer=StaffMe),
            Route("POST", "/api/staff/sign-out", self.sign_out, "Sign out"),
            Route("POST", "/api/staff/accept", self.accept, "Accept an invite", body=Accept, answer=StaffMe),
            Route("GET", "/api/staff/me", self.me, "Who am I as staff", answer=StaffMe, needs=ANY_STAFF),
            Route(
                "POST",
                "/api/staff/totp",
                self.set_totp,
                "Set up or remove the second device",
                body=TotpStep,
                answer=TotpAnswer,
                needs=ANY_STAFF,
            ),
            Route("GET", "/api/staff/invites", self.invites, "Invites that wait", answer=list[InviteLine], needs=ADMIN),
            Route(
                "POST",
                "/api/staff/invites",
                self.invite,
                "Invite a staff member",
                body=InviteWish,
                answer=InviteMade,
                needs=ANY_STAFF,
            ),
            Route("GET", "/api/staff/accounts", self.accounts, "All accounts", answer=list[AccountLine], needs=ADMIN),
            Route(
                "POST", "/api/staff/revoke", self.revoke, "End an account", body=RevokeWish, answer=Revoked, needs=ADMIN
            ),
        ]

    # ---- signing in ----

    async def sign_in(self, call: Call) -> Answer:
        """Answer a staff session; whatever session the caller had ends."""
        wish: SignIn = call.body
        old = call.identity.session if call.identity else None
        return _signed_in(
            await self._staff.sign_in(wish.login, wish.password, wish.code, peer=call.peer, old_session=old)
        )

    async def sign_out(self, call: Call) -> Answer:
        """End the caller's session and clear the cookie; also without one."""
        if call.identity is not None:
            await self._sessions.end(session=call.identity.session)
        return Answer({}, set_cookie="")

    async def accept(self, call: Call) -> Answer:
        """Make an account from an invite and sign it in; a guest's session of this browser ends."""
        wish: Accept = call.body
        made = await self._staff.accept(
            wish.token, login=wish.login, name=wish.name, password=wish.password, peer=call.peer
        )
        if call.identity is not None:
            await self._sessions.end(session=call.identity.session)
        return _signed_in(made)

    async def me(self, call: Call) -> Answer:
        """Answer one's own account."""
        return Answer(_me(await self._own(call)))

    async def set_totp(self, call: Call) -> Answer:
        """Begin, confirm or remove the second device.

        Raises:
            Trouble: 400 ``code_wrong``.
        """
        wish: TotpStep = call.body
        account = await self._own(call)
        if wish.step == "begin":
            secret = totp.new_secret()
            return Answer(TotpAnswer(secret, totp.address(secret, account.login), account.totp_secret is not None))
        if wish.step == "confirm":
            await self._replace_totp(account, wish)
            return Answer(TotpAnswer("", "", on=True))
        await self._staff.remove_totp(account, wish.code)
        return Answer(TotpAnswer("", "", on=False))

    async def _replace_totp(self, account: AccountRow, wish: TotpStep) -> None:
        """Set a device up; one that is there is removed by its own code first, never swapped by a stolen session."""
        if account.totp_secret is not None:
            raise Refusal(Why.ALREADY, by=account.name)
        if len(wish.secret) < len(totp.new_secret()):
            raise Trouble(HTTPStatus.BAD_REQUEST, "code_wrong")
        await self._staff.confirm_totp(account, wish.secret, wish.code)

    async def _own(self, call: Call) -> AccountRow:
        own = call.identity.account if call.identity else None
        row = None if own is None else await self._store.read(lambda c: accounts.get(c, own))
        if row is None:
            raise Trouble(HTTPStatus.UNAUTHORIZED, "sign_in_first")
        return row

    # ---- administration ----

    async def invites(self, _: Call) -> Answer:
        """Answer the invites that wait."""
        now = self._clock()
        rows = await self._store.read(lambda c: accounts.invites_open(c, now))
        return Answer([InviteLine(row.id, row.role, row.forum, row.made_by, row.created, row.expires) for row in rows])

    async def invite(self, call: Call) -> Answer:
        """Answer the address of a new invite.

        Raises:
            Trouble: 403 ``not_allowed`` where the caller may not give this role there.
            Refusal: ``not_allowed`` for a role that is no staff.
        """
        wish: InviteWish = call.body
        own = await self._own(call)
        if not may_invite(own, wish.role, wish.forum):
            needs = Role.OFFICER if wish.forum is not None and wish.role in FORUM_ROLES else Role.ADMIN
            raise Trouble(HTTPStatus.FORBIDDEN, "not_allowed", needs=needs.value)
        token = await self._staff.invite(wish.role, wish.forum, own.id)
        return Answer(InviteMade(self._staff.invite_address(self._public_url(), token), self._staff.invite_expires()))

    async def accounts(self, call: Call) -> Answer:
        """Answer all accounts; noted in the access log."""
        rows = await self._store.read(accounts.every)
        await self._access.note(call, "accounts", [row.participant for row in rows])
        return Answer([_line(row) for row in rows])

    async def revoke(self, call: Call) -> Answer:
        """End an account; its sockets close at once.

        Raises:
            Refusal: ``not_yourself``.
            Trouble: 404 for an unknown account.
        """
        wish: RevokeWish = call.body
        own = await self._own(call)
        if own.id == wish.account:
            raise Refusal(Why.NOT_YOURSELF)
        return Answer(Revoked(len(await self._staff.revoke(wish.account))))


def _signed_in(made: SignedIn) -> Answer:
    return Answer(_me(made.account), set_cookie=made.cookie)


def _me(row: AccountRow) -> StaffMe:
    return StaffMe(row.id, row.login, row.name, row.role, row.forum, square_role(row), totp=row.totp_secret is not None)


def _line(row: AccountRow) -> AccountLine:
    return AccountLine(
        row.id, row.login, row.name, row.role, row.forum, row.totp_secret is not None, row.created, row.revoked
    )
