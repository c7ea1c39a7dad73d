"""The eight core acts: join, go to a place, walk, talk, write to one, raise a hand, block or report, leave."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import words, words_end, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Keys:
    """Fingers that have a keyboard and nothing else: whatever is activated was focused and pressed."""

    def __init__(self, visitor):
        self.visitor = visitor

    async def press(self, target):
        """Focus something by its own element and press it; it must be able to hold the focus."""
        await target.focus()
        await expect(target).to_be_focused()
        await target.press("Enter")

    async def write(self, target, text):
        """Type into a field."""
        await target.focus()
        await target.press_sequentially(text)


class Mouse:
    """A finger or a mouse."""

    def __init__(self, visitor):
        self.visitor = visitor

    async def press(self, target):
        """Press something."""
        await target.click()

    async def write(self, target, text):
        """Fill a field."""
        await target.fill(text)


async def join_by_keys(visitor, name):
    """Pass the door with the keyboard alone, by Tab from the top of the page."""
    page = visitor.page
    visitor.name = name
    await page.get_by_label(words_start("door.nickname")).focus()
    await page.keyboard.type(name)
    await page.get_by_role("checkbox", name=words_start("door.agree")).focus()
    await page.keyboard.press("Space")
    await page.get_by_role("radio", name=words_start("view.list")).focus()
    await page.keyboard.press("Space")
    await visitor.button("door.enter").focus()
    await page.keyboard.press("Enter")
    await visitor.inside("list")


async def open_person(visitor, hand, name, key):
    """Choose an entry of the menu of a person near."""
    row = visitor.person(name)
    await hand.press(row.get_by_role("button", name=words("people.menu", name=name)))
    await hand.press(row.get_by_role("group").get_by_role("button", name=words(key)))


@pytest.mark.parametrize("hands", [Keys, Mouse], ids=["keyboard alone", "list alone"])
async def test_the_eight_acts(visit, hands):
    """In the list view, each of the eight acts is done, by keyboard alone and by pressing alone."""
    name = "해담" if hands is Keys else "달빛"
    other = await (await visit()).enter(f"{name}이웃", "list")
    visitor = await visit()
    hand = hands(visitor)

    await (join_by_keys(visitor, name) if hands is Keys else visitor.enter(name, "list"))
    await visitor.sees(other.name)
    await raise_hand(visitor, hand)
    await talk(visitor, other, hand)
    await write_to_one(visitor, other, hand)
    await walk(visitor, hand)
    await go_to_a_place(visitor, hand)
    await come_back_and_block(visitor, other, hand)
    await leave(visitor, hand)

    await other.misses(name)


async def raise_hand(visitor, hand):
    """Raise the hand and see that it is up."""
    await hand.press(visitor.button("act.hand.up"))
    await expect(visitor.button("act.hand.down")).to_be_visible()


async def talk(visitor, other, hand):
    """Say something that the other hears."""
    await hand.write(visitor.page.locator("#compose"), "모두 안녕하세요")
    await visitor.page.locator("#compose").press("Enter")
    await other.hears("모두 안녕하세요")


async def write_to_one(visitor, other, hand):
    """Write to one person."""
    await open_person(visitor, hand, other.name, "person.direct")
    await hand.write(visitor.page.locator("#compose"), "쪽지입니다")
    await visitor.page.locator("#compose").press("Enter")
    await other.hears("쪽지입니다")


async def walk(visitor, hand):
    """Walk to a place on foot and see that the way is under one's feet."""
    before = await visitor.place_words()
    ways = visitor.region("places.title").get_by_role("button", name=words_end("way.walk"))
    await hand.press(ways.first)
    await expect(visitor.page.locator("#here-words")).not_to_have_text(before)
    await hand.press(visitor.button("act.stop"))


async def go_to_a_place(visitor, hand):
    """Find a place by its name and go there at once."""
    await hand.press(visitor.page.get_by_role("button", name=words("find.open")).first)
    await hand.write(visitor.dialog.get_by_role("textbox"), "봉하")
    await hand.press(visitor.dialog.get_by_role("button", name=words_end("way.goto")).first)
    await expect(visitor.page.locator("#here-words")).to_contain_text("봉하")


async def come_back_and_block(visitor, other, hand):
    """Go back to the Forum Square and block the other from there."""
    await hand.press(visitor.page.get_by_role("button", name=words("find.open")).first)
    await hand.write(visitor.dialog.get_by_role("textbox"), "열린 시민토론 광장")
    await hand.press(visitor.dialog.get_by_role("button", name=words_end("way.goto")).first)
    await visitor.sees(other.name)
    await open_person(visitor, hand, other.name, "person.block")
    await hand.press(visitor.dialog.get_by_role("button", name=words("block.do")))
    await visitor.misses(other.name)
    await other.misses(visitor.name)


async def leave(visitor, hand):
    """Leave by the own menu, and confirm."""
    page = visitor.page
    await hand.press(page.get_by_role("button", name=words_start("menu.own")))
    await hand.press(
        page.get_by_role("group", name=words_start("menu.own")).get_by_role("button", name=words("menu.leave"))
    )
    await hand.press(visitor.dialog.get_by_role("button", name=words("leave.do")))
    await expect(page.locator("main.farewell")).to_be_visible()
