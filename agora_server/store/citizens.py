"""Queries about citizens: what made a participant one, and which participant stands behind a pseudonym."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import citizens, identities

EVERYWHERE = ""
"""The forum of who is a citizen in the whole installation."""


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """A person known by the keyed hash of a pseudonym; ``participant`` is ``None`` once they were erased."""

    pseudonym_hash: str
    participant: str | None
    at: int
    erased: int | None = None


async def admit(connection: AsyncConnection, participant: str, forum: str | None, proof: str, now: int) -> None:
    """Keep that somebody is a citizen, in one forum or everywhere; a later proof takes the place of an earlier one."""
    where = EVERYWHERE if forum is None else forum
    await connection.execute(delete(citizens).where(citizens.c.participant == participant, citizens.c.forum == where))
    row = {"participant": participant, "forum": where, "proof": proof, "at": now}
    await connection.execute(insert(citizens).values(**row))


async def is_citizen(connection: AsyncConnection, participant: str, forum: str) -> bool:
    """Tell whether somebody is a citizen in a forum."""
    fits = (citizens.c.participant == participant, citizens.c.forum.in_((EVERYWHERE, forum)))
    return (await connection.execute(select(citizens.c.at).where(*fits).limit(1))).first() is not None


async def identity(connection: AsyncConnection, pseudonym_hash: str) -> IdentityRow | None:
    """Return who is known by a pseudonym."""
    query = select(identities).where(identities.c.pseudonym_hash == pseudonym_hash)
    found = (await connection.execute(query)).one_or_none()
    return None if found is None else IdentityRow(**found._mapping)  # noqa: SLF001 - SQLAlchemy's public name


async def identify(connection: AsyncConnection, pseudonym_hash: str, participant: str, now: int) -> None:
    """Keep who stands behind a pseudonym."""
    row = {"pseudonym_hash": pseudonym_hash, "participant": participant, "at": now}
    await connection.execute(insert(identities).values(**row))


async def has_identity(connection: AsyncConnection, participant: str) -> bool:
    """Tell whether a participant is known by a pseudonym already."""
    query = select(identities.c.at).where(identities.c.participant == participant)
    return (await connection.execute(query.limit(1))).first() is not None
