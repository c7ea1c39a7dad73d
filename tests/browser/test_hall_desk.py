"""A first-time moderator at the desk: opens a forum, calls, pauses, undoes, reorders by keys, runs a ballot; axe."""

import itertools
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.hiring import hired
from tests.browser.test_accessibility import findings, findings_both
from tests.browser.test_hall_screen import cuttable
from tests.browser.test_pictures import fits
from tests.browser.visitor import CATALOGUE, words, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LAPTOP = {"width": 1366, "height": 768}
TABLET = {"width": 1024, "height": 768}
TITLE = "도로를 넓힐까요"
QUESTION = "도로를 넓히는 데 찬성하십니까?"
_numbers = itertools.count()


@pytest_asyncio.fixture(loop_scope="session")
async def forum(visit, served):
    """A debate of this test alone, set up by an officer over HTTP."""
    number = next(_numbers)
    officer = await hired(visit, served, "officer", f"desk-officer{number}", "정과장")
    body = {"act": f"desk{number}", "format": "debate", "title": TITLE, "hall": "hall-1", "opens": 1}
    answer = await officer.page.request.post(
        f"{officer.origin}/api/forums", data=body, headers={"Origin": officer.origin}
    )
    assert answer.ok, await answer.text()
    return (await answer.json())["forum"]


