"""The chain of a journal."""

import hashlib
import itertools
import json
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.base import chain
from rooms.base.chain import Fault, Head, JournalEvent, NotCanonicalError, Opening, Tail

SALTS = [bytes([n]) * 32 for n in range(1, 255)]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc가", max_size=3), inner, max_size=3),
    max_leaves=12,
)


@dataclass(frozen=True)
class Half:
    """A value of no JSON type."""


def linked(count=6, forum="f1"):
    """Return rows and openings of a small forum."""
    events = [
        JournalEvent("said", 1_000 + n, f"p{n % 2}", f"p{n % 2}", {"n": n}, {"words": f"말 {n}", "name": "가야"})
        for n in range(count)
    ]
    return chain.link(forum, chain.start(forum), events, iter(SALTS))


def test_a_chain_that_was_linked_holds():
    """[JO1] Rows verify to their own tail; a second run gives the same hashes."""
    rows, openings = linked()

    assert chain.verify("f1", rows) == chain.tail_of(rows[-1])
    assert chain.verify_openings(rows, openings) is None
    assert [row.hash for row in rows] == [row.hash for row in linked()[0]]


def test_the_first_hash_is_known():
    """[JO1] The format is pinned: a vector computed by hand with the standard library."""
    before = hashlib.sha256(b"agora.journal.forum.1\nf1").hexdigest()
    body = {"at": 5, "before": before, "data": {}, "forum": "f1", "kind": "x", "sealed": {}, "seq": 1}
    text = json.dumps({**body, "subject": "", "who": "p"}, sort_keys=True, separators=(",", ":"))
    expected = hashlib.sha256(b"agora.journal.row.1\n" + text.encode()).hexdigest()

    rows, _ = chain.link("f1", chain.start("f1"), [JournalEvent("x", 5, "p")], iter(SALTS))

    assert rows[0].hash == expected


@pytest.mark.parametrize("field", ["forum", "seq", "kind", "at", "who", "subject", "data", "sealed", "hash"])
def test_a_changed_field_breaks_the_chain_there(field):
    """[JO1] Whatever of a row is changed, that row is where it breaks."""
    rows, _ = linked()
    old = getattr(rows[2], field)
    new = {**old, "x": "y"} if isinstance(old, dict) else old + (1 if isinstance(old, int) else "x")
    rows[2] = msgspec.structs.replace(rows[2], **{field: new})

    fault = chain.verify("f1", rows)

    assert isinstance(fault, Fault)
    assert fault.seq == 3


def test_dropped_moved_and_doubled_rows_are_found():
    """[JO1] Every drop but of the end, every swap and every doubling breaks the chain at its first row."""
    rows, _ = linked()
    for n in range(len(rows) - 1):
        assert chain.verify("f1", rows[:n] + rows[n + 1 :]) == Fault(n + 1, "seq")
    for left, right in itertools.combinations(range(len(rows)), 2):
        swapped = list(rows)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        assert chain.verify("f1", swapped) == Fault(left + 1, "seq")
    assert chain.verify("f1", [*rows, rows[-1]]) == Fault(7, "seq")


def test_a_chain_is_of_one_forum():
    """[JO1] Rows of one forum are none of another's, even the first."""
    rows, _ = linked()
    moved = [msgspec.structs.replace(row, forum="f2") for row in rows]

    assert chain.verify("f2", rows) == Fault(1, "other_forum")
    assert chain.verify("f2", moved) == Fault(1, "hash")


def test_equal_texts_have_unequal_commitments():
    """[JO2] Each field has its own salt, so that nobody sees that two people said the same."""
    rows, openings = linked()
    sealed = [value for row in rows for value in row.sealed.values()]

    assert len(set(sealed)) == len(sealed) == len({one.salt for one in openings})


def test_the_chain_holds_without_personal_fields():
    """[JO2] Rows verify with some, all or none of the fields opened; no row holds a word of them."""
    rows, openings = linked()

    assert chain.verify_openings(rows, openings[::2]) is None
    assert chain.verify_openings(rows, []) is None
    assert "말" not in msgspec.json.encode(rows).decode()


@pytest.mark.parametrize(
    "change",
    [{"text": "다른 말"}, {"salt": "00" * 32}, {"salt": "zz"}, {"salt": "AB" * 32}, {"subject": "p9"}, {"seq": 99}],
)
def test_a_field_that_was_not_said_does_not_open(change):
    """[JO2] Another text, salt, person or row than was sealed is a fault."""
    rows, openings = linked()
    forged = msgspec.structs.replace(openings[1], **change)

    assert chain.verify_openings(rows, [forged]) == Fault(forged.seq, "personal")


