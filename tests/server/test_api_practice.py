"""Setting a practice forum up."""

import pytest

from agora_server.api_forums import ForumsApi
from agora_server.api_practice import PracticeApi
from agora_server.call import Trouble
from agora_server.forum_host import ForumHost
from agora_server.practice import Practice
from rooms.messages import Role
from tests.server.house import Browser, installation

WISH = {"act": "a1", "format": "debate", "title": "도서관을 지을까요", "hall": "city-hall", "opens": 5_000}


@pytest.fixture
async def house(tmp_path):
    """An installation with one forum that an officer set up."""
    async with installation(tmp_path) as opened:
        forums = ForumHost(opened.journal, opened.clock)
        practice = Practice(forums, opened.clock)
        api = ForumsApi(forums, opened.forum_people, opened.citizens, places={"city-hall"}, data=tmp_path)
        opened.routes = [*api.routes(), *PracticeApi(practice, forums, opened.citizens).routes()]
        opened.forums = forums
        officer = await staff(opened, Role.OFFICER)
        opened.forum = (await officer.call("POST", "/api/forums", WISH)).body.forum
        yield opened
        await practice.close()
        await forums.close()


async def staff(house, role):
    """Return the browser of somebody of the staff."""
    signed_in = await house.staff(role, login=f"log-{role}")
    browser = Browser(house.routes, house.sessions)
    browser.cookie = signed_in.cookie
    return browser


async def test_a_moderator_practises_a_forum(house):
    """The same act is the same practice; it is no forum of the calendar."""
    browser = await staff(house, Role.MODERATOR)
    path = "/api/forums/{id}/practice"
    first = (await browser.call("POST", path, {"act": "p1"}, id=house.forum)).body.forum
    twin = (await browser.call("POST", path, {"act": "p1"}, id=house.forum)).body.forum
    listed = (await browser.call("GET", "/api/forums")).body.forums

    assert first == twin != house.forum
    assert (await house.forums.forum(first)).durable.title == "연습: 도서관을 지을까요"
    assert [one.id for one in listed] == [house.forum]


async def test_nobody_else_does_and_nothing_else_is_practised(house):
    """A clerk may not; a forum that is not there cannot be practised."""
    clerk, moderator = await staff(house, Role.CLERK), await staff(house, Role.MODERATOR)
    with pytest.raises(Trouble) as no:
        await clerk.call("POST", "/api/forums/{id}/practice", {"act": "p1"}, id=house.forum)
    with pytest.raises(Trouble) as nowhere:
        await moderator.call("POST", "/api/forums/{id}/practice", {"act": "p1"}, id="nowhere")

    assert (no.value.status, nowhere.value.code) == (403, "unknown_forum")
