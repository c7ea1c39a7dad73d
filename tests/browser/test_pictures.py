"""Every view at the sizes that we promise: nothing is cut off. ``--pictures`` keeps what was seen for the README."""

import pytest
from playwright.async_api import expect

from tests import serving
from tests.browser.visitor import DESKTOP, PHONE, SCREEN
from tests.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FOLDER = ROOT / "docs" / "pictures"
SIZES = {"phone": PHONE, "desktop": DESKTOP, "screen": SCREEN}
NAMES = {"phone": ("한들", "여울"), "desktop": ("가온", "누리"), "screen": ("마루", "보람")}
SETTLE_MS = 4_000
"""Time for fonts, labels and the camera before a picture is kept."""


@pytest.fixture
def keep(request):
    """Keep a picture under a name, if pictures were asked for."""

    async def save(page, name):
        if request.config.option.pictures:
            FOLDER.mkdir(parents=True, exist_ok=True)
            await page.wait_for_timeout(SETTLE_MS)
            await page.screenshot(path=FOLDER / f"{name}.png", timeout=120_000)

    return save


async def fits(page):
    """Tell whether the page is no wider than its window: nobody scrolls sideways."""
    return await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
async def test_door_list_and_map(visit, keep, size):
    """The door, the list and the map fit their window, with company in the square."""
    friend = await (await visit()).enter(NAMES[size][0], "list")
    visitor = await visit(viewport=SIZES[size])
    await expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    assert await fits(visitor.page)
    await keep(visitor.page, f"door-{size}")

    await visitor.enter(NAMES[size][1], "list")
    await friend.say("안녕하세요. 오늘 광장은 어떤가요?")
    await visitor.hears("안녕하세요. 오늘 광장은 어떤가요?")
    assert await fits(visitor.page)
    await keep(visitor.page, f"list-{size}")

    await visitor.switch("map")
    assert await fits(visitor.page)
    await keep(visitor.page, f"map-{size}")


NEIGHBOURS = ("김하늘", "이서준", "박도윤", "최지우", "정은서", "강민준", "조예린", "윤시우")
DAY_HOUR = 15
"""The hour of the picture on top of the README: the sun stands in the south-west, behind who looks at City Hall."""


@pytest.fixture
def own_square(tmp_path):
    """A server of its own: whom earlier tests left away would take the spots before the stage."""
    with serving.served(tmp_path) as server:
        yield server


async def test_the_square_by_day(own_square, visit, keep):
    """Neighbours stand about the Forum Square at three in the afternoon; one of them speaks and is drawn speaking."""
    neighbours = [await (await visit(at=own_square.origin)).enter(name, "list") for name in NEIGHBOURS]
    visitor = await (await visit(f"/?debug&hour={DAY_HOUR}", at=own_square.origin)).enter("한가람", "space")
    await visitor.sees(NEIGHBOURS[0])
    await visitor.comes_true(f"!!window.__agoraScene?.hour && __agoraScene.stats().people > {len(NEIGHBOURS)}")
    await visitor.page.wait_for_timeout(SETTLE_MS)
    await neighbours[0].say("오늘 토론, 저도 듣고 갈게요!")
    await visitor.hears("오늘 토론, 저도 듣고 갈게요!")

    assert await fits(visitor.page)
    await keep(visitor.page, "square-day")


@pytest.mark.parametrize("size", ["phone", "desktop"])
async def test_3d(visit, keep, size):
    """The 3D view fits its window."""
    visitor = await (await visit(viewport=SIZES[size])).enter({"phone": "온새미", "desktop": "도담"}[size], "list")
    await visitor.button("view.space").click()
    await expect(visitor.page.locator(".stage canvas").first).to_be_visible()

    assert await fits(visitor.page)
    await keep(visitor.page, f"space-{size}")
