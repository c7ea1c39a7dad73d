"""Routes by which a second device takes over from a staff member's first one."""

from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.api.roles import ANY_STAFF
from agora_server.core.clock import Clock
from agora_server.core.problems import Problem
from agora_server.core.qr import picture
from agora_server.http.call import Answer, Call, Route
from agora_server.people.handover import Handover, Handovers, HandoverState
from agora_server.people.second_device import SecondDevice
from agora_server.people.sessions import Sessions
from rooms.base.errors import Refusal
from rooms.base.ids import ID_CHARS, ID_SIGN

DEVICE_LENGTH = 120
Secret = Annotated[str, Meta(max_length=64)]


class HandoverRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Let a second device go on at a page of a forum, or at the pages of staff."""

    page: Annotated[str, Meta(pattern=f"^/(staff|hall/{ID_SIGN}{{1,{ID_CHARS}}}/(desk|clerk))$")] = "/staff"


class HandoverMade(msgspec.Struct, frozen=True):
    """What the first device shows until ``ends``."""

    id: str
    address: str
    picture: str
    ends: int
    now: int


class HandoverSeen(msgspec.Struct, frozen=True):
    """How far it is: ``waiting``, ``claimed`` with the digits that the second device shows, or ``confirmed``."""

    state: str
    digits: str
    device: str


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second device scanned the code."""

    token: Secret


class Claimed(msgspec.Struct, frozen=True):
    """What the second device keeps, and the digits it shows."""

    ticket: str
    digits: str


class Finish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second device asks whether it was confirmed."""

    ticket: Secret


class Finished(msgspec.Struct, frozen=True):
    """Whether it is signed in now, and where it goes on; else it asks again."""

    done: bool
    page: str = ""


class HandoverApi:
    """The handlers of this table.

    Args:
        second: signs the second device in.
        sessions: ends the session that it had.
        clock: milliseconds UTC.
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(self, second: SecondDevice, sessions: Sessions, clock: Clock, *, public_url: str) -> None:
        self._second = second
        self._sessions = sessions
        self._clock = clock
        self._public_url = public_url
        self._handovers = Handovers()

    def routes(self) -> list[Route]:
        """Return the table."""
        base = "/api/staff/handover"
        return [
            Route(
                "POST",
                base,
                self.begin,
                "Let a second device take over",
                body=HandoverRequest,
                answer=HandoverMade,
                needs=ANY_STAFF,
            ),
            Route(
                "GET",
                f"{base}/{{id}}",
                self.look,
                "How far that is",
                answer=HandoverSeen,
                needs=ANY_STAFF,
                refuses=(Problem.HANDOVER_GONE,),
            ),
            Route(
                "POST",
                f"{base}/{{id}}/confirm",
                self.confirm,
                "Confirm it",
                answer=HandoverSeen,
                needs=ANY_STAFF,
                refuses=(Problem.HANDOVER_GONE,),
            ),
            Route(
                "POST",
                f"{base}/claim",
                self.claim,
                "Claim it on the second device",
                body=Claim,
                answer=Claimed,
                refuses=(Problem.HANDOVER_GONE,),
            ),
            Route(
                "POST",
                f"{base}/finish",
                self.finish,
                "Sign the second device in",
                body=Finish,
                answer=Finished,
                refuses=(Problem.HANDOVER_GONE,),
            ),
        ]

    # ---- the first device ----

    async def begin(self, call: Call) -> Answer:
        """Answer a code for the second device.

        Raises:
            Refusal: 401 without an account.
        """
        request: HandoverRequest = call.body
        session, account = _first(call)
        now = self._clock()
        made, token = self._handovers.begin(session, account, request.page, now)
        address = f"{self._public_url}/staff/take#{token}"
        return Answer(HandoverMade(made.id, address, picture(address), made.ends, now))

    async def look(self, call: Call) -> Answer:
        """Answer how far it is.

        Raises:
            Refusal: 410 ``handover_gone``.
        """
        return Answer(_seen(self._own(call)))

    async def confirm(self, call: Call) -> Answer:
        """Let the second device in: the digits on both are the same.

        Raises:
            Refusal: 410 ``handover_gone``, also where nothing was claimed.
        """
        own = self._own(call)
        if not self._handovers.confirm(own):
            raise Refusal(Problem.HANDOVER_GONE)
        return Answer(_seen(own))

    def _own(self, call: Call) -> Handover:
        session, _ = _first(call)
        found = self._handovers.of(call.path["id"], session, self._clock())
        if found is None:
            raise Refusal(Problem.HANDOVER_GONE)
        return found

    # ---- the second device ----

    async def claim(self, call: Call) -> Answer:
        """Answer the digits to show.

        Raises:
            Refusal: 410 ``handover_gone``, also where somebody else claimed it.
        """
        request: Claim = call.body
        claimed = self._handovers.claim(request.token, call.user_agent[:DEVICE_LENGTH], self._clock())
        if claimed is None:
            raise Refusal(Problem.HANDOVER_GONE)
        return Answer(Claimed(claimed[1], claimed[0].digits))

    async def finish(self, call: Call) -> Answer:
        """Answer a staff session once it was confirmed; whatever session this device had ends.

        Raises:
            Refusal: 410 ``handover_gone``, also where the first device signed out or the account ended meanwhile.
        """
        request: Finish = call.body
        found = self._handovers.of_ticket(request.ticket, self._clock())
        if found is None:
            raise Refusal(Problem.HANDOVER_GONE)
        if found.state is not HandoverState.CONFIRMED:
            return Answer(Finished(done=False))
        self._handovers.end(found)
        cookie = await self._second.sign_in(found)
        if call.identity is not None:
            await self._sessions.end(session=call.identity.session)
        return Answer(Finished(done=True, page=found.page), set_cookie=cookie)


def _first(call: Call) -> tuple[str, str]:
    """Return session and account of the first device."""
    identity = call.identity
    if identity is None or identity.account is None:
        raise Refusal(Problem.SIGN_IN_FIRST)
    return identity.session, identity.account


def _seen(handover: Handover) -> HandoverSeen:
    return HandoverSeen(handover.state.value, handover.digits, handover.device)
