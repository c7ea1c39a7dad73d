"""The way into a forum for phones."""

import base64

import pytest

from agora_server.api.join import JoinApi
from agora_server.core import qr
from agora_server.forum.host import ForumHost
from agora_server.http.statuses import status_of
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Rules
from tests.server.installation import Browser, installed

PATH = "/api/forums/{id}/join"


@pytest.fixture
async def visitor(tmp_path):
    """Somebody without a session, at an installation with the forum ``f1``."""
    async with installed(tmp_path) as installation:
        forums = ForumHost(installation.journal, installation.clock)
        officer = c.By("officer", Role.OFFICER)
        created = c.CreateForum(by=officer, title="도서관", hall="city-hall", opens_at=1, rules=Rules())
        await forums.create("f1", [created], "officer:a1")
        api = JoinApi(forums, public_url="https://agora.example.kr")
        yield Browser(api.routes(), installation.sessions)
        await forums.close()


async def test_it_leads_to_the_light_page_and_holds_no_seal(visitor):
    """The code says what the address says: nothing in it proves that somebody is in the hall."""
    way = (await visitor.call("GET", PATH, id="f1")).body

    assert way.address == "https://agora.example.kr/hall/f1"
    drawn = base64.b64decode(way.picture.removeprefix("data:image/svg+xml;base64,"))
    assert drawn == qr.svg(way.address)


async def test_there_is_none_into_a_forum_that_is_not_there(visitor):
    """No code is drawn of whatever somebody types."""
    with pytest.raises(Refusal) as no:
        await visitor.call("GET", PATH, id="nowhere")

    assert (status_of(no.value.why), no.value.why) == (404, "unknown_forum")
