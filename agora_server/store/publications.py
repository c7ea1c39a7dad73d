"""
Queries of publications: which minutes were published, by whom, with whose names; none is ever changed.

They stand beside the journal because a closed journal takes no event, and publishing comes after the close: days
later, perhaps, and perhaps withdrawn. They say nothing of what was said, so the chain needs not hold them.
"""

import json
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import forum_publications


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One act. ``named``: ids, in the forum, of those whose names are given; ``reason``: of a withdrawal."""

    id: str
    forum: str
    at: int
    made_by: str
    named: tuple[str, ...] = ()
    reason: str | None = None


async def add(connection: AsyncConnection, row: PublicationRow) -> None:
    """Keep an act."""
    await connection.execute(
        insert(forum_publications).values(
            id=row.id,
            forum=row.forum,
            at=row.at,
            made_by=row.made_by,
            named=json.dumps(row.named),
            reason=row.reason,
        )
    )


async def last(connection: AsyncConnection, forum: str) -> PublicationRow | None:
    """Return the last act upon a forum's minutes, or ``None`` if there was none."""
    query = (
        select(forum_publications)
        .where(forum_publications.c.forum == forum)
        .order_by(forum_publications.c.at.desc(), forum_publications.c.id)
        .limit(1)
    )
    found = (await connection.execute(query)).one_or_none()
    if found is None:
        return None
    named = tuple(json.loads(found.named))
    return PublicationRow(found.id, found.forum, found.at, found.made_by, named, found.reason)
