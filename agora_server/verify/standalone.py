r"""
Checks the record of a forum without the server: ``python standalone.py FILE [PUBLIC-KEY]``.

It needs Python 3.11 and the package ``cryptography``, and reads nothing but the file. Everything is computed anew:

    field    SHA-256("agora.journal.field.1\n" + salt + text)              must be what the row sealed
    row      SHA-256("agora.journal.row.1\n" + canonical JSON of the row without "hash", with "before")
    before   the hash of the row before; of the first: SHA-256("agora.journal.forum.1\n" + forum)
    head     Ed25519 over "agora.journal.head.1\n" + canonical JSON of forum, count, hash, time
    seal     Ed25519 over "agora.record.1\n" + canonical JSON of the record without "seal"
    ballot   every published list is counted again, and has as many votes as people voted

Canonical JSON: keys sorted, no blanks, UTF-8, whole numbers. Exit status: 0 holds, 1 broken, 2 unreadable.
It was written beside the server's own check on purpose: two readers of one format. The format, byte by byte:
``docs/record.md``.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

RECORD = {"forum", "rows", "open", "erased", "heads", "head", "seal", "format"}
ROW = {"forum", "seq", "kind", "at", "who", "subject", "data", "sealed", "hash"}
OPEN = {"seq", "field", "subject", "salt", "text"}
ERASED = {"seq", "field", "at", "reason"}
HEAD = {"forum", "count", "hash", "time", "key", "signature"}
NUMBERS = {"seq", "at", "count", "time"}
TREES = {"data", "sealed"}
DEEPEST = 16
LONGEST_NUMBER = len("-9007199254740991")


class BrokenError(Exception):
    """The record breaks: at which row (0: the whole), and why."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"{seq} {why}")
        self.seq = seq
        self.why = why


class UnreadableError(Exception):
    """The file holds no record."""


def canonical(value: Any) -> bytes:
    """Return the one encoding of a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def is_plain(value: Any, depth: int = 0) -> bool:
    """Tell whether a value has a canonical encoding: no fractions, no huge numbers, not too deep."""
    if depth > DEEPEST:
        return False
    if isinstance(value, dict):
        return all(is_plain(item, depth + 1) for item in value.values())
    if isinstance(value, list):
        return all(is_plain(item, depth + 1) for item in value)
    if isinstance(value, int):
        return abs(value) < 2**53
    return value is None or isinstance(value, str)


def sha(purpose: str, content: bytes) -> str:
    """Return a hash for one purpose."""
    return hashlib.sha256(b"agora.journal." + purpose.encode() + b".1\n" + content).hexdigest()


def read(raw: bytes) -> dict[str, Any]:
    """Return the record in a file.

    Raises:
        BrokenError: if the bytes are not the canonical form of what they say.
        UnreadableError: if there is no record in it.
    """
    try:
        record = json.loads(raw.decode(), parse_int=whole, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    try:
        same = is_plain(record) and canonical(record) == raw
    except UnicodeEncodeError:
        same = False
    if not same:
        raise BrokenError(0, "canonical")
    if not has_form(record):
        raise UnreadableError("다른 형식입니다")
    return record  # type: ignore[no-any-return]


def whole(digits: str) -> int:
    """Return a whole number; of one that is longer than any canonical one, another that is too big as well."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else 2**53


def no_number(word: str) -> Any:
    """Refuse ``NaN`` and ``Infinity``, which Python reads and JSON does not have.

    Raises:
        ValueError: always.
    """
    raise ValueError(word)


def has_form(record: Any) -> bool:
    """Tell whether a record has exactly the fields it should have, of the right types."""
    lists = [("rows", ROW), ("open", OPEN), ("erased", ERASED), ("heads", HEAD)]
    return (
        isinstance(record, dict)
        and set(record) == RECORD
        and record["format"] == "agora.record.1"
        and all(isinstance(record[name], str) for name in ("forum", "seal"))
        and has_fields(record["head"], HEAD)
        and all(isinstance(record[name], list) for name, _ in lists)
        and all(has_fields(item, fields) for name, fields in lists for item in record[name])
    )


def has_fields(item: Any, fields: set[str]) -> bool:
    """Tell whether an item is an object of these fields."""
    return (
        isinstance(item, dict)
        and set(item) == fields
        and all(isinstance(value, kind_of(name)) for name, value in item.items())
        and not any(isinstance(value, bool) for value in item.values())
        and all(isinstance(value, str) for value in item.get("sealed", {}).values())
    )


def kind_of(name: str) -> type:
    """Return the type of a field."""
    if name in NUMBERS:
        return int
    return dict if name in TREES else str


def check_chain(record: dict[str, Any]) -> None:
    """Raise BrokenError at the first row that does not follow the one before."""
    forum, before, at, closed = record["forum"], sha("forum", record["forum"].encode()), 0, False
    for seq, row in enumerate(record["rows"], 1):
        body = {name: value for name, value in row.items() if name != "hash"}
        for bad, why in (
            (closed, "after_closed"),
            (row["forum"] != forum, "other_forum"),
            (row["seq"] != seq, "seq"),
            (row["at"] < at, "time"),
            (row["hash"] != sha("row", canonical({**body, "before": before})), "hash"),
        ):
            if bad:
                raise BrokenError(seq, why)
        before, at, closed = row["hash"], row["at"], row["kind"] == "closed"


def check_fields(record: dict[str, Any]) -> None:
    """Raise BrokenError at the first personal field that is not the one its row sealed."""
    rows = {row["seq"]: row for row in record["rows"]}
    for one in record["open"]:
        row = rows.get(one["seq"])
        salted = re.fullmatch(r"[0-9a-f]{64}", one["salt"])
        if row is None or row["subject"] != one["subject"] or not salted:
            raise BrokenError(one["seq"], "personal")
        if row["sealed"].get(one["field"]) != sha("field", bytes.fromhex(one["salt"]) + one["text"].encode()):
            raise BrokenError(one["seq"], "personal")


