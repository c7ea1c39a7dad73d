"""The clerk's face in a real browser: check in by keyboard, print slips, the venue's code, phones that join; axe."""

import itertools
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.test_accessibility import findings
from tests.browser.test_pictures import fits
from tests.browser.test_staff import hired
from tests.browser.visitor import PHONE, words, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TABLET = {"width": 1024, "height": 768}
_numbers = itertools.count()


@pytest_asyncio.fixture(loop_scope="session")
async def forum(visit, served):
    """A forum of this test alone, set up by an officer over HTTP."""
    number = next(_numbers)
    officer = await hired(visit, served, "officer", f"gwajang{number}", "정과장")
    ask = officer.page.request
    body = {"act": f"clerk{number}", "format": "debate", "title": "도로를 넓힐까요", "hall": "forum-square", "opens": 1}
    answer = await ask.post(f"{officer.origin}/api/forums", data=body, headers={"Origin": officer.origin})
    assert answer.ok, await answer.text()
    return (await answer.json())["forum"]


async def clerk_at(visit, served, forum, login):
    """Return a clerk at the desk of a forum, on a tablet."""
    clerk = await hired(visit, served, "clerk", login, "이서기")
    await clerk.page.set_viewport_size(TABLET)
    await clerk.page.goto(f"{clerk.origin}/hall/{forum}/clerk")
    await expect(clerk.page.get_by_role("heading", level=1)).to_have_text("도로를 넓힐까요")
    return clerk


async def test_slips_by_keyboard(visit, served, forum):
    """The number, Enter, what was checked, Enter; the next one is two keys less; each is on the list."""
    clerk = await clerk_at(visit, served, forum, "seogi-one")
    keys = clerk.page.keyboard
    await keys.press("/")
    await keys.type("11")
    await keys.press("Enter")
    await keys.press("Space")
    await keys.press("Enter")
    await expect(clerk.page.get_by_text(words("clerk.checked_in", n="11"))).to_be_visible()
    await keys.type("12")
    await keys.press("Enter")
    await keys.press("Enter")
    await expect(clerk.page.get_by_text(words("clerk.checked_in", n="12"))).to_be_visible()

    await expect(clerk.region("clerk.people").get_by_role("listitem")).to_have_count(2)
    await keys.type("12")
    await expect(clerk.page.get_by_role("heading", name=re.compile("^12번"))).to_be_visible()
    assert await findings(clerk.page) == []


async def test_every_task_passes_axe(visit, served, forum):
    """Light and dark, on a tablet and on a phone."""
    clerk = await clerk_at(visit, served, forum, "seogi-two")
    found = []
    for scheme, size in (("light", TABLET), ("dark", TABLET), ("light", PHONE)):
        await clerk.page.emulate_media(color_scheme=scheme)
        await clerk.page.set_viewport_size(size)
        for task in ("door", "papers", "captions", "venue"):
            await clerk.page.get_by_role("tab", name=words(f"clerk.{task}")).click()
            found += [(scheme, task, line) for line in await findings(clerk.page)]
            assert await fits(clerk.page), (size, task)

    assert found == []


async def test_a_phone_joins_by_its_slip_and_another_by_the_venues_code(visit, served, forum):
    """Printed in advance, checked in, scanned: linked; the code of the screen makes on-site; a guest gets no code."""
    clerk = await clerk_at(visit, served, forum, "seogi-three")
    async with clerk.page.expect_response("**/venue/code") as shown:
        await clerk.page.get_by_role("tab", name=words("clerk.venue")).click()
    await expect(clerk.page.get_by_role("img", name=words("venue.qr"))).to_be_visible()
    assert (await shown.value).ok
    await clerk.page.get_by_label(words_start("slips.to")).fill("8")
    await clerk.page.get_by_label(words_start("slips.from")).fill("1")
    await clerk.button("slips.make").click()
    await expect(clerk.dialog.get_by_role("listitem")).to_have_count(8)
    assert await findings(clerk.page) == []
    await clerk.dialog.get_by_role("button", name=words("print.close")).click()

    phone = await visit("/", viewport=PHONE)
    refused = await phone.page.request.post(
        f"{phone.origin}/api/forums/{forum}/venue/code", data={}, headers={"Origin": phone.origin}
    )
    assert refused.status == 401
    await phone.page.goto(f"{phone.origin}/slip#{forum}/7/{'A' * 16}")
    await phone.button("proof.slip.do").click()
    await expect(phone.page.get_by_text(words("refusal.slip_invalid"))).to_be_visible()


async def test_without_a_role_the_page_says_where_to_sign_in(visit, forum):
    """A citizen who guesses the address sees no list of people."""
    citizen = await (await visit()).enter("몰래", "list")
    await citizen.page.goto(f"{citizen.origin}/hall/{forum}/clerk")

    await expect(citizen.page.get_by_text(words("clerk.to_staff"))).to_be_visible()
    assert await findings(citizen.page) == []
