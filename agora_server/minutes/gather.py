"""
Gathers what minutes are made of: the rows of the journal, and of the personal fields only those that may be told.

Names are read for those alone who agreed to be named or were invited; notes to the moderator never are. Districts are
read, since their sums are told; no district of a person leaves this file.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct, convert

from agora_server.journal.heads import SignedHead
from agora_server.journal.journal import Journal
from agora_server.journal.record import Erasure
from agora_server.minutes.distances import distances
from rooms.base.chain import Opening, Row
from rooms.forum.minutes.journeys import Journeys, journeys
from rooms.forum.minutes.minutes import minutes
from rooms.forum.minutes.parts import Minutes
from rooms.forum.model import journalled
from rooms.forum.model.events import SlipLinked

OPEN_TO_ALL = ("text", "answer", "reason", "district")
"""Personal fields that minutes are made of, whoever's they are."""


class MinutesTerms(Struct, frozen=True):
    """On which terms minutes are made: who is named, when they were published; 0: they are a draft."""

    named: frozenset[str] = frozenset()
    published_at: int = 0


class Folder(Struct, frozen=True):
    """All that the files are made of."""

    made: Minutes
    terms: MinutesTerms
    head: SignedHead
    erased: tuple[Erasure, ...]
    journeys: Journeys


async def gather(journal: Journal, forum: str, terms: MinutesTerms, now: int) -> Folder | None:
    """Return what a forum's minutes are made of, or ``None`` if there is no such forum.

    The folding is done in a thread: some hundred milliseconds for a long evening.

    Raises:
        JournalBrokenError: if the journal does not go on from the head that was signed last.
    """
    if not (await journal.tail(forum)).seq:
        return None
    signed = await journal.sign_head(forum, now)
    kept = [one for one in await journal.heads(forum) if one.count == signed.count]
    head = (kept or [signed])[0]  # the first one of a count stands: every file bears the same
    rows = [row async for row in journal.rows(forum) if row.seq <= head.count]
    openings = await journal.openings(forum, None, [*OPEN_TO_ALL, "name"])
    erased = tuple(convert(one, Erasure) for one in await journal.erasures(forum))
    made = await asyncio.to_thread(_fold, forum, rows, openings, terms.named)
    spared = journeys(made.attendance, distances())
    return Folder(made, terms, head, erased, spared)


def _fold(forum: str, rows: Sequence[Row], openings: Sequence[Opening], named: Collection[str]) -> Minutes:
    linked = [event for row in rows if isinstance(event := journalled.from_row(row), SlipLinked)]
    phones = {event.person for event in linked if event.to in named}
    personal: dict[int, dict[str, str]] = {}
    for one in openings:
        if one.field != "name" or one.subject in named or one.subject in phones:
            personal.setdefault(one.seq, {})[one.field] = one.text
    return minutes(forum, (journalled.from_row(row, personal.get(row.seq)) for row in rows))


def by_field(erased: Sequence[Erasure]) -> Mapping[tuple[int, str], Erasure]:
    """Return erasures by row and field."""
    return {(one.seq, one.field): one for one in erased}
