"""The list of forums, their heads, and setting one up."""

import msgspec
import pytest

from agora_server.api.forums import ForumsApi
from agora_server.forum.host import ForumHost
from agora_server.forum.setup import forum_id
from agora_server.http.statuses import status_of
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.terms import Phase
from tests.server.installation import Browser, installed

WISH = {"act": "a1", "format": "debate", "title": "도서관을 지을까요", "hall": "city-hall", "opens": 5_000}


@pytest.fixture
async def installation(tmp_path):
    """An installation with forums."""
    async with installed(tmp_path) as opened:
        forums = ForumHost(opened.journal, opened.clock)
        api = ForumsApi(forums, opened.forum_people, opened.citizens, places={"city-hall"}, data=tmp_path)
        opened.forums, opened.api = forums, api
        yield opened
        await forums.close()


async def officer(installation, role=Role.OFFICER):
    """Return the browser of an officer."""
    signed_in = await installation.staff(role, login=f"log-{role}")
    browser = Browser(installation.api.routes(), installation.sessions)
    browser.cookie = signed_in.cookie
    return browser


async def test_a_forum_is_set_up_from_a_format(installation):
    """What the format says holds, the agenda comes with it, and the list shows it."""
    browser = await officer(installation)
    forum = (await browser.call("POST", "/api/forums", WISH)).body.forum
    head = (await browser.call("GET", "/api/forums/{id}", id=forum)).body
    listed = (await browser.call("GET", "/api/forums")).body.forums

    assert (head.title, head.state, head.opens, head.hall) == ("도서관을 지을까요", Phase.PLANNED, 5_000, "city-hall")
    assert head.rules.camps
    assert len(head.agenda) > 1
    assert [(one.id, one.title, one.state) for one in listed] == [(forum, "도서관을 지을까요", Phase.PLANNED)]
    assert (await installation.forums.forum(forum)).durable.revision.who == await installation.forum_people.known(
        forum, (await installation.sessions.identify(browser.cookie)).participant
    )


async def test_the_same_act_is_the_same_forum(installation):
    """A page that sends its form twice sets one forum up; another act is another forum."""
    browser = await officer(installation)
    first = (await browser.call("POST", "/api/forums", WISH)).body.forum
    twin = (await browser.call("POST", "/api/forums", WISH)).body.forum
    other = (await browser.call("POST", "/api/forums", WISH | {"act": "a2"})).body.forum

    assert first == twin != other
    assert first != forum_id("somebody else", "a1")
    assert len((await browser.call("GET", "/api/forums")).body.forums) == 2


async def test_what_was_announced_can_be_changed_until_it_opens(installation):
    """A change names the version it saw; a stale one is refused, and one of somebody who may not."""
    browser = await officer(installation)
    forum = (await browser.call("POST", "/api/forums", WISH)).body.forum
    head = (await browser.call("GET", "/api/forums/{id}", id=forum)).body
    request = {"act": "c1", "title": "새 제목", "hall": "city-hall", "opens": 9, "saw": head.version}
    request |= {"rules": head.rules, "details": {"about": "무엇을 다루는지", "live": "https://example.kr/live"}}
    await browser.call("POST", "/api/forums/{id}", request, id=forum)
    changed = (await browser.call("GET", "/api/forums/{id}", id=forum)).body
    guest, _ = await installation.guest()
    stranger = Browser(installation.api.routes(), installation.sessions)
    stranger.cookie = guest.cookie

    assert (changed.title, changed.details.live) == ("새 제목", "https://example.kr/live")
    with pytest.raises(Refusal) as stale:
        await browser.call("POST", "/api/forums/{id}", request | {"act": "c2"}, id=forum)
    assert stale.value.why is Why.STALE
    with pytest.raises(Refusal) as no:
        await stranger.call("POST", "/api/forums/{id}", request, id=forum)
    assert status_of(no.value.why) == 403


async def planned(installation):
    """Return an officer, the forum they set up, and what a change of it says where nothing is changed."""
    browser = await officer(installation)
    forum = (await browser.call("POST", "/api/forums", WISH)).body.forum
    head = (await browser.call("GET", "/api/forums/{id}", id=forum)).body
    request = {"act": "c1", "title": head.title, "hall": head.hall, "opens": head.opens, "rules": head.rules}
    request |= {"details": head.details, "saw": head.version, "saw_agenda": head.agenda_version}
    return browser, forum, head, request


def items_of(head):
    """Return the agenda of a head as a page sends it."""
    return [
        {"id": one.id, "title": one.title, "kind": one.kind, "minutes": one.minutes, "speech_s": one.speech_s}
        for one in head.agenda
    ]


