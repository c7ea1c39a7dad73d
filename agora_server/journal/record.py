r"""
The record of a forum as a file: the shape that is exported and verified, and its reading. Pure but for the signature.

    record   canonical JSON: format, forum, rows, open, erased, heads, head, seal
    open     the personal fields that are given out, each with its salt; the others are erased or left out
    heads    the heads that were signed on the way; ``head`` is that of the last row
    seal     signature by the head's key over "agora.record.1\n" and the canonical record without ``seal``

A file is only read if its bytes are the canonical form of what they say: no flipped bit means the same.
The whole format, byte by byte, with the order of the checks: ``docs/record.md``.
"""

import json
from typing import Any

import msgspec

from agora_server.journal.heads import SignedHead, is_signed, is_signed_head
from rooms.base import chain, tally
from rooms.base.chain import Fault, NotCanonicalError, Opening, Row

FORMAT = "agora.record.1"
MOST_BYTES = 256 * 1024 * 1024
"""A record of a day's forum is some megabytes; a bigger file is none of ours."""
LONGEST_NUMBER = len(str(-chain.MAX_INT))
"""Characters of a whole number; Python refuses to read one of more than 4,300."""


class Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A personal field that was erased by law: which, when (milliseconds UTC), why."""

    seq: int
    field: str
    at: int
    reason: str


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A forum's record; see the module's description."""

    forum: str
    rows: list[Row]
    open: list[Opening]
    erased: list[Erasure]
    heads: list[SignedHead]
    head: SignedHead
    seal: str = ""
    format: str = FORMAT


class UnreadableRecordError(Exception):
    """A file is no record at all."""


def sealed_content(record: Record) -> bytes:
    """Return the bytes that are signed for a whole record."""
    body = msgspec.to_builtins(record)
    del body["seal"]
    return FORMAT.encode() + b"\n" + chain.canonical(body)


def encode(record: Record) -> bytes:
    """Return the bytes of a record's file."""
    return chain.canonical(msgspec.to_builtins(record))


def decode(raw: bytes) -> Record | Fault:
    """Return the record in a file, or a fault if its bytes are not canonical.

    Raises:
        UnreadableRecordError: if there is no record in it.
    """
    try:
        value: Any = json.loads(raw.decode(), parse_int=_whole, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableRecordError(str(error)) from error
    try:
        same = chain.canonical(value) == raw
    except NotCanonicalError:
        same = False
    if not same:
        return Fault(0, "canonical")
    try:
        record = msgspec.convert(value, Record)
    except msgspec.ValidationError as error:
        raise UnreadableRecordError(str(error)) from error
    if record.format != FORMAT or encode(record) != raw:  # another version; a field too many or too few
        raise UnreadableRecordError(record.format)
    return record


def _whole(digits: str) -> int:
    """Return a whole number; of one that is longer than any canonical one, another that is too big as well."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else chain.MAX_INT + 1


def _no_number(word: str) -> Any:
    """Refuse ``NaN`` and ``Infinity``, which Python reads and JSON does not have.

    Raises:
        ValueError: always.
    """
    raise ValueError(word)


def verify(record: Record, key: str | None = None) -> Fault | None:
    """Return the first fault of a record, or ``None`` if all of it holds.

    Args:
        record: as read.
        key: the public key that must have signed it; ``None``: any.
    """
    found = chain.verify(record.forum, record.rows)
    if isinstance(found, Fault):
        return found
    return (
        chain.verify_openings(record.rows, record.open)
        or tally.verify(record.rows)
        or _heads_fault(record)
        or _signature_fault(record, key)
    )


def _heads_fault(record: Record) -> Fault | None:
    for signed in (*record.heads, record.head):
        if signed.forum != record.forum:
            return Fault(0, "head_forum")
        fault = chain.verify_head(record.rows, signed.head)
        if fault:
            return fault
        if not is_signed_head(signed):
            return Fault(0, "head_signature")
    return None if record.head.count == len(record.rows) else Fault(0, "head_count")


def _signature_fault(record: Record, key: str | None) -> Fault | None:
    if key is not None and record.head.key != key:
        return Fault(0, "key")
    if not is_signed(record.head.key, record.seal, sealed_content(record)):
        return Fault(0, "seal")
    return None
