"""Staff for the pages' tests: hired in a moment, or by every step of the page that accepts an invitation."""

import re

from playwright.async_api import expect

from agora_server.admin import line
from tests.browser.test_accessibility import findings
from tests.browser.visitor import words, words_start

PASSWORD = "가온 누리의 아침 산책"
INVITED = re.compile(r"/staff/accept#([\w-]+)")


async def invitation(served, role, forum=""):
    """Return the path of an invitation by a running server; for one forum alone if named."""
    answer = await line.ask(served.log.parent / "data" / "admin.sock", "invite", {"role": role, "forum": forum})
    found = INVITED.search(str(answer))
    assert found, answer
    return found[0]


async def accepted(visit, path, login, name):
    """Return a visitor who accepted an invitation by the page, which holds by axe, and stands at the desk."""
    visitor = await visit(path)
    await visitor.page.get_by_label(words_start("staff.login")).fill(login)
    await visitor.page.get_by_label(words_start("staff.name")).fill(name)
    await visitor.page.get_by_label(words_start("staff.password.new")).fill(PASSWORD)
    assert await findings(visitor.page) == []
    await visitor.button("staff.accept.do").click()
    await _at_the_desk(visitor)
    return visitor


async def hired(visit, served, role, login, name, *, forum=""):
    """Return a visitor who stands at the desk: signed in over HTTP, as the page would, before it opens."""
    _, _, token = (await invitation(served, role, forum)).partition("#")

    async def accept(context, origin):
        body = {"token": token, "login": login, "name": name, "password": PASSWORD}
        answer = await context.request.post(f"{origin}/api/staff/accept", data=body, headers={"Origin": origin})
        assert answer.ok, await answer.text()

    visitor = await visit("/staff", at=served.origin, before=accept)
    await _at_the_desk(visitor)
    return visitor


async def sign_in(visitor, login):
    """Sign in at the door of the staff."""
    await visitor.page.goto(visitor.origin + "/staff")
    await visitor.page.get_by_label(words_start("staff.login")).fill(login)
    await visitor.page.get_by_label(words_start("staff.password")).fill(PASSWORD)
    await visitor.button("staff.sign_in").click()
    await _at_the_desk(visitor)


async def _at_the_desk(visitor):
    await expect(visitor.page.get_by_role("heading", level=1, name=words("menu.staff"))).to_be_visible()
