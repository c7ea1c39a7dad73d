"""The way into a forum for phones."""

import base64

import pytest

from agora_server import qr
from agora_server.api_join import JoinApi
from agora_server.call import Trouble
from agora_server.forum_host import ForumHost
from rooms.forum import commands as c
from rooms.forum.rules import Rules
from rooms.roles import Role
from tests.server.house import Browser, installation

PATH = "/api/forums/{id}/join"


@pytest.fixture
async def visitor(tmp_path):
    """Somebody without a session, at an installation with the forum ``f1``."""
    async with installation(tmp_path) as house:
        forums = ForumHost(house.journal, house.clock)
        officer = c.By("officer", Role.OFFICER)
        created = c.CreateForum(by=officer, title="도서관", hall="city-hall", opens_at=1, rules=Rules())
        await forums.create("f1", [created], "officer:a1")
        api = JoinApi(forums, public_url=lambda: "https://agora.example.kr")
        yield Browser(api.routes(), house.sessions)
        await forums.close()


async def test_it_leads_to_the_light_page_and_holds_no_seal(visitor):
    """The code says what the address says: nothing in it proves that somebody is in the hall."""
    way = (await visitor.call("GET", PATH, id="f1")).body

    assert way.address == "https://agora.example.kr/hall/f1"
    drawn = base64.b64decode(way.picture.removeprefix("data:image/svg+xml;base64,"))
    assert drawn == qr.svg(way.address)


async def test_there_is_none_into_a_forum_that_is_not_there(visitor):
    """No code is drawn of whatever somebody types."""
    with pytest.raises(Trouble) as no:
        await visitor.call("GET", PATH, id="nowhere")

    assert (no.value.status, no.value.code) == (404, "unknown_forum")
