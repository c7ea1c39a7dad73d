"""The halls put together: over a start and an end of the server."""

import asyncio

import pytest

from tests.server.conftest import running
from tests.server.hall_kit import HallKit


@pytest.fixture(autouse=True)
async def _within_half_a_minute():
    async with asyncio.timeout(30):
        yield


async def test_a_forum_goes_on_after_a_start(tmp_path, one_page):
    """Set up, opened and asked in one life of the server, it stands in the next as it was."""
    del one_page
    async with running(tmp_path) as server:
        kit = HallKit(server)
        officer, kim = await kit.staff(), await kit.citizen("김하늘")
        forum = await kit.opened(officer)
        await kim.attend(forum)
        assert await kim.order(forum, "AskFloor", stance="pro") == ""
        state = server.forum_parts.forums.held(forum).durable
        await kit.close()
    async with running(tmp_path) as server:
        kit = HallKit(server)
        again = server.forum_parts.forums.held(forum).durable
        screen = await kit.citizen("구경")
        await screen.attend(forum, "screen")
        metrics = server.telemetry.text().decode()

        assert again.floor == state.floor
        assert again.agenda == state.agenda
        assert [row["name"] for row in screen.parts["queue"]["rows"]] == ["김하늘"]
        assert "agora_forum_listeners 1.0" in metrics
        assert "agora_forums 1.0" in metrics
        await kit.close()


async def test_the_voice_follows_the_floor(tmp_path, one_page):
    """Who has the floor from afar is who may be heard; a forum that is over has no voice."""
    del one_page
    async with running(tmp_path) as server:
        kit = HallKit(server)
        officer, kim = await kit.staff(), await kit.citizen("김하늘")
        forum = await kit.opened(officer)
        await kim.attend(forum)
        await kim.order(forum, "AskFloor", stance="con")
        mine = await kim.sees("mine", lambda part: part["entry"])
        version = officer.parts["desk"]["floor_version"]
        await officer.order(forum, "CallNext", entry=mine["entry"], saw=version)
        await server.forum_parts.voice.close()
        assert server.voices.gate.turn_of(kim.participant, object()) is not None
        await officer.order(forum, "CloseForum")

        assert forum not in server.voices.gate
        await kit.close()


async def policy(kit, path):
    """Return the security policy of a page."""
    async with kit.visitor().http.get(kit.server.address + path) as answer:
        assert answer.status == 200
        return answer.headers["Content-Security-Policy"]


async def test_the_page_of_a_forum_may_show_its_stream_and_no_other_page(tmp_path, one_page):
    """The policy opens for the hosts that the officer named, on the forum's page alone; no sign can end a directive."""
    del one_page
    async with running(tmp_path) as server:
        kit = HallKit(server)
        officer = await kit.staff()
        details = {"live": "https://live.example.kr/a?b=c", "sign": "https://Sign.example.kr:8443/x"}
        forum = await kit.forum(officer, details=details)
        plain = await kit.forum(officer)
        crooked = {"act": "c1", "format": "debate", "title": "도서관", "hall": "hall-1", "opens": 1}
        crooked["details"] = {"live": "https://a.kr;script-src/x"}

        assert (await officer.post("/api/forums", crooked))[0] == 400
        assert (await policy(kit, f"/hall/{forum}")).endswith(
            "; frame-src https://live.example.kr https://sign.example.kr:8443"
        )
        for path in (f"/hall/{plain}", f"/hall/{forum}/desk", "/", "/hall/nothing"):
            assert "frame-src" not in await policy(kit, path), path
        await kit.close()
