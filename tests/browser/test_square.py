"""People meet in real browsers: they see each other walk, talk and leave, whatever view each has chosen."""

import itertools

import pytest
from playwright.async_api import expect

from tests import serving
from tests.browser.visitor import PHONE, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own: whom other tests left away would take the places near the stage, out of reach."""
    with serving.served(tmp_path_factory.mktemp("square")) as server:
        yield server


NUMBERS = itertools.count(1)
"""Nobody meets a namesake of an earlier test, who may be kept as away."""


async def meet(visit, first_view, second_view, **second_options):
    """Return two visitors who see each other. Drawn by software, 3D is kept small."""
    number = next(NUMBERS)
    small = {"viewport": SMALL} if first_view == "space" else {}
    first = await (await visit(**small)).enter(f"가람{number}", first_view)
    second = await (await visit(**second_options)).enter(f"나루{number}", second_view)
    await first.sees(second.name)
    await second.sees(first.name)
    return first, second


async def talk(first, second):
    """Let both speak and both hear."""
    await first.say("안녕하세요, 시민토론 광장입니다.")
    await second.hears("안녕하세요, 시민토론 광장입니다.")
    await second.say("반갑습니다.")
    await first.hears("반갑습니다.")


async def test_two_on_the_map_see_each_other_walk_talk_and_leave(visit):
    """On the map, one sees the other walk, hears the words, and sees the other go."""
    first, second = await meet(visit, "map", "map")
    before = await second.whereabouts(first.name)

    await first.walk("ArrowUp")
    await second.sees_move(first.name, before)
    await talk(first, second)
    await first.leave()

    await second.misses(first.name)


async def test_one_in_3d_and_one_in_the_list_share_the_square(visit):
    """Who walks in 3D is seen walking by who reads the list, and they talk."""
    first, second = await meet(visit, "space", "list")
    before = await second.whereabouts(first.name)

    await first.walk("ArrowUp", 1_500)
    await second.sees_move(first.name, before)
    await talk(first, second)
    await second.leave()

    await first.misses(second.name)


async def test_a_phone_walks_by_touch(visit):
    """On a phone a tap on the ground walks there, and the words of others arrive."""
    first, second = await meet(
        visit, "list", "map", viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    before = await first.whereabouts(second.name)
    box = await second.page.locator(".stage").bounding_box()

    await second.page.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.3)

    await first.sees_move(second.name, before)
    await first.say("휴대전화로도 잘 들리나요?")
    await expect(second.log.get_by_text("휴대전화로도 잘 들리나요?")).to_be_attached()


async def test_without_webgl_the_map_opens_by_itself(visit, plain_browser):
    """A browser without WebGL never offers an empty 3D view: the map or the list opens instead."""
    visitor = await visit(by=plain_browser)
    await visitor.page.get_by_role("textbox").first.fill("다솜")
    await visitor.page.get_by_role("checkbox").first.check()
    await visitor.button("door.enter").click()

    await expect(visitor.page.locator('main.square:is([data-view="map"], [data-view="list"])')).to_be_visible()


async def test_a_second_tab_is_the_same_person(visit):
    """One participant is one avatar: a second tab attends, and nobody sees two of the same."""
    first, second = await meet(visit, "list", "list")

    tab = await second.context.new_page()
    await tab.goto(second.origin)
    await tab.get_by_role("button", name=second.name).click()
    await expect(tab.locator("main.square")).to_be_visible()

    await expect(first.person(second.name)).to_have_count(1)
