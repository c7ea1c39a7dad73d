"""
Gives a forum's record out: JSON that anyone can verify, and CSV for a spreadsheet, safe against formulas.

Personal fields are left out unless they are named. A journal that does not hold together is not given out.
"""

import asyncio
import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from agora_server import record as records
from agora_server.heads import Signer
from agora_server.journal import Journal, JournalBrokenError
from agora_server.record import Erasure, Record
from rooms.chain import Opening

SEOUL = ZoneInfo("Asia/Seoul")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to some spreadsheet."""
BOM = "\ufeff"
"""Without it, spreadsheets take Korean for another encoding."""


async def export_record(
    journal: Journal,
    forum: str,
    now: int,
    fields: Iterable[str] | None = (),
    *,
    told: Callable[[Opening], bool] = lambda _: True,
) -> Record:
    """Return the sealed record of a forum.

    Args:
        journal: where it is kept.
        forum: the forum's id.
        now: milliseconds UTC; the time of the head.
        fields: names of the personal fields to give out; ``None``: all that are left.
        told: which of those are given out.

    Raises:
        JournalBrokenError: if the journal does not agree with itself or with a head that was signed before.
    """
    heads = await journal.heads(forum)  # before the new one: none of them may be ahead of it
    head = await journal.sign_head(forum, now)
    rows = [row async for row in journal.rows(forum) if row.seq <= head.count]
    record = Record(
        forum=forum,
        rows=rows,
        open=[one for one in await journal.openings(forum, None, fields) if one.seq <= head.count and told(one)],
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
    return f"'{text}" if text.startswith(FORMULA) else text


def to_csv(record: Record) -> bytes:
    """Return the record as a table, a row an event, times in Korea; personal fields as far as they are given out."""
    opened = {(one.seq, one.field): one.text for one in record.open}
    gone = {(one.seq, one.field): f"삭제됨 ({_time(one.at)}, {one.reason})" for one in record.erased}
    fields = sorted({field for row in record.rows for field in row.sealed})
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["순번", "시각", "일", "누가", "누구의", "내용", *fields, "해시"])
    for row in record.rows:
        texts = [opened.get((row.seq, field), gone.get((row.seq, field), "")) for field in fields]
        data = json.dumps(row.data, ensure_ascii=False, sort_keys=True)
        cells = [str(row.seq), _time(row.at), row.kind, row.who, row.subject, data, *texts, row.hash]
        table.writerow([safe_cell(cell) for cell in cells])
    return (BOM + out.getvalue()).encode()


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, SEOUL).isoformat(sep=" ", timespec="seconds")
