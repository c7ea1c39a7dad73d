"""
The door: who am I, what is kept of me, come in; and the ticket for the socket.

Reading needs no name: who comes in without one gets a neutral name and looks around. A name needs the consent to
the notice of today and an age of 14 or more.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from agora_server.api.refusals import NAMES
from agora_server.core.problems import Problem
from agora_server.http.call import Answer, Call, Route
from agora_server.people.arrivals import Arrivals, DoorMe, Enter, Naming, Nickname
from agora_server.people.privacy import Notice, notice
from agora_server.transport.tickets import LIFE_MS, TicketAnswer, TicketQuestion
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role


class Door(msgspec.Struct, frozen=True):
    """What the door shows."""

    me: DoorMe | None
    notice: Notice
    profile: str
    demo: bool
    writing: Literal["name", "verified"]
    """Who may write: ``name`` (who gave one) or ``verified`` (citizens and staff)."""
    name_limit: int


class NameQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask whether a nickname may be had."""

    nickname: Nickname


class NameAnswer(msgspec.Struct, frozen=True):
    """The nickname as shown."""

    name: str
    suggestions: list[str]


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """What the door must know of the installation.

    Attributes:
        profile: ``demo`` or ``city``.
        demo: whether bots are about.
        contact: where citizens ask about their data.
        digest: of the protocol spoken here.
        name_limit: code points of a name.
    """

    profile: str
    demo: bool
    contact: str
    digest: str
    name_limit: int


class DoorApi:
    """The handlers of this table."""

    def __init__(self, arrivals: Arrivals, *, naming: Naming, installation: InstallationFacts) -> None:
        self._arrivals = arrivals
        self._naming = naming
        self._installation = installation

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("GET", "/api/door", self.show, "Who am I, what is kept, what is open here", answer=Door),
            Route(
                "POST",
                "/api/door",
                self.enter,
                "Come in, with or without a name",
                body=Enter,
                answer=DoorMe,
                refuses=(*NAMES, Problem.UNDER_14, Problem.CONSENT_NEEDED, Problem.BUSY, Problem.SIGN_IN_FIRST),
            ),
            Route(
                "POST",
                "/api/nickname",
                self.nickname,
                "May this name be had",
                body=NameQuestion,
                answer=NameAnswer,
                refuses=NAMES,
            ),
            Route(
                "POST",
                "/api/ticket",
                self.ticket,
                "A one-use ticket for the socket",
                body=TicketQuestion,
                answer=TicketAnswer,
                needs=frozenset(Role),
                refuses=(Problem.RELOAD, Problem.BANNED, Problem.BUSY, Why.TOO_FAST),
            ),
            Route("GET", "/api/privacy", self.privacy, "What is kept, how long, why", answer=Notice),
        ]

    async def show(self, call: Call) -> Answer:
        """Answer the door as the caller finds it."""
        me = await self._arrivals.who(call.cookie)
        installation = self._installation
        writing: Literal["name", "verified"] = "verified" if installation.profile == "city" else "name"
        return Answer(
            Door(
                me,
                notice(installation.contact),
                installation.profile,
                installation.demo,
                writing,
                installation.name_limit,
            )
        )

    async def privacy(self, _: Call) -> Answer:
        """Answer the retention table."""
        return Answer(notice(self._installation.contact))

    async def nickname(self, call: Call) -> Answer:
        """Answer the name as it would be shown, with others like it.

        Raises:
            Refusal: if it may not be had.
        """
        question: NameQuestion = call.body
        own = call.identity.participant if call.identity else None
        shown = self._naming.check(question.nickname, own)
        return Answer(NameAnswer(shown, list(self._naming.suggest(question.nickname))))

    async def enter(self, call: Call) -> Answer:
        """Make or change the caller's participant."""
        came = await self._arrivals.enter(call.cookie, call.body)
        return Answer(came.me, set_cookie=came.cookie)

    async def ticket(self, call: Call) -> Answer:
        """Answer a ticket, or say with the name of a close code why there is none.

        Raises:
            Refusal: ``reload`` for a page of another version; see ``Arrivals.ticket``.
        """
        question: TicketQuestion = call.body
        if question.digest and question.digest != self._installation.digest:
            raise Refusal(Problem.RELOAD)
        return Answer(TicketAnswer(await self._arrivals.ticket(call.cookie), LIFE_MS // 1000))
