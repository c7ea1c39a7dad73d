"""
Gives a forum's record out: JSON that anyone can verify; and what a cell of a spreadsheet may hold.

Personal fields are left out unless they are named. A journal that does not hold together is not given out.
"""

import asyncio
from collections.abc import Callable, Iterable

import msgspec

from agora_server.journal import record as records
from agora_server.journal.heads import Signer
from agora_server.journal.journal import Journal, JournalBrokenError
from agora_server.journal.record import Erasure, Record
from rooms.base.chain import Opening

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to some spreadsheet."""
UNSEEN = " \u00a0\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""What spreadsheets trim or do not show: a formula may stand behind it."""
BOM = "\ufeff"
"""Without it, spreadsheets take Korean for another encoding."""


async def export_record(
    journal: Journal,
    forum: str,
    now: int,
    fields: Iterable[str] | None = (),
    *,
    shown: Callable[[Opening], bool] = lambda _: True,
) -> Record:
    """Return the sealed record of a forum.

    Args:
        journal: where it is kept.
        forum: the forum's id.
        now: milliseconds UTC; the time of the head.
        fields: names of the personal fields to give out; ``None``: all that are left.
        shown: which of those are given out.

    Raises:
        JournalBrokenError: if the journal does not agree with itself or with a head that was signed before.
    """
    heads = await journal.heads(forum)  # before the new one: none of them may be ahead of it
    head = await journal.sign_head(forum, now)
    rows = [row async for row in journal.rows(forum) if row.seq <= head.count]
    record = Record(
        forum=forum,
        rows=rows,
        open=[one for one in await journal.openings(forum, None, fields) if one.seq <= head.count and shown(one)],
        erased=[msgspec.convert(one, Erasure) for one in await journal.erasures(forum)],
        heads=heads,
        head=head,
    )
    return await asyncio.to_thread(_sealed, record, journal.signer)  # hashing a long evening takes 100 ms


def _sealed(record: Record, signer: Signer) -> Record:
    """Return a record with its seal, verified.

    Raises:
        JournalBrokenError: if it does not hold.
    """
    sealed = msgspec.structs.replace(record, seal=signer.sign(records.sealed_content(record)))
    fault = records.verify(sealed, signer.key)
    if fault:
        raise JournalBrokenError(f"{record.forum}: {fault.why} at {fault.seq}")
    return sealed


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(UNSEEN).startswith(FORMULA) else text
