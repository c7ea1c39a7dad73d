"""Queries about the log of staff's access to personal data: who, when, whose, what for, from where."""

from dataclasses import dataclass

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import access_log

PAGE = 500
"""Rows a page of the log."""


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One access. ``whose`` is ``None`` for a list of many; ``rows`` says of how many."""

    id: str
    at: int
    account: str
    login: str
    whose: str | None
    task: str
    source: str
    rows: int


@dataclass(frozen=True, slots=True)
class AccessSum:
    """What one account did in a span: for the monthly review."""

    account: str
    login: str
    task: str
    times: int
    rows: int


async def add(connection: AsyncConnection, row: AccessRow) -> None:
    """Keep an access."""
    await connection.execute(insert(access_log).values(**{name: getattr(row, name) for name in AccessRow.__slots__}))


async def between(connection: AsyncConnection, start: int, end: int) -> list[AccessRow]:
    """Return the accesses of a span, newest first, at most a page."""
    query = select(access_log).where(access_log.c.at >= start, access_log.c.at < end)
    found = await connection.execute(query.order_by(access_log.c.at.desc()).limit(PAGE))
    return [AccessRow(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name


async def sums(connection: AsyncConnection, start: int, end: int) -> list[AccessSum]:
    """Return what each account did in a span, by task."""
    columns = (access_log.c.account, access_log.c.login, access_log.c.task)
    query = (
        select(*columns, func.count().label("times"), func.sum(access_log.c.rows).label("rows"))
        .where(access_log.c.at >= start, access_log.c.at < end)
        .group_by(*columns)
        .order_by(access_log.c.login, access_log.c.task)
    )
    return [
        AccessSum(row.account, row.login, row.task, int(row.times), int(row.rows))
        for row in await connection.execute(query)
    ]
