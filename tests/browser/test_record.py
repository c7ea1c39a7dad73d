"""The record of a forum in a real browser: an officer publishes it, a citizen reads it on a phone; axe at each step."""

import asyncio

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import expect

from agora_server.journal.heads import open_signer
from agora_server.journal.journal import Journal
from agora_server.store import open_store
from tests import serving
from tests.browser.hiring import hired
from tests.browser.test_accessibility import findings
from tests.browser.visitor import PHONE, words, words_start
from tests.server import evenings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
FILES = {"minutes.pdf": b"%PDF-", "minutes.csv": b"\xef\xbb\xbf", "record.json": b'{"erased"'}
"""How each file begins."""
PAGE = f"/hall/{evenings.FORUM}/record"


async def lay(folder):
    """Lay an evening that is over into a data folder, as a server left it."""
    folder.mkdir()
    store = await open_store(f"sqlite+aiosqlite:///{folder / 'agora.sqlite3'}")
    journal = Journal(store, open_signer(folder))
    await evenings.keep(evenings.evening(), journal)
    await journal.close()
    await store.close()


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def held(tmp_path_factory):
    """A server whose forum was held the evening before."""
    folder = tmp_path_factory.mktemp("held")
    await lay(folder / "data")
    served = serving.served(folder)
    yield await asyncio.to_thread(served.__enter__)
    await asyncio.to_thread(served.__exit__, None, None, None)


async def at_record(held, visit, login):
    """Return an officer before the record."""
    officer = await hired(visit, held, "officer", login, "담당 주무관")
    await officer.page.goto(held.origin + PAGE)
    await expect(officer.page.get_by_role("heading", level=1, name=evenings.TITLE)).to_be_visible()
    return officer


async def test_the_record_from_draft_to_publication(held, visit):
    """Not out, a draft for staff, published with one name, read on a phone in the dark, withdrawn again."""
    citizen = await visit(PAGE, at=held.origin, viewport=PHONE, color_scheme="dark")
    await expect(citizen.page.get_by_text(words("record.not_yet"))).to_be_visible()
    assert await findings(citizen.page) == []
    await expect(citizen.page.get_by_role("link", name=words("record.file.pdf"))).to_have_count(0)

    officer = await at_record(held, visit, "jumu-record")
    await expect(officer.page.get_by_text(words("record.draft"))).to_be_visible()
    await expect(officer.page.get_by_text("온라인 참여자 3").first).to_be_visible()
    assert await findings(officer.page) == []
    await officer.page.get_by_role("checkbox", name="응우옌 티 흐엉").check()
    await officer.button("record.publish.now").click()
    await expect(officer.page.get_by_text(words("record.published"))).to_be_visible()
    await expect(officer.page.get_by_role("checkbox", name="응우옌 티 흐엉")).to_be_checked()
    assert await findings(officer.page) == []

    await citizen.page.reload()
    sheet = citizen.page.locator(".minutes .sheet")
    await expect(sheet.get_by_text("응우옌 티 흐엉").first).to_be_visible()
    await expect(sheet.get_by_text("서말희")).to_have_count(0)
    assert await findings(citizen.page) == []
    assert await citizen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await officer.page.get_by_text(words("record.withdraw")).first.click()
    await officer.page.get_by_label(words_start("record.withdraw.reason")).fill("이름이 틀림")
    await officer.page.get_by_role("button", name=words("record.withdraw")).click()
    await expect(officer.page.get_by_text(words("record.not_yet"))).to_be_visible()


async def test_every_file_is_there_and_the_page_alone_holds(held, visit):
    """The printable page under its own policy, without fault of axe; PDF, table and record come as files."""
    officer = await at_record(held, visit, "jumu-files")
    await officer.page.goto(f"{held.origin}/api/forums/{evenings.FORUM}/minutes.html")
    await expect(officer.page.get_by_role("heading", level=1)).to_be_visible()
    colour = await officer.page.evaluate("getComputedStyle(document.querySelector('thead th')).backgroundColor")
    assert colour == "rgb(236, 234, 228)", "the policy lets the style in"
    printed = await officer.page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF-")

    cookies = {one["name"]: one["value"] for one in await officer.page.context.cookies()}
    async with aiohttp.ClientSession(cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        for name, begins in FILES.items():
            async with http.get(f"{held.origin}/api/forums/{evenings.FORUM}/{name}") as answer:
                assert answer.status == 200, name
                assert (await answer.read()).startswith(begins)
