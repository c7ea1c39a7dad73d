"""A petition: the smallest aggregate there is, whose rules know nothing of a forum; and a host of them."""

import itertools
import json
from dataclasses import dataclass, replace

from agora_server.aggregate.host import AggregateHost
from agora_server.aggregate.live import Live
from agora_server.core.faults import Hook
from agora_server.store.batch import JournalClosedError
from rooms.base import chain
from rooms.base.errors import Refusal, Why
from tests.server.installation import HandClock

PETITION = "petition:well"


@dataclass(frozen=True)
class Petition:
    """Who signed, by row; until when one may."""

    close_at: int = 0
    signed: tuple[tuple[str, int], ...] = ()
    closed: bool = False
    seq: int = 0
    unread: int = 0


@dataclass(frozen=True)
class Start:
    """Begin one that closes at a time."""

    close_at: int


@dataclass(frozen=True)
class Sign:
    """Sign it, with a name that can be erased."""

    who: str
    name: str = "홍길동"


@dataclass(frozen=True)
class End:
    """The time is over."""


@dataclass(frozen=True)
class Due:
    """What time gives."""

    at: int
    act: str
    command: End


class PetitionRules:
    """Started, signed once by each, closed by time."""

    kind = "petition"
    version = "petition.1"

    def owns(self, stream):
        """Tell petitions by their id."""
        return stream.startswith("petition:")

    def fresh(self, _stream):
        """Return one that is not begun."""
        return Petition()

    def begun(self, state):
        """Tell whether it closes at all."""
        return bool(state.close_at)

    def ended(self, state):
        """Tell whether it closed."""
        return state.closed

    def decide(self, state, command, now):
        """Return events, or why not."""
        match command:
            case _ if state.closed:
                return Refusal(Why.NOT_NOW, what="petition", state="closed")
            case Start() if not state.close_at:
                return [chain.JournalEvent("started", now, "clerk", data={"close_at": command.close_at})]
            case Sign() if command.who in dict(state.signed):
                return Refusal(Why.ALREADY, by=command.who)
            case Sign(who, name):
                return [chain.JournalEvent("signed", now, who, who, {}, {"name": name})]
            case End():
                return [chain.JournalEvent(chain.CLOSED, now, data={"signatures": len(state.signed)})]
        return []

    def after(self, state, event):
        """Return the state after an event or a row; one of an unknown kind has its number alone."""
        state = replace(state, seq=state.seq + 1)
        match event.kind:
            case "started":
                return replace(state, close_at=event.data["close_at"])
            case "signed":
                return replace(state, signed=(*state.signed, (event.who, state.seq)))
            case chain.CLOSED:
                return replace(state, closed=True)
        return replace(state, unread=state.unread + 1)

    def apply(self, state, row):
        """Fold a row."""
        event = chain.JournalEvent(row.kind, row.at, row.who, row.subject, row.data)
        return self.after(state, event), event

    def evolve(self, state, row):
        """Fold a row."""
        return self.apply(state, row)[0]

    def to_row(self, event):
        """Events are rows already."""
        return event

    def due(self, state):
        """Return that it closes."""
        return [Due(state.close_at, f"end:{state.close_at}", End())] if state.close_at and not state.closed else []

    def refusal(self, error):
        """Say that it closed."""
        closed = isinstance(error, JournalClosedError)
        return Refusal(Why.NOT_NOW, what="petition", state="closed") if closed else None

    def dump(self, state):
        """Return JSON."""
        return json.dumps(state.__dict__).encode()

    def load(self, data):
        """Read JSON."""
        kept = json.loads(data)
        return Petition(**{**kept, "signed": tuple((who, row) for who, row in kept["signed"])})


RULES = PetitionRules()


class Petitions:
    """A host of petitions over a journal, as one node."""

    _acts = itertools.count()

    def __init__(self, journal, clock=None):
        self.journal = journal
        self.clock = clock or HandClock()
        self.hints = []
        self.host = AggregateHost(journal, self.clock, RULES, self._open, on_change=Hook.SHARED, hint=self.hints.append)

    async def _open(self, stream, on_change):
        live = Live(self.journal, self.clock, RULES, stream, on_change)
        await live.restore()
        return live

    async def start(self, petition=PETITION, minutes=10):
        """Begin a petition."""
        begin = Start(self.clock() + minutes * 60_000)
        return await self.host.create(petition, [begin], f"clerk:{next(self._acts)}")

    async def sign(self, who, act="", petition=PETITION):
        """Sign."""
        return await self.host.act(petition, Sign(who, f"이름 {who}"), act or f"{who}:{next(self._acts)}")

    @property
    def live(self):
        """The petition in memory."""
        return self.host.held(PETITION)

    @property
    def signed(self):
        """Who signed durably."""
        return [who for who, _ in self.live.durable.signed]
