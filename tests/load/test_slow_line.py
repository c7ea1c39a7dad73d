"""The light page over 256 kbit/s: a browser with nothing in its cache joins a forum of a thousand."""

import asyncio
import time

import pytest
from playwright.async_api import async_playwright, expect

from agora_server.bench import people
from agora_server.bench.hall import join_all
from agora_server.bench.hall_tab import HallTab
from agora_server.bench.runner import ServerProcess, cores
from tests.browser.conftest import chromium
from tests.browser.visitor import PHONE, words
from tests.load.slow_line import Way, slow_line

pytestmark = pytest.mark.load

ATTENDING, ATTENDING_LONG = 100, 1_000
BITS_PER_S, DELAY_S = 256_000, 0.05
JOINED_S = 10
STUCK_S = 60


@pytest.fixture
def server(tmp_path):
    """The whole server with the built client, in a process of its own."""
    server = ServerProcess(["agora_server.bench.measured_server", str(tmp_path / "data"), "client"], cores()[0])
    yield server
    server.stop()


async def test_the_light_page_joins_a_full_forum(server, long):
    """A slow line, an empty cache: what one must have to act comes in 10 s, and the floor follows."""
    count = ATTENDING_LONG if long else ATTENDING
    forum = server.ask("hall")["forum"]
    cookies = await people.come_in(server.port, 0, count + 1)
    tabs = [HallTab(server.port, cookie, forum) for cookie in cookies[1:]]
    await join_all(tabs, server)
    async with (
        slow_line(server.port, BITS_PER_S, DELAY_S) as (port, down),
        async_playwright() as driver,
        chromium(driver) as browser,
    ):
        context = await browser.new_context(locale="ko-KR", viewport=PHONE)
        name, _, value = cookies[0].partition("=")
        await context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
        page = await context.new_page()
        began = time.monotonic()
        await page.goto(f"http://127.0.0.1:{port}/hall/{forum}", wait_until="commit")
        await expect(page.get_by_role("button", name=words("light.ask")).first).to_be_visible(timeout=STUCK_S * 1_000)
        took, size = time.monotonic() - began, down.carried
        await asyncio.to_thread(server.ask, "turn")
        await expect(page.get_by_role("timer").first).to_be_visible(timeout=STUCK_S * 1_000)
    for tab in tabs:
        tab.cut()
    print(f"figure: joined a forum of {count} over {BITS_PER_S // 1_000} kbit/s in {took:.1f} s, {size // 1_000} kB")

    assert size / (BITS_PER_S / 8) <= JOINED_S, "what must be carried before one can act does not fit into 10 s"
    assert sum(tab.resets for tab in tabs) == count


async def test_the_line_is_as_slow_as_it_says():
    """Bytes take the time that they take, whoever sends them."""
    way = Way(80_000, 0.0)
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(way.carry(500) for _ in range(4)))

    assert way.carried == 2_000
    assert way._free_at - began >= 0.2
