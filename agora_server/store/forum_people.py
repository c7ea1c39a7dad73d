"""Queries about who somebody of the square is in a forum: the one tie between the two, which can be cut."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import forum_journal, forum_people, forum_personal


@dataclass(frozen=True, slots=True)
class ForumPerson:
    """A participant of the square and their random id in one forum."""

    forum: str
    participant: str
    person: str


async def person_of(connection: AsyncConnection, forum: str, participant: str) -> str | None:
    """Return a participant's id in a forum, or ``None``."""
    mine = (forum_people.c.forum == forum, forum_people.c.participant == participant)
    return (await connection.execute(select(forum_people.c.person).where(*mine))).scalar_one_or_none()


async def participant_of(connection: AsyncConnection, forum: str, person: str) -> str | None:
    """Return who somebody of a forum is in the square, or ``None``."""
    mine = (forum_people.c.forum == forum, forum_people.c.person == person)
    return (await connection.execute(select(forum_people.c.participant).where(*mine))).scalar_one_or_none()


async def add(connection: AsyncConnection, row: ForumPerson, at: int) -> str:
    """Keep a new id unless there is one; return the one that holds.

    Raises:
        IntegrityError: if another node was faster.
    """
    known = await person_of(connection, row.forum, row.participant)
    if known is None:
        values = {"forum": row.forum, "participant": row.participant, "person": row.person, "at": at}
        await connection.execute(insert(forum_people).values(**values))
    return known or row.person


async def of_participant(connection: AsyncConnection, participant: str) -> list[ForumPerson]:
    """Return who somebody is in every forum, by forum."""
    query = select(forum_people).where(forum_people.c.participant == participant).order_by(forum_people.c.forum)
    return [ForumPerson(row.forum, row.participant, row.person) for row in await connection.execute(query)]


async def subjects(connection: AsyncConnection, tie: ForumPerson) -> list[str]:
    """Return all that somebody is in a forum: a phone that was linked to a slip is the slip's person too."""
    linked = select(forum_journal.c.data).where(
        forum_journal.c.forum == tie.forum, forum_journal.c.who == tie.person, forum_journal.c.kind == "slip_linked"
    )
    return [tie.person, *(json.loads(row.data)["to"] for row in await connection.execute(linked))]


async def said(connection: AsyncConnection, participant: str) -> list[dict[str, Any]]:
    """Return the personal fields of a participant in every forum, by forum and row."""
    found: list[dict[str, Any]] = []
    for tie in await of_participant(connection, participant):
        mine = (forum_personal.c.forum == tie.forum, forum_personal.c.subject.in_(await subjects(connection, tie)))
        query = select(forum_personal).where(*mine).order_by(forum_personal.c.seq, forum_personal.c.field)
        found += [
            {"forum": row.forum, "seq": row.seq, "field": row.field, "text": row.text}
            for row in await connection.execute(query)
        ]
    return found


async def cut(connection: AsyncConnection, participant: str) -> None:
    """Delete every tie of a participant."""
    await connection.execute(delete(forum_people).where(forum_people.c.participant == participant))
