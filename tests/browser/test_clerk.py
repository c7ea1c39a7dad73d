"""The clerk's face in a real browser: check in by keyboard, print slips, the venue's code, phones that join; axe."""

import itertools
import re
import time

import pytest
import pytest_asyncio
from playwright.async_api import expect

from agora_server.core.seals import Seals
from agora_server.people.venue import Venue
from tests.browser.hiring import hired
from tests.browser.test_accessibility import findings
from tests.browser.test_pictures import fits
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


def venue_of(served):
    """Return what proves presence on that server, by the secret in its data folder."""
    return Venue(Seals(bytes.fromhex((served.log.parent / "data" / "secret").read_text().strip())))


async def test_phones_in_the_hall_join_in_two_taps(visit, served, forum):
    """One by its slip, one by the code of the screen: each lands on the light page, and the clerk sees both."""
    clerk = await clerk_at(visit, served, forum, "seogi-four")
    await clerk.page.get_by_label(words("clerk.slip")).fill("7")
    await clerk.page.get_by_role("radio", name=words_start("level.citizen")).check()
    await clerk.page.get_by_label(words_start("clerk.name")).fill("박순자")
    await clerk.button("clerk.check_in").click()
    await expect(clerk.region("clerk.people").get_by_role("listitem")).to_have_count(1)
    venue = venue_of(served)

    slip = await visit(f"/slip#{forum}/7/{venue.slip(forum, 7)}", viewport=PHONE)
    await slip.button("proof.slip.do").click()
    await expect(slip.page.get_by_text(words("proof.slip.done"))).to_be_visible()
    assert await findings(slip.page) == []
    await slip.button("proof.go").click()
    await expect(slip.page.get_by_role("heading", level=1)).to_have_text("도로를 넓힐까요")
    await expect(clerk.region("clerk.people").get_by_text(words("clerk.linked"))).to_be_visible()

    code = venue.code(forum, int(time.time() * 1000))
    there = await visit(f"/on#{forum}/{code}", viewport=PHONE)
    await expect(there.page.get_by_text(words("proof.on.done"))).to_be_visible()
    assert await findings(there.page) == []
    await there.button("proof.go").click()
    await expect(there.page.get_by_role("heading", level=1)).to_have_text("도로를 넓힐까요")
    await expect(clerk.page.get_by_text(words("clerk.present", onsite="2"))).to_be_visible()


async def test_a_slip_that_nobody_has_yet_leads_to_the_desk(visit, served, forum):
    """Whoever scans before the clerk checked in is told so, and scans again afterwards."""
    phone = await visit(f"/slip#{forum}/9/{venue_of(served).slip(forum, 9)}", viewport=PHONE)
    await phone.button("proof.slip.do").click()

    await expect(phone.page.get_by_role("alert").get_by_text(words("proof.slip.early"))).to_be_visible()
    assert await findings(phone.page) == []
