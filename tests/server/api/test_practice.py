"""Setting a practice forum up."""

import pytest

from agora_server.api.forums import ForumsApi
from agora_server.api.practice import PracticeApi
from agora_server.forum.host import ForumHost
from agora_server.forum.practice import Practice
from agora_server.http.statuses import status_of
from agora_server.people.citizens import Citizens
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.installation import Browser, installed

WISH = {"act": "a1", "format": "debate", "title": "도서관을 지을까요", "hall": "city-hall", "opens": 5_000}


@pytest.fixture
async def installation(tmp_path):
    """An installation with one forum that an officer set up."""
    async with installed(tmp_path) as opened:
        forums = ForumHost(opened.journal, opened.clock)
        practice = Practice(forums, opened.clock)
        opened.citizens = Citizens(opened.store, opened.sessions, opened.clock, practised=forums.practised)
        api = ForumsApi(forums, opened.forum_people, opened.citizens, places={"city-hall"}, data=tmp_path)
        opened.routes = [*api.routes(), *PracticeApi(practice, forums, opened.citizens).routes()]
        opened.forums = forums
        officer = await staff(opened, Role.OFFICER)
        opened.forum = (await officer.call("POST", "/api/forums", WISH)).body.forum
        yield opened
        await practice.close()
        await forums.close()


async def staff(installation, role, forum=None):
    """Return the browser of somebody of the staff, of one forum or of all."""
    signed_in = await installation.staff(role, login=f"log-{role}-{forum and forum[:8]}", forum=forum)
    browser = Browser(installation.routes, installation.sessions)
    browser.cookie = signed_in.cookie
    return browser


async def participant(installation, browser):
    """Return who a browser is in the square."""
    return (await installation.sessions.identify(browser.cookie)).participant


async def test_a_moderator_practises_a_forum(installation):
    """The same act is the same practice; it is no forum of the calendar."""
    browser = await staff(installation, Role.MODERATOR)
    path = "/api/forums/{id}/practice"
    first = (await browser.call("POST", path, {"act": "p1"}, id=installation.forum)).body.forum
    twin = (await browser.call("POST", path, {"act": "p1"}, id=installation.forum)).body.forum
    listed = (await browser.call("GET", "/api/forums")).body.forums

    assert first == twin != installation.forum
    assert (await installation.forums.forum(first)).durable.title == "연습: 도서관을 지을까요"
    assert [one.id for one in listed] == [installation.forum]


async def test_a_moderator_of_one_forum_practises_that_one(installation):
    """Their role holds in its practice and nowhere else; of the practice there is no practice of its own."""
    browser = await staff(installation, Role.MODERATOR, installation.forum)
    path = "/api/forums/{id}/practice"
    practice = (await browser.call("POST", path, {"act": "p1"}, id=installation.forum)).body.forum
    again = (await browser.call("POST", path, {"act": "p2"}, id=practice)).body.forum
    other = await participant(installation, await staff(installation, Role.OFFICER, practice))
    me = await participant(installation, browser)

    roles = [
        (await installation.citizens.standing(me, forum)).role
        for forum in (installation.forum, practice, again, "other")
    ]
    assert roles == [Role.MODERATOR, Role.MODERATOR, Role.MODERATOR, Role.GUEST]
    assert (await installation.citizens.standing(other, installation.forum)).role is Role.GUEST
    assert (await installation.forums.forum(again)).durable.practice_of == installation.forum


async def test_of_another_forum_one_practises_nothing(installation):
    """A moderator of another forum is refused, and so is who was let into the practice alone."""
    stranger = await staff(installation, Role.MODERATOR, "another")
    with pytest.raises(Refusal) as no:
        await stranger.call("POST", "/api/forums/{id}/practice", {"act": "p1"}, id=installation.forum)
    assert (status_of(no.value.why), no.value.why) == (403, "not_allowed")


async def test_nobody_else_does_and_nothing_else_is_practised(installation):
    """A clerk may not; a forum that is not there cannot be practised."""
    clerk, moderator = await staff(installation, Role.CLERK), await staff(installation, Role.MODERATOR)
    with pytest.raises(Refusal) as no:
        await clerk.call("POST", "/api/forums/{id}/practice", {"act": "p1"}, id=installation.forum)
    with pytest.raises(Refusal) as nowhere:
        await moderator.call("POST", "/api/forums/{id}/practice", {"act": "p1"}, id="nowhere")

    assert (status_of(no.value.why), nowhere.value.why) == (403, "unknown_forum")
