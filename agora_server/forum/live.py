"""
One forum in memory: an aggregate with texts for its views, the last acts of staff, and a ballot box beside its rows.

The count of a ballot is known inside its transaction only, so nothing else is decided meanwhile.
"""

from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from agora_server.aggregate.live import RACES, Committed, Decided, Live
from agora_server.core.clock import Clock
from agora_server.forum.rules import RULES
from agora_server.forum.texts import ForumTexts
from agora_server.journal.journal import Journal
from agora_server.store import StoreBusyError
from agora_server.store.batch import Conflict
from rooms.base import chain
from rooms.base.chain import Row
from rooms.base.errors import Refusal
from rooms.base.tally import Vote
from rooms.forum import forum as rules
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.events import ForumEvent
from rooms.forum.model.state import ForumState
from rooms.forum.views.acts import is_listed

ACTS_SHOWN = 30
"""Acts of staff that the moderator view lists: the last quarter of an hour of a busy forum."""
LOOKED_BACK = 300
"""Rows looked through for acts when a forum is opened: one page, a few milliseconds."""

OnChange = Callable[["LiveForum"], None]
"""Told whenever rows became durable."""


class LiveForum(Live[ForumState, c.Command, ForumEvent]):
    """A forum that was opened from its journal.

    Attributes:
        texts: personal texts of the rows that ``durable`` names.
        acts: the last acts of staff, by the number of their row.

    Args:
        on_change: told whenever ``durable`` went on.
    """

    def __init__(self, journal: Journal, clock: Clock, forum: str, on_change: OnChange) -> None:
        super().__init__(journal, clock, RULES, forum, on_change)
        self.texts = ForumTexts()
        self.acts: deque[tuple[int, ForumEvent]] = deque(maxlen=ACTS_SHOWN)

    @classmethod
    async def open(cls, journal: Journal, clock: Clock, forum: str, on_change: OnChange) -> "LiveForum":
        """Open a forum: the snapshot, the rows behind it, the texts that views show.

        Raises:
            JournalBrokenError: if the journal does not hold together.
        """
        live = cls(journal, clock, forum, on_change)
        await live.restore()
        last = await journal.load(forum, max(0, live.tail.seq - LOOKED_BACK))
        live._note([(row.seq, journalled.from_row(row), {}) for row in last])
        await live.read_texts()
        return live

    async def read_texts(self) -> None:
        """Read the texts that views show anew: some were erased."""
        await self.texts.load(self._journal, self.durable, (row for row, _ in self.acts))

    async def _before_folding(self, rows: Sequence[Row]) -> None:
        await self.texts.read(self._journal, self.id, [row.seq for row in rows if row.sealed])

    def _note(self, rows: Sequence[tuple[int, ForumEvent, dict[str, str]]]) -> None:
        """Keep the last acts of staff, and no texts that nobody is shown."""
        for seq, event, texts in rows:
            self.texts.add(seq, texts)
            if is_listed(event):
                self.acts.append((seq, event))
        self.texts.trim(self.durable, (row for row, _ in self.acts))

    def _votes(self, decided: Decided[ForumState, c.Command, ForumEvent]) -> list[tuple[str, Vote]]:
        return [
            vote
            for step in decided.steps
            if isinstance(step.command, c.Cast)
            for vote in rules.ballot_box(step.before, step.command, list(step.events))
        ]

    def _work(self, commands: Sequence[c.Command], act: str) -> Coroutine[Any, Any, Committed]:
        first = commands[0]
        return self._count(first.ballot, act) if isinstance(first, c.CountBallot) else self._act(commands, act)

    # ---- counting ----

    async def _count(self, ballot: str, act: str) -> Committed:
        """Count a ballot: its ballot box is emptied into the event that publishes it, all or nothing."""
        command = c.CountBallot(by=c.TIMER, ballot=ballot)
        async with self._exclusive, self._alone():
            for _ in range(RACES):
                if not any(one.act == act for one in rules.due(self.durable)):
                    return await self._nothing_new(None, act)
                try:
                    return await self._close(command, act)
                except Conflict:
                    self.conflicts += 1
                    await self._catch_up()
        raise StoreBusyError

    async def _close(self, command: c.CountBallot, act: str) -> Committed:
        state, now = self.durable, self._clock()

        def counted(votes: list[Vote]) -> list[chain.JournalEvent]:
            decided = rules.decide(state, c.CountBallot(by=c.TIMER, ballot=command.ballot, votes=tuple(votes)), now)
            if isinstance(decided, Refusal):
                raise decided
            return [journalled.to_journal(event) for event in decided]

        appended = await self._journal.close_ballot(self.id, state.seq, command.ballot, counted, act)
        if appended.again:
            await self._catch_up()
        else:
            self._fold(appended.rows)
            self._on_change(self)
        return Committed(appended.rows, appended.again)
