"""The roll of a forum for its staff."""

import pytest
from sqlalchemy import select

from agora_server.api.roll import NOTED_MS, RollApi
from agora_server.forum.host import ForumHost
from agora_server.http.statuses import status_of
from agora_server.people.access_log import AccessLog
from agora_server.store.tables import access_log
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Rules
from rooms.forum.model.terms import Level
from rooms.forum.views.roll_list import PAGE
from tests.server.installation import Browser, installed

PATH = "/api/forums/{id}/roll"
OFFICER = c.By("officer", Role.OFFICER)
PEOPLE = 2 * PAGE + 3


@pytest.fixture
async def installation(tmp_path):
    """An installation with a forum ``f1`` and more people in its hall than a page holds."""
    async with installed(tmp_path) as opened:
        forums = ForumHost(opened.journal, opened.clock)
        created = c.CreateForum(by=OFFICER, title="도서관", hall="city-hall", opens_at=1, rules=Rules())
        live = await forums.create("f1", [created], "officer:a1")
        slips = [
            c.CheckIn(by=OFFICER, person=f"s{n}", slip=n, level=Level.CITIZEN, name=f"시민 {n:03}")
            for n in range(1, PEOPLE + 1)
        ]
        for at in range(0, PEOPLE, 40):
            await live.act_all(slips[at : at + 40], f"officer:slips{at}")
        opened.routes = RollApi(forums, opened.citizens, AccessLog(opened.store, opened.clock), opened.clock).routes()
        yield opened
        await forums.close()


async def reader(installation, role=Role.CLERK, forum="f1"):
    """Return the browser of somebody of the staff."""
    browser = Browser(installation.routes, installation.sessions)
    browser.cookie = (await installation.staff(role, login=f"log-{forum}", forum=forum)).cookie
    return browser


async def notes(installation):
    """Return the log of who read the roll, as (task, how many people)."""
    rows = await installation.store.read(lambda connection: connection.execute(select(access_log)))
    return [(row.task, row.rows) for row in rows]


async def test_staff_of_the_forum_read_it_page_by_page(installation):
    """Each page holds so many and says how many there are; what one looks for is found whatever page it is on."""
    clerk = await reader(installation)
    first = (await clerk.call("GET", PATH, id="f1")).body
    last = (await clerk.call("GET", PATH, id="f1", q_sort="slip", q_first=str(2 * PAGE))).body
    found = (await clerk.call("GET", PATH, id="f1", q_find="시민 077", q_only="onsite")).body

    assert (len(first.lines), first.found, first.counts.onsite) == (PAGE, PEOPLE, PEOPLE)
    assert [one.slip for one in last.lines] == [PEOPLE - 2, PEOPLE - 1, PEOPLE]
    assert [one.slip for one in found.lines] == [77]


async def test_what_is_no_word_of_the_list_stands_for_the_first(installation):
    """Nothing of an address makes the list fail."""
    clerk = await reader(installation)
    plain = (await clerk.call("GET", PATH, id="f1")).body
    odd = (await clerk.call("GET", PATH, id="f1", q_sort="height", q_only="tall", q_first="-1")).body

    assert odd == plain


async def test_nobody_else_reads_it(installation):
    """Staff of another forum do not; a forum that is not there has none."""
    with pytest.raises(Refusal) as no:
        await (await reader(installation, forum="other")).call("GET", PATH, id="f1")
    with pytest.raises(Refusal) as nowhere:
        await (await reader(installation, Role.MODERATOR, None)).call("GET", PATH, id="nowhere")

    assert (status_of(no.value.why), nowhere.value.why) == (403, "unknown_forum")


async def test_who_read_it_is_noted_once_in_a_while(installation):
    """A list that stays open is one reading; later it is another one."""
    clerk = await reader(installation)
    for _ in range(3):
        await clerk.call("GET", PATH, id="f1")
    assert await notes(installation) == [("roll", PEOPLE)]
    installation.clock.forward(ms=NOTED_MS)
    await clerk.call("GET", PATH, id="f1", q_find="시민")
    assert await notes(installation) == [("roll", PEOPLE)] * 2
