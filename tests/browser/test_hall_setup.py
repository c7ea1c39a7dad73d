"""An officer opens a forum from a format without a manual: three steps, by mouse and by keyboard; axe at each."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.hiring import hired
from tests.browser.test_accessibility import findings
from tests.browser.visitor import CATALOGUE, PHONE, words, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def at_setup(visit, served, login):
    """Return an officer who stands before the form."""
    officer = await hired(visit, served, "officer", login, "담당 주무관")
    await officer.page.get_by_role("link", name=words("desks.new")).click()
    await expect(officer.page.get_by_label(words_start("setup.title"))).to_be_visible()
    return officer


async def next_step(officer):
    """Go on."""
    await officer.button("setup.next").click()


async def test_a_forum_in_three_steps(visit, served):
    """A format, a title, and three buttons: it stands in the list with its desk, and the square hears of it."""
    officer = await at_setup(visit, served, "jumu1")
    assert await findings(officer.page) == []
    await officer.page.get_by_role("radio", name=re.compile("찬반토론")).check()
    await officer.page.get_by_label(words_start("setup.title")).fill("세 단계로 여는 주차장 토론회")
    await next_step(officer)
    await expect(officer.page.get_by_label(words_start("setup.item.title")).first).not_to_have_value("")
    assert await findings(officer.page) == []
    await next_step(officer)
    await expect(officer.page.get_by_role("heading", name="세 단계로 여는 주차장 토론회")).to_be_visible()
    assert await findings(officer.page) == []
    await officer.button("setup.make").click()
    await expect(officer.page.get_by_text(words("desks.made"))).to_be_visible()

    card = officer.page.get_by_role("article", name="세 단계로 여는 주차장 토론회")
    desk = card.get_by_role("link", name=words("desks.desk"))
    assert re.fullmatch(r"/hall/[0-9A-Za-z_-]+/desk", await desk.get_attribute("href") or "")
    assert await findings(officer.page) == []
    await card.get_by_text(words("desks.invite")).click()
    await card.get_by_role("button", name=words("desks.invite.as", role="사회자")).click()
    await expect(card.get_by_text(re.compile("/staff/accept#"))).to_be_visible()

    await officer.page.get_by_role("link", name=words("desks.new")).click()
    await expect(officer.page.get_by_label(words_start("setup.title"))).to_have_value("")


async def test_the_calendar_shows_it(visit, served):
    """Who comes by the calendar, on a phone too, finds the forum on its day and the way into its hall."""
    officer = await at_setup(visit, served, "jumu5")
    await officer.page.get_by_label(words_start("setup.title")).fill("장유 도서관 시간")
    await next_step(officer)
    await next_step(officer)
    await officer.button("setup.make").click()
    await expect(officer.page.get_by_text(words("desks.made"))).to_be_visible()

    citizen = await visit("/forums", viewport=PHONE)
    row = citizen.page.get_by_role("listitem").filter(has_text="장유 도서관 시간")
    link = row.get_by_role("link", name=re.compile("장유 도서관 시간"))
    assert (await link.get_attribute("href") or "").startswith("/hall/")
    await expect(citizen.page.get_by_role("link", name=words("calendar.ics"))).to_have_attribute(
        "href", "/api/forums.ics"
    )
    assert await findings(citizen.page) == []


async def announced(visit, served, login, title):
    """Return an officer who announced a forum and stands before the list, and a citizen on its page."""
    officer = await at_setup(visit, served, login)
    await officer.page.get_by_label(words_start("setup.title")).fill(title)
    await next_step(officer)
    await next_step(officer)
    await officer.button("setup.make").press("Enter")
    card = officer.page.get_by_role("article", name=title)
    citizen = await visit(
        await card.get_by_role("link", name=words("desks.light")).get_attribute("href"), viewport=PHONE
    )
    await expect(citizen.page.get_by_role("heading", level=1)).to_have_text(title)
    return officer, citizen


async def changes(officer, title):
    """Go from the card of a forum to the form of its changes, filled in."""
    card = officer.page.get_by_role("article", name=title)
    await card.get_by_role("link", name=words_start("change.open")).press("Enter")
    await expect(officer.page.get_by_label(words_start("setup.title"))).to_have_value(title)


async def test_two_officers_change_an_announced_forum(visit, served):
    """By keyboard: what changes is shown first, who was faster is named, nobody's work is lost, and phones follow."""
    title, other = "진영 도서관 시간", "진영 도서관 여는 시간"
    officer, citizen = await announced(visit, served, "jumu6", title)
    await changes(officer, title)
    await officer.page.get_by_label(words_start("setup.title")).fill(other)
    await next_step(officer)
    await officer.button("setup.item.add").press("Enter")
    await officer.page.get_by_label(words_start("setup.item.title")).last.fill("다음에 할 일")
    await next_step(officer)
    listed = officer.page.get_by_role("region", name=words("change.list"))
    await expect(listed).to_contain_text(other)
    await expect(listed).to_contain_text("다음에 할 일")

    second = await hired(visit, served, "officer", "jumu7", "둘째 주무관")
    await second.page.get_by_role("tab", name=words("staff.tab.forums")).click()
    await changes(second, title)
    await second.page.get_by_label(words("setup.time")).fill("20:30")
    await next_step(second)
    await next_step(second)
    await second.button("change.send").press("Enter")
    await expect(second.page.get_by_text(words("desks.changed"))).to_be_visible()
    await expect(citizen.region("light.opens")).to_contain_text("20:30")

    await officer.button("change.send").press("Enter")
    await expect(officer.page.get_by_text(re.compile("^둘째 주무관 님이"))).to_be_visible()
    assert await findings(officer.page) == []
    await officer.button("change.merge").press("Enter")
    await expect(officer.page.get_by_text(words("change.merged"))).to_be_visible()
    await expect(listed).not_to_contain_text("20:30")
    await officer.button("change.send").press("Enter")
    await expect(citizen.page.get_by_role("heading", level=1)).to_have_text(other)
    await expect(citizen.region("light.opens")).to_contain_text("20:30")
    await expect(citizen.page.get_by_text("다음에 할 일")).to_be_visible()


