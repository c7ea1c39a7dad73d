"""
Queries that show everything of a person, delete it, and sweep what has been kept long enough.

Erasing leaves the skeleton of what others did (that a measure or a flag existed) without name and words, since a
moderator answers for it; it goes with its own row of the retention table.
"""

from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store import forum_people as forum_people_queries
from agora_server.store import journal
from agora_server.store.tables import (
    access_log,
    accounts,
    blocks,
    citizens,
    code_batches,
    codes,
    consents,
    flags,
    forum_people,
    identities,
    invites,
    measures,
    participants,
    sessions,
)

ERASED = ""
"""What stands where a name or words stood."""
KEPT_LONG_ENOUGH = "보존 기간이 지남"
"""Why the words of an old forum are gone, as its record shows it."""
SECRET = frozenset({"token_hash", "password", "totp_secret", "code_hash", "pseudonym_hash"})
"""Columns that are nobody's to read, not even the one's whom they concern: a hash of it would open the door."""

OWN = {
    "participant": (participants, participants.c.id),
    "consents": (consents, consents.c.participant),
    "sessions": (sessions, sessions.c.participant),
    "blocks": (blocks, blocks.c.participant),
    "measures": (measures, measures.c.participant),
    "reports_by_me": (flags, flags.c.reporter),
    "flags_about_me": (flags, flags.c.participant),
    "forums": (forum_people, forum_people.c.participant),
    "citizen": (citizens, citizens.c.participant),
    "codes": (codes, codes.c.used_by),
    "identities": (identities, identities.c.participant),
    "looked_at_by_staff": (access_log, access_log.c.whose),
}
"""What belongs to a person, by the name it has in an export."""
OTHERS = {"flags_about_me": {"reporter", "judged_by", "note"}, "measures": {"made_by", "lifted_by"}}
"""Fields that would tell of other people."""


async def export(connection: AsyncConnection, participant: str) -> dict[str, list[dict[str, Any]]]:
    """Return everything kept of a person, without secrets and without other people's names."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, (table, column) in OWN.items():
        hidden = SECRET | OTHERS.get(name, set())
        rows = await connection.execute(select(table).where(column == participant))
        found[name] = [
            {key: value for key, value in row._mapping.items() if key not in hidden}  # noqa: SLF001 - public name
            for row in rows
        ]
    found["said_in_forums"] = await forum_people_queries.said(connection, participant)
    return found


async def erase(connection: AsyncConnection, participant: str, now: int) -> list[str]:
    """Delete a person; return the ids of the sessions that ended."""
    ids = [
        row.id for row in await connection.execute(select(sessions.c.id).where(sessions.c.participant == participant))
    ]
    for table, column in (
        (sessions, sessions.c.participant),
        (consents, consents.c.participant),
        (blocks, blocks.c.participant),
        (citizens, citizens.c.participant),
        (forum_people, forum_people.c.participant),
        (participants, participants.c.id),
    ):
        await connection.execute(delete(table).where(column == participant))
    await _cut_off(connection, participant, now)
    await connection.execute(update(blocks).where(blocks.c.blocked == participant).values(name=ERASED))
    await connection.execute(update(measures).where(measures.c.participant == participant).values(name=ERASED))
    about = flags.c.participant == participant
    await connection.execute(update(flags).where(about).values(name=ERASED, evidence="[]"))
    await connection.execute(update(flags).where(flags.c.kind == "words", about).values(reason=ERASED))
    await connection.execute(update(flags).where(flags.c.reporter == participant).values(reporter=None, reason=ERASED))
    return ids


async def _cut_off(connection: AsyncConnection, participant: str, now: int) -> None:
    """Leave what keeps one person from being two citizens, without saying any more who it was."""
    await connection.execute(update(codes).where(codes.c.used_by == participant).values(used_by=None))
    gone = {"participant": None, "erased": now}
    await connection.execute(update(identities).where(identities.c.participant == participant).values(**gone))


def _stale(before: dict[str, int]) -> dict[str, tuple[Any, ColumnElement[bool]]]:
    """Return what each row of the retention table deletes, given the moments that are long enough ago."""
    old_batch = code_batches.c.expires < before["codes"]
    return {
        "sessions": (sessions, sessions.c.expires < before["now"]),
        "flags": (flags, flags.c.at < before["flags"]),
        "measures": (measures, measures.c.until < before["measures"]),
        "access_log": (access_log, access_log.c.at < before["access_log"]),
        "invites": (invites, invites.c.expires < before["invites"]),
        "accounts": (accounts, accounts.c.revoked < before["accounts"]),
        "identities": (identities, identities.c.erased < before["identities"]),
        "codes": (codes, codes.c.batch.in_(select(code_batches.c.id).where(old_batch))),
        "code_batches": (code_batches, old_batch),
    }


async def sweep(connection: AsyncConnection, before: dict[str, int]) -> dict[str, int]:
    """Delete what has been kept long enough; return how many rows of each.

    ``before`` holds per key of the retention table the moment before which it goes; ``now`` for what expires by itself.
    """
    gone: dict[str, int] = {}
    people = await _unseen(connection, before["participants"])
    for participant in people:
        await erase(connection, participant, before["now"])
    gone["participants"] = len(people)
    for key, (table, stale) in _stale(before).items():
        gone[key] = (await connection.execute(delete(table).where(stale))).rowcount
    gone["forum_personal"] = await journal.sweep_personal(
        connection, before["forum_personal"], now=before["now"], reason=KEPT_LONG_ENOUGH
    )
    return gone


PEOPLE_A_SWEEP = 500
"""People erased in one change, so that nobody waits long behind it; the next sweep goes on."""


async def _unseen(connection: AsyncConnection, before: int) -> list[str]:
    """Return people last seen before a moment who are no staff."""
    staff = select(accounts.c.participant).where(accounts.c.revoked.is_(None))
    query = select(participants.c.id).where(participants.c.seen < before, participants.c.id.not_in(staff))
    return [row.id for row in await connection.execute(query.limit(PEOPLE_A_SWEEP))]


async def find_people(connection: AsyncConnection, text: str) -> list[tuple[str, str]]:
    """Return (participant, name) of an id or a name, for administration."""
    query = select(participants.c.id, participants.c.name)
    found = await connection.execute(query.where(or_(participants.c.id == text, participants.c.name == text)))
    return [(row.id, row.name) for row in found]
