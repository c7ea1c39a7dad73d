r"""
The chain of a forum's journal: what a row is, how it is hashed, and where a sequence of rows breaks.

A row has structure (kind, time, random ids, data) and personal fields. Only a salted commitment of each personal
field is part of the row, so that the field can be deleted and the chain still holds:

    commitment = SHA-256("agora.journal.field.1\n" + salt + UTF-8(text))          salt: 32 random bytes
    hash       = SHA-256("agora.journal.row.1\n" + canonical(row without hash, with the hash before it))
    first "hash before" = SHA-256("agora.journal.forum.1\n" + UTF-8(forum))

Rules: ``rooms/JOURNAL.md``. ``agora_server/verify/standalone.py`` says the same a second time, on its own.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

SALT_BYTES = 32
"""As long as the hash: a guess of a short name costs 2^256 salts."""
MAX_INT = 2**53 - 1
"""Every JSON reader holds integers exactly up to here."""
MAX_DEPTH = 16
"""Nesting of a row's data: ours has four levels; a parser's stack is safe."""
CLOSED = "closed"
"""The kind of the last event of a forum."""


class NotCanonicalError(ValueError):
    """A value has no canonical form: a float, a key that is no text, a number too big, half a surrogate."""


class JournalEvent(msgspec.Struct, frozen=True):
    """What a decision adds to the journal, before it has a place in it.

    Attributes:
        kind: name of the event.
        at: milliseconds UTC.
        who: random id, in this forum, of who did it; empty if a timer did.
        subject: whose personal fields they are; empty if there are none.
        data: structure, JSON without floats.
        personal: texts that can be erased, by field.
    """

    kind: str
    at: int
    who: str = ""
    subject: str = ""
    data: dict[str, Any] = msgspec.field(default_factory=dict)
    personal: dict[str, str] = msgspec.field(default_factory=dict)


class Row(msgspec.Struct, frozen=True):
    """One row of the journal, without any personal field: all that ``evolve`` may read.

    Attributes:
        seq: 1, 2, 3 ... in its forum.
        sealed: commitment of each personal field, hexadecimal.
        hash: of this row and, through it, of all before.
    """

    forum: str
    seq: int
    kind: str
    at: int
    who: str
    subject: str
    data: dict[str, Any]
    sealed: dict[str, str]
    hash: str


class Opening(msgspec.Struct, frozen=True):
    """What opens a commitment: one personal field and its salt (hexadecimal)."""

    seq: int
    field: str
    subject: str
    salt: str
    text: str


class Tail(msgspec.Struct, frozen=True):
    """The end of a journal, as much as the next row needs."""

    seq: int
    hash: str
    at: int
    closed: bool = False


class Head(msgspec.Struct, frozen=True):
    """How many rows a journal had at a moment, and the hash of the last: what is signed and shown."""

    forum: str
    count: int
    hash: str
    time: int


class Fault(msgspec.Struct, frozen=True):
    """Where a sequence breaks (``seq``; 0 for the head) and why, as a short code."""

    seq: int
    why: str


def canonical(value: Any) -> bytes:
    """Return the one encoding of a JSON value: keys sorted by code point, no blanks, UTF-8.

    Raises:
        NotCanonicalError: if there is none.
    """
    _check(value, 0)
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise NotCanonicalError("half a surrogate") from error


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonicalError("too deep")
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > MAX_INT:
                raise NotCanonicalError("a number too big")
        case list() | tuple():
            for item in value:
                _check(item, depth + 1)
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise NotCanonicalError("a key that is no text")
                _check(item, depth + 1)
        case _:
            raise NotCanonicalError(type(value).__name__)


def _hash(purpose: str, content: bytes) -> str:
    return hashlib.sha256(f"agora.journal.{purpose}.1\n".encode() + content).hexdigest()


def commitment(salt: bytes, text: str) -> str:
    """Return the commitment of a personal field.

    Raises:
        ValueError: if the salt is not ``SALT_BYTES`` long.
        NotCanonicalError: if the text holds half a surrogate.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    try:
        return _hash("field", salt + text.encode())
    except UnicodeEncodeError as error:
        raise NotCanonicalError("half a surrogate") from error


def start(forum: str) -> Tail:
    """Return the tail of a journal without rows; its hash binds the forum's id."""
    return Tail(0, _hash("forum", forum.encode()), 0)