def check_ballots(record: dict[str, Any]) -> None:
    """Raise BrokenError at the first ballot whose published count is not that of its casts."""
    casts: dict[str, dict[str, Any]] = {}
    counted = set()
    for row in record["rows"]:
        if row["kind"] not in {"ballot_cast", "ballot_counted"}:
            continue
        data, ballot = row["data"], row["data"].get("ballot")
        if not isinstance(ballot, str):
            raise BrokenError(row["seq"], "ballot_form")
        if ballot in counted:
            raise BrokenError(row["seq"], "ballot_after_close")
        if row["kind"] == "ballot_cast":
            casts.setdefault(ballot, {})[row["who"]] = data.get("choice")
            continue
        counted.add(ballot)
        why = recount(data, list(casts.get(ballot, {}).values()))
        if why:
            raise BrokenError(row["seq"], why)


def is_choice(value: Any) -> bool:
    """Tell whether a value is a choice: points by option."""
    return isinstance(value, dict) and all(type(points) is int for points in value.values())


def is_count(data: dict[str, Any]) -> bool:
    """Tell whether a published count has the fields that are counted again; others may stand beside them."""
    votes = data.get("votes")
    return (
        isinstance(data.get("hidden"), bool)
        and isinstance(votes, list)
        and all(isinstance(vote, list) and len(vote) == 2 for vote in votes)
        and all(isinstance(tracker, str) and is_choice(choice) for tracker, choice in votes)
        and is_choice(data.get("paper"))
        and is_choice(data.get("tally"))
    )


def recount(data: dict[str, Any], choices: list[Any]) -> str:
    """Return why a count is wrong, or nothing; ``choices`` are the last ones cast, ``None`` in a hidden ballot."""
    if not is_count(data) or not (data["hidden"] or all(map(is_choice, choices))):
        return "ballot_form"
    if data["hidden"]:
        trackers = [tracker for tracker, _ in data["votes"]]
        if any(left >= right for left, right in pairwise(trackers)):
            return "ballot_list"
        if len(trackers) != len(choices) or any(choice is not None for choice in choices):
            return "ballot_voters"
        choices = [choice for _, choice in data["votes"]]
    total: Counter[str] = Counter()
    for choice in [*choices, data["paper"]]:
        for option, points in choice.items():
            total[option] += points
    claimed = {option: points for option, points in data["tally"].items() if points}
    return "" if {option: points for option, points in total.items() if points} == claimed else "ballot_tally"


def is_signed(key: str, signature: str, content: bytes) -> bool:
    """Tell whether a signature holds."""
    if not (re.fullmatch(r"[0-9a-f]{64}", key) and re.fullmatch(r"[0-9a-f]{128}", signature)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_heads(record: dict[str, Any]) -> None:
    """Raise BrokenError at the first head that is not that of the rows, or is not signed."""
    rows = record["rows"]
    for head in [*record["heads"], record["head"]]:
        if head["forum"] != record["forum"]:
            raise BrokenError(0, "head_forum")
        if not 0 <= head["count"] <= len(rows):
            raise BrokenError(0, "head_count")
        last = rows[head["count"] - 1] if head["count"] else {"hash": sha("forum", head["forum"].encode()), "at": 0}
        if head["hash"] != last["hash"]:
            raise BrokenError(0, "head_hash")
        if head["count"] and head["time"] < last["at"]:
            raise BrokenError(0, "head_time")
        content = {name: head[name] for name in ("forum", "count", "hash", "time")}
        if not is_signed(head["key"], head["signature"], b"agora.journal.head.1\n" + canonical(content)):
            raise BrokenError(0, "head_signature")
    if record["head"]["count"] != len(rows):
        raise BrokenError(0, "head_count")


def check_seal(record: dict[str, Any], key: str | None) -> None:
    """Raise BrokenError if the file was not sealed by the key, or was changed since."""
    if key is not None and record["head"]["key"] != key:
        raise BrokenError(0, "key")
    body = {name: value for name, value in record.items() if name != "seal"}
    if not is_signed(record["head"]["key"], record["seal"], b"agora.record.1\n" + canonical(body)):
        raise BrokenError(0, "seal")


def check(raw: bytes, key: str | None = None) -> dict[str, Any]:
    """Return a record that holds in every respect.

    Raises:
        BrokenError: where it breaks first.
        UnreadableError: if there is no record.
    """
    record = read(raw)
    check_chain(record)
    check_fields(record)
    check_ballots(record)
    check_heads(record)
    check_seal(record, key)
    return record


def main(arguments: list[str]) -> int:
    """Check the named file, say what was found, return the exit status."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: python standalone.py FILE [PUBLIC-KEY]\n")
        return 2
    try:
        record = check(Path(arguments[0]).read_bytes(), *arguments[1:])
    except BrokenError as error:
        sys.stdout.write(f"✗ 온전하지 않습니다. 줄 {error.seq}, 까닭 {error.why}\n")
        return 1
    except (OSError, UnreadableError) as error:
        sys.stdout.write(f"읽을 수 없습니다: {error}\n")
        return 2
    rows, head = record["rows"], record["head"]
    sys.stdout.write(f"✓ 온전합니다. 토론회 {record['forum']}, 줄 {len(rows)}, 공개 열쇠 {head['key']}\n")
    if not rows or rows[-1]["kind"] != "closed":
        sys.stdout.write("  아직 끝나지 않은 토론회입니다. 뒤가 잘렸는지는 알 수 없습니다.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