async def at_the_desk(visit, served, forum, *, alone=False):
    """Return a moderator at the desk of a forum, whose role is for this one alone if so wished."""
    only = forum if alone else ""
    moderator = await hired(visit, served, "moderator", f"desk-mod{next(_numbers)}", "박사회", forum=only)
    await moderator.page.set_viewport_size(LAPTOP)
    await moderator.page.goto(f"{moderator.origin}/hall/{forum}/desk")
    await expect(moderator.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return moderator


async def begun(moderator):
    """Open the forum and begin its debate, as the green button and the agenda lead."""
    await moderator.button("desk.open").click()
    await expect(moderator.page.locator(".button.filled")).to_have_text(words_start("desk.item.first"))
    await moderator.region("desk.agenda").get_by_role("button", name=words_start("desk.item.change")).click()
    debate = moderator.dialog.get_by_role("listitem").filter(has_text="찬반").first
    await debate.get_by_role("button", name=words_start("desk.item.begin")).click()
    await moderator.page.keyboard.press("Escape")
    await expect(moderator.button("desk.queue.close")).to_be_visible()


async def with_citizens(moderator, forum, names):
    """Check citizens in to slips and ask for them, at the clerk's page: the odd ones for, the even ones against."""
    await moderator.page.goto(f"{moderator.origin}/hall/{forum}/clerk")
    await expect(moderator.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    slip = moderator.page.get_by_label(words("clerk.slip"))
    for number, name in enumerate(names, 1):
        await slip.fill(str(number))
        if number == 1:
            await slip.press("Enter")
            await moderator.page.keyboard.press("Space")
        await moderator.page.get_by_label(words_start("clerk.name")).fill(name)
        await moderator.button("clerk.check_in", n=str(number)).click()
        await expect(moderator.page.get_by_text(words("clerk.checked_in", n=str(number)))).to_be_visible()
        await expect(moderator.region("clerk.people").get_by_role("listitem")).to_have_count(number)
    for number in range(1, len(names) + 1):
        await slip.fill(str(number))
        await moderator.button("clerk.ask.pro" if number % 2 else "clerk.ask.con").click()
        await expect(moderator.page.get_by_text(words("clerk.waits"))).to_be_visible()
    await moderator.page.goto(f"{moderator.origin}/hall/{forum}/desk")
    await expect(moderator.region("desk.queue").get_by_role("listitem")).to_have_count(len(names))


def names(moderator):
    """Return the names of the queue, in order."""
    return moderator.region("desk.queue").get_by_role("listitem").locator("strong")


async def test_a_first_forum(visit, served, forum):
    """Opened, somebody called, paused, extended, undone; each step is the green button or stands beside it."""
    moderator = await at_the_desk(visit, served, forum)
    assert await findings(moderator.page) == []
    await begun(moderator)
    await with_citizens(moderator, forum, ["김하늘", "이바다"])
    assert await fits(moderator.page)

    next_one = moderator.page.locator(".button.filled")
    await expect(next_one).to_have_count(1)
    first = await names(moderator).first.inner_text()
    await next_one.click()
    speaker = moderator.page.locator(".desk-speaker")
    await expect(speaker.locator(".desk-name")).to_contain_text(first)
    await moderator.button("desk.speech.pause").click()
    await expect(speaker.get_by_role("timer")).to_have_attribute("data-stage", "paused")
    await expect(next_one).to_have_text(words("desk.speech.resume"))
    before = await speaker.locator(".clock-figures").inner_text()
    await speaker.get_by_role("button", name="+30").click()
    await expect(speaker.locator(".clock-figures")).not_to_have_text(before)
    await next_one.click()
    assert await findings(moderator.page) == []

    await moderator.button("desk.undo").click()
    await expect(names(moderator)).to_have_count(2)
    await expect(moderator.region("desk.acts").get_by_role("listitem").first).to_contain_text("되돌렸습니다")


async def test_who_attends_and_how_they_come_in(visit, served, forum):
    """By keys alone: somebody is found on the roll by name and by slip; the way in is a code, an address and a copy."""
    moderator = await at_the_desk(visit, served, forum)
    await begun(moderator)
    await with_citizens(moderator, forum, ["김하늘", "이바다"])
    await opened(moderator, "desk.roll")
    rows = moderator.dialog.get_by_role("listitem")
    await expect(rows).to_have_count(2)
    find = moderator.dialog.get_by_label(words_start("desk.roll.find"))
    for typed, name in (("바다", "이바다"), ("1", "김하늘")):
        await find.fill(typed)
        await expect(rows).to_have_count(1)
        await expect(rows).to_contain_text(name)
    assert await findings(moderator.page) == []
    assert await fits(moderator.page)
    await moderator.page.keyboard.press("Escape")

    await opened(moderator, "desk.join")
    await expect(moderator.dialog.get_by_role("img", name=words("desk.join.qr"))).to_be_visible()
    await expect(moderator.dialog.locator(".address")).to_have_text(re.compile(rf"^https?://\S+/hall/{forum}$"))
    assert await findings(moderator.page) == []


async def opened(moderator, item):
    """Open a sheet from the menu, by keys."""
    await moderator.button("desk.more").focus()
    await moderator.page.keyboard.press("Enter")
    await moderator.button(item).focus()
    await moderator.page.keyboard.press("Enter")
    await expect(moderator.dialog).to_be_visible()


async def test_the_order_is_changed_by_keys_with_a_reason(visit, served, forum):
    """Grab, arrow, drop: told in words; a reason is wanted, and stands beside the place and among the acts."""
    moderator = await at_the_desk(visit, served, forum)
    await begun(moderator)
    await with_citizens(moderator, forum, ["김하늘", "이바다", "박구름"])
    last = await names(moderator).last.inner_text()
    handle = moderator.page.get_by_role("button", name=words("desk.grab", name=last))
    keys = moderator.page.keyboard
    await handle.focus()
    await keys.press("Enter")
    await keys.press("ArrowUp")
    await keys.press("ArrowUp")
    await expect(moderator.page.locator("[data-live=assertive]")).to_have_text(words("desk.grab.at", name=last, n="1"))
    await expect(handle).to_be_focused()
    assert await findings(moderator.page) == []
    await keys.press("Enter")
    await moderator.dialog.get_by_role("button", name=words("desk.move.do")).click()
    await expect(moderator.dialog).to_contain_text(CATALOGUE["refusal.reason_needed"])
    assert await findings(moderator.page) == []
    await moderator.dialog.get_by_role("button", name=words("desk.why.bus")).click()
    await moderator.dialog.get_by_role("button", name=words("desk.move.do")).click()

    await expect(names(moderator).first).to_have_text(last)
    first = moderator.region("desk.queue").get_by_role("listitem").first
    await expect(first).to_contain_text(CATALOGUE["desk.why.bus"])
    await expect(moderator.region("desk.acts")).to_contain_text(CATALOGUE["desk.why.bus"])


async def test_a_ballot_from_the_rules(visit, served, forum):
    """A question on candidates is refused with the word; the other one is opened and extended, without a tally."""
    moderator = await at_the_desk(visit, served, forum)
    await begun(moderator)
    await moderator.button("desk.ballot.make").click()
    sheet = moderator.dialog
    assert await findings(moderator.page) == []
    await sheet.get_by_label(words_start("desk.ballot.question")).fill("지지하는 후보는 누구입니까")
    await sheet.get_by_role("button", name=words("desk.ballot.prepare")).click()
    await expect(sheet.get_by_role("alert")).to_contain_text("후보")
    await sheet.get_by_label(words_start("desk.ballot.question")).fill(QUESTION)
    await sheet.get_by_role("button", name=words("desk.ballot.prepare")).click()
    ballot = moderator.region("desk.ballot")
    await expect(ballot).to_contain_text(QUESTION)
    await ballot.get_by_role("button", name=words("desk.ballot.start")).click()
    await expect(ballot).to_contain_text(CATALOGUE["desk.ballot.left"])
    await ballot.get_by_role("button", name=words("desk.ballot.more", n="1")).click()
    await expect(moderator.region("desk.acts")).to_contain_text("투표 시간을 늘렸습니다")
    assert await findings(moderator.page) == []


async def test_one_key_for_the_hard_moment(visit, served, forum):
    """P stops the forum at once, unless one writes or switched keys off; a message stands.

    A lost connection is told.
    """
    moderator = await at_the_desk(visit, served, forum)
    await begun(moderator)
    message = moderator.page.get_by_role("textbox", name=words("desk.announce"))
    await message.fill("p")
    await message.press("p")
    await expect(moderator.button("desk.pause")).to_be_visible()
    await message.press("Enter")
    await expect(moderator.region("desk.announce").get_by_role("status")).to_contain_text("pp")
    await moderator.page.get_by_role("heading", level=1).click()
    await moderator.page.keyboard.press("p")
    await expect(moderator.page.locator(".button.filled")).to_have_text(words("desk.resume"))
    assert await findings_both(moderator.page) == []
    await moderator.button("desk.resume").click()
    await expect(moderator.button("desk.pause")).to_be_visible()

    cut = await cuttable(moderator.page)
    await expect(moderator.button("desk.pause")).to_be_visible()
    await cut()
    await expect(moderator.page.get_by_text(words("desk.line.lost"))).to_be_visible()
    assert await findings(moderator.page) == []


async def test_a_tablet_has_the_agenda_in_a_drawer(visit, served, forum):
    """At 1024 the left column comes on request; dark and light hold by axe, and nothing sticks out."""
    moderator = await at_the_desk(visit, served, forum)
    await moderator.page.set_viewport_size(TABLET)
    await expect(moderator.region("desk.agenda")).to_be_hidden()
    await moderator.button("desk.drawer").click()
    await expect(moderator.region("desk.agenda")).to_be_visible()
    for scheme in ("light", "dark"):
        await moderator.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await expect(moderator.page.locator("html")).to_have_attribute("data-theme", scheme)
        assert await findings(moderator.page) == []
    assert await fits(moderator.page)


async def test_who_is_not_signed_in_signs_in_where_the_desk_will_be(visit, forum):
    """The address leads to the sign-in, and nothing of the forum is shown."""
    stranger = await visit(f"/hall/{forum}/desk")
    await expect(stranger.button("staff.sign_in")).to_be_visible()
    assert await findings(stranger.page) == []


async def test_a_practice_is_full_of_people_and_on_no_list(visit, served, forum):
    """From the menu of a moderator of this forum alone: made-up people wait at once; the calendar does not know it."""
    moderator = await at_the_desk(visit, served, forum, alone=True)
    await moderator.button("desk.more").click()
    await moderator.button("desk.practice").click()
    assert await findings(moderator.page) == []
    await moderator.button("desk.practice.do").click()
    await expect(moderator.page.get_by_role("heading", level=1)).to_have_text(f"연습: {TITLE}")
    await expect(moderator.page.get_by_text(words("desk.practice.is"))).to_be_visible()
    await begun(moderator)
    await expect(names(moderator).first).to_contain_text("(가상)")
    assert await findings(moderator.page) == []
    listed = await (await moderator.page.request.get(f"{moderator.origin}/api/forums")).json()
    assert "연습" not in str(listed)
