"""
Queries of the journal.

Rows that are only ever added, personal fields that can go, the ballot box, heads, snapshots.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import (
    forum_erasures,
    forum_heads,
    forum_journal,
    forum_personal,
    forum_snapshots,
    forum_urn,
)
from rooms.base.chain import CLOSED, Head, Opening, Row, Tail, canonical, start, tail_of
from rooms.base.tally import Vote

PAGE = 1_000
"""Rows read at once: under 1 MB of usual rows, some 10 ms."""
_STRUCTURE = tuple(column for column in forum_journal.c if column.name != "act")


def _row(found: Any) -> Row:
    values = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Row(**{**values, "data": json.loads(values["data"]), "sealed": json.loads(values["sealed"])})


# ---- rows ----


async def tail(connection: AsyncConnection, forum: str) -> Tail:
    """Return the end of a forum's journal."""
    query = _rows_of(forum).order_by(forum_journal.c.seq.desc()).limit(1)
    found = (await connection.execute(query)).one_or_none()
    return start(forum) if found is None else tail_of(_row(found))


async def after(connection: AsyncConnection, forum: str, seq: int, limit: int = PAGE) -> list[Row]:
    """Return the rows behind ``seq``, in order, at most ``limit``."""
    query = _rows_of(forum).where(forum_journal.c.seq > seq).order_by(forum_journal.c.seq).limit(limit)
    return [_row(found) for found in await connection.execute(query)]


async def of_acts(connection: AsyncConnection, forum: str, acts: Sequence[str]) -> dict[str, list[Row]]:
    """Return what each of these idempotency keys has added already, in order."""
    query = select(forum_journal).where(forum_journal.c.forum == forum, forum_journal.c.act.in_(acts))
    done: dict[str, list[Row]] = {}
    for found in await connection.execute(query.order_by(forum_journal.c.seq)):
        values = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name
        act = values.pop("act")
        data, sealed = json.loads(values["data"]), json.loads(values["sealed"])
        done.setdefault(act, []).append(Row(**{**values, "data": data, "sealed": sealed}))
    return done


def _rows_of(forum: str) -> Select[Any]:
    return select(*_STRUCTURE).where(forum_journal.c.forum == forum)


async def add(connection: AsyncConnection, rows: Iterable[tuple[Row, str]], openings: Iterable[dict[str, Any]]) -> None:
    """Add rows, each with its idempotency key, and the personal fields that open them.

    Raises:
        IntegrityError: if a place in the journal is taken: another node was faster.
    """
    values = [
        {
            **{name: getattr(row, name) for name in ("forum", "seq", "kind", "at", "who", "subject", "hash")},
            "data": canonical(row.data).decode(),
            "sealed": canonical(row.sealed).decode(),
            "act": act,
        }
        for row, act in rows
    ]
    if values:
        await connection.execute(insert(forum_journal), values)
    personal = list(openings)
    if personal:
        await connection.execute(insert(forum_personal), personal)


async def forums(connection: AsyncConnection) -> list[str]:
    """Return the forums that have a journal, sorted."""
    query = select(forum_journal.c.forum).where(forum_journal.c.seq == 1).order_by(forum_journal.c.forum)
    return [found.forum for found in await connection.execute(query)]


# ---- personal fields ----


async def openings(
    connection: AsyncConnection, forum: str, seqs: Sequence[int] | None = None, fields: Iterable[str] | None = None
) -> list[Opening]:
    """Return the personal fields that are still there: of these rows, of these names; ``None`` means all."""
    query = select(forum_personal).where(forum_personal.c.forum == forum)
    if seqs is not None:
        query = query.where(forum_personal.c.seq.in_(seqs))
    if fields is not None:
        query = query.where(forum_personal.c.field.in_(list(fields)))
    query = query.order_by(forum_personal.c.seq, forum_personal.c.field)
    return [Opening(row.seq, row.field, row.subject, row.salt, row.text) for row in await connection.execute(query)]


async def erase(
    connection: AsyncConnection, forum: str, subject: str, *, now: int, reason: str, seqs: Sequence[int] | None = None
) -> list[int]:
    """Delete a person's fields with their salts (all, or those of some rows) and the forum's snapshot.

    Returns:
        The rows that lost a field. That they did, when and why, stays.
    """
    mine: list[ColumnElement[bool]] = [forum_personal.c.forum == forum, forum_personal.c.subject == subject]
    if seqs is not None:
        mine.append(forum_personal.c.seq.in_(seqs))
    found = await connection.execute(select(forum_personal.c.seq, forum_personal.c.field).where(*mine))
    gone = [{"forum": forum, "seq": row.seq, "field": row.field, "at": now, "reason": reason} for row in found]
    if gone:
        await connection.execute(insert(forum_erasures), gone)
        await connection.execute(delete(forum_personal).where(*mine))
    await connection.execute(delete(forum_snapshots).where(forum_snapshots.c.forum == forum))
    return sorted({int(one["seq"]) for one in gone})


