"""Queries about sessions. A session is found by the hash of its cookie; the cookie itself is nowhere kept."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import accounts, participants, sessions
from rooms.base.roles import Role

IDS_A_QUERY = 500
"""Ids in one query: below every database's bound of parameters."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as kept.

    Attributes:
        lineage: one browser's line of sessions; a guest's ban holds it.
    """

    id: str
    token_hash: str
    participant: str
    account: str | None
    role: Role
    lineage: str
    created: int
    expires: int


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A session with the name and settings of its participant."""

    row: SessionRow
    name: str
    named: bool


async def add(connection: AsyncConnection, row: SessionRow) -> None:
    """Keep a new session."""
    values = {name: getattr(row, name) for name in SessionRow.__slots__} | {"role": row.role.value}
    await connection.execute(insert(sessions).values(**values))


async def find(connection: AsyncConnection, token_hash: str, now: int) -> FoundSession | None:
    """Return the living session of a cookie; one of a revoked account is dead."""
    query = (
        select(sessions, participants.c.name, participants.c.named)
        .join(participants, participants.c.id == sessions.c.participant)
        .outerjoin(accounts, accounts.c.id == sessions.c.account)
        .where(sessions.c.token_hash == token_hash, sessions.c.expires > now, accounts.c.revoked.is_(None))
    )
    found = (await connection.execute(query)).one_or_none()
    if found is None:
        return None
    values = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    name, named = values.pop("name"), values.pop("named")
    return FoundSession(SessionRow(**values | {"role": Role(values["role"])}), name, named)


async def lives(connection: AsyncConnection, session: str, now: int) -> bool:
    """Tell whether a session has not ended."""
    query = select(sessions.c.id).where(sessions.c.id == session, sessions.c.expires > now)
    return (await connection.execute(query)).one_or_none() is not None


async def living(connection: AsyncConnection, ids: Collection[str], now: int) -> set[str]:
    """Return which of these sessions have not ended."""
    found: set[str] = set()
    for some in batched(sorted(ids), IDS_A_QUERY):
        query = select(sessions.c.id).where(sessions.c.id.in_(some), sessions.c.expires > now)
        found.update(row.id for row in await connection.execute(query))
    return found


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield pieces of at most ``size`` items."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


async def extend(connection: AsyncConnection, session: str, expires: int) -> None:
    """Let a session live longer."""
    await connection.execute(update(sessions).where(sessions.c.id == session).values(expires=expires))


async def end(
    connection: AsyncConnection,
    *,
    session: str | None = None,
    participant: str | None = None,
    account: str | None = None,
) -> list[str]:
    """End the sessions that fit what is given; return their ids."""
    given = ((sessions.c.id, session), (sessions.c.participant, participant), (sessions.c.account, account))
    wanted: list[ColumnElement[bool]] = [column == value for column, value in given if value is not None]
    assert wanted, "ending every session is never meant"
    ids = [row.id for row in await connection.execute(select(sessions.c.id).where(*wanted))]
    await connection.execute(delete(sessions).where(*wanted))
    return ids
