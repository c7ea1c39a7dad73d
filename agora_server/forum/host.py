"""The forums of this node: hosted as aggregates, with the heads that lists show of each."""

import contextlib
from collections.abc import Callable, Iterator

import msgspec

from agora_server.aggregate.host import AggregateHost
from agora_server.core.clock import Clock
from agora_server.core.faults import Faults, Hook
from agora_server.core.origin import origin_of
from agora_server.forum.live import LiveForum, OnChange
from agora_server.forum.rules import RULES
from agora_server.journal.journal import Journal
from rooms.forum.model.commands import Command
from rooms.forum.model.events import ForumEvent
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase


class ForumSummary(msgspec.Struct, frozen=True):
    """A forum as lists show it."""

    id: str
    title: str
    phase: Phase
    opens_at: int
    hall: str
    closed_at: int
    cancelled: str = ""
    """Why it was called off before it opened."""
    practice: bool = False
    """Staff practise: on no calendar."""
    practice_of: str = ""
    """The forum that they practise."""
    frames: tuple[str, ...] = ()
    """Origins of the live streams that its page may show."""
    broken: bool = False
    """Whether its journal cannot be opened; ``./agora verify`` says where."""


class ForumHost(AggregateHost[LiveForum, ForumState, Command, ForumEvent]):
    """The forums of one node.

    Attributes:
        heads: all forums there are, by id.

    Args:
        journal: the truth.
        clock: milliseconds UTC.
        hint: tells other nodes that a forum went on; must not block.
        faults: where faults of those who are told are counted.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        hint: Callable[[str], None] | None = None,
        faults: Faults | None = None,
    ) -> None:
        async def opening(forum: str, on_change: OnChange) -> LiveForum:
            return await LiveForum.open(journal, clock, forum, on_change)

        super().__init__(journal, clock, RULES, opening, on_change=Hook.FORUM_CHANGE, hint=hint, faults=faults)
        self.heads: dict[str, ForumSummary] = {}

    async def forum(self, forum: str) -> LiveForum:
        """Return a forum, opened if need be.

        Raises:
            Refusal: ``no_such``; ``unreadable`` where its journal does not hold together.
        """
        return await self.one(forum)

    @property
    def announced(self) -> list[ForumSummary]:
        """Forums for everybody, by opening time; broken ones among them."""
        shown = (head for head in self.heads.values() if not head.practice)
        return sorted(shown, key=lambda head: (head.opens_at, head.id))

    def practised(self, forum: str) -> str:
        """Return the forum that is practised in another one; empty where none is."""
        head = self.heads.get(forum)
        return head.practice_of if head else ""

    def _broke(self, stream: str, error: Exception) -> None:
        super()._broke(stream, error)
        known = self.heads.get(stream, ForumSummary(stream, "", Phase.CLOSED, self._clock(), "", self._clock()))
        self.heads[stream] = msgspec.structs.replace(known, phase=Phase.CLOSED, broken=True)

    def _took_note(self, live: LiveForum) -> None:
        state = live.durable
        assert state.phase is not None, "only what was set up has a head"
        self.heads[live.id] = ForumSummary(
            id=live.id,
            title=state.title,
            phase=state.phase,
            opens_at=state.opens_at,
            hall=state.hall,
            closed_at=state.closed_at,
            cancelled=state.cancelled,
            practice=state.details.practice,
            practice_of=state.practice_of,
            frames=tuple(_origins(state.details.live, state.details.sign)),
        )
        super()._took_note(live)


def _origins(*addresses: str | None) -> Iterator[str]:
    """Yield the origins of addresses; what was kept before hosts were looked at may hold one that has none."""
    for address in addresses:
        if address:
            with contextlib.suppress(ValueError):
                yield origin_of(address)
