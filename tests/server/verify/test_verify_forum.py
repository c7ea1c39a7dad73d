"""Records of a whole forum: both verifiers find every change, and an erasure leaves nothing behind."""

import random

import msgspec
import pytest

from agora_server.journal import record as records
from agora_server.journal.export import export_record
from agora_server.minutes.exports import CSV, HTML, JSON, PDF, RECORD, Exports, Want
from agora_server.minutes.gather import MinutesTerms
from agora_server.verify import check, standalone
from rooms.base.chain import Fault
from tests import migrated
from tests.server import evenings
from tests.server.journals import journal_of

SHORT, LONG = 400, 10_000
SEED = 20261127


@pytest.fixture
async def journal(tmp_path):
    """A journal with an evening that is over."""
    store = await migrated.open_empty(tmp_path / "agora.db")
    journal = journal_of(store)
    journal.hall = evenings.evening()
    await evenings.keep(journal.hall, journal)
    yield journal
    await journal.close()
    await store.close()


def flip(raw, record, rng):
    """Change one bit of one byte."""
    del record
    at = rng.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << rng.randrange(8))]) + raw[at + 1 :]


def drop(raw, record, rng):
    """Leave a row out."""
    del raw
    at = rng.randrange(len(record.rows))
    return _with(record, [*record.rows[:at], *record.rows[at + 1 :]])


def swap(raw, record, rng):
    """Let two rows change places."""
    del raw
    rows = list(record.rows)
    one, other = rng.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return _with(record, rows)


def cut(raw, record, rng):
    """Cut the end off."""
    del raw
    return _with(record, record.rows[: rng.randrange(len(record.rows))])


def _with(record, rows):
    return records.encode(msgspec.structs.replace(record, rows=rows))


MUTATIONS = (flip, drop, swap, cut)


def found(raw, key):
    """Tell whether the server's verifier finds a fault, and whether the standalone one does."""
    try:
        read = records.decode(raw)
        ours = isinstance(read, Fault) or records.verify(read, key) is not None
    except records.UnreadableRecordError:
        ours = True
    try:
        standalone.check(raw, key)
    except (standalone.BrokenError, standalone.UnreadableError):
        return ours, True
    return ours, False


async def missed(journal, count):
    """Return which of so many mutations of the public record either verifier missed."""
    raw = records.encode(await export_record(journal, evenings.FORUM, journal.hall.now + 1, ["text", "answer"]))
    record, rng = records.decode(raw), random.Random(SEED)
    left = []
    for number in range(count):
        change = MUTATIONS[number % len(MUTATIONS)]
        mutant = change(raw, record, rng)
        if found(mutant, journal.signer.key) != (True, True):
            left.append((number, change.__name__))
    assert found(raw, journal.signer.key) == (False, False)
    return left


async def test_changes_of_a_closed_forum_are_found(journal):
    """[JO18] Some hundred flips, drops, swaps and cuts, found by both verifiers."""
    assert await missed(journal, SHORT) == []


@pytest.mark.long
async def test_ten_thousand_changes_of_a_closed_forum_are_found(journal):
    """[JO18] Ten thousand of them."""
    assert await missed(journal, LONG) == []


async def test_the_command_verifies_the_record_of_a_forum(journal, tmp_path):
    """[JO18] ``./agora verify FILE`` says what it checked, and where a changed file breaks."""
    path = tmp_path / "record.json"
    raw = records.encode(await export_record(journal, evenings.FORUM, journal.hall.now + 1, None))
    path.write_bytes(raw)
    status, lines = check(path)
    path.write_bytes(raw.replace("공사비".encode(), "공사료".encode(), 1))
    broken, _ = check(path)

    assert (status, broken) == (0, 1)
    assert any("표결: 1건을 다시 세었고" in line for line in lines)


async def test_an_erasure_leaves_no_byte_in_the_data_files(journal, tmp_path):
    """[JO11] Every file was asked for before; afterwards the chain holds, and no data file holds the words."""
    exports = Exports(journal, lambda: journal.hall.now, hall=str, address=lambda forum: f"https://a.kr/{forum}")
    for kind in (HTML, CSV, JSON, PDF, RECORD):
        await exports.file(evenings.FORUM, Want(kind), MinutesTerms(frozenset({"p1"})))
    words = "공사비가 삼백억입니다".encode()
    said = {event.person for event in journal.hall.events if "공사비" in getattr(event, "text", "")}
    for person in said:
        erased = await journal.erase(evenings.FORUM, person, now=journal.hall.now + 1, reason="본인 요청")
        assert erased.forgotten
    record = records.encode(await export_record(journal, evenings.FORUM, journal.hall.now + 2, None))

    assert standalone.check(record, journal.signer.key)["erased"]
    assert words not in record
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and words in path.read_bytes()] == []
    assert exports.kept_bytes == 0