def row_hash(row: Row, before: str) -> str:
    """Return the hash that a row must have after the hash ``before``."""
    body = {
        "forum": row.forum,
        "seq": row.seq,
        "kind": row.kind,
        "at": row.at,
        "who": row.who,
        "subject": row.subject,
        "data": row.data,
        "sealed": row.sealed,
        "before": before,
    }
    return _hash("row", canonical(body))


def tail_of(row: Row) -> Tail:
    """Return the tail of a journal that ends with this row."""
    return Tail(row.seq, row.hash, row.at, row.kind == CLOSED)


def link(
    forum: str, tail: Tail, events: Iterable[JournalEvent], salts: Iterator[bytes]
) -> tuple[list[Row], list[Opening]]:
    """Return the rows that follow a tail, and what opens their commitments.

    Args:
        forum: the forum's id.
        tail: end of the journal as it is.
        events: in order; a time before that of the row before becomes that time.
        salts: yields ``SALT_BYTES`` fresh random bytes for each personal field.

    Raises:
        NotCanonicalError: if an event's data or text has no canonical form.
    """
    rows: list[Row] = []
    openings: list[Opening] = []
    for event in events:
        opened = [
            Opening(tail.seq + 1, field, event.subject, next(salts).hex(), text)
            for field, text in sorted(event.personal.items())
        ]
        row = _row(forum, tail, event, opened)
        rows.append(row)
        openings += opened
        tail = tail_of(row)
    return rows, openings


def _row(forum: str, tail: Tail, event: JournalEvent, openings: Sequence[Opening]) -> Row:
    sealed = {one.field: commitment(bytes.fromhex(one.salt), one.text) for one in openings}
    at = max(tail.at, event.at)
    data = json.loads(canonical(event.data))  # as it will come back: tuples are lists, and it is nobody else's
    row = Row(forum, tail.seq + 1, event.kind, at, event.who, event.subject, data, sealed, "")
    return msgspec.structs.replace(row, hash=row_hash(row, tail.hash))


def next_fault(forum: str, tail: Tail, row: Row) -> Fault | None:
    """Return why a row cannot follow a tail, or ``None`` if it can."""
    why = None
    if tail.closed:
        why = "after_closed"
    elif row.forum != forum:
        why = "other_forum"
    elif row.seq != tail.seq + 1:
        why = "seq"
    elif row.at < tail.at:
        why = "time"
    elif not _hashes(row, tail.hash):
        why = "hash"
    return Fault(tail.seq + 1, why) if why else None


def _hashes(row: Row, before: str) -> bool:
    try:
        return row.hash == row_hash(row, before)
    except NotCanonicalError:
        return False


def verify(forum: str, rows: Iterable[Row], tail: Tail | None = None) -> Fault | Tail:
    """Return the first fault of rows that follow ``tail`` (by default: all rows of a forum), or their tail."""
    tail = tail or start(forum)
    for row in rows:
        fault = next_fault(forum, tail, row)
        if fault:
            return fault
        tail = tail_of(row)
    return tail


def verify_openings(rows: Sequence[Row], openings: Iterable[Opening]) -> Fault | None:
    """Return the first personal field that does not open its commitment, or ``None``.

    Args:
        rows: a verified sequence, the first row first.
        openings: the fields that were not erased or left out, in any order.
    """
    sealed: Mapping[int, Row] = {row.seq: row for row in rows}
    for one in openings:
        row = sealed.get(one.seq)
        if row is None or row.subject != one.subject or not _opens(row, one):
            return Fault(one.seq, "personal")
    return None


def _opens(row: Row, one: Opening) -> bool:
    try:
        salt = bytes.fromhex(one.salt)
        return salt.hex() == one.salt and row.sealed.get(one.field) == commitment(salt, one.text)
    except ValueError:
        return False


def head_content(head: Head) -> bytes:
    """Return the bytes that are signed for a head."""
    return b"agora.journal.head.1\n" + canonical(msgspec.to_builtins(head))


def verify_head(rows: Sequence[Row], head: Head) -> Fault | None:
    """Return why a head is not that of these rows (or of their beginning), or ``None``."""
    if head.count > len(rows) or head.count < 0:
        return Fault(0, "head_count")
    row = rows[head.count - 1] if head.count else None
    if head.hash != (row.hash if row else start(head.forum).hash):
        return Fault(0, "head_hash")
    return Fault(0, "head_time") if row and head.time < row.at else None
