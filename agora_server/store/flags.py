"""Queries about what waits for a moderator's eyes: reports with their evidence, and words the filter found."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import flags

PAGE = 100
"""Flags a page."""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag as kept; ``evidence`` is JSON."""

    id: str
    kind: str
    participant: str
    name: str
    reporter: str | None
    reason: str
    evidence: str
    at: int
    verdict: str | None = None
    judged_by: str | None = None
    judged: int | None = None
    note: str | None = None


async def add(connection: AsyncConnection, row: FlagRow) -> None:
    """Keep a flag."""
    await connection.execute(insert(flags).values(**{name: getattr(row, name) for name in FlagRow.__slots__}))


async def get(connection: AsyncConnection, flag: str) -> FlagRow | None:
    """Return a flag, or ``None``."""
    found = (await connection.execute(select(flags).where(flags.c.id == flag))).one_or_none()
    return None if found is None else FlagRow(**found._mapping)  # noqa: SLF001 - SQLAlchemy's public name


async def page(connection: AsyncConnection, *, waiting: bool, before: int | None = None) -> list[FlagRow]:
    """Return flags that wait, oldest first; or those judged, newest first, older than ``before``."""
    query = select(flags).limit(PAGE)
    if waiting:
        query = query.where(flags.c.verdict.is_(None)).order_by(flags.c.at)
    else:
        query = query.where(flags.c.verdict.is_not(None)).order_by(flags.c.at.desc())
    if before is not None:
        query = query.where(flags.c.at < before)
    return [FlagRow(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001 - SQLAlchemy's public name


async def judge(
    connection: AsyncConnection, flag: str, *, verdict: str, by: str, note: str, now: int
) -> FlagRow | None:
    """Settle a flag; return it as it is now, or ``None`` if there is none. A verdict stands: the first one wins."""
    values = {"verdict": verdict, "judged_by": by, "judged": now, "note": note}
    await connection.execute(update(flags).where(flags.c.id == flag, flags.c.verdict.is_(None)).values(**values))
    return await get(connection, flag)
