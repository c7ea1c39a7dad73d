"""Queries about one-time codes: batches, and codes that are found by their hash and used once."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import code_batches, codes


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Codes that were made together. ``forum`` is ``None`` for the whole installation."""

    id: str
    name: str
    forum: str | None
    made_by: str
    created: int
    expires: int
    revoked: int | None = None


@dataclass(frozen=True, slots=True)
class CountedBatch:
    """A batch with how many codes it has and how many were used."""

    row: BatchRow
    codes: int
    used: int


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code of a batch that holds: neither expired nor revoked."""

    batch: BatchRow
    used: int | None
    used_by: str | None


async def add(connection: AsyncConnection, row: BatchRow, hashes: Iterable[str]) -> None:
    """Keep a batch and the hashes of its codes."""
    await connection.execute(insert(code_batches).values(**{name: getattr(row, name) for name in BatchRow.__slots__}))
    await connection.execute(insert(codes), [{"code_hash": one, "batch": row.id} for one in hashes])


async def batch(connection: AsyncConnection, identifier: str) -> BatchRow | None:
    """Return a batch, or ``None``."""
    found = (await connection.execute(select(code_batches).where(code_batches.c.id == identifier))).one_or_none()
    return None if found is None else BatchRow(**found._mapping)  # noqa: SLF001 - SQLAlchemy's public name


async def batches(connection: AsyncConnection, forum: str | None) -> list[CountedBatch]:
    """Return the batches of a forum (all of the installation for ``None``), newest first."""
    query = (
        select(code_batches, func.count(codes.c.code_hash).label("codes"), func.count(codes.c.used).label("taken"))
        .outerjoin(codes, codes.c.batch == code_batches.c.id)
        .group_by(*code_batches.c)
        .order_by(code_batches.c.created.desc(), code_batches.c.id)
    )
    if forum is not None:
        query = query.where(code_batches.c.forum == forum)
    found = [dict(row._mapping) for row in await connection.execute(query)]  # noqa: SLF001 - public name
    return [CountedBatch(codes=row.pop("codes"), used=row.pop("taken"), row=BatchRow(**row)) for row in found]


async def open_batches(connection: AsyncConnection, now: int) -> int:
    """Return how many batches can still be redeemed from."""
    holds = (code_batches.c.expires > now, code_batches.c.revoked.is_(None))
    return (await connection.execute(select(func.count()).select_from(code_batches).where(*holds))).scalar_one()


async def revoke(connection: AsyncConnection, identifier: str, now: int) -> bool:
    """End a batch; tell whether there was one to end."""
    fits = (code_batches.c.id == identifier, code_batches.c.revoked.is_(None))
    return bool((await connection.execute(update(code_batches).where(*fits).values(revoked=now))).rowcount)


async def find(connection: AsyncConnection, code_hash: str, now: int) -> FoundCode | None:
    """Return a code of a batch that holds, used or not."""
    holds = (codes.c.code_hash == code_hash, code_batches.c.expires > now, code_batches.c.revoked.is_(None))
    query = select(code_batches, codes.c.used, codes.c.used_by)
    found = (
        await connection.execute(query.join(codes, codes.c.batch == code_batches.c.id).where(*holds))
    ).one_or_none()
    if found is None:
        return None
    values = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return FoundCode(used=values.pop("used"), used_by=values.pop("used_by"), batch=BatchRow(**values))


async def use(connection: AsyncConnection, code_hash: str, participant: str, now: int) -> bool:
    """Use a code up; ``False`` where somebody was faster."""
    fits = (codes.c.code_hash == code_hash, codes.c.used.is_(None))
    found = await connection.execute(update(codes).where(*fits).values(used=now, used_by=participant))
    return bool(found.rowcount)