async def test_an_agenda_is_changed_with_the_rest(installation):
    """Items go, come and change their places in one act; a new one gets its id here; the same act is done once."""
    browser, forum, head, request = await planned(installation)
    first, second, *_ = items_of(head)
    new = {"title": "새 안건", "kind": "talk", "minutes": 5}
    request |= {"title": "새 제목", "agenda": [second, new, first | {"title": "다른 이름"}]}
    await browser.call("POST", "/api/forums/{id}", request, id=forum)
    again = await browser.call("POST", "/api/forums/{id}", request, id=forum)
    changed = (await browser.call("GET", "/api/forums/{id}", id=forum)).body

    assert again.body.forum == forum
    assert [one.title for one in changed.agenda] == [second["title"], "새 안건", "다른 이름"]
    assert [one.id for one in changed.agenda][::2] == [second["id"], first["id"]]
    assert changed.title == "새 제목"


async def test_who_was_faster_is_told_by_name(installation):
    """A stale change and a stale cancellation name who did what meanwhile."""
    browser, forum, head, request = await planned(installation)
    await browser.call("POST", "/api/forums/{id}", request | {"title": "먼저"}, id=forum)
    for path, body in (
        ("/api/forums/{id}", request | {"act": "c2", "title": "나중"}),
        ("/api/forums/{id}/cancel", {"act": "c3", "reason": "태풍", "saw": head.version}),
    ):
        with pytest.raises(Refusal) as stale:
            await browser.call("POST", path, body, id=forum)
        assert (stale.value.why, stale.value.facts["did"]) == (Why.STALE, "forum_changed")
        assert stale.value.facts["by"] == (await installation.sessions.identify(browser.cookie)).name


async def test_a_forum_is_called_off(installation):
    """An officer says why; the list and the head tell of it; citizens cannot."""
    browser, forum, head, _ = await planned(installation)
    body = {"act": "x1", "reason": "태풍으로 취소합니다", "saw": head.version}
    guest, _ = await installation.guest()
    stranger = Browser(installation.api.routes(), installation.sessions)
    stranger.cookie = guest.cookie
    with pytest.raises(Refusal) as no:
        await stranger.call("POST", "/api/forums/{id}/cancel", body, id=forum)
    await browser.call("POST", "/api/forums/{id}/cancel", body, id=forum)
    off = (await browser.call("GET", "/api/forums/{id}", id=forum)).body
    (listed,) = (await browser.call("GET", "/api/forums")).body.forums

    assert status_of(no.value.why) == 403
    assert (off.state, off.cancelled) == (Phase.CLOSED, "태풍으로 취소합니다")
    assert (listed.state, listed.cancelled) == (Phase.CLOSED, True)


async def test_what_is_not_there_is_said(installation):
    """No such forum, format or place is a refusal of its own."""
    browser = await officer(installation, Role.ADMIN)
    with pytest.raises(Refusal) as forum:
        await browser.call("GET", "/api/forums/{id}", id="nowhere")
    with pytest.raises(Refusal) as format_:
        await browser.call("POST", "/api/forums", WISH | {"format": "none"})
    with pytest.raises(Refusal) as place:
        await browser.call("POST", "/api/forums", WISH | {"hall": "moon"})

    assert [forum.value.why, format_.value.why, place.value.why] == [
        "unknown_forum",
        "unknown_format",
        Why.UNKNOWN_PLACE,
    ]


@pytest.mark.parametrize("opens", [-1, 4_102_444_800_001, 9_000_000_000_000_000])
async def test_a_time_that_no_calendar_knows_is_refused(installation, opens):
    """One slip of an officer must not take the calendar from everybody."""
    browser = await officer(installation, Role.ADMIN)
    with pytest.raises(msgspec.ValidationError, match="opens"):
        await browser.call("POST", "/api/forums", WISH | {"opens": opens})


async def test_the_formats_are_listed_with_their_faults(installation, tmp_path):
    """Six ship; a file of the data folder stands beside them, and a broken one says what is wrong."""
    (tmp_path / "formats").mkdir(exist_ok=True)
    (tmp_path / "formats" / "mine.toml").write_text("id = 3", encoding="utf-8")
    browser = Browser(installation.api.routes(), installation.sessions)
    answer = (await browser.call("GET", "/api/formats")).body

    assert len(answer.formats) == 6
    assert answer.faults
    assert answer.faults[0].startswith("mine.toml: ")
