"""
One aggregate in memory: decides, appends, and is folded from what the journal kept.

    command → decide on what is ahead → in line for the disk → durable: people are shown it, and only now told "done"

Theory of operation: there are two states. ``durable`` is what the journal holds. ``ahead`` has what is on its way as
well, so that the next command need not wait for the disk. If an append is not kept (another node was faster, the disk
is full), everything decided on it is not kept either (``store/batch.py``): ``ahead`` is made anew from the journal
and what is still wanted is decided again. What must be decided inside its transaction is done ``alone``.

Knows: the order of decisions. Does not know: what is decided, clocks that ring.
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Generic

from agora_server.aggregate.rules import AggregateRules, C, E, S
from agora_server.core.clock import Clock
from agora_server.journal.journal import Journal, JournalBrokenError
from agora_server.store import StoreBusyError
from agora_server.store.batch import Appended, AppendPipeline, Conflict, JournalError
from rooms.base import chain
from rooms.base.chain import Fault, Row, Tail
from rooms.base.errors import Refusal
from rooms.base.tally import Vote

RACES = 16
"""Times that a command is decided anew before its giver is told to try again: each time others got on."""
ACTS_ON_WAY = 10_000
"""Commands under way in one aggregate: those of a full installation; more are told at once that it is too full."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What a command came to: its rows in the journal (none if all was so already), durable."""

    rows: Sequence[Row]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Step(Generic[S, C, E]):
    """One command of an act: the state that it was decided on and what it makes happen."""

    before: S
    command: C
    events: Sequence[E]


@dataclass(frozen=True, slots=True)
class Decided(Generic[S, C, E]):
    """What the commands of an act make happen, one after the other, and the state after them."""

    after: S
    steps: list[Step[S, C, E]] = field(default_factory=list)
    events: list[E] = field(default_factory=list)


