"""The ticket of a big screen: reading needs no name, so no session, and nobody stands behind it in the square."""

import secrets
from collections.abc import Callable

from agora_server.api.named_forum import NO_FORUM, named_forum
from agora_server.core.clock import Clock
from agora_server.core.problems import Problem
from agora_server.forum.host import ForumHost
from agora_server.http.call import Answer, Call, Route
from agora_server.transport.tickets import LIFE_MS, Pass, TicketAnswer, TicketQuestion, Tickets, TicketsOutError
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role


class ScreensApi:
    """The handler of this table.

    Args:
        forums: which forums there are.
        tickets: remembers what was given out.
        clock: milliseconds UTC.
        digest: tells the protocol that is spoken here.
    """

    def __init__(self, forums: ForumHost, tickets: Tickets, clock: Clock, digest: Callable[[], str]) -> None:
        self._forums = forums
        self._tickets = tickets
        self._clock = clock
        self._digest = digest

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "POST",
                "/api/forums/{id}/screen",
                self.ticket,
                "A one-use ticket for a big screen's socket",
                body=TicketQuestion,
                answer=TicketAnswer,
                refuses=(*NO_FORUM, Problem.RELOAD, Why.TOO_FAST),
            )
        ]

    async def ticket(self, call: Call) -> Answer:
        """Answer a ticket; its socket attends with the view ``screen`` alone.

        Raises:
            Refusal: 404 ``unknown_forum``, 503 ``unreadable``, 409 ``reload``, 429 ``too_fast`` for one address.
        """
        question: TicketQuestion = call.body
        if question.digest and question.digest != self._digest():
            raise Refusal(Problem.RELOAD)
        await named_forum(self._forums, call)
        ticket = secrets.token_urlsafe(24)
        try:
            self._tickets.issue(ticket, self._stands_for(call.peer))
        except TicketsOutError as error:
            raise Refusal(Why.TOO_FAST, seconds=error.seconds) from None
        return Answer(TicketAnswer(ticket, LIFE_MS // 1000))

    def _stands_for(self, peer: str) -> Pass:
        """Return what the ticket stands for: an address has as many unused ones as a session."""
        return Pass(
            session=f"screen:{peer}",
            participant=f"screen{secrets.token_hex(8)}",
            name="",
            role=Role.GUEST,
            lineage="",
            named=False,
            account=None,
            made=self._clock(),
            screen=True,
        )
