"""
A second device takes over: shown on the first, scanned by the second, confirmed on the first by two digits.

    waiting → claimed → confirmed → taken      each once, all within two minutes, or it is over

Whoever photographs the code over a shoulder may claim it, but shows other digits than the second device in hand, and
then nobody confirms. In memory of one node. Takes ``now`` and a draw of random numbers; does not know HTTP, accounts.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from agora_server.core.ids import hash_token

LIFE_MS = 120_000
"""Time to lift a second device and look at two digits."""
HELD = 500
"""Handovers at once, oldest out first: some for each member of staff."""


class HandoverState(StrEnum):
    """How far a handover is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"


@dataclass(slots=True)
class Handover:
    """One handover.

    Attributes:
        session: of the first device: it alone may confirm.
        ticket_hash: of the second device: it alone may finish.
        device: what the second device calls itself.
        page: where the second device goes on.
    """

    id: str
    token_hash: str
    session: str
    account: str
    page: str
    ends: int
    state: HandoverState = HandoverState.WAITING
    ticket_hash: str = ""
    digits: str = ""
    device: str = ""


class Handovers:
    """The handovers under way."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Handover] = OrderedDict()

    def begin(self, session: str, account: str, page: str, now: int) -> tuple[Handover, str]:
        """Return a new handover and its token; an earlier one of this session is over."""
        for old in [one.id for one in self._held.values() if one.session == session or one.ends <= now]:
            del self._held[old]
        token = secrets.token_urlsafe(32)
        made = Handover(secrets.token_hex(8), hash_token(token), session, account, page, now + LIFE_MS)
        self._held[made.id] = made
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        return made, token

    def of(self, identifier: str, session: str, now: int) -> Handover | None:
        """Return a handover of this first device that goes on."""
        found = self._held.get(identifier)
        return found if found is not None and found.session == session and now < found.ends else None

    def claim(self, token: str, device: str, now: int) -> tuple[Handover, str] | None:
        """Let a second device claim by the token, once; return its ticket."""
        digest = hash_token(token)
        for one in self._held.values():
            if one.state is HandoverState.WAITING and secrets.compare_digest(one.token_hash, digest) and now < one.ends:
                ticket = secrets.token_urlsafe(32)
                one.state, one.ticket_hash, one.device = HandoverState.CLAIMED, hash_token(ticket), device
                one.digits = f"{secrets.randbelow(90) + 10}"
                return one, ticket
        return None

    def confirm(self, handover: Handover) -> bool:
        """Let the first device confirm what was claimed."""
        if handover.state is not HandoverState.CLAIMED:
            return False
        handover.state = HandoverState.CONFIRMED
        return True

    def of_ticket(self, ticket: str, now: int) -> Handover | None:
        """Return the handover that a second device claimed, while it goes on."""
        digest = hash_token(ticket)
        for one in self._held.values():
            if one.ticket_hash and secrets.compare_digest(one.ticket_hash, digest) and now < one.ends:
                return one
        return None

    def end(self, handover: Handover) -> None:
        """Be done with a handover: taken, or called off."""
        self._held.pop(handover.id, None)
