"""
Hosts the forums of this node: opens them from the journal, gives them commands, rings their timers.

    order → by whom → decide → append → durable → timers, faces, other nodes

Any node may host any forum at any time: the journal is the arbiter. Knows: which forums there are, who is told of a
change. Does not know: rules, sockets.
"""

import asyncio
from collections.abc import Callable, Sequence

import msgspec
import structlog

from agora_server.clock import Clock
from agora_server.forum_folding import FOLDING
from agora_server.forum_live import Done, LiveForum, OnChange
from agora_server.forum_timers import ForumTimers
from agora_server.journal import Journal, JournalBrokenError
from agora_server.origin import origin_of
from agora_server.tasks import Tasks
from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum.terms import Phase

log = structlog.get_logger()

SNAPSHOT_ROWS = 1_000
"""Rows behind a snapshot before a new one is kept: folding them again takes some 50 ms."""
LIVE = 200
"""Forums that are planned or open at once: ten a district of the city."""
CLOSED_HELD = 8
"""Closed forums held for who reads them; a large one is some 10 MB."""
HINT_S = 0.02
"""Changes within this time are one hint to other nodes: a vote of a full house is not 2,000 of them."""


class Head(msgspec.Struct, frozen=True):
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


class ForumHost:
    """The forums of one node.

    Attributes:
        heads: all forums there are, by id.
        appends: commands that became durable here, for the metrics.

    Args:
        journal: the truth.
        clock: milliseconds UTC.
        hint: tells other nodes that a forum went on; must not block.
    """

    def __init__(self, journal: Journal, clock: Clock, hint: Callable[[str], None] | None = None) -> None:
        self.journal = journal
        self.heads: dict[str, Head] = {}
        self.timers = ForumTimers(clock)
        self.appends = 0
        self._clock = clock
        self._hint = hint
        self._opening: dict[str, asyncio.Task[LiveForum]] = {}
        self._kept: dict[str, int] = {}
        self._watchers: list[OnChange] = []
        self._told_of_erasures: list[OnChange] = []
        self._tasks = Tasks("forums")
        self._hinted: set[str] = set()
        journal.erased.append(self.reread)

    def watch(self, tell: OnChange) -> None:
        """Have somebody told of every forum whose durable state went on."""
        self._watchers.append(tell)

    def on_erased(self, tell: OnChange) -> None:
        """Have somebody told of every forum that lost texts."""
        self._told_of_erasures.append(tell)

    # ---- opening ----

    async def open(self) -> None:
        """Open what is planned or open, so that its clocks go on; read the heads of the rest."""
        for forum in await self.journal.forums():
            try:
                await self.forum(forum)
            except (JournalBrokenError, msgspec.ValidationError):
                log.exception("forum_broken", forum=forum)  # the others go on; `./agora verify` says where

    async def forum(self, forum: str) -> LiveForum:
        """Return a forum, opened if need be.

        Raises:
            Refusal: ``no_such``.
            JournalBrokenError: if its journal does not hold together.
        """
        live = await self._opened(forum)
        if live.durable.phase is None:
            self._opening.pop(forum, None)
            raise Refusal(Why.NO_SUCH, what="forum", id=forum)
        return live

    def held(self, forum: str) -> LiveForum | None:
        """Return a forum that is open in memory, without waiting."""
        task = self._opening.get(forum)
        return task.result() if task is not None and task.done() and not task.exception() else None

    async def _opened(self, forum: str) -> LiveForum:
        task = self._opening.get(forum)
        if task is None:
            self._make_room()
            opening = LiveForum.open(self.journal, self._clock, forum, self._changed)
            task = self._opening[forum] = asyncio.create_task(opening, name=f"forum {forum}")
            task.add_done_callback(lambda done: self._is_open(forum, done))
        return await asyncio.shield(task)

    def _is_open(self, forum: str, task: "asyncio.Task[LiveForum]") -> None:
        if task.cancelled() or task.exception() is not None:
            self._opening.pop(forum, None)
            return
        live = task.result()
        self._kept[forum] = live.tail.seq - live.tail.seq % SNAPSHOT_ROWS  # a crash may have come before the last one
        self._took_note(live)
        if live.durable.phase is not None:
            self._tell(live)

    def _make_room(self) -> None:
        """Let go of the closed forums that were opened first."""
        closed = [one for one in self._opening if (head := self.heads.get(one)) and head.phase is Phase.CLOSED]
        for forum in closed[: max(0, len(closed) - CLOSED_HELD + 1)]:
            self._opening.pop(forum)

    @property
    def announced(self) -> list[Head]:
        """Forums for everybody, by opening time."""
        shown = (head for head in self.heads.values() if not head.practice)
        return sorted(shown, key=lambda head: (head.opens_at, head.id))

    def practised(self, forum: str) -> str:
        """Return the forum that is practised in another one; empty where none is."""
        head = self.heads.get(forum)
        return head.practice_of if head else ""

    # ---- commands ----

    async def create(self, forum: str, commands: Sequence[c.Command], act: str) -> LiveForum:
        """Set up a forum under a new id: ``CreateForum`` first, then its agenda, as one act; again, it is the same.

        Raises:
            Refusal: what the rules say; ``full`` where too many are planned or open.
        """
        if sum(head.phase is not Phase.CLOSED for head in self.heads.values()) >= LIVE:
            raise Refusal(Why.FULL, limit=LIVE)
        live = await self._opened(forum)
        await live.act_all(commands, act)
        self.appends += 1
        return live

    async def act(self, forum: str, command: c.Command, act: str) -> Done:
        """Give a forum a command; return when what it came to is on the disk.

        Args:
            forum: the forum's id.
            command: who gives it is in it.
            act: idempotency key; begins with the id of who gives it.

        Raises:
            Refusal: why not, and what to do next.
            StoreBusyError: if the store is too busy: the same act may come again.
        """
        done = await (await self.forum(forum)).act(command, act)
        self.appends += bool(done.rows) and not done.again
        return done

    # ---- figures ----

    @property
    def live(self) -> int:
        """Forums in memory."""
        return len(self._opening)

    @property
    def conflicts(self) -> int:
        """Commands that were decided anew since they were opened here."""
        return sum(one.conflicts for forum in self._opening if (one := self.held(forum)) is not None)

    # ---- what a change brings ----

    def _changed(self, live: LiveForum) -> None:
        if live.durable.phase is None:
            return
        self._took_note(live)
        if self._hint is not None:
            if not self._hinted:
                asyncio.get_running_loop().call_later(HINT_S, self._tell_nodes)
            self._hinted.add(live.id)
        if live.tail.seq - self._kept.get(live.id, 0) >= SNAPSHOT_ROWS:
            self._kept[live.id] = live.tail.seq
            self._tasks.start(self._keep(live))
        self._tell(live)

    def _tell(self, live: LiveForum) -> None:
        for tell in self._watchers:
            tell(live)

    def _took_note(self, live: LiveForum) -> None:
        state = live.durable
        if state.phase is not None:
            self.heads[live.id] = Head(
                id=live.id,
                title=state.title,
                phase=state.phase,
                opens_at=state.opens_at,
                hall=state.hall,
                closed_at=state.closed_at,
                cancelled=state.cancelled,
                practice=state.details.practice,
                practice_of=state.practice_of,
                frames=tuple(origin_of(one) for one in (state.details.live, state.details.sign) if one),
            )
            self.timers.set(live)

    def _tell_nodes(self) -> None:
        hinted, self._hinted = self._hinted, set()
        for forum in hinted:
            assert self._hint is not None, "only who has somebody to tell notes what to tell"
            self._hint(forum)

    async def heed(self, forum: str) -> None:
        """Another node went on with a forum: know what it knows."""
        live = await self._opened(forum)
        await live.catch_up()

    async def heed_all(self) -> None:
        """Hints were missed: read every forum's journal."""
        for forum in {*await self.journal.forums(), *self._opening}:
            await self.heed(forum)

    def reread(self, forum: str) -> None:
        """Texts of a forum were erased, on whatever node: read those that are left, and keep a snapshot anew."""
        if (live := self.held(forum)) is not None:
            self._kept[forum] = 0
            self._tasks.start(self._read_again(live))

    async def _read_again(self, live: LiveForum) -> None:
        await live.read_texts()
        for tell in self._told_of_erasures:
            tell(live)

    async def _keep(self, live: LiveForum) -> None:
        await self.journal.keep_snapshot(live.id, FOLDING, live.durable, live.tail)

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
