"""
Hosts the aggregates of one kind on this node: opens them from the journal, gives them commands, rings their timers.

    command → decide → append → durable → timers, watchers, other nodes

Any node may host any of them at any time: the journal is the arbiter. Knows: which are in memory, who is told of a
change. Does not know: what they are, sockets.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Generic, TypeVar

import structlog

from agora_server.aggregate.live import Committed, Live
from agora_server.aggregate.rules import AggregateRules, C, E, S
from agora_server.aggregate.timers import Timers
from agora_server.core.clock import Clock
from agora_server.core.faults import Faults, Hook
from agora_server.core.tasks import Tasks
from agora_server.journal.journal import DAMAGED, Journal, JournalBrokenError
from rooms.base.errors import Refusal, Why

log = structlog.get_logger()

SNAPSHOT_ROWS = 1_000
"""Rows behind a snapshot before a new one is kept: folding them again takes some 50 ms."""
LIVE = 200
"""Aggregates that have not ended at once: ten forums a district of the city."""
ENDED_HELD = 8
"""Ended ones held for who reads them; a large forum is some 10 MB."""
HINT_S = 0.02
"""Changes within this time are one hint to other nodes: a vote of a full installation is not 2,000 of them."""

L = TypeVar("L", bound=Live[Any, Any, Any])
Opening = Callable[[str, Callable[[L], None]], Coroutine[Any, Any, L]]
"""Opens one by its id; the second argument is told whenever its durable state went on."""


class AggregateHost(Generic[L, S, C, E]):
    """The aggregates of one kind on one node.

    Attributes:
        appends: commands that became durable here, for the metrics.
        broken: ids of those whose journal cannot be opened, until it can.

    Args:
        journal: the truth.
        clock: milliseconds UTC.
        rules: those of the kind.
        opening: opens one.
        on_change: under which hook faults of watchers are counted.
        hint: tells other nodes that one went on; must not block.
        faults: where faults of those who are told are counted.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        rules: AggregateRules[S, C, E],
        opening: Opening[L],
        *,
        on_change: Hook,
        hint: Callable[[str], None] | None = None,
        faults: Faults | None = None,
    ) -> None:
        self.journal = journal
        self.rules = rules
        self.timers: Timers[S, C, E] = Timers(clock)
        self.appends = 0
        self.broken: set[str] = set()
        self._clock = clock
        self._open_one = opening
        self._hook = on_change
        self._hint = hint
        self._faults = faults or Faults()
        self._conflicts_before = 0  # of those that are no longer held
        self._opening: dict[str, asyncio.Task[L]] = {}  # by id: all in memory, until they ended and others are opened
        self._kept: dict[str, int] = {}  # by id, the last row of its snapshot
        self._watchers: list[Callable[[L], None]] = []
        self._told_of_erasures: list[Callable[[L], None]] = []
        self._tasks = Tasks(rules.kind)
        self._hinted: set[str] = set()  # ids that the next hints name
        journal.erased.append(self.reread)

    def watch(self, tell: Callable[[L], None]) -> None:
        """Have somebody told of every one whose durable state went on."""
        self._watchers.append(tell)

    def on_erased(self, tell: Callable[[L], None]) -> None:
        """Have somebody told of every one that lost texts."""
        self._told_of_erasures.append(tell)

    # ---- opening ----

    async def open(self) -> None:
        """Open all there are, so that their clocks go on; of those that ended, the last few stay in memory."""
        for stream in await self._streams():
            try:
                await self.one(stream)
            except Refusal:
                continue  # it is set apart
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others open
                self._broke(stream, error)

    async def _streams(self) -> list[str]:
        return [stream for stream in await self.journal.forums() if self.rules.owns(stream)]

    def _broke(self, stream: str, error: Exception) -> None:
        """Set a broken one apart: the others go on, and `./agora verify` says where it is. It is logged once."""
        if stream not in self.broken:
            log.error("aggregate_broken", kind=self.rules.kind, id=stream, exc_info=error)
        self.timers.cancel(stream)
        self.broken.add(stream)

    async def one(self, stream: str) -> L:
        """Return one, opened if need be.

        Raises:
            Refusal: ``no_such``; ``unreadable`` where its journal does not hold together.
        """
        if not self.rules.owns(stream):
            raise Refusal(Why.NO_SUCH, what=self.rules.kind, id=stream)
        try:
            live = await self._begun(stream)
        except DAMAGED as error:  # what else fails is the store, not this one
            self._broke(stream, error)
            raise Refusal(Why.UNREADABLE, what=self.rules.kind, id=stream) from error
        if live is None:
            raise Refusal(Why.NO_SUCH, what=self.rules.kind, id=stream)
        return live

    async def _begun(self, stream: str) -> L | None:
        """Return one that was set up, or ``None``; what cannot be read raises as in ``_opened``."""
        live = await self._opened(stream)
        if self.rules.begun(live.durable):
            return live
        self._let_go(stream)
        if live.tail.seq:
            raise JournalBrokenError(f"{stream}: how it was set up cannot be read")
        return None

    def held(self, stream: str) -> L | None:
        """Return one that is open in memory, without waiting."""
        task = self._opening.get(stream)
        return task.result() if task is not None and task.done() and not task.exception() else None

    async def _opened(self, stream: str) -> L:
        task = self._opening.get(stream)
        if task is None:
            self._make_room()
            opening = self._open_one(stream, self._changed)
            task = self._opening[stream] = asyncio.create_task(opening, name=f"{self.rules.kind} {stream}")
            task.add_done_callback(lambda done: self._is_open(stream, done))
        return await asyncio.shield(task)

    def _is_open(self, stream: str, task: "asyncio.Task[L]") -> None:
        if task.cancelled() or task.exception() is not None:
            self._opening.pop(stream, None)
            return
        live = task.result()
        self._kept[stream] = live.tail.seq - live.tail.seq % SNAPSHOT_ROWS  # a crash may have come before the last one
        if self.rules.begun(live.durable):
            self._tell(live, self._took_note, *self._watchers)

    def _is_over(self, stream: str) -> bool:
        live = self.held(stream)
        return stream in self.broken or (live is not None and self.rules.ended(live.durable))

    def _goes_on(self, stream: str) -> bool:
        """Tell whether one was set up and has not ended; what is being opened, or was refused, is none yet."""
        live = self.held(stream)
        return live is not None and self.rules.begun(live.durable) and not self._is_over(stream)

    def _make_room(self) -> None:
        """Let go of the ended ones that were opened first."""
        over = [one for one in self._opening if self._is_over(one)]
        for stream in over[: max(0, len(over) - ENDED_HELD + 1)]:
            self._let_go(stream)

    def _let_go(self, stream: str) -> None:
        if (live := self.held(stream)) is not None:
            self._conflicts_before += live.conflicts
        self._opening.pop(stream, None)

    # ---- commands ----

    async def create(self, stream: str, commands: Sequence[C], act: str) -> L:
        """Set one up under a new id, with several commands as one act; again, it is the same.

        Raises:
            Refusal: what the rules say; ``full`` where too many have not ended.
        """
        if sum(map(self._goes_on, self._opening)) >= LIVE:
            raise Refusal(Why.FULL, limit=LIVE)
        live = await self._opened(stream)
        try:
            await live.act_all(commands, act)
        finally:
            if not self.rules.begun(live.durable):
                self._let_go(stream)
        self.appends += 1
        return live

    async def act(self, stream: str, command: C, act: str) -> Committed:
        """Give one a command; return when what it came to is on the disk.

        Args:
            stream: its id.
            command: who gives it is in it.
            act: idempotency key; begins with the id of who gives it.

        Raises:
            Refusal: why not, and what to do next.
            StoreBusyError: if the store is too busy: the same act may come again.
        """
        done = await (await self.one(stream)).act(command, act)
        self.appends += bool(done.rows) and not done.again
        return done

    # ---- figures ----

    @property
    def live(self) -> int:
        """How many are in memory."""
        return len(self._opening)

    @property
    def conflicts(self) -> int:
        """Commands that were decided anew, since the start."""
        held = (self.held(stream) for stream in self._opening)
        return self._conflicts_before + sum(one.conflicts for one in held if one is not None)

    # ---- what a change brings ----

    def _changed(self, live: L) -> None:
        if not self.rules.begun(live.durable):
            return
        self._tell(live, self._took_note)
        if self._hint is not None:
            if not self._hinted:
                asyncio.get_running_loop().call_later(HINT_S, self._tell_nodes)
            self._hinted.add(live.id)
        if live.tail.seq - self._kept.get(live.id, 0) >= SNAPSHOT_ROWS:
            self._kept[live.id] = live.tail.seq
            self._tasks.start_task(self._keep(live))
        self._tell(live, *self._watchers)

    def _tell(self, live: L, *hooks: Callable[[L], None]) -> None:
        """Tell each of a change; one that fails keeps it from none of the others."""
        for tell in hooks:
            self._faults.run(self._hook, tell, live)

    def _took_note(self, live: L) -> None:
        """Take note of a durable change before any watcher is told; a kind may note more."""
        self.broken.discard(live.id)
        self.timers.set(live)

    def _tell_nodes(self) -> None:
        hinted, self._hinted = self._hinted, set()
        assert self._hint is not None, "only who has somebody to tell notes what to tell"
        for stream in hinted:
            self._faults.run(Hook.HINT, self._hint, stream)

    async def on_remote_change(self, stream: str) -> None:
        """Another node went on with one: know what it knows."""
        if not self.rules.owns(stream):
            return
        try:
            await (await self._opened(stream)).catch_up()
        except DAMAGED as error:  # what else fails is the store, not this one
            self._broke(stream, error)

    async def on_remote_gap(self) -> None:
        """Hints were missed: read the journal of every one."""
        for stream in {*await self._streams(), *self._opening}:
            try:
                await self.on_remote_change(stream)
            except Exception:  # noqa: BLE001 - noted, with its trace; the others are read
                self._faults.note(Hook.HINT, kind=self.rules.kind, id=stream)

    def reread(self, stream: str) -> None:
        """Texts of one were erased, on whatever node: read those that are left, and keep a snapshot anew."""
        if (live := self.held(stream)) is not None:
            self._kept[stream] = 0
            self._tasks.start_task(self._read_again(live))

    async def _read_again(self, live: L) -> None:
        await live.read_texts()
        self._tell(live, *self._told_of_erasures)

    async def _keep(self, live: L) -> None:
        await self.journal.keep_snapshot(live.id, self.rules, live.durable, live.tail)

    # ---- the end ----

    async def close(self) -> None:
        """Ring no more, wait for what is under way, keep snapshots."""
        await self.timers.close()
        live = [task.result() for task in self._opening.values() if task.done() and not task.exception()]
        for one in live:
            await one.settled()
        await self._tasks.close()
        for one in live:
            if one.tail.seq > self._kept.get(one.id, 0):
                await self._keep(one)
