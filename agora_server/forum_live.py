"""
One forum in memory: decides, appends, and is folded from what the journal kept.

    command → decide on what is ahead → in line for the disk → durable: people are shown it, and only now told "done"

Theory of operation: there are two states. ``durable`` is what the journal holds. ``ahead`` has what is on its way as
well, so that the next command need not wait for the disk. If an append is not kept (another node was faster, the disk
is full), everything decided on it is not kept either (``journal_batch.Lane``): ``ahead`` is made anew from the journal
and what is still wanted is decided again. The count of a ballot is known inside its transaction only, so nothing else
is decided meanwhile.

Knows: the order of decisions. Does not know: rules, people of the square, clocks that ring.
"""

import asyncio
import functools
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from agora_server.clock import Clock
from agora_server.forum_folding import FOLDING
from agora_server.forum_texts import ForumTexts
from agora_server.journal import Journal, JournalBrokenError
from agora_server.journal_batch import Appended, Conflict, JournalClosedError, Lane, TrackerTakenError
from agora_server.store import StoreBusyError
from rooms import chain
from rooms.chain import Fault, Row, Tail
from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum import forum as rules
from rooms.forum import journalled
from rooms.forum.acts import LISTED
from rooms.forum.events import Event
from rooms.forum.state import State
from rooms.tally import Vote

log = structlog.get_logger()

ACTS_SHOWN = 30
"""Acts of staff that the desk lists: the last quarter of an hour of a busy forum."""
LOOKED_BACK = 300
"""Rows looked through for acts when a forum is opened: one page, a few milliseconds."""
RACES = 16
"""Times that a command is decided anew before its giver is told to try again: each time others got on."""
ACTS_ON_WAY = 10_000
"""Commands under way in one forum: a vote of a full house; more are told at once that it is too full."""

OnChange = Callable[["LiveForum"], None]
"""Told whenever rows became durable."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to: its rows in the journal (none if all was so already), durable."""

    rows: Sequence[Row]
    again: bool = False