async def sweep_personal(connection: AsyncConnection, before: int, *, now: int, reason: str) -> int:
    """Delete all personal fields of forums that were closed before a moment; return how many. That they went stays."""
    old = select(forum_journal.c.forum).where(forum_journal.c.kind == CLOSED, forum_journal.c.at < before)
    mine = forum_personal.c.forum.in_(old)
    gone = select(
        forum_personal.c.forum, forum_personal.c.seq, forum_personal.c.field, literal(now), literal(reason)
    ).where(mine)
    await connection.execute(insert(forum_erasures).from_select(["forum", "seq", "field", "at", "reason"], gone))
    return (await connection.execute(delete(forum_personal).where(mine))).rowcount


async def erasures(connection: AsyncConnection, forum: str) -> list[dict[str, Any]]:
    """Return which fields were erased, when and why, in the order of the rows."""
    query = select(forum_erasures).where(forum_erasures.c.forum == forum)
    found = await connection.execute(query.order_by(forum_erasures.c.seq, forum_erasures.c.field))
    return [{"seq": row.seq, "field": row.field, "at": row.at, "reason": row.reason} for row in found]


# ---- the ballot box ----


async def cast(connection: AsyncConnection, votes: Iterable[tuple[str, str, str, Vote]]) -> None:
    """Lay votes in the ballot box: (random key, forum, ballot, vote); in the order of the keys, which is none."""
    values = [
        {
            "key": key,
            "forum": forum,
            "ballot": ballot,
            "tracker": vote.tracker,
            "choice": canonical(vote.choice).decode(),
        }
        for key, forum, ballot, vote in sorted(votes, key=lambda vote: vote[0])
    ]
    if values:
        await connection.execute(insert(forum_urn), values)


async def taken(connection: AsyncConnection, forum: str, ballot: str, trackers: Sequence[str]) -> set[str]:
    """Return those of the trackers that lie in the ballot box already."""
    query = select(forum_urn.c.tracker).where(
        forum_urn.c.forum == forum, forum_urn.c.ballot == ballot, forum_urn.c.tracker.in_(trackers)
    )
    return {row.tracker for row in await connection.execute(query)}


async def empty_ballot_box(connection: AsyncConnection, forum: str, ballot: str) -> list[Vote]:
    """Take all votes of a ballot out of the ballot box; return them sorted by tracker."""
    mine = (forum_urn.c.forum == forum, forum_urn.c.ballot == ballot)
    found = await connection.execute(select(forum_urn.c.tracker, forum_urn.c.choice).where(*mine))
    votes = sorted((Vote(row.tracker, json.loads(row.choice)) for row in found), key=lambda vote: vote.tracker)
    await connection.execute(delete(forum_urn).where(*mine))
    return votes


async def in_ballot_box(connection: AsyncConnection, forum: str, ballot: str) -> int:
    """Return how many votes of a ballot lie in the ballot box."""
    query = select(func.count()).where(forum_urn.c.forum == forum, forum_urn.c.ballot == ballot)
    return int((await connection.execute(query)).scalar_one())


# ---- heads and snapshots ----


async def add_head(connection: AsyncConnection, head: Head, key: str, signature: str) -> None:
    """Remember a signed head; the first one of a count stands."""
    there = select(forum_heads.c.count).where(forum_heads.c.forum == head.forum, forum_heads.c.count == head.count)
    if (await connection.execute(there)).one_or_none() is None:
        await connection.execute(
            insert(forum_heads).values(
                forum=head.forum, count=head.count, hash=head.hash, time=head.time, key=key, signature=signature
            )
        )


async def heads(connection: AsyncConnection, forum: str) -> list[tuple[Head, str, str]]:
    """Return the remembered heads of a forum, oldest first, as (head, public key, signature)."""
    query = select(forum_heads).where(forum_heads.c.forum == forum).order_by(forum_heads.c.count)
    found = (await connection.execute(query)).mappings()
    return [(Head(row["forum"], row["count"], row["hash"], row["time"]), row["key"], row["signature"]) for row in found]


async def keep_snapshot(connection: AsyncConnection, forum: str, version: str, tail: Tail, state: bytes) -> None:
    """Keep a state in the place of the one before."""
    await connection.execute(delete(forum_snapshots).where(forum_snapshots.c.forum == forum))
    await connection.execute(
        insert(forum_snapshots).values(forum=forum, version=version, seq=tail.seq, hash=tail.hash, state=state)
    )


async def snapshot(connection: AsyncConnection, forum: str, version: str) -> tuple[int, str, bytes] | None:
    """Return (seq, hash, state) of the snapshot that these rules made, or ``None``."""
    query = select(forum_snapshots).where(forum_snapshots.c.forum == forum, forum_snapshots.c.version == version)
    found = (await connection.execute(query)).one_or_none()
    return None if found is None else (found.seq, found.hash, found.state)
