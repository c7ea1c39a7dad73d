"""One's own data: shown, exported, erased to the last byte."""

import json
from pathlib import Path

import msgspec
import pytest

from agora_server.store import erasure
from rooms.base.chain import JournalEvent
from rooms.base.errors import Refusal
from rooms.square.effects import WriteFact
from tests.server.installation import installed
from tests.source import ROOT

CANARY = "카나리아XQ7"
WORDS = "카나리아가 남긴 말 QZ99"


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


def report(installation, reporter, about, name, text):
    """Put a report in line, as the square does."""
    proofs = [{"utterance": "u1", "reach": "say", "at": 1, "text": text}]
    facts = {"flag": f"f-{about[:8]}", "person": about, "name": name, "reason": text, "proofs": proofs}
    installation.fact_writer.write_fact(WriteFact("report", reporter, facts | {"at": installation.clock()}))


def found_in(folder: Path, text: str) -> list[str]:
    """Return the files of a folder that hold a text in UTF-8."""
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


async def test_one_sees_everything_that_is_kept(installation):
    """Own data names each table, without secrets and without who reported."""
    browser, me = await installation.guest(CANARY)
    _, other = await installation.guest("신고한 이")
    report(installation, other, me, CANARY, WORDS)
    installation.fact_writer.write_fact(WriteFact("block", me, {"person": other, "name": "신고한 이"}))
    await installation.fact_writer.flush()
    kept = (await browser.call("GET", "/api/me")).body.kept

    assert kept["participant"][0]["name"] == CANARY
    assert kept["blocks"][0]["blocked"] == other
    assert "reporter" not in kept["flags_about_me"][0]
    assert "token_hash" not in kept["sessions"][0]
    assert kept["consents"][0]["of_age"]


async def test_an_export_is_a_file_of_json(installation):
    """The export is the same as what is shown, as a download."""
    browser, _ = await installation.guest(CANARY)
    answer = await browser.call("GET", "/api/me/export")

    assert "attachment" in answer.headers["Content-Disposition"]
    assert CANARY in msgspec.json.encode(answer.body).decode()


async def test_an_erased_person_leaves_no_byte(installation):
    """After an erasure neither name nor words are in any file of the data folder; sockets close, the avatar goes."""
    browser, me = await installation.guest(CANARY)
    session = (await installation.sessions.find(browser.cookie)).row.id
    neighbours = [await installation.guest(f"이웃 {n}") for n in range(40)]
    for _, other in neighbours[:20]:
        installation.fact_writer.write_fact(WriteFact("block", other, {"person": me, "name": CANARY}))
    report(installation, neighbours[0][1], me, CANARY, WORDS)
    report(installation, me, neighbours[1][1], "이웃 1", WORDS)
    words = {"flag": "f-w", "name": CANARY, "category": "욕", "text": WORDS, "at": installation.clock()}
    installation.fact_writer.write_fact(WriteFact("words", me, words))
    await installation.measure("mute", me)
    await installation.fact_writer.flush()
    assert found_in(installation.folder.path, CANARY)
    assert found_in(installation.folder.path, WORDS)

    await browser.call("DELETE", "/api/me")

    assert found_in(installation.folder.path, CANARY) == []
    assert session in installation.revoked
    assert installation.erased == [me]
    assert browser.cookie is None


async def test_words_about_an_erased_person_go_with_what_they_reported(installation):
    """The words that an erased person reported somebody for stay as evidence, without the reporter."""
    browser, me = await installation.guest(CANARY)
    _, other = await installation.guest("이웃")
    report(installation, me, other, "이웃", WORDS)
    await installation.fact_writer.flush()
    admin = await installation.staff()
    await browser.call("DELETE", "/api/me")
    flag = (await admin.call("GET", "/api/staff/flags")).body[0]

    assert (flag.reporter, flag.reason, flag.evidence[0]["text"]) == (None, "", WORDS)


async def test_staff_do_not_erase_themselves(installation):
    """A staff account is ended by an admin first: its acts must be answered for."""
    admin = await installation.staff()
    with pytest.raises(Refusal) as refusal:
        await admin.call("DELETE", "/api/me")

    assert str(refusal.value) == "not_allowed"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everything_that_is_kept_has_words(language):
    """Every table and field of own data has a name that people read, in each language."""
    file = ROOT / "web_client" / "src" / "i18n" / "parts" / f"mine.{language}.json"
    words = json.loads(file.read_text(encoding="utf-8"))
    shown = {
        name: {column.name for column in table.columns} - erasure.SECRET - erasure.OTHERS.get(name, set())
        for name, (table, _) in erasure.OWN.items()
    }
    fields = set().union(*shown.values())

    assert [name for name in shown if f"kept.{name}" not in words] == []
    assert sorted(field for field in fields if f"kept.field.{field}" not in words) == []


async def test_what_was_said_in_forums_is_shown_and_erased(installation):
    """Own data names the forums one attended and what one said there; erasing it erases both."""
    browser, me = await installation.guest(CANARY)
    person = await installation.forum_people.person("f1", me)
    await installation.journal.append(
        "f1", 0, [JournalEvent("said", 1, person, person, {}, {"text": WORDS})], f"{person}:1"
    )
    kept = (await browser.call("GET", "/api/me")).body.kept
    assert kept["forums"][0]["forum"] == "f1"
    assert kept["said_in_forums"] == [{"forum": "f1", "seq": 1, "field": "text", "text": WORDS}]

    await browser.call("DELETE", "/api/me")

    assert found_in(installation.folder.path, WORDS) == []
    assert await installation.forum_people.participant("f1", person) is None
    assert [one["reason"] for one in await installation.journal.erasures("f1")] == ["본인 요청"]