class Live(Generic[S, C, E]):
    """An aggregate that was opened from its journal. A kind that holds more than its state overrides the hooks.

    Attributes:
        id: its stream in the journal.
        rules: those of its kind.
        durable: the state of the rows on the disk.
        ahead: that, with what is on its way.
        tail: the end of the journal as ``durable`` knows it.
        conflicts: how often something was decided anew.

    Args:
        on_change: told whenever ``durable`` went on.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        rules: AggregateRules[S, C, E],
        stream: str,
        on_change: Callable[[Any], None],
    ) -> None:
        self.id = stream
        self.rules = rules
        self.durable = self.ahead = rules.fresh(stream)
        self.tail: Tail = chain.start(stream)
        self.conflicts = 0
        self._journal = journal
        self._clock = clock
        self._on_change = on_change
        self._seq_ahead = 0  # the last row that ``ahead`` counts on
        self._pipeline = AppendPipeline()  # what was put in line since ``ahead`` was last made from the journal
        self._last: asyncio.Future[Appended] | None = None  # the append that was put in line last
        self._exclusive = asyncio.Lock()  # held by whoever reads from the journal or works alone
        self._free = asyncio.Event()  # cleared while new decisions are held back
        self._free.set()
        self._on_way: dict[str, asyncio.Task[Committed]] = {}  # by act, until its answer is there

    async def restore(self) -> None:
        """Take the snapshot and the rows behind it; before anything else is asked.

        Raises:
            JournalBrokenError: if the journal does not hold together.
        """
        self.durable, self.tail = await self._journal.restore(self.id, self.rules)
        self.ahead, self._seq_ahead = self.durable, self.tail.seq

    # ---- hooks of a kind ----

    async def read_texts(self) -> None:
        """Read the personal fields that it holds anew: some were erased."""

    async def _before_folding(self, rows: Sequence[Row]) -> None:
        """Read what is held beside the state of rows that another node appended."""

    def _note(self, rows: Sequence[tuple[int, E, dict[str, str]]]) -> None:
        """Take note of rows that became durable: number, event and the personal fields, where they were given here."""

    def _work(self, commands: Sequence[C], act: str) -> Coroutine[Any, Any, Committed]:
        """Return what carries out an act."""
        return self._act(commands, act)

    def _votes(self, decided: Decided[S, C, E]) -> Sequence[tuple[str, Vote]]:  # noqa: ARG002 - most kinds have none
        """Return the hidden votes (ballot, vote) that are kept apart from the rows of what was decided."""
        return ()

    # ---- a command ----

    async def act(self, command: C, act: str) -> Committed:
        """Carry out a command, once, however often the same act comes; return when it is on the disk.

        Raises:
            Refusal: what the rules say; what they say of what was not kept.
            StoreBusyError: if too much waits, or others were faster too often: the same act may come again.
        """
        return await self.act_all([command], act)

    async def act_all(self, commands: Sequence[C], act: str) -> Committed:
        """Carry out several commands as one act: all of them, or none.

        Raises:
            Refusal: what the rules say; what they say of what was not kept.
            StoreBusyError: if too much waits, or others were faster too often: the same act may come again.
        """
        task = self._on_way.get(act)
        if task is None:
            if len(self._on_way) >= ACTS_ON_WAY:
                raise StoreBusyError
            task = self._on_way[act] = asyncio.create_task(self._work(commands, act), name=f"act {act}")
            task.add_done_callback(lambda _: self._on_way.pop(act, None))
        return await asyncio.shield(task)

    async def _act(self, commands: Sequence[C], act: str) -> Committed:
        for _ in range(RACES):
            while not self._free.is_set():  # somebody may have begun to work alone since it was set
                await self._free.wait()
            pipeline = self._pipeline
            decided = self._decide(commands)
            if isinstance(decided, Refusal) or not decided.events:
                if await self._came_true(pipeline) and not await self._was_behind():
                    return await self._nothing_new(decided, act)
                continue
            try:
                return await self._append(decided, act)
            except Conflict:
                self.conflicts += 1
        raise StoreBusyError

    def _decide(self, commands: Sequence[C]) -> Decided[S, C, E] | Refusal:
        """Decide commands one after the other, or return the first refusal."""
        found: Decided[S, C, E] = Decided(self.ahead)
        now = self._clock()
        for command in commands:
            events = self.rules.decide(found.after, command, now)
            if isinstance(events, Refusal):
                return events
            state = found.after
            for event in events:
                state = self.rules.after(state, event)
            steps = [*found.steps, Step(found.after, command, events)]
            found = Decided(state, steps, [*found.events, *events])
        return found

    async def _came_true(self, pipeline: AppendPipeline) -> bool:
        """Wait until everything that a decision saw is on the disk; tell whether it was all kept."""
        if self._last is not None and not self._last.done():
            await asyncio.wait([self._last])
        if pipeline.broken:
            await self._renew(pipeline)
        return not pipeline.broken

    async def _was_behind(self) -> bool:
        """Tell whether another node knew more; then this one knows it now."""
        if (await self._journal.tail(self.id)).seq <= self._seq_ahead:
            return False
        await self.catch_up()
        return True

    async def _nothing_new(self, decided: Decided[S, C, E] | Refusal | None, act: str) -> Committed:
        """Answer a command that changes nothing: it may be one that was carried out before, on whatever node."""
        rows = await self._journal.rows_of(self.id, act)
        if not rows and isinstance(decided, Refusal):
            raise decided
        return Committed(rows, again=bool(rows))

    async def _append(self, decided: Decided[S, C, E], act: str) -> Committed:
        """Put what was decided in line, without an await between, and wait for the disk."""
        pipeline = self._pipeline
        events = [self.rules.to_row(event) for event in decided.events]
        done = self._journal.enqueue(
            self.id, self._seq_ahead, events, act, votes=self._votes(decided), pipeline=self._pipeline
        )
        self.ahead, self._seq_ahead = decided.after, self._seq_ahead + len(events)
        done.add_done_callback(functools.partial(self._settle, decided, events))
        self._last = done
        try:
            appended = await done
        except Exception as error:
            await self._renew(pipeline)
            no = self.rules.refusal(error) if isinstance(error, JournalError) else None
            if no is not None:
                raise no from None
            raise
        if appended.again:
            await self._renew(pipeline)
        return Committed(appended.rows, appended.again)

    def _settle(
        self, decided: Decided[S, C, E], events: Sequence[chain.JournalEvent], done: "asyncio.Future[Appended]"
    ) -> None:
        """Take over what became durable, in the order of the journal."""
        if done.cancelled() or done.exception() is not None or done.result().again:
            return
        rows = done.result().rows
        assert rows[0].seq == self.tail.seq + 1, "the journal keeps the order in which it was asked"
        self.durable, self.tail = decided.after, chain.tail_of(rows[-1])
        taken = zip(rows, decided.events, events, strict=True)
        self._note([(row.seq, event, kept.personal) for row, event, kept in taken])
        self._on_change(self)

    # ---- what was decided on something that did not come true ----

    async def _renew(self, pipeline: AppendPipeline) -> None:
        """Make ``ahead`` anew from the journal, once for all that wait in a pipeline."""
        async with self._exclusive:
            if pipeline is self._pipeline:
                async with self._alone():
                    await self._catch_up()

    async def catch_up(self) -> None:
        """Fold what other nodes appended."""
        async with self._exclusive, self._alone():
            await self._catch_up()

    async def _catch_up(self) -> None:
        before = self.tail.seq
        while page := await self._journal.load(self.id, self.tail.seq):
            await self._before_folding(page)
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
        state, taken, no_texts = self.durable, [], dict[str, str]()
        for row in rows:
            state, event = self.rules.apply(state, row)
            taken.append((row.seq, event, no_texts))
        self.durable, self.tail = state, found
        self._note(taken)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Hold new decisions back until what is on its way has arrived or failed, and something is done alone."""
        self._free.clear()
        try:
            if self._last is not None and not self._last.done():
                await asyncio.wait([self._last])
            yield
        finally:
            self.ahead, self._seq_ahead, self._pipeline = self.durable, self.tail.seq, AppendPipeline()
            self._free.set()

    # ---- the end ----

    async def settled(self) -> None:
        """Wait until every command under way has its answer."""
        while self._on_way:
            await asyncio.wait(list(self._on_way.values()))