async def test_a_forum_is_called_off(visit, served):
    """By keyboard, with a reason; the citizen's page says why at once, the calendar of phones, too."""
    title = "태풍 오는 날의 토론회"
    officer, citizen = await announced(visit, served, "jumu8", title)
    await changes(officer, title)
    await officer.page.set_viewport_size(PHONE)
    await officer.page.get_by_text(words("cancel.heading")).press("Enter")
    await officer.button("cancel.do").press("Enter")
    await expect(officer.page.get_by_text(words("cancel.reason.none"))).to_be_visible()
    for theme in ("light", "dark"):
        await officer.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert await findings(officer.page) == [], theme
    assert await officer.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    await officer.page.get_by_label(words_start("cancel.reason")).fill("태풍 예보로 취소합니다.")
    await officer.button("cancel.do").press("Enter")
    await expect(officer.page.get_by_text(words("desks.cancelled"))).to_be_visible()
    await expect(citizen.region("light.cancelled")).to_contain_text("태풍 예보로 취소합니다.")
    assert await findings(citizen.page) == []
    calendar = await (await citizen.page.request.get(f"{citizen.origin}/api/forums.ics")).text()
    [event] = [one for one in calendar.split("BEGIN:VEVENT") if "태풍 오는 날" in one]
    assert "STATUS:CANCELLED" in event

    await citizen.page.goto(f"{citizen.origin}/forums")
    row = citizen.page.get_by_role("listitem").filter(has_text=title)
    await expect(row).to_contain_text(CATALOGUE["forums.cancelled"])
    await row.get_by_role("link").click()
    await expect(citizen.region("light.cancelled")).to_be_visible()


async def test_what_is_wrong_is_said_beside_its_field(visit, served):
    """Without a title one does not go on; a wrong address opens its fold and says what an address is."""
    officer = await at_setup(visit, served, "jumu2")
    await next_step(officer)
    await expect(officer.page.get_by_text(words("setup.wrong.title"))).to_be_visible()
    assert await findings(officer.page) == []

    await officer.page.get_by_label(words_start("setup.title")).fill("동네 설명회")
    await next_step(officer)
    await officer.page.get_by_text(words("setup.announce")).click()
    await officer.page.get_by_label(words_start("setup.live")).fill("http://a.example")
    await next_step(officer)

    await expect(officer.page.get_by_text(words("setup.wrong.address"))).to_be_visible()
    assert await findings(officer.page) == []


async def test_the_agenda_by_keyboard(visit, served):
    """The handle of an item moves it by the arrow keys and tells where to; items come and go; a reload keeps it all."""
    officer = await at_setup(visit, served, "jumu3")
    await officer.page.get_by_label(words_start("setup.title")).fill("타운홀")
    await next_step(officer)
    items = officer.page.get_by_role("list", name=words("setup.agenda")).get_by_role("listitem")
    titles = [await one.input_value() for one in await officer.page.get_by_label(words_start("setup.item.title")).all()]
    await items.first.get_by_role("button", name=words("setup.move")).press("ArrowDown")
    await expect(officer.page.get_by_text(words("setup.moved", name=titles[0], n="2"))).to_be_attached()
    await expect(officer.page.get_by_label(words_start("setup.item.title")).nth(1)).to_have_value(titles[0])

    await officer.button("setup.item.add").press("Enter")
    await expect(items).to_have_count(len(titles) + 1)
    await items.last.get_by_role("button", name=words("setup.item.remove")).press("Enter")
    await expect(items).to_have_count(len(titles))

    await officer.page.reload()
    await expect(officer.button("setup.draft.go_on")).to_be_focused()
    await officer.page.keyboard.press("Enter")
    await expect(officer.page.get_by_label(words_start("setup.item.title")).nth(1)).to_have_value(titles[0])
    await officer.button("setup.before").press("Enter")
    await expect(officer.page.get_by_label(words_start("setup.title"))).to_have_value("타운홀")


async def test_rules_hold_on_a_phone_and_in_the_dark(visit, served):
    """All folds open, on a phone, light and dark: nothing sticks out, and axe finds nothing."""
    officer = await at_setup(visit, served, "jumu4")
    await officer.page.set_viewport_size(PHONE)
    await officer.page.get_by_label(words_start("setup.title")).fill("주민총회")
    await next_step(officer)
    for fold in await officer.page.locator("summary").all():
        await fold.click()
    for theme in ("light", "dark"):
        await officer.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert await findings(officer.page) == [], theme
    assert await officer.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    await officer.page.reload()
    await expect(officer.page.get_by_role("region", name=words("setup.draft"))).to_contain_text("주민총회")
    for theme in ("light", "dark"):
        await officer.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert await findings(officer.page) == [], theme
    await officer.button("setup.draft.anew").click()
    await expect(officer.page.get_by_label(words_start("setup.title"))).to_have_value("")
    await officer.page.reload()
    await expect(officer.page.get_by_label(words_start("setup.title"))).to_be_visible()