def test_a_field_that_was_never_sealed_does_not_open():
    """[JO2] A field cannot be added afterwards."""
    rows, _ = linked()

    assert chain.verify_openings(rows, [Opening(1, "district", "p0", "00" * 32, "장유")]) == Fault(1, "personal")


def test_a_salt_has_its_length():
    """[JO2] A shorter salt is ours to refuse: it would be guessed."""
    with pytest.raises(ValueError, match="32"):
        chain.commitment(b"short", "말")


def test_time_never_runs_backwards():
    """[JO3] An event whose clock is behind takes the time of the row before; a row that runs back is a fault."""
    tail = Tail(4, "00" * 32, 1_000)
    rows, _ = chain.link(
        "f1", tail, [JournalEvent("a", 900), JournalEvent("b", 1_100), JournalEvent("c", 1_099)], iter(SALTS)
    )
    early = msgspec.structs.replace(rows[0], at=999)

    assert [row.at for row in rows] == [1_000, 1_100, 1_100]
    assert chain.next_fault("f1", tail, early) == Fault(5, "time")


@given(VALUES)
def test_a_value_has_one_encoding(value):
    """[JO4] What is encoded comes back, and encodes to the same bytes."""
    encoded = chain.canonical(value)

    assert json.loads(encoded) == value
    assert chain.canonical(json.loads(encoded)) == encoded


def test_the_order_of_keys_does_not_matter():
    """[JO4] Two spellings of one object are one encoding."""
    assert chain.canonical({"b": 1, "가": 2, "a": [True, None]}) == '{"a":[true,null],"b":1,"가":2}'.encode()


def test_a_row_has_its_data_as_it_comes_back():
    """[JO4] Tuples are lists, and what the caller does to its data afterwards changes no row."""
    mine = {"votes": [("a", {"x": 1})]}
    rows, _ = chain.link("f1", chain.start("f1"), [JournalEvent("a", 1, data=mine)], iter(SALTS))
    mine["votes"].clear()

    assert rows[0].data == {"votes": [["a", {"x": 1}]]}
    assert isinstance(chain.verify("f1", rows), Tail)


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), 2**53, -(2**53), {1: "a"}, "\ud800", b"x", {"a": [0.0]}, Half(), {"\udc00": 1}]
)
def test_what_has_no_encoding_is_refused(value):
    """[JO4] A value without one exact form never enters a chain."""
    with pytest.raises(NotCanonicalError):
        chain.canonical(value)


def test_depth_is_bounded():
    """[JO4] Sixteen levels are read, more are refused before anything recurses."""
    value = "x"
    for _ in range(16):
        value = [value]

    assert chain.canonical(value)
    with pytest.raises(NotCanonicalError):
        chain.canonical([value])


def test_half_a_surrogate_is_no_text():
    """[JO4] A personal field without an encoding is refused as well."""
    with pytest.raises(NotCanonicalError):
        chain.link("f1", chain.start("f1"), [JournalEvent("a", 1, "p", "p", {}, {"words": "\ud800"})], iter(SALTS))


def test_nothing_follows_the_close():
    """[JO5] A row behind ``closed`` is a fault, however well it is linked."""
    tail = chain.start("f1")
    rows, _ = chain.link("f1", tail, [JournalEvent("closed", 1), JournalEvent("said", 2)], iter(SALTS))

    assert chain.tail_of(rows[0]).closed
    assert chain.verify("f1", rows) == Fault(2, "after_closed")


def test_a_head_is_that_of_its_rows():
    """[JO17] Count, hash and time of a head must be those of the rows, or of their beginning."""
    rows, _ = linked()
    head = Head("f1", 6, rows[-1].hash, 2_000)

    assert chain.verify_head(rows, head) is None
    assert chain.verify_head(rows, Head("f1", 3, rows[2].hash, 2_000)) is None
    assert chain.verify_head([], Head("f1", 0, chain.start("f1").hash, 0)) is None
    assert chain.verify_head(rows[:5], head) == Fault(0, "head_count")
    assert chain.verify_head(rows, Head("f1", -1, rows[2].hash, 2_000)) == Fault(0, "head_count")
    assert chain.verify_head(rows, Head("f1", 5, rows[-1].hash, 2_000)) == Fault(0, "head_hash")
    assert chain.verify_head(rows, Head("f1", 6, rows[-1].hash, 1)) == Fault(0, "head_time")
    assert chain.head_content(head) != chain.head_content(Head("f1", 6, rows[-1].hash, 2_001))


def test_data_that_was_spoiled_in_the_store_is_a_fault():
    """[JO1] A row whose data has no encoding any more breaks the chain; nothing is raised."""
    rows, _ = linked()
    rows[1] = msgspec.structs.replace(rows[1], data={"n": 0.5})

    assert chain.verify("f1", rows) == Fault(2, "hash")
