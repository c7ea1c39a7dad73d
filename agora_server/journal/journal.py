"""
The journal: where a forum's events become the truth.

Whoever decides appends behind the row it has seen. If the journal went on meanwhile, ``Conflict`` brings what is
missing: fold it, decide again, append again. So any node may take any command. Appends that wait together share a
transaction; ``append`` returns when it is on the disk. The same act appended twice is appended once.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import structlog

from agora_server.journal.heads import SignedHead, Signer, is_signed_head
from agora_server.store import IntegrityError, Store, StoreBusyError
from agora_server.store import journal as queries
from agora_server.store.batch import Append, Appended, AppendPipeline, Batch, Counted, Outcome, is_new
from rooms.base.chain import Fault, Head, JournalEvent, Opening, Row, Tail, canonical, start, tail_of, verify
from rooms.base.ids import TRACKER
from rooms.base.tally import Vote

log = structlog.get_logger()

GROUP = 256
"""Appends a transaction: some 20 ms of work, so nobody behind it waits long."""
WAITING = 20_000
"""Appends that may wait: a vote of a full installation twice over; then the caller is told at once."""
EVENTS = 64
"""Events an append: one command never decides more."""
DATA_BYTES = 2 * 1024 * 1024
"""Structure of one event: 10,000 published votes are 1 MB."""
TEXT_CHARS = 16 * 1024
"""A personal field: the longest statement the wire takes."""
RACES = 8
"""Times that a batch is tried against faster nodes; each time at least one of them got on."""
FORGETTING = 10
"""Times that a reader may stand in the way of forgetting, a fifth of a second each."""

S = TypeVar("S")


class JournalBrokenError(Exception):
    """The journal in the store does not hold together: somebody changed it."""


DAMAGED = (JournalBrokenError, ValueError, TypeError, KeyError)
"""What reading a damaged journal comes to: a chain that does not hold, or a column that holds what it never did."""


class Folding(Protocol[S]):
    """How a state is made of rows, and kept. ``version`` changes whenever old snapshots must not be used."""

    version: str

    def fresh(self, stream: str) -> S:
        """Return the state before the first row."""

    def evolve(self, state: S, row: Row) -> S:
        """Return the state after a row."""

    def dump(self, state: S) -> bytes:
        """Return a state as bytes."""

    def load(self, data: bytes) -> S:
        """Return the state of such bytes."""


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What an erasure did: the rows that lost a field; whether no byte of it is left in the files by now."""

    seqs: list[int]
    forgotten: bool


