"""
The vectors of the record's format: files and the verdict that every reader must give, with the code and the row.

``tests/vectors/records.json`` holds them for readers in any language; ``docs/record.md`` says what they follow from.
"""

import json
from typing import NamedTuple

from agora_server.journal import record as records
from agora_server.journal.record import Erasure
from rooms.base import chain
from rooms.base.chain import Head, JournalEvent
from tests.server import records as made
from tests.server.records import FORUM, OTHER, SIGNER, START, replaced, sealed, signed

WHOLE, UNREADABLE = "whole", "unreadable"
ORDER = 2**252 + 27_742_317_777_372_353_535_851_937_790_883_648_493
"""Of the group of Ed25519: a signature whose second half is not below it has another spelling."""
A, B = "0a" * 16, "0b" * 16
"""Two trackers."""


class Vector(NamedTuple):
    """A file and its verdict: ``whole``, ``unreadable``, or the code of its first fault, at a row (0: the whole)."""

    name: str
    raw: bytes
    verdict: str
    row: int = 0
    key: str | None = None


def vectors():
    """Return every vector."""
    return [*_whole(), *_rows(), *_heads(), *_ballots(), *_text(), *_form()]


def _encoded(name, record, verdict, row=0, key=None):
    return Vector(name, records.encode(record), verdict, row, key)


def _small():
    """Return a small whole record: a person says something."""
    spoken = JournalEvent("said", START + 1, "p1", "p1", {"entry": "n1"}, {"text": "안녕하세요 👋"})
    return made.record_of([JournalEvent("forum_opened", START), spoken, JournalEvent("closed", START + 2)])


def _whole():
    letters = '\x00\x1f\x7f"\\/\b\f\n\r\t\u2028\ufeff👩‍🦽'
    keys = {"\ufb01": 2**53 - 1, "😀": -(2**53) + 1, "__proto__": None, "10": True, "9": [], "": {"a": [0, letters]}}
    strange = [
        JournalEvent("forum_opened", START, "", "", keys),
        JournalEvent("said", START + 1, "p1", "p1", {"entry": "n1"}, {"text": letters, "__proto__": ""}),
        JournalEvent("of_a_later_version", START + 2, "p1", "", {"what": ["nobody", "knows"]}),
        JournalEvent("said", START + 3, "p1", "", {"entry": 7, "more": {}}),
        JournalEvent("closed", START + 3),
    ]
    return [
        _encoded("closed", made.record(), WHOLE),
        _encoded("open", made.record(closed=False), WHOLE),
        _encoded("left_out", made.record(opened=False), WHOLE),
        _encoded("erased", made.record(erased=True), WHOLE),
        _encoded("no_rows", made.record_of([]), WHOLE),
        _encoded("letters_and_unknown_kinds", made.record_of(strange), WHOLE),
        _encoded("key_named", _small(), WHOLE, key=SIGNER.key),
        _encoded("other_key_named", _small(), "key", key=OTHER.key),
    ]


def _retold(old):
    """Change one published count and all hashes behind it."""

    def change(plain):
        last = next(n for n in reversed(range(len(plain))) if plain[n].kind == "ballot_counted")
        data = {**plain[last].data, "tally": {"찬성": 99}}
        plain[last] = replaced(plain[last], data=data)

    return made.relinked(old, change)


def _rows():
    whole = made.record()
    small, rows = _small(), whole.rows
    plain = small.rows
    elsewhere, _ = chain.link("another", chain.start(FORUM), [JournalEvent("forum_opened", START)], iter([]))
    late = replaced(plain[1], at=plain[0].at - 1)
    reason = [Erasure(3, "words", 1, "x")]
    first = small.open[0]
    return [
        _encoded("dropped", replaced(whole, rows=[*rows[:4], *rows[5:]]), "seq", 5),
        _encoded("swapped", replaced(whole, rows=[*rows[:4], rows[5], rows[4], *rows[6:]]), "seq", 5),
        _encoded("truncated", replaced(small, rows=plain[:-1]), "head_count"),
        _encoded("appended", replaced(small, rows=[*plain, plain[-1]]), "after_closed", 4),
        _encoded("other_forum", replaced(small, rows=elsewhere), "other_forum", 1),
        _encoded("earlier", replaced(small, rows=[plain[0], late, plain[2]]), "time", 2),
        _encoded("changed", replaced(small, rows=[replaced(plain[0], who="p9"), *plain[1:]]), "hash", 1),
        _encoded("retold", _retold(whole), "ballot_tally", len(rows) - 1),
        _encoded("relinked", made.relinked(whole, lambda events: events.pop(2)), "personal", 3),
        _encoded("erasure_added", replaced(small, erased=reason), "seal"),
        _encoded("words", replaced(small, open=[replaced(first, text="다른 말")]), "personal", 2),
        _encoded("salt_in_capitals", replaced(small, open=[replaced(first, salt=first.salt.upper())]), "personal", 2),
        _encoded("salt_too_short", replaced(small, open=[replaced(first, salt=first.salt[2:])]), "personal", 2),
        _encoded("other_subject", replaced(small, open=[replaced(first, subject="p2")]), "personal", 2),
        _encoded("words_of_no_row", replaced(small, open=[replaced(first, seq=-1)]), "personal", -1),
    ]


