"""A forum that an address names: there, not there, or not to be read."""

import aiohttp
import pytest
from sqlalchemy import text

from agora_server.api.named_forum import named_forum
from agora_server.forum.host import ForumHost
from agora_server.http.call import Call
from agora_server.http.statuses import status_of
from agora_server.journal.heads import open_signer
from agora_server.journal.journal import Journal
from agora_server.store import open_store
from rooms.base.errors import Refusal, Why
from tests import migrated
from tests.server import evenings
from tests.server.conftest import Citizen, running
from tests.server.journals import journal_of

TORN = "UPDATE forum_journal SET data = :data WHERE forum = :forum AND seq = 2"


def call(forum):
    """Return what a route below a forum is called with."""
    return Call({"id": forum}, None, None, None, None, "192.0.2.9")


@pytest.fixture
async def folder(tmp_path):
    """The folder of a server with a forum that is over, and one whose second row was overwritten on the disk."""
    migrated.lay(tmp_path / "agora.sqlite3")
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'agora.sqlite3'}")
    journal = Journal(store, open_signer(tmp_path))
    for forum in ("good", "torn"):
        await evenings.keep(evenings.evening(), journal, forum)
    await store.write(lambda one: one.execute(text(TORN), {"data": '{"torn":1}', "forum": "torn"}))
    await journal.close()
    await store.close()
    return tmp_path


async def test_each_of_the_three_is_told_apart(folder):
    """Nobody looks in the list for a forum that is there and damaged."""
    store = await open_store(f"sqlite+aiosqlite:///{folder / 'agora.sqlite3'}")
    forums = ForumHost(journal_of(store), lambda: evenings.OPENED)
    named = {}
    for forum in ("torn", "nowhere", "petition:1"):
        with pytest.raises(Refusal) as no:
            await named_forum(forums, call(forum))
        named[forum] = (status_of(no.value.why), no.value.why)
    good = await named_forum(forums, call("good"))
    await forums.close()
    await store.close()

    assert good.durable.title == evenings.TITLE
    assert named == {
        "torn": (503, Why.UNREADABLE),
        "nowhere": (404, "unknown_forum"),
        "petition:1": (404, "unknown_forum"),
    }


async def test_a_damaged_forum_stops_no_address(folder, one_page):
    """Every address below a damaged forum says so or asks who one is; the forum beside it answers as ever."""
    del one_page
    async with running(folder) as server, aiohttp.ClientSession() as http:
        kim = Citizen(f"http://127.0.0.1:{server.port}", http)
        await kim.enter("김하늘")
        async with http.get(f"{kim.address}/api/openapi.json") as answer:
            paths = (await answer.json())["paths"]
        told = {}
        for path in (path for path in paths if path.startswith("/api/forums/{id}") and "get" in paths[path]):
            for forum in ("good", "torn"):
                async with http.get(kim.address + path.replace("{id}", forum)) as answer:
                    told[path, forum] = answer.status
        async with http.get(f"{kim.address}/api/forums") as answer:
            listed = {one["id"]: one["broken"] for one in (await answer.json())["forums"]}

    assert listed == {"good": False, "torn": True}
    assert told["/api/forums/{id}", "good"] == 200
    assert told["/api/forums/{id}", "torn"] == 503
    assert {status for (_, forum), status in told.items() if forum == "torn"} <= {401, 503}
    assert {status for (_, forum), status in told.items() if forum == "good"} <= {200, 401, 403}
