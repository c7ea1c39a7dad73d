"""What a visit costs: no other host, a light first load, and a 3D view that stays cheap with many people."""

import pytest
from playwright.async_api import expect

from tests import serving
from tests.browser.moderator_socket import ModeratorSocket
from tests.browser.test_hall_light import forum, officer, opened  # noqa: F401
from tests.browser.visitor import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DRAW_CALLS = 80
CROWD = 500
SCRIPT_MS = 4
"""What the script of a frame may take with 500 in view: a mark, printed beside the figure; a busy machine decides."""
FRAMES_MS = 6_000
"""Time for frames with the crowd in them, drawn by software."""
CODE_LIMIT = 100_000
HERE_LIMIT = 125_000
"""The same with the card of the forum in whose hall one arrives: its clock, queue, ballot and the way to speak."""
LOADED = """performance.getEntriesByType("resource")
    .filter((one) => /\\.(js|css)$/.test(one.name)).map((one) => [one.name, one.encodedBodySize])"""
"""Names and bytes over the line of every script and style."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own: where another test's forum runs, who comes to its hall loads the card of it, too."""
    with serving.served(tmp_path_factory.mktemp("frugal")) as server:
        yield server


async def loaded(visitor):
    """Return the names of the scripts and styles that a page loaded, and their bytes over the line."""
    rows = await visitor.page.evaluate(LOADED)
    return [name for name, _ in rows], sum(size for _, size in rows)


async def test_the_list_loads_little_and_asks_nobody_else(visit):
    """Until the list can be used, at most 100 kB of code come over the line, and all of it from this server."""
    visitor = await (await visit()).enter("가벼움", "list")
    names, total = await loaded(visitor)
    print(f"figure: code loaded until the list can be used: {total / 1000:.1f} kB in {len(names)} files")

    assert 0 < total <= CODE_LIMIT
    assert not [name for name in names if "three" in name or "mount" in name]
    assert visitor.foreign == []


async def test_a_forum_where_one_arrives_adds_its_card(visit, officer, forum):  # noqa: F811
    """Who arrives in a hall with a forum under way reads its card after at most 125 kB of code."""
    number, desk = forum
    await opened(desk)
    visitor = await (await visit()).enter("광장손님", "list")
    await expect(visitor.page.locator("#hall-here")).to_be_visible()
    names, total = await loaded(visitor)
    chair = await ModeratorSocket.open(officer, number)
    await chair.order("close_forum")  # for the test beside this one, which comes before or after it
    await chair.close()
    print(f"figure: the same where a forum is under way: {total / 1000:.1f} kB in {len(names)} files")

    assert any("here_card" in name for name in names)
    assert total <= HERE_LIMIT


async def test_3d_stays_within_its_draw_calls(visit):
    """The 3D view draws the square and 500 people about oneself in at most 80 calls, as its own statistics say."""
    visitor = await (await visit("/?debug", viewport=SMALL)).enter("그리기", "space")
    await visitor.comes_true("!!window.__agoraScene?.fill && __agoraScene.stats().built")
    await visitor.page.evaluate("(count) => __agoraScene.fill(count)", CROWD)
    await visitor.comes_true(f"__agoraScene.stats().people >= {CROWD}")
    await visitor.page.wait_for_timeout(FRAMES_MS)
    stats = await visitor.page.evaluate("__agoraScene.stats()")
    print(f"figure: 3D with {stats['people']} people: {stats['calls']} draw calls, {stats['triangles']} triangles, "
          f"script mean {stats['script']['mean']:.2f} ms, p95 {stats['script']['p95']:.2f} ms a frame (mark "
          f"{SCRIPT_MS} ms), quality {stats['quality']}")  # fmt: skip

    assert stats["people"] >= CROWD
    assert 0 < stats["calls"] <= DRAW_CALLS
