"""
One-use tickets for the socket's handshake: in memory, 30 s, bound to a session and never to an address.

A venue's 300 phones share one address, so the bound is a session's. Pure: takes ``now`` and the ticket's id.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.core.rates import Limit, Rates
from rooms.base.roles import Role

LIFE_MS = 30_000
"""A page asks for a ticket and connects at once; 30 s cover a slow line."""
PER_SESSION = 8
"""Unused tickets a session: eight tabs may reconnect at once; a ninth takes the oldest one's place."""
IN_ALL = 20_000
"""Unused tickets in all: twice a full installation that reconnects at once; about 8 MB."""
PER_MINUTE = Limit("tickets", 30, 2_000)
"""Tickets of one session: tabs that reconnect, none that hammers."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a ticket stands for."""

    session: str
    participant: str
    name: str
    role: Role
    lineage: str
    named: bool
    account: str | None
    made: int
    screen: bool = False
    """A big screen: it looks at forums, and nobody stands behind it in the square."""


class TicketQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a ticket; ``digest`` is the client's protocol."""

    digest: Annotated[str, Meta(max_length=32)] = ""


class TicketAnswer(msgspec.Struct, frozen=True):
    """A ticket for one handshake at ``/ws?ticket=``."""

    ticket: str
    seconds: int


class TicketsOutError(Exception):
    """No ticket just now; ``seconds`` until it is worth asking again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Tickets:
    """The unused tickets, oldest first."""

    def __init__(self) -> None:
        self._passes: OrderedDict[str, Pass] = OrderedDict()
        self._of: dict[str, deque[str]] = {}
        self._rates = Rates(most=IN_ALL)

    def __len__(self) -> int:
        return len(self._passes)

    def issue(self, ticket: str, stands_for: Pass) -> None:
        """Remember a new ticket.

        Raises:
            TicketsOutError: if the session asks too often or the installation is full of unused tickets.
        """
        now = stands_for.made
        self._drop_expired(now)
        if wait := self._rates.take(stands_for.session, PER_MINUTE, now):
            raise TicketsOutError(-(-wait // 1000))
        if len(self._passes) >= IN_ALL:
            raise TicketsOutError(LIFE_MS // 1000)
        own = self._of.setdefault(stands_for.session, deque())
        if len(own) >= PER_SESSION:
            self._passes.pop(own.popleft(), None)
        own.append(ticket)
        self._passes[ticket] = stands_for

    def redeem(self, ticket: str, now: int) -> Pass | None:
        """Return what a ticket stands for and forget it; ``None`` if it is used, expired or unknown."""
        found = self._passes.pop(ticket, None)
        if found is None:
            return None
        self._unlist(found.session, ticket)
        return found if now - found.made < LIFE_MS else None

    def drop(self, sessions: set[str]) -> None:
        """Forget the tickets of sessions that ended."""
        for session in sessions:
            for ticket in self._of.pop(session, ()):
                self._passes.pop(ticket, None)
            self._rates.forget(session)

    # ---- bounds ----

    def _drop_expired(self, now: int) -> None:
        while self._passes:
            ticket, oldest = next(iter(self._passes.items()))
            if now - oldest.made < LIFE_MS:
                break
            del self._passes[ticket]
            self._unlist(oldest.session, ticket)

    def _unlist(self, session: str, ticket: str) -> None:
        own = self._of.get(session)
        if own is None:
            return
        if ticket in own:
            own.remove(ticket)
        if not own:
            del self._of[session]
