"""Giving a record out."""

import pytest
from sqlalchemy import text

from agora_server.journal import record as records
from agora_server.journal.export import export_record, safe_cell
from agora_server.journal.journal import JournalBrokenError
from agora_server.verify import standalone
from rooms.base.chain import JournalEvent
from tests.server.journals import FORUM, journal_of, said


@pytest.fixture
async def journal(store):
    """A journal with a forum in which two people spoke, one of them twice."""
    opened = journal_of(store)
    for n, who in enumerate(["p1", "p2", "p1"]):
        await opened.append(FORUM, n, [said(n, who, f"=SUM({n})")], f"{who}:{n}")
    yield opened
    await opened.close()


async def test_a_record_is_whole_and_tells_no_words_by_itself(journal):
    """[JO18] [JO20] Both verifiers find it whole; personal fields are in it only if they are named."""
    await journal.sign_head(FORUM, 2_000)
    await journal.append(FORUM, 3, [JournalEvent("closed", 3_000)], "desk:close")
    bare = await export_record(journal, FORUM, 9_000)
    named = await export_record(journal, FORUM, 9_001, ["words"])
    everything = await export_record(journal, FORUM, 9_002, None)

    assert "SUM" not in records.encode(bare).decode()
    assert [one.text for one in named.open] == ["=SUM(0)", "=SUM(1)", "=SUM(2)"]
    assert everything.open == named.open
    assert [head.count for head in bare.heads] == [3]
    for record in (bare, named, everything):
        assert records.verify(records.decode(records.encode(record)), journal.signer.key) is None
        assert standalone.check(records.encode(record), journal.signer.key)["forum"] == FORUM


async def test_a_record_after_an_erasure_is_whole(journal):
    """[JO11] The words are gone, when and why stands in the record, earlier heads hold."""
    before = await export_record(journal, FORUM, 2_000, None)
    await journal.erase(FORUM, "p1", now=5_000, reason="본인 요청")
    after = await export_record(journal, FORUM, 9_000, None)

    assert [row.hash for row in after.rows] == [row.hash for row in before.rows]
    assert [one.text for one in after.open] == ["=SUM(1)"]
    assert [(one.seq, one.field, one.at, one.reason) for one in after.erased] == [
        (1, "words", 5_000, "본인 요청"),
        (3, "words", 5_000, "본인 요청"),
    ]
    assert standalone.check(records.encode(after))


CHANGES = {
    "row": "UPDATE forum_journal SET who = 'p9' WHERE seq = 2",
    "words": "UPDATE forum_personal SET text = '딴말' WHERE seq = 2",
    "cut": "DELETE FROM forum_journal WHERE seq = 3",
    "head": "UPDATE forum_heads SET signature = '00'",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_journal_that_was_changed_is_not_given_out(journal, store, change):
    """[JO17] A row, a word, the end or a head was changed in the database: no record is sealed over it."""
    await journal.sign_head(FORUM, 2_000)
    await store.write(lambda c: c.execute(text(change)))

    with pytest.raises(JournalBrokenError):
        await export_record(journal, FORUM, 9_000, None)


@pytest.mark.parametrize("cell", ["=1+1", "+82", "-1", "@cmd", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
@pytest.mark.parametrize("before", ["", "  ", "\u00a0", "\u200b", "\ufeff"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(before, cell):
    """[JO20] Every sign that some spreadsheet takes for a formula is made text."""
    assert safe_cell(before + cell) == "'" + before + cell
    assert safe_cell("말 " + cell) == "말 " + cell