class Journal:
    """The journals of all forums of a store.

    Args:
        store: where they are kept.
        signer: signs heads.
        rng: returns so many random bytes.
    """

    def __init__(self, store: Store, signer: Signer, rng: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self.store = store
        self.signer = signer
        self._rng = rng
        self._waiting: list[tuple[Append, asyncio.Future[Appended]]] = []  # appends in order, until their batch begins
        self._tasks: set[asyncio.Task[None]] = set()  # held while they run: the loop itself keeps tasks weakly
        self._writing = False  # whether a batch is under way: there is never more than one
        self.erased: list[Callable[[str], None]] = []  # told the forum, so that cached exports go

    async def append(
        self,
        forum: str,
        expected: int,
        events: Sequence[JournalEvent],
        act: str,
        *,
        votes: Sequence[tuple[str, Vote]] = (),
    ) -> Appended:
        """Add events behind row ``expected`` (0: the first of a forum); return the rows once they are durable.

        Raises:
            Conflict: if the journal went on; holds what is missing.
            Exception: all else that ``enqueue`` raises.
        """
        return await self.enqueue(forum, expected, events, act, votes=votes)

    def enqueue(
        self,
        forum: str,
        expected: int,
        events: Sequence[JournalEvent],
        act: str,
        *,
        votes: Sequence[tuple[str, Vote]] = (),
        pipeline: AppendPipeline | None = None,
    ) -> "asyncio.Future[Appended]":
        """Put events in line behind row ``expected``; the future has the rows once they are durable.

        Args:
            forum: the forum's id.
            expected: seq of the last row that the decision saw; rows that are on their way count as seen.
            events: what was decided.
            act: idempotency key; an act that was appended before returns its first rows, whatever ``events`` say.
                Begin it with the participant's id, so that nobody meets another's.
            votes: hidden votes (ballot, vote) for the ballot box, in the same transaction.
            pipeline: given, the append is kept only if all before it in the append pipeline were.

        Raises:
            Conflict: (by the future) if the journal went on; holds what is missing.
            JournalClosedError: (by the future) if the forum has ended.
            TrackerTakenError: (by the future) if a vote's tracker is another's.
            ValueError: if an event is not fit to be kept.
            StoreBusyError: if too many appends wait.
        """
        _check(forum, act, events, votes)
        if not events:
            raise ValueError("an append has at least one event")
        return self._put(Append(forum, expected, act, tuple(events), tuple(votes), pipeline=pipeline))

    async def close_ballot(self, forum: str, expected: int, ballot: str, counted: Counted, act: str) -> Appended:
        """Empty a hidden ballot's box into the events that ``counted`` makes of its sorted votes: all or nothing.

        ``counted`` is called inside the transaction: it computes and returns. Afterwards the ballot box's pages are
        rewritten in the background, so that no file tells in which order the votes came.

        Raises:
            Conflict: and all else that ``append`` raises.
        """
        _check(forum, act, (), ())
        outcome = await self._put(Append(forum, expected, act, (), count=ballot, counted=_bounded(counted)))
        self._start(self._scrub_ballot_box())
        return outcome

    async def rows_of(self, forum: str, act: str) -> list[Row]:
        """Return what an act has added already; nothing if it is new, or added nothing."""
        return (await self.store.read(lambda c: queries.of_acts(c, forum, [act]))).get(act, [])

    async def load(self, forum: str, after: int = 0) -> list[Row]:
        """Return the rows behind ``after``, at most a page (``store.journal.PAGE``); none if there are none."""
        return await self.store.read(lambda c: queries.after(c, forum, after))

    async def rows(self, forum: str, after: int = 0) -> AsyncIterator[Row]:
        """Yield all rows behind ``after``."""
        while page := await self.load(forum, after):
            for row in page:
                yield row
            after = page[-1].seq

    async def tail(self, forum: str) -> Tail:
        """Return the end of a forum's journal."""
        return await self.store.read(lambda c: queries.tail(c, forum))

    async def forums(self) -> list[str]:
        """Return the forums that have a journal."""
        return await self.store.read(queries.forums)

    async def openings(
        self, forum: str, seqs: Sequence[int] | None = None, fields: Iterable[str] | None = None
    ) -> list[Opening]:
        """Return the personal fields that are still there, of these rows and names; ``None`` means all."""
        return await self.store.read(lambda c: queries.openings(c, forum, seqs, fields))

    # ---- state ----

    async def restore(self, forum: str, folding: Folding[S]) -> tuple[S, Tail]:
        """Return the state of a forum and the tail it stands for: the snapshot, if it fits, and the rows behind it.

        Raises:
            JournalBrokenError: if the chain of those rows does not hold.
        """
        state, tail = await self._from_snapshot(forum, folding)
        while page := await self.load(forum, tail.seq):
            found = verify(forum, page, tail)
            if isinstance(found, Fault):
                raise JournalBrokenError(f"{forum}: {found.why} at {found.seq}")
            for row in page:
                state = folding.evolve(state, row)
            tail = found
        return state, tail

    async def _from_snapshot(self, forum: str, folding: Folding[S]) -> tuple[S, Tail]:
        kept = await self.store.read(lambda c: queries.snapshot(c, forum, folding.version))
        if kept is not None:
            seq, hash_, state = kept
            rows = await self.store.read(lambda c: queries.after(c, forum, seq - 1, 1))
            if rows and rows[0].seq == seq and rows[0].hash == hash_:
                try:
                    return folding.load(state), tail_of(rows[0])
                except Exception:
                    log.exception("snapshot_unreadable", forum=forum, seq=seq)  # the rows say the same
        return folding.fresh(forum), start(forum)

    async def keep_snapshot(self, forum: str, folding: Folding[S], state: S, tail: Tail) -> None:
        """Keep the state of a tail, so that the next ``restore`` folds only what follows."""
        data = folding.dump(state)
        await self.store.write(lambda c: queries.keep_snapshot(c, forum, folding.version, tail, data))

    # ---- heads and forgetting ----

    async def sign_head(self, forum: str, now: int) -> SignedHead:
        """Sign and remember the head that a forum has now.

        Raises:
            JournalBrokenError: if the journal does not go on from the head that was signed last.
        """
        last = (await self.heads(forum))[-1:]
        for signed in last:
            await self._check_goes_on(signed)
        tail = await self.tail(forum)
        signed = self.signer.sign_head(Head(forum, tail.seq, tail.hash, max(tail.at, now)))
        await self.store.write(lambda c: queries.add_head(c, signed.head, signed.key, signed.signature))
        return signed

    async def _check_goes_on(self, signed: SignedHead) -> None:
        """Raise JournalBrokenError unless a head is signed and the journal has its row."""
        rows = await self.store.read(lambda c: queries.after(c, signed.forum, signed.count - 1, 1))
        found = rows[0].hash if rows and signed.count else start(signed.forum).hash
        if found != signed.hash or (signed.count and not rows) or not is_signed_head(signed):
            raise JournalBrokenError(f"{signed.forum}: not the journal whose {signed.count} rows were signed")

    async def heads(self, forum: str) -> list[SignedHead]:
        """Return the remembered heads, oldest first."""
        found = await self.store.read(lambda c: queries.heads(c, forum))
        return [
            SignedHead(head.forum, head.count, head.hash, head.time, key, signature) for head, key, signature in found
        ]

    async def erase(
        self, forum: str, subject: str, *, now: int, reason: str, seqs: Sequence[int] | None = None
    ) -> ErasureResult:
        """Delete a person's fields with their salts (all, or those of some rows), then overwrite them in the files.

        The chain holds as before; when and why stays. Snapshots and cached exports of the forum go.
        """
        gone = await self.store.write(lambda c: queries.erase(c, forum, subject, now=now, reason=reason, seqs=seqs))
        for tell in self.erased:
            tell(forum)
        return ErasureResult(gone, await self._scrub("forum_personal", "forum_snapshots"))

    async def erasures(self, forum: str) -> list[dict[str, object]]:
        """Return which fields were erased, when and why."""
        return await self.store.read(lambda c: queries.erasures(c, forum))

    async def _scrub(self, *tables: str) -> bool:
        """Rewrite tables without what is gone; tell whether every file is free of it. It is deleted either way."""
        try:
            done = await self.store.scrub(*tables)
        except Exception:
            log.exception("scrub_failed", tables=tables)  # a full disk, say: the next erasure rewrites for both
            return False
        for _ in range(FORGETTING):
            if done:
                break
            await asyncio.sleep(0.2)
            done = await self.store.forget()
        return done

    async def _scrub_ballot_box(self) -> None:
        if not await self._scrub("forum_urn"):
            log.warning("urn_not_scrubbed")

    # ---- the group ----

    def _put(self, append: Append) -> "asyncio.Future[Appended]":
        if len(self._waiting) >= WAITING:
            raise StoreBusyError
        done: asyncio.Future[Appended] = asyncio.get_running_loop().create_future()
        self._waiting.append((append, done))
        if not self._writing:
            self._writing = True
            self._start(self._write())
        return done

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, name="journal")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write(self) -> None:
        """Commit what waits, group after group, until nothing waits."""
        try:
            while self._waiting:
                group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
                outcomes = await self._commit([append for append, _ in group])
                for (append, done), outcome in zip(group, outcomes, strict=True):
                    if append.pipeline is not None and not is_new(outcome):
                        append.pipeline.broken = True
                    _answer(done, outcome)
        finally:
            self._writing = False

    async def _commit(self, appends: list[Append]) -> Sequence[Outcome]:
        """Return the outcome of each; a lost commit fails them all."""
        try:
            for _ in range(RACES):
                try:
                    return await self.store.write(Batch(appends, self._rng).carry_out)
                except IntegrityError:
                    continue
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            return [error for _ in appends]
        return [StoreBusyError() for _ in appends]

    async def close(self) -> None:
        """Wait until what was asked for is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)


def _answer(done: "asyncio.Future[Appended]", outcome: Outcome) -> None:
    """Tell a caller, unless it went away."""
    if done.done():
        return
    if isinstance(outcome, Appended):
        done.set_result(outcome)
    else:
        done.set_exception(outcome)


def _check(forum: str, act: str, events: Sequence[JournalEvent], votes: Sequence[tuple[str, Vote]]) -> None:
    """Raise ValueError unless everything fits into its column; this happens before it waits with others."""
    _fits("forum", forum, 48)
    _fits("act", act, 128)
    if len(events) > EVENTS:
        raise ValueError(f"more than {EVENTS} events")
    for event in events:
        check_event(event)
    for ballot, vote in votes:
        _fits("ballot", ballot, 48)
        if not TRACKER.fullmatch(vote.tracker):
            raise ValueError("a tracker is 32 to 64 hexadecimal digits")
        if len(canonical(vote.choice)) > TEXT_CHARS:
            raise ValueError("a choice is too long")


def check_event(event: JournalEvent) -> None:
    """Raise ValueError if an event is not fit to be kept."""
    _fits("kind", event.kind, 48)
    if len(event.who) > 64 or len(event.subject) > 64:
        raise ValueError("an id is too long")
    if len(canonical(event.data)) > DATA_BYTES:
        raise ValueError("an event is too big")
    for field, text in event.personal.items():
        _fits("field", field, 48)
        if len(text) > TEXT_CHARS or "\0" in text:
            raise ValueError(f"{field} is too long or holds a zero")
        canonical(text)
    if event.personal and not event.subject:
        raise ValueError("personal fields belong to somebody: they could not be erased")


def _fits(name: str, text: str, most: int) -> None:
    if not 0 < len(text) <= most or "\0" in text:
        raise ValueError(f"{name}: 1 to {most} signs")


def _bounded(counted: Counted) -> Counted:
    """Wrap a maker: whatever goes wrong in it is a ValueError, so that it fails alone."""

    def checked(votes: list[Vote]) -> Sequence[JournalEvent]:
        try:
            events = list(counted(votes))
        except Exception as error:
            raise ValueError("the votes could not be counted") from error
        if not 0 < len(events) <= EVENTS:
            raise ValueError("a count makes at least one event")
        for event in events:
            check_event(event)
        return events

    return checked