def _heads():
    small = _small()
    rows = small.rows
    head = small.head
    spelled = bytes.fromhex(small.seal)
    bigger = int.from_bytes(spelled[32:], "little") + ORDER
    other = SIGNER.sign_head(Head("another", 3, head.hash, head.time))
    wrong = SIGNER.sign_head(Head(FORUM, 2, head.hash, head.time))
    below = SIGNER.sign_head(Head(FORUM, -1, head.hash, head.time))
    return [
        _encoded("resealed", sealed(replaced(small, head=signed(rows, 3, signer=OTHER)), SIGNER), "seal"),
        _encoded("other_head", replaced(small, head=signed(rows, 3, signer=OTHER)), "seal"),
        _encoded("early_head", sealed(replaced(small, head=signed(rows, 3, START))), "head_time"),
        _encoded("short_head", sealed(replaced(small, head=signed(rows, 2))), "head_count"),
        _encoded("head_below_nothing", sealed(replaced(small, heads=[below])), "head_count"),
        _encoded("head_of_another", sealed(replaced(small, heads=[other])), "head_forum"),
        _encoded("head_of_other_rows", sealed(replaced(small, heads=[wrong])), "head_hash"),
        _encoded("head_unsigned", sealed(replaced(small, head=replaced(head, signature=""))), "head_signature"),
        _encoded(
            "key_in_capitals", sealed(replaced(small, head=replaced(head, key=head.key.upper()))), "head_signature"
        ),
        _encoded("unsealed", replaced(small, seal=""), "seal"),
        _encoded("seal_in_capitals", replaced(small, seal=small.seal.upper()), "seal"),
        _encoded(
            "seal_spelled_otherwise",
            replaced(small, seal=(spelled[:32] + bigger.to_bytes(32, "little")).hex()),
            "seal",
        ),
    ]


def _ballot(name, verdict, row, counted, *casts, after=()):
    """Return a record with one ballot, hashed and signed: only its sense can be wrong."""
    kinds = [("forum_opened", {}), *(("ballot_cast", cast) for cast in casts), ("ballot_counted", counted), *after]
    told = [JournalEvent(kind, START + n, f"p{n}", "", data) for n, (kind, data) in enumerate(kinds)]
    return _encoded(f"ballot_{name}", made.record_of(told), verdict, row)


def _ballots():
    named = {"ballot": "b", "hidden": False, "votes": [], "paper": {"y": 2}, "tally": {"x": 1, "y": 2}}
    hidden = {**named, "hidden": True, "votes": [[A, {"x": 1}], [B, {}]]}
    cast = {"ballot": "b"}
    x = {"ballot": "b", "choice": {"x": 1}}
    big = {"ballot": "b", "choice": {"x": 2**53 - 1}}
    none, formless = {**named, "paper": {}}, "ballot_form"
    odd = {"hidden": 1, "votes": [[A, {}, 0]], "paper": {"x": True}, "tally": None, "ballot": 3}
    return [
        _ballot("named", WHOLE, 0, {**named, "result": {"of": "a later version"}}, x),
        _ballot("hidden", WHOLE, 0, hidden, cast, {**cast, "choice": None}),
        _ballot("of_nobody", WHOLE, 0, {**none, "tally": {"x": 0}}),
        _ballot("of_huge_points", "ballot_tally", 4, {**none, "tally": {"x": 2**53 - 1, "z": 1}}, big, big),
        _ballot("hidden_cast_told", "ballot_voters", 4, hidden, cast, x),
        _ballot("hidden_one_more", "ballot_voters", 3, hidden, cast),
        _ballot("list_unsorted", "ballot_list", 4, {**hidden, "votes": hidden["votes"][::-1]}, cast, cast),
        _ballot("list_double", "ballot_list", 4, {**hidden, "votes": hidden["votes"][:1] * 2}, cast, cast),
        _ballot("list_by_code_point", WHOLE, 0, {**hidden, "votes": [["\ufb01", {"x": 1}], ["😀", {}]]}, cast, cast),
        _ballot("tally", "ballot_tally", 3, {**named, "tally": {"x": 2, "y": 1}}, x),
        _ballot("cast_late", "ballot_after_close", 4, named, x, after=[("ballot_cast", x)]),
        _ballot("counted_twice", "ballot_after_close", 4, named, x, after=[("ballot_counted", named)]),
        *(_ballot(f"odd_{field}", formless, 2, {**named, field: value}) for field, value in odd.items()),
        *(_ballot(f"without_{field}", formless, 2, {k: v for k, v in named.items() if k != field}) for field in named),
        _ballot("named_without_choice", formless, 3, named, cast),
        _ballot("odd_choice", formless, 3, named, {**cast, "choice": {"x": "1"}}),
        _ballot("cast_of_none", formless, 2, named, {}),
    ]


