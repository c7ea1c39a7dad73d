"""What a visit costs: no other host, a light first load, and a 3D view that stays cheap with many people."""

import pytest

from tests.browser.visitor import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DRAW_CALLS = 80
CODE_LIMIT = 100_000


async def test_the_list_loads_little_and_asks_nobody_else(visit):
    """Until the list can be used, at most 100 kB of code come over the line, and all of it from this server."""
    sizes = {}
    visitor = await visit()
    visitor.page.on("response", lambda answer: sizes.setdefault(answer.url, answer))
    await visitor.page.reload()
    await visitor.enter("가벼움", "list")
    code = [answer for url, answer in sizes.items() if url.split("?")[0].endswith((".js", ".css"))]
    total = sum([(await answer.request.sizes())["responseBodySize"] for answer in code])
    print(f"figure: code loaded until the list can be used: {total / 1000:.1f} kB in {len(code)} files")

    assert 0 < total <= CODE_LIMIT
    assert not [url for url in sizes if "three" in url or "mount" in url]
    assert visitor.foreign == []


async def test_3d_stays_within_its_draw_calls(visit):
    """The 3D view draws the square in at most 80 calls, as its own statistics say."""
    visitor = await (await visit("/?debug", viewport=SMALL)).enter("그리기", "space")
    handle = await visitor.page.wait_for_function("(window.__agoraScene?.stats().built && __agoraScene.stats()) || null")
    stats = await handle.json_value()
    print(f"figure: 3D {stats}")

    assert 0 < stats["calls"] <= DRAW_CALLS
