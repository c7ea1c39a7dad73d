"""axe finds nothing to say against any view or dialog (WCAG 2.0 to 2.2, A and AA)."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.browser.visitor import PHONE, SMALL, words, words_end

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OWN_DIALOGS = ("menu.me", "menu.look", "menu.settings", "menu.blocks", "menu.mine", "menu.about", "menu.leave")
PAGES = ("/privacy", "/accessibility", "/about", "/help", "/staff")


FADE_MS = 5_000
"""Longest wait for colours to stop fading: they take 150 ms, on a busy core some more."""


async def findings(page):
    """Return what axe finds, in a line each, once no colour fades any more: half-way it has no contrast."""
    for _ in range(FADE_MS // 100):
        if await page.evaluate("document.getAnimations().every((one) => one.playState !== 'running')"):
            break
        await page.wait_for_timeout(100)
    answer = await Axe().run(page, options=RULES)
    return [
        f"{row['id']}: {node['target']} {node['failureSummary'][:200]}"
        for row in answer.response["violations"]
        for node in row["nodes"]
    ]


async def findings_both(page):
    """Return what axe finds in light and in dark; the page is light afterwards."""
    found = []
    for scheme in ("dark", "light"):
        await page.emulate_media(color_scheme=scheme)
        await expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        found += [f"{scheme}: {line}" for line in await findings(page)]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1366, "height": 768}], ids=["phone", "desktop"])
async def test_door_list_and_map(visit, scheme, viewport):
    """The door, the list and the map hold, light and dark, on a phone and on a desktop."""
    visitor = await visit(color_scheme=scheme, viewport=viewport)
    await expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    found = [("door", line) for line in await findings(visitor.page)]
    await visitor.enter(f"살핌{scheme[:1]}{viewport['width']}", "list")
    found += [("list", line) for line in await findings(visitor.page)]
    await visitor.switch("map")
    found += [("map", line) for line in await findings(visitor.page)]

    assert found == []


async def test_3d(visit):
    """The 3D view holds, with the list beside it."""
    visitor = await (await visit(viewport=SMALL)).enter("입체살핌", "space")

    assert await findings(visitor.page) == []


@pytest.mark.parametrize("path", PAGES)
async def test_pages(visit, path):
    """The pages of text and the door of the staff hold."""
    visitor = await visit(path)
    await expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()

    assert await findings(visitor.page) == []


async def test_every_dialog(visit):
    """Every dialog of the own menu, of finding, of a place, its address and of a person holds, and Escape closes it."""
    other = await (await visit()).enter("옆사람", "list")
    visitor = await (await visit()).enter("창살핌", "list")
    await visitor.sees(other.name)
    found = []

    async def look(name):
        await expect(visitor.dialog).to_be_visible()
        found.extend((name, line) for line in await findings(visitor.page))
        await visitor.page.keyboard.press("Escape")
        await expect(visitor.dialog).to_have_count(0)

    for key in OWN_DIALOGS:
        await visitor.own(key)
        await look(key)
    await visitor.page.get_by_role("button", name=words("find.open")).first.click()
    await look("find")
    await visitor.button("place.about").click()
    await look("place")
    await visitor.button("place.about").click()
    await visitor.dialog.get_by_role("button", name=words("share.open")).click()
    await look("share")
    for key in ("person.block", "person.report"):
        row = visitor.person(other.name)
        await row.get_by_role("button", name=words("people.menu", name=other.name)).click()
        await row.get_by_role("button", name=words(key)).click()
        await look(key)

    assert found == []


async def test_the_dialog_of_the_light_rail(visit):
    """At a station, the list of stations holds."""
    visitor = await (await visit("/p/station-museum")).enter("역살핌", "list")
    board = visitor.region("places.title").get_by_role("button", name=words_end("way.board"))
    await board.first.click()
    await expect(visitor.dialog).to_be_visible()

    assert await findings(visitor.page) == []
