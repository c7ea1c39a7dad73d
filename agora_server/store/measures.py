"""Queries about what moderators did: mutes, bans, people moved out. A ban holds a participant and a guest's lineage."""

from dataclasses import dataclass

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import measures, sessions

PAGE = 200
"""Rows a list: a page that a person can read."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as kept. ``until`` equals ``at`` for what is over at once (moving out)."""

    id: str
    kind: str
    participant: str
    lineage: str | None
    name: str
    made_by: str
    reason: str
    at: int
    until: int
    lifted: int | None = None
    lifted_by: str | None = None
    lift_reason: str | None = None


async def add(connection: AsyncConnection, row: MeasureRow) -> None:
    """Keep a measure."""
    await connection.execute(insert(measures).values(**{name: getattr(row, name) for name in MeasureRow.__slots__}))


async def lineage_of(connection: AsyncConnection, participant: str) -> str | None:
    """Return the lineage of a guest's newest session; ``None`` for staff and for who has none."""
    query = (
        select(sessions.c.lineage)
        .where(sessions.c.participant == participant, sessions.c.account.is_(None))
        .order_by(sessions.c.created.desc())
        .limit(1)
    )
    found = (await connection.execute(query)).one_or_none()
    return None if found is None else str(found.lineage)


async def in_force(
    connection: AsyncConnection, kind: str, participant: str, now: int, lineage: str | None = None
) -> MeasureRow | None:
    """Return the measure of a kind that holds a person longest, or ``None``."""
    who = measures.c.participant == participant
    if lineage is not None:
        who = or_(who, measures.c.lineage == lineage)
    query = (
        select(measures)
        .where(and_(measures.c.kind == kind, measures.c.until > now, measures.c.lifted.is_(None), who))
        .order_by(measures.c.until.desc())
        .limit(1)
    )
    found = (await connection.execute(query)).one_or_none()
    return None if found is None else MeasureRow(**found._mapping)  # noqa: SLF001 - SQLAlchemy's public name


async def lift(
    connection: AsyncConnection, kind: str, participant: str, *, by: str, reason: str, now: int
) -> list[str]:
    """End the measures of a kind that hold a person; return their ids."""
    holds = and_(
        measures.c.kind == kind,
        measures.c.participant == participant,
        measures.c.until > now,
        measures.c.lifted.is_(None),
    )
    ids = [row.id for row in await connection.execute(select(measures.c.id).where(holds))]
    await connection.execute(update(measures).where(holds).values(lifted=now, lifted_by=by, lift_reason=reason))
    return ids


async def lift_one(connection: AsyncConnection, measure: str, *, by: str, reason: str, now: int) -> MeasureRow | None:
    """End one measure; return it as it was, or ``None`` if it does not hold any more."""
    query = select(measures).where(measures.c.id == measure, measures.c.until > now, measures.c.lifted.is_(None))
    found = (await connection.execute(query)).one_or_none()
    if found is None:
        return None
    values = {"lifted": now, "lifted_by": by, "lift_reason": reason}
    await connection.execute(update(measures).where(measures.c.id == measure).values(**values))
    return MeasureRow(**found._mapping)  # noqa: SLF001 - SQLAlchemy's public name


async def bans(connection: AsyncConnection, now: int, *, before: int | None = None) -> list[MeasureRow]:
    """Return a page of the bans in force, newest first, older than ``before``."""
    query = select(measures).where(measures.c.kind == "ban", measures.c.until > now, measures.c.lifted.is_(None))
    if before is not None:
        query = query.where(measures.c.at < before)
    found = await connection.execute(query.order_by(measures.c.at.desc()).limit(PAGE))
    return [MeasureRow(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name