def _text():
    """Return files whose bytes are wrong, whatever they say."""
    small = _small()
    text = records.encode(small).decode()
    at = f'"at":{START},'
    assert text.count(at) == 1

    def told(name, raw, verdict):
        return Vector(name, raw if isinstance(raw, bytes) else raw.encode(), verdict)

    def number(digits):
        return text.replace(at, f'"at":{digits},')

    def who(token):
        return text.replace('"who":""', f'"who":{token}', 1)

    deep = text.replace('"data":{}', '"data":{"a":' + "[" * 13 + "0" + "]" * 13 + "}", 1)
    return [
        told("blank", text.replace(",", ", ", 1), "canonical"),
        told("line_break_at_the_end", f"{text}\n", "canonical"),
        told("fraction", number(f"{START}.5"), "canonical"),
        told("fraction_of_none", number(f"{START}.0"), "canonical"),
        told("exponent", number("1e400"), "canonical"),
        told("minus_zero", number("-0"), "canonical"),
        told("number_too_big", number(2**53), "canonical"),
        told("number_of_5000_digits", number("9" * 5_000), "canonical"),
        told("key_twice", text.replace(at, at * 2), "canonical"),
        told(
            "keys_unsorted", text.replace('"erased":[],', "").replace(',"seal":', ',"erased":[],"seal":'), "canonical"
        ),
        told("letter_escaped", who('"\\u0041"'), "canonical"),
        told("control_in_capitals", who('"\\u001F"'), "canonical"),
        told("slash_escaped", who('"\\/"'), "canonical"),
        told("half_a_surrogate", who('"\\ud83d"'), "canonical"),
        told("half_a_surrogate_as_key", text.replace('"data":{}', '"data":{"\\udc4b":0}', 1), "canonical"),
        told("too_deep", deep, "canonical"),
        told("not_a_number", number("NaN"), UNREADABLE),
        told("without_end", number("-Infinity"), UNREADABLE),
        told("leading_zero", number("01"), UNREADABLE),
        told("cut_off", text[:-1], UNREADABLE),
        told("more_behind", f"{text}{{}}", UNREADABLE),
        told("control", who('"\n"'), UNREADABLE),
        told("unknown_escape", who('"\\x41"'), UNREADABLE),
        told("byte_order_mark", f"\ufeff{text}", UNREADABLE),
        told("nothing", b"", UNREADABLE),
        told("no_text", b"\xff\xfe", UNREADABLE),
        told("surrogate_in_bytes", text.encode().replace("👋".encode(), b"\xed\xa0\xbd\xed\xb1\x8b"), UNREADABLE),
    ]


def _form():
    """Return canonical files that are no record."""
    value = json.loads(records.encode(_small()))

    def told(name, changed):
        return Vector(name, chain.canonical(changed), UNREADABLE)

    def row(**fields):
        return {**value, "rows": [{**value["rows"][0], **fields}, *value["rows"][1:]]}

    unsealed = {name: item for name, item in value.items() if name != "seal"}
    return [
        told("no_record", []),
        told("no_object", None),
        told("field_more", {**value, "x": 1}),
        told("field_less", unsealed),
        told("other_format", {**value, "format": "agora.record.2"}),
        told("row_field_more", row(x=1)),
        told("head_field_more", {**value, "head": {**value["head"], "x": 1}}),
        told("seq_is_text", row(seq="1")),
        told("seq_is_true", row(seq=True)),
        told("who_is_nothing", row(who=None)),
        told("data_is_a_list", row(data=[])),
        told("sealed_holds_a_number", row(sealed={"a": 1})),
        told("rows_are_an_object", {**value, "rows": {}}),
        told("row_is_a_list", {**value, "rows": [[]]}),
    ]