class LiveForum:
    """A forum that was opened from its journal.

    Attributes:
        durable: the state of the rows on the disk.
        ahead: that, with what is on its way.
        tail: the end of the journal as ``durable`` knows it.
        texts: personal texts of the rows that ``durable`` names.
        acts: the last acts of staff, by the number of their row.
        conflicts: how often something was decided anew.

    Args:
        on_change: told whenever ``durable`` went on.
    """

    def __init__(self, journal: Journal, clock: Clock, state: State, tail: Tail, on_change: OnChange) -> None:
        self.id = state.forum
        self.durable = self.ahead = state
        self.tail = tail
        self.texts = ForumTexts()
        self.acts: deque[tuple[int, Event]] = deque(maxlen=ACTS_SHOWN)
        self.conflicts = 0
        self._journal = journal
        self._clock = clock
        self._on_change = on_change
        self._lane = Lane()
        self._last: asyncio.Future[Appended] | None = None
        self._exclusive = asyncio.Lock()
        self._free = asyncio.Event()
        self._free.set()
        self._on_way: dict[str, asyncio.Task[Done]] = {}

    @classmethod
    async def open(cls, journal: Journal, clock: Clock, forum: str, on_change: OnChange) -> "LiveForum":
        """Open a forum: the snapshot, the rows behind it, the texts that faces show.

        Raises:
            JournalBrokenError: if the journal does not hold together.
        """
        state, tail = await journal.restore(forum, FOLDING)
        live = cls(journal, clock, state, tail, on_change)
        last = await journal.load(forum, max(0, tail.seq - LOOKED_BACK))
        live._note([(row.seq, journalled.from_row(row)) for row in last])
        await live.read_texts()
        return live

    async def read_texts(self) -> None:
        """Read the texts that faces show anew: some were erased."""
        await self.texts.load(self._journal, self.durable, (row for row, _ in self.acts))

    # ---- a command ----

    async def act(self, command: c.Command, act: str) -> Done:
        """Carry out a command, once, however often the same act comes; return when it is on the disk.

        Raises:
            Refusal: what the rules say; ``forum_closed``, ``tracker_invalid``.
            StoreBusyError: if too much waits, or others were faster too often: the same act may come again.
        """
        return await self.act_all([command], act)

    async def act_all(self, commands: Sequence[c.Command], act: str) -> Done:
        """Carry out several commands as one act: all of them, or none.

        Raises:
            Refusal: what the rules say; ``forum_closed``, ``tracker_invalid``.
            StoreBusyError: if too much waits, or others were faster too often: the same act may come again.
        """
        task = self._on_way.get(act)
        if task is None:
            if len(self._on_way) >= ACTS_ON_WAY:
                raise StoreBusyError
            first = commands[0]
            work = self._count(first.ballot, act) if isinstance(first, c.CountBallot) else self._act(commands, act)
            task = self._on_way[act] = asyncio.create_task(work, name=f"act {act}")
            task.add_done_callback(lambda _: self._on_way.pop(act, None))
        return await asyncio.shield(task)

    async def _act(self, commands: Sequence[c.Command], act: str) -> Done:
        for _ in range(RACES):
            while not self._free.is_set():  # somebody may have begun to work alone since it was set
                await self._free.wait()
            lane = self._lane
            decided = _decide(self.ahead, commands, self._clock())
            if isinstance(decided, Refusal) or not decided.events:
                if await self._came_true(lane) and not await self._was_behind():
                    return await self._nothing_new(decided, act)
                continue
            try:
                return await self._append(decided, act)
            except Conflict:
                self.conflicts += 1
        raise StoreBusyError

    async def _came_true(self, lane: Lane) -> bool:
        """Wait until everything that a decision saw is on the disk; tell whether it was all kept."""
        if self._last is not None and not self._last.done():
            await asyncio.wait([self._last])
        if lane.broken:
            await self._renew(lane)
        return not lane.broken

    async def _was_behind(self) -> bool:
        """Tell whether another node knew more; then this one knows it now."""
        if (await self._journal.tail(self.id)).seq <= self.ahead.seq:
            return False
        await self.catch_up()
        return True

    async def _nothing_new(self, decided: "_Decided | Refusal | None", act: str) -> Done:
        """Answer a command that changes nothing: it may be one that was carried out before, on whatever node."""
        rows = await self._journal.rows_of(self.id, act)
        if not rows and isinstance(decided, Refusal):
            raise decided
        return Done(rows, again=bool(rows))

    async def _append(self, decided: "_Decided", act: str) -> Done:
        """Put what was decided in line, without an await between, and wait for the disk."""
        lane = self._lane
        events = [journalled.to_journal(event) for event in decided.events]
        done = self._journal.enqueue(self.id, self.ahead.seq, events, act, votes=decided.votes, lane=lane)
        self.ahead = decided.after
        done.add_done_callback(functools.partial(self._settle, decided, events))
        self._last = done
        try:
            appended = await done
        except JournalClosedError:
            await self._renew(lane)
            raise Refusal(Why.FORUM_CLOSED) from None
        except TrackerTakenError:
            await self._renew(lane)
            raise Refusal(Why.TRACKER_INVALID) from None
        except Exception:
            await self._renew(lane)
            raise
        if appended.again:
            await self._renew(lane)
        return Done(appended.rows, appended.again)

    def _settle(self, decided: "_Decided", events: Sequence[chain.Event], done: "asyncio.Future[Appended]") -> None:
        """Take over what became durable, in the order of the journal."""
        if done.cancelled() or done.exception() is not None or done.result().again:
            return
        rows = done.result().rows
        assert rows[0].seq == self.durable.seq + 1, "the journal keeps the order in which it was asked"
        self.durable, self.tail = decided.after, chain.tail_of(rows[-1])
        for row, event in zip(rows, events, strict=True):
            self.texts.add(row.seq, event.personal)
        self._note([(row.seq, event) for row, event in zip(rows, decided.events, strict=True)])
        self._on_change(self)

    def _note(self, rows: Sequence[tuple[int, Event]]) -> None:
        """Keep the last acts of staff, and no texts that nobody is shown."""
        self.acts.extend((seq, event) for seq, event in rows if type(event) in LISTED and event.who)
        self.texts.trim(self.durable, (row for row, _ in self.acts))

    # ---- what was decided on something that did not come true ----

    async def _renew(self, lane: Lane) -> None:
        """Make ``ahead`` anew from the journal, once for all who were decided in a lane."""
        async with self._exclusive:
            if lane is self._lane:
                async with self._alone():
                    await self._catch_up()

    async def catch_up(self) -> None:
        """Fold what other nodes appended."""
        async with self._exclusive, self._alone():
            await self._catch_up()

    async def _catch_up(self) -> None:
        before = self.tail.seq
        while page := await self._journal.load(self.id, self.tail.seq):
            await self.texts.read(self._journal, self.id, [row.seq for row in page if row.sealed])
            self._fold(page)
        if self.tail.seq > before:
            self._on_change(self)

    def _fold(self, rows: Sequence[Row]) -> None:
        """Fold durable rows that follow.

        Raises:
            JournalBrokenError: if they do not.
        """
        found = chain.verify(self.id, rows, self.tail)
        if isinstance(found, Fault):
            raise JournalBrokenError(f"{self.id}: {found.why} at {found.seq}")
        events = [journalled.from_row(row) for row in rows]
        self.durable, self.tail = rules.fold(self.durable, events), found
        self._note([(row.seq, event) for row, event in zip(rows, events, strict=True)])

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Hold new decisions back until what is on its way has arrived or failed, and something is done alone."""
        self._free.clear()
        try:
            if self._last is not None and not self._last.done():
                await asyncio.wait([self._last])
            yield
        finally:
            self.ahead, self._lane = self.durable, Lane()
            self._free.set()

    # ---- counting ----

    async def _count(self, ballot: str, act: str) -> Done:
        """Count a ballot: its urn is emptied into the event that publishes it, all or nothing."""
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

    async def _close(self, command: c.CountBallot, act: str) -> Done:
        state, now = self.durable, self._clock()

        def counted(votes: list[Vote]) -> list[chain.Event]:
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
        return Done(appended.rows, appended.again)

    # ---- the end ----

    async def settled(self) -> None:
        """Wait until every command under way has its answer."""
        while self._on_way:
            await asyncio.wait(list(self._on_way.values()))


@dataclass(frozen=True, slots=True)
class _Decided:
    """What commands make happen: events, the state after them, votes for the urn."""

    events: list[Event]
    after: State
    votes: list[tuple[str, Vote]]


def _decide(state: State, commands: Sequence[c.Command], now: int) -> _Decided | Refusal:
    """Decide commands one after the other, or return the first refusal."""
    found = _Decided([], state, [])
    for command in commands:
        events = rules.decide(found.after, command, now)
        if isinstance(events, Refusal):
            return events
        votes = rules.urn(found.after, command, events) if isinstance(command, c.Cast) else []
        found = _Decided([*found.events, *events], rules.fold(found.after, events), [*found.votes, *votes])
    return found
