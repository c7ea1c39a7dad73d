"""
One transaction of the journal: many appends, checked in order, written in a few statements.

An append that cannot be (the journal went on, is closed, the tracker is taken) fails alone; the others are kept.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection as Connection

from agora_server.store import journal as queries
from rooms.base.chain import JournalEvent, Opening, Row, Tail, link, tail_of
from rooms.base.tally import Vote

Counted = Callable[[list[Vote]], Sequence[JournalEvent]]
"""Makes the events that close a hidden ballot out of its votes, sorted by tracker."""


class JournalError(Exception):
    """An append was not kept."""


class Conflict(JournalError):
    """The journal is not where the caller thought: fold ``missing``, decide again, append again.

    Attributes:
        seq: the last row there is.
        missing: the rows behind the expected one, at most a page; none if the caller was ahead.
    """

    def __init__(self, forum: str, seq: int, missing: list[Row]) -> None:
        super().__init__(f"{forum}: at {seq}")
        self.forum = forum
        self.seq = seq
        self.missing = missing


class JournalClosedError(JournalError):
    """The forum has ended: nothing follows its ``closed`` event."""


class TrackerTakenError(JournalError):
    """Another vote in the ballot box bears this tracker: the voter draws a new one."""


@dataclass(slots=True, eq=False)
class AppendPipeline:
    """Appends of one decider, each decided on the rows of those before it: once one is not kept, none behind it is.

    The number of the last row does not tell: another node's row may stand where the missing one was counted upon.
    """

    broken: bool = False


@dataclass(frozen=True, slots=True)
class Append:
    """What a caller wants to add.

    Attributes:
        act: idempotency key; of what is not the server's own it begins with the participant's id.
        votes: (ballot, vote) for the ballot box, in the same transaction.
        count: ballot whose ballot box is emptied into ``counted``, which makes further events.
        pipeline: on which rows that are still on their way it was decided.
    """

    forum: str
    expected: int
    act: str
    events: Sequence[JournalEvent]
    votes: Sequence[tuple[str, Vote]] = ()
    count: str | None = None
    counted: Counted | None = None
    pipeline: AppendPipeline | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """The rows of an append, durable; ``again`` if an earlier append of the same act had added them."""

    rows: list[Row]
    again: bool = False


Outcome = Appended | Exception


def is_new(outcome: Outcome) -> bool:
    """Tell whether an append added its own rows: whoever decided on them was right."""
    return isinstance(outcome, Appended) and not outcome.again


@dataclass(slots=True)
class _Forum:
    """A forum's part of the transaction: the end it has now and what is to be written."""

    name: str
    tail: Tail
    done: dict[str, list[Row]]
    rows: list[tuple[Row, str]] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    votes: list[tuple[str, Vote]] = field(default_factory=list)
    trackers: set[tuple[str, str]] = field(default_factory=set)  # (ballot, tracker) that a new vote must not bear


class Batch:
    """Carries out appends on a connection.

    Args:
        appends: in the order in which they came.
        rng: returns so many random bytes.
    """

    def __init__(self, appends: Sequence[Append], rng: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._appends = appends
        self._rng = rng
        self._broken: set[AppendPipeline] = set()
        self._salts: Iterator[bytes] = iter(lambda: rng(32), None)

    async def carry_out(self, connection: Connection) -> list[Outcome]:
        """Return the outcome of each append, in order.

        Raises:
            IntegrityError: if another node was faster; then nothing of the batch is kept and it may be tried again.
        """
        outcomes: dict[int, Outcome] = {}
        for name in dict.fromkeys(append.forum for append in self._appends):
            numbered = [(n, append) for n, append in enumerate(self._appends) if append.forum == name]
            forum = await _open(connection, name, [append for _, append in numbered])
            for n, append in numbered:
                outcomes[n] = await self._one(connection, forum, append)
                if append.pipeline is not None and not is_new(outcomes[n]):
                    self._broken.add(append.pipeline)
            await self._write(connection, forum)
            await _tell_conflicts(connection, forum, outcomes, numbered)
        return [outcomes[n] for n in range(len(self._appends))]

    async def _one(self, connection: Connection, forum: _Forum, append: Append) -> Outcome:
        if append.act in forum.done:
            return Appended(forum.done[append.act], again=True)
        if forum.tail.closed:
            return JournalClosedError(forum.name)
        if append.expected != forum.tail.seq or self._is_broken(append.pipeline):
            return Conflict(forum.name, forum.tail.seq, [])
        trackers = [(ballot, vote.tracker) for ballot, vote in append.votes]
        if not forum.trackers.isdisjoint(trackers) or len(set(trackers)) < len(trackers):
            return TrackerTakenError(forum.name)
        try:
            outcome = await self._link(connection, forum, append)
        except ValueError as error:
            return error
        forum.trackers.update(trackers)
        return outcome

    def _is_broken(self, pipeline: AppendPipeline | None) -> bool:
        return pipeline is not None and (pipeline.broken or pipeline in self._broken)

    async def _link(self, connection: Connection, forum: _Forum, append: Append) -> Outcome:
        events = list(append.events)
        if append.count is not None and append.counted is not None:
            await self._write(connection, forum)
            async with connection.begin_nested():  # a maker that fails leaves the ballot box as it was
                events += append.counted(await queries.empty_ballot_box(connection, forum.name, append.count))
                rows, openings = link(forum.name, forum.tail, events, self._salts)
        else:
            rows, openings = link(forum.name, forum.tail, events, self._salts)
        forum.rows += [(row, append.act) for row in rows]
        forum.openings += openings
        forum.votes += append.votes
        forum.done[append.act] = rows
        forum.tail = tail_of(rows[-1])
        return Appended(rows)

    async def _write(self, connection: Connection, forum: _Forum) -> None:
        openings: list[dict[str, Any]] = [
            {
                "forum": forum.name,
                "seq": one.seq,
                "field": one.field,
                "subject": one.subject,
                "salt": one.salt,
                "text": one.text,
            }
            for one in forum.openings
        ]
        await queries.add(connection, forum.rows, openings)
        await queries.cast(
            connection, [(self._rng(16).hex(), forum.name, ballot, vote) for ballot, vote in forum.votes]
        )
        forum.rows, forum.openings, forum.votes = [], [], []


async def _open(connection: Connection, name: str, appends: Sequence[Append]) -> _Forum:
    """Read what is known of a forum before its appends.

    The end, what their acts did before, trackers in the ballot box.
    """
    done = await queries.of_acts(connection, name, [append.act for append in appends])
    forum = _Forum(name, await queries.tail(connection, name), done)
    votes = [(ballot, vote.tracker) for append in appends for ballot, vote in append.votes]
    for ballot in {ballot for ballot, _ in votes}:
        drawn = [tracker for other, tracker in votes if other == ballot]
        forum.trackers.update((ballot, tracker) for tracker in await queries.taken(connection, name, ballot, drawn))
    return forum


async def _tell_conflicts(
    connection: Connection, forum: _Forum, outcomes: dict[int, Outcome], numbered: list[tuple[int, Append]]
) -> None:
    """Give each conflict the rows that its caller has not seen."""
    for n, append in numbered:
        if isinstance(outcomes[n], Conflict):
            missing = await queries.after(connection, forum.name, append.expected)
            outcomes[n] = Conflict(forum.name, forum.tail.seq, missing)
