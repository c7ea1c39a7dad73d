"""Routes of identity checks: which provider there is, asking, and coming back with what it signed."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from msgspec import Meta

from agora_server.api.roles import ANYBODY
from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.http.call import Answer, Call, Route
from agora_server.identity.assertions import LONGEST
from agora_server.identity.mock import MockProvider
from agora_server.identity.visits import Visits
from agora_server.people.sessions import Sessions
from rooms.base.errors import Refusal

Nonce = Annotated[str, Meta(max_length=48)]
Kind = Literal["none", "provider", "mock"]

UNPROVEN = (
    Problem.IDENTITY_INVALID,
    Problem.IDENTITY_OTHER,
    Problem.IDENTITY_RESTS,
    Problem.NOT_OF_GIMHAE,
)


class IdentityOffer(msgspec.Struct, frozen=True):
    """How one can prove to be a citizen online."""

    kind: Kind
    """``none``, ``provider``, or ``mock`` for the provider of a demonstration that is none."""


class IdentityAsked(msgspec.Struct, frozen=True):
    """Where to go with which nonce; ``address`` is empty for the mock."""

    nonce: str
    address: str


class MockRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Be a made-up person."""

    person: Annotated[str, Meta(min_length=1, max_length=64)]
    nonce: Nonce


class MockSigned(msgspec.Struct, frozen=True):
    """What the mock signed."""

    token: str


class IdentityRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Come back with what the provider signed for this nonce."""

    token: Annotated[str, Meta(max_length=LONGEST)]
    nonce: Nonce


class IdentityDone(msgspec.Struct, frozen=True):
    """Whether this browser is now somebody who was here before in another one."""

    known: bool


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider asks people who they are.

    Attributes:
        address: of its page.
        audience: who we are to it.
    """

    address: str
    audience: str

    def ask(self, nonce: str, back: str) -> str:
        """Return the address to send a citizen to; the answer comes back behind ``#``, so that no log holds it."""
        query = {
            "response_type": "id_token",
            "response_mode": "fragment",
            "scope": "openid",
            "client_id": self.audience,
            "redirect_uri": back,
            "nonce": nonce,
            "state": nonce,
        }
        return f"{self.address}?{urlencode(query)}"


class IdentityApi:
    """The handlers of this table.

    Args:
        visits: the rules; ``None`` without any provider.
        sessions: whose session proves something.
        clock: milliseconds UTC.
        provider: the real one, or ``None``.
        mock: the one of a demonstration, or ``None``; without it its route does not exist.
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(
        self,
        visits: Visits | None,
        sessions: Sessions,
        clock: Clock,
        *,
        provider: Provider | None,
        mock: MockProvider | None,
        public_url: str,
    ) -> None:
        self._visits = visits
        self._sessions = sessions
        self._clock = clock
        self._provider = provider
        self._mock = mock
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        table = [
            Route("GET", "/api/identity", self.offer, "How one can prove to be a citizen", answer=IdentityOffer),
            Route(
                "POST",
                "/api/identity/begin",
                self.begin,
                "Ask for an identity check",
                answer=IdentityAsked,
                needs=ANYBODY,
                refuses=(Problem.NO_IDENTITY,),
            ),
            Route(
                "POST",
                "/api/identity/confirm",
                self.confirm,
                "Come back from an identity check",
                body=IdentityRequest,
                answer=IdentityDone,
                needs=ANYBODY,
                refuses=(*UNPROVEN, Problem.NO_IDENTITY, Problem.CODE_FOR_CITIZENS, Problem.TOO_MANY_CODES),
            ),
        ]
        if self._mock is None:
            return table
        words = "Demonstrations only: be a made-up person"
        mock = Route(
            "POST", "/api/identity/mock", self.sign_mock, words, body=MockRequest, answer=MockSigned, needs=ANYBODY
        )
        return [*table, mock]

    async def offer(self, _: Call) -> Answer:
        """Answer which kind of provider there is."""
        kind: Kind = "none" if self._visits is None else "provider" if self._provider else "mock"
        return Answer(IdentityOffer(kind))

    async def begin(self, call: Call) -> Answer:
        """Answer a nonce of this session, and where to go with it.

        Raises:
            Refusal: 404 ``no_identity`` without a provider.
        """
        visits, identity = self._open(call)
        nonce = visits.begin(identity.session)
        back = f"{self._public_url}/identity"
        return Answer(IdentityAsked(nonce, self._provider.ask(nonce, back) if self._provider else ""))

    async def sign_mock(self, call: Call) -> Answer:
        """Answer what the mock signs for a made-up person."""
        assert self._mock is not None, "the route is not there without it"
        request: MockRequest = call.body
        return Answer(MockSigned(self._mock.sign(request.person, request.nonce, self._clock())))

    async def confirm(self, call: Call) -> Answer:
        """Make the caller the citizen whom the provider vouches for; the cookie is new.

        Raises:
            Refusal: see ``Visits.confirm``.
        """
        visits, _ = self._open(call)
        request: IdentityRequest = call.body
        found = await self._sessions.find(call.cookie)
        if found is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        done = await visits.confirm(request.token, request.nonce, found, call.peer)
        return Answer(IdentityDone(done.known), set_cookie=done.cookie)

    def _open(self, call: Call) -> tuple[Visits, Identity]:
        if self._visits is None:
            raise Refusal(Problem.NO_IDENTITY)
        assert call.identity is not None, "the adapter lets nobody in without a session"
        return self._visits, call.identity
