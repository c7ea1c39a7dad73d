"""Making files, a few at a time, and keeping them."""

import asyncio
from types import SimpleNamespace

import msgspec
import pytest

from agora_server.minutes import exports as module
from agora_server.minutes.exports import CSV, HTML, JSON, PDF, RECORD, Exports, Want, print_pdf
from agora_server.minutes.gather import MinutesTerms, gather
from agora_server.minutes.paper import PrintJob
from rooms.base.errors import Refusal
from tests.server import evenings

FORUM = evenings.FORUM


@pytest.fixture
def exports(kept):
    """Exports of the evening."""
    return Exports(kept, lambda: kept.hall.now, hall=str, address=lambda forum: f"https://a.kr/hall/{forum}/record")


@pytest.fixture
def gate(monkeypatch):
    """Hold every file that is being made until ``gate.go``; ``gate.begun`` tells that one is."""
    held = SimpleNamespace(begun=asyncio.Event(), go=asyncio.Event())

    async def slow(*asked):
        held.begun.set()
        await held.go.wait()
        return await gather(*asked)

    monkeypatch.setattr(module, "gather", slow)
    return held


async def test_the_pdf_is_made_by_another_process(exports, paper):
    """It is a PDF; one that takes too long is ended; one that fails says so."""
    assert (await exports.file(FORUM, Want(PDF), MinutesTerms())).body.startswith(b"%PDF-")
    with pytest.raises(TimeoutError):
        await print_pdf(PrintJob(paper, large=False, made_at=0), seconds=0.0)
    with pytest.raises(RuntimeError, match="no PDF"):
        await print_pdf(PrintJob(paper, large=False, made_at=10**18))


async def test_the_same_file_is_made_once(exports):
    """Asked for at the same time or later: one; another edition or other terms: another."""
    first, twin = await asyncio.gather(*(exports.file(FORUM, Want(HTML), MinutesTerms()) for _ in range(2)))
    later = await exports.file(FORUM, Want(HTML), MinutesTerms())

    assert first is twin is later
    assert await exports.file(FORUM, Want(HTML, large=True), MinutesTerms()) != first
    assert await exports.file(FORUM, Want(HTML), MinutesTerms(published_at=1)) != first


@pytest.mark.parametrize("kind", [HTML, CSV, JSON, RECORD])
async def test_an_erasure_drops_what_was_kept(exports, kept, kind):
    """[JO23] Words that stood in a file that was kept are gone with the erasure, from memory and from the next file."""
    before = await exports.file(FORUM, Want(kind), MinutesTerms())
    person = next(event.person for event in kept.hall.events if type(event).__name__ == "Said")
    words = {event.text for event in kept.hall.events if getattr(event, "text", "") and event.person == person}
    others = {event.text for event in kept.hall.events if getattr(event, "text", "") and event.person != person}
    await kept.erase(FORUM, person, now=kept.hall.now, reason="본인 요청")
    assert exports.kept_bytes == 0
    after = await exports.file(FORUM, Want(kind), MinutesTerms())

    assert any(text in before.body.decode() for text in words - others)
    assert not any(text in after.body.decode() for text in words - others)
    assert "본인 요청" in after.body.decode()


async def test_a_file_that_was_under_way_is_not_kept_over_an_erasure(exports, kept, gate):
    """[JO23] Whoever asked gets it, nobody after."""
    asked = asyncio.create_task(exports.file(FORUM, Want(HTML), MinutesTerms()))
    await gate.begun.wait()
    gate.go.set()
    await kept.erase(FORUM, "p1", now=kept.hall.now, reason="본인 요청")
    await asked

    assert exports.kept_bytes == 0


async def test_too_many_at_once_are_told_to_come_back(exports, monkeypatch, gate):
    """A bound on what waits; what is kept is answered all the same."""
    gate.go.set()
    kept = await exports.file(FORUM, Want(CSV), MinutesTerms())
    gate.go.clear()
    gate.begun.clear()
    monkeypatch.setattr(module, "WAITING", 0)
    monkeypatch.setattr(module, "AT_ONCE", 1)
    first = asyncio.create_task(exports.file(FORUM, Want(JSON), MinutesTerms()))
    await gate.begun.wait()

    with pytest.raises(Refusal, match="exports_busy"):
        await exports.file(FORUM, Want(HTML), MinutesTerms())
    assert await exports.file(FORUM, Want(CSV), MinutesTerms()) is kept
    gate.go.set()
    await first


async def test_what_is_kept_is_bounded(exports, monkeypatch):
    """The oldest go first."""
    html = await exports.file(FORUM, Want(HTML), MinutesTerms())
    monkeypatch.setattr(module, "KEPT_BYTES", len(html.body) + 10)
    await exports.file(FORUM, Want(CSV), MinutesTerms())

    assert 0 < exports.kept_bytes <= len(html.body) + 10


async def test_the_json_is_for_programs(exports):
    """It names its format, the head and the method of the figure that the city hopes for."""
    body = msgspec.json.decode((await exports.file(FORUM, Want(JSON), MinutesTerms())).body)

    assert body["format"] == "agora.minutes.1"
    assert body["head"]["count"] == body["minutes"]["events"]
    assert body["journeys"]["metres"] > 0
    assert any("실제로 잰 길이 아닙니다" in line for line in body["journeys_method"])


async def test_at_the_end_nothing_is_made_any_more(exports, gate):
    """Whoever waits is told at once that it ends."""
    asked = asyncio.create_task(exports.file(FORUM, Want(HTML), MinutesTerms()))
    await gate.begun.wait()
    await exports.close()

    with pytest.raises(asyncio.CancelledError):
        await asked
    assert exports.kept_bytes == 0
