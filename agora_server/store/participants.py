"""Queries about people of the square: who they are, what they agreed to, whom they block."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import blocks, consents, participants
from rooms.base.roles import Role
from rooms.wire.messages import Look


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One participant as kept.

    Attributes:
        named: whether the person gave a name and agreed to the notice; who only looks did not.
        seen: when the person was here last, ms.
    """

    id: str
    name: str
    named: bool
    role: Role
    look: Look
    followable: bool
    quiet: bool
    created: int
    seen: int


async def add(connection: AsyncConnection, row: ParticipantRow) -> None:
    """Keep a new participant."""
    await connection.execute(insert(participants).values(**_values(row)))


async def get(connection: AsyncConnection, participant: str) -> ParticipantRow | None:
    """Return a participant, or ``None``."""
    found = (await connection.execute(select(participants).where(participants.c.id == participant))).one_or_none()
    if found is None:
        return None
    values = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    values["role"] = Role(values["role"])
    values["look"] = msgspec.json.decode(values["look"], type=Look)
    return ParticipantRow(**values)


async def names(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of those among ``ids`` who are still kept."""
    query = select(participants.c.id, participants.c.name).where(participants.c.id.in_(set(ids)))
    return {row.id: row.name for row in await connection.execute(query)}


async def change(
    connection: AsyncConnection,
    participant: str,
    *,
    name: str | None = None,
    look: Look | None = None,
    followable: bool | None = None,
    quiet: bool | None = None,
    named: bool | None = None,
    role: Role | None = None,
    seen: int | None = None,
) -> None:
    """Change what is given; ``None`` keeps."""
    given = {
        "name": name,
        "look": None if look is None else msgspec.json.encode(look).decode(),
        "followable": followable,
        "quiet": quiet,
        "named": named,
        "role": None if role is None else role.value,
        "seen": seen,
    }
    values = {key: value for key, value in given.items() if value is not None}
    if values:
        await connection.execute(update(participants).where(participants.c.id == participant).values(**values))


async def consent(
    connection: AsyncConnection, identifier: str, participant: str, notice: str, at: int, *, of_age: bool
) -> None:
    """Keep what a person agreed to, and when."""
    row = {"id": identifier, "participant": participant, "notice": notice, "of_age": of_age, "at": at}
    await connection.execute(insert(consents).values(**row))


async def block(connection: AsyncConnection, participant: str, blocked: str, name: str, at: int) -> None:
    """Put a person on a list of blocks; a second time changes nothing."""
    await unblock(connection, participant, blocked)
    row = {"participant": participant, "blocked": blocked, "name": name, "at": at}
    await connection.execute(insert(blocks).values(**row))


async def unblock(connection: AsyncConnection, participant: str, blocked: str) -> None:
    """Take a person off a list of blocks."""
    await connection.execute(delete(blocks).where(blocks.c.participant == participant, blocks.c.blocked == blocked))


async def blocks_of(connection: AsyncConnection, participant: str) -> list[tuple[str, str]]:
    """Return whom a person blocks, as (participant, name at the time), oldest first."""
    query = select(blocks.c.blocked, blocks.c.name).where(blocks.c.participant == participant).order_by(blocks.c.at)
    return [(row.blocked, row.name) for row in await connection.execute(query)]


def _values(row: ParticipantRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "named": row.named,
        "role": row.role.value,
        "look": msgspec.json.encode(row.look).decode(),
        "followable": row.followable,
        "quiet": row.quiet,
        "created": row.created,
        "seen": row.seen,
    }
