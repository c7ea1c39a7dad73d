"""Routes of staff: signing in and out, invites, accounts, the second device."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from agora_server.api.roles import ADMIN, ANY_STAFF
from agora_server.core.problems import Problem
from agora_server.http.call import Answer, Call, Route
from agora_server.people import totp
from agora_server.people.accounts import AccountLine, Accounts, InviteLine, StaffMe, staff_me
from agora_server.people.passwords import LEAST, MOST
from agora_server.people.sessions import Sessions
from agora_server.people.staff import FORUM_ROLES, SignedIn, Staff, may_invite
from rooms.base.errors import Refusal, Why
from rooms.base.ids import Id
from rooms.base.roles import Role

Login = Annotated[str, Meta(min_length=3, max_length=32, pattern="^[A-Za-z0-9._-]+$")]
Password = Annotated[str, Meta(max_length=MOST)]
Code = Annotated[str, Meta(max_length=6, pattern="^[0-9]*$")]


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Login and password, and the code of the second device where one is set up."""

    login: Annotated[str, Meta(max_length=64)]
    password: Password
    code: Code = ""


class SignedOut(msgspec.Struct, frozen=True):
    """Nothing: the cookie is cleared."""


class Accept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Accept an invite."""

    token: Annotated[str, Meta(max_length=64)]
    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=16)]
    password: Annotated[str, Meta(min_length=LEAST, max_length=MOST)]


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


class InviteRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which role, and for which forum if not for all."""

    role: Role
    forum: Id | None = None


class InviteMade(msgspec.Struct, frozen=True):
    """The address to hand over: it works once, for a week. The token stands behind ``#``: it reaches no log."""

    address: str
    expires: int


class RevokeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """End an account."""

    account: Annotated[str, Meta(max_length=32)]


class StaffRevoked(msgspec.Struct, frozen=True):
    """How many sessions ended with it."""

    sessions: int


class StaffApi:
    """The handlers of this table.

    Args:
        accounts: shows them.
        staff: the rules.
        sessions: ends one's own.
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(
        self,
        accounts: Accounts,
        staff: Staff,
        sessions: Sessions,
        *,
        public_url: str,
    ) -> None:
        self._accounts = accounts
        self._staff = staff
        self._sessions = sessions
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "POST",
                "/api/staff/sign-in",
                self.sign_in,
                "Sign in as staff",
                body=SignIn,
                answer=StaffMe,
                refuses=(Problem.SIGN_IN_FAILED, Problem.CODE_NEEDED, Problem.LOCKED, Why.TOO_FAST),
            ),
            Route(
                "POST",
                "/api/staff/sign-out",
                self.sign_out,
                "Sign out",
                answer=SignedOut,
            ),
            Route(
                "POST",
                "/api/staff/accept",
                self.accept,
                "Accept an invite",
                body=Accept,
                answer=StaffMe,
                refuses=(Problem.INVITE_GONE, Problem.LOGIN_TAKEN, Problem.PASSWORD_SHORT, Why.TOO_FAST),
            ),
            Route("GET", "/api/staff/me", self.me, "Who am I as staff", answer=StaffMe, needs=ANY_STAFF),
            Route(
                "POST",
                "/api/staff/totp",
                self.set_totp,
                "Set up or remove the second device",
                body=TotpStep,
                answer=TotpAnswer,
                needs=ANY_STAFF,
                refuses=(Problem.CODE_WRONG, Why.ALREADY),
            ),
            Route("GET", "/api/staff/invites", self.invites, "Invites that wait", answer=list[InviteLine], needs=ADMIN),
            Route(
                "POST",
                "/api/staff/invites",
                self.invite,
                "Invite a staff member",
                body=InviteRequest,
                answer=InviteMade,
                needs=ANY_STAFF,
            ),
            Route("GET", "/api/staff/accounts", self.accounts, "All accounts", answer=list[AccountLine], needs=ADMIN),
            Route(
                "POST",
                "/api/staff/revoke",
                self.revoke,
                "End an account",
                body=RevokeRequest,
                answer=StaffRevoked,
                needs=ADMIN,
                refuses=(Problem.UNKNOWN_ACCOUNT, Why.NOT_YOURSELF),
            ),
        ]

    # ---- signing in ----

    async def sign_in(self, call: Call) -> Answer:
        """Answer a staff session; whatever session the caller had ends."""
        request: SignIn = call.body
        old = call.identity.session if call.identity else None
        return _signed_in(
            await self._staff.sign_in(request.login, request.password, request.code, peer=call.peer, old_session=old)
        )

    async def sign_out(self, call: Call) -> Answer:
        """End the caller's session and clear the cookie; also without one."""
        if call.identity is not None:
            await self._sessions.end(session=call.identity.session)
        return Answer(SignedOut(), set_cookie="")

    async def accept(self, call: Call) -> Answer:
        """Make an account from an invite and sign it in; a guest's session of this browser ends."""
        request: Accept = call.body
        made = await self._staff.accept(
            request.token, login=request.login, name=request.name, password=request.password, peer=call.peer
        )
        if call.identity is not None:
            await self._sessions.end(session=call.identity.session)
        return _signed_in(made)

    async def me(self, call: Call) -> Answer:
        """Answer one's own account."""
        return Answer(staff_me(await self._accounts.own(call.identity)))

    async def set_totp(self, call: Call) -> Answer:
        """Begin, confirm or remove the second device.

        Raises:
            Refusal: 400 ``code_wrong``.
        """
        request: TotpStep = call.body
        account = await self._accounts.own(call.identity)
        if request.step == "begin":
            secret = totp.new_secret()
            return Answer(TotpAnswer(secret, totp.address(secret, account.login), account.totp_secret is not None))
        if request.step == "confirm":
            await self._staff.replace_totp(account, request.secret, request.code)
            return Answer(TotpAnswer("", "", on=True))
        await self._staff.remove_totp(account, request.code)
        return Answer(TotpAnswer("", "", on=False))

    # ---- administration ----

    async def invites(self, _: Call) -> Answer:
        """Answer the invites that wait."""
        return Answer(await self._accounts.invites())

    async def invite(self, call: Call) -> Answer:
        """Answer the address of a new invite.

        Raises:
            Refusal: 403 ``not_allowed`` where the caller may not give this role there.
            Refusal: ``not_allowed`` for a role that is no staff.
        """
        request: InviteRequest = call.body
        own = await self._accounts.own(call.identity)
        if not may_invite(own, request.role, request.forum):
            needs = Role.OFFICER if request.forum is not None and request.role in FORUM_ROLES else Role.ADMIN
            raise Refusal(Why.NOT_ALLOWED, needs=needs.value)
        token = await self._staff.invite(request.role, request.forum, own.id)
        return Answer(InviteMade(self._staff.invite_address(self._public_url, token), self._staff.invite_expires()))

    async def accounts(self, call: Call) -> Answer:
        """Answer all accounts; noted in the access log."""
        return Answer(await self._accounts.every(call.identity, call.peer))

    async def revoke(self, call: Call) -> Answer:
        """End an account; its sockets close at once.

        Raises:
            Refusal: ``not_yourself``.
            Refusal: 404 for an unknown account.
        """
        request: RevokeRequest = call.body
        own = await self._accounts.own(call.identity)
        if own.id == request.account:
            raise Refusal(Why.NOT_YOURSELF)
        return Answer(StaffRevoked(len(await self._staff.revoke(request.account))))


def _signed_in(made: SignedIn) -> Answer:
    return Answer(staff_me(made.account), set_cookie=made.cookie)
