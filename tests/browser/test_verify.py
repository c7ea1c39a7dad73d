"""The page that checks a record, in a real browser: whole and changed files, without the network, for every eye."""

import json

import pytest
from playwright.async_api import expect

from tests.browser.test_accessibility import findings, findings_both
from tests.browser.visitor import PHONE, words, words_start
from tests.server import record_vectors
from tests.server import records as made

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
FILES = {one.name: one.raw for one in record_vectors.vectors()}
CARD = ".verify-verdict"


async def give(page, name, raw=None):
    """Choose a file, by a vector's name or by its bytes."""
    file = {"name": f"{name}.json", "mimeType": "application/json", "buffer": FILES[name] if raw is None else raw}
    await page.get_by_label(words("verify.choose")).set_input_files(file)


def heading(page, key):
    """Return the verdict that a key words."""
    return page.get_by_role("heading", level=2, name=words(key))


async def test_a_record_is_checked_with_the_network_off(visit):
    """Whole, changed, resealed, none at all: each told in words, with the row; nothing is asked of anybody."""
    citizen = await visit("/verify", viewport=PHONE)
    page = citizen.page
    await expect(page.get_by_role("heading", level=1, name=words("verify.title"))).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await citizen.context.set_offline(True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    await give(page, "closed")
    await expect(heading(page, "verify.whole")).to_be_visible()
    await expect(page.locator(CARD)).to_have_attribute("data-good", "true")
    await expect(page.locator(CARD)).to_contain_text("33줄 가운데 빠지거나")
    await give(page, "dropped")
    await expect(heading(page, "verify.broken")).to_be_visible()
    await expect(page.locator(CARD)).to_contain_text("5번째 줄")
    await expect(page.locator(CARD)).to_contain_text(words("verify.why.seq").pattern.strip("^$").replace("\\", ""))
    await expect(page.locator(CARD)).not_to_have_attribute("data-good", "true")
    await give(page, "resealed")
    await expect(page.locator(CARD)).to_contain_text("파일 전체")
    await give(page, "no_record")
    await expect(heading(page, "verify.unreadable")).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1, name="Check a record")).to_be_visible()

    assert [url for url in asked if not url.endswith(".woff2")] == [], "letters may be missing; nothing else is asked"
    citizen.wrong = [line for line in citizen.wrong if "ERR_INTERNET_DISCONNECTED" not in line]  # those letters


async def test_a_noted_value_decides_whose_record_it_is(visit):
    """The key from the address and from the paper, a value of the screen, another key, a slip of the hand."""
    citizen = await visit(f"/verify#{made.SIGNER.key}")
    page = citizen.page
    await give(page, "closed")
    await expect(page.get_by_text(words("verify.known.key"))).to_be_visible()
    field = page.get_by_role("textbox", name=words_start("verify.known"))
    rows = json.loads(FILES["closed"])["rows"]
    for value, key in (
        (rows[-1]["hash"][:20], "verify.known.last"),
        (f"{rows[9]['hash'][:4]} {rows[9]['hash'][4:]}".upper(), "verify.known.row"),
        ("", "verify.known.none"),
        ("모름", "verify.known.form"),
    ):
        await field.fill(value)
        await expect(page.get_by_text(words(key))).to_be_visible()
        await expect(page.locator(CARD)).to_have_attribute("data-good", "true")
    await field.fill(made.OTHER.key)
    await expect(heading(page, "verify.other")).to_be_visible()
    await expect(page.locator(CARD)).to_have_attribute("data-good", "false")


async def test_the_page_holds_for_every_eye(visit):
    """Axe finds nothing, light and dark, before and after; with doubled letters nothing leaves a narrow screen."""
    citizen = await visit("/verify", viewport=PHONE)
    page = citizen.page
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert await findings(page) == []
    await give(page, "closed")
    await expect(heading(page, "verify.whole")).to_be_visible()
    assert await findings_both(page) == []
    await page.evaluate("localStorage.setItem('agora.text', '200')")
    await page.reload()
    await give(page, "dropped")
    await expect(heading(page, "verify.broken")).to_be_visible()
    assert await findings(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_file_can_be_dropped_and_the_policy_lets_nothing_out(visit):
    """A file dropped anywhere on the page is checked; even a script on the page could send it nowhere."""
    citizen = await visit("/verify")
    page = citizen.page
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    drop = """(text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "record.json"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    await page.evaluate(drop, FILES["closed"].decode())
    await expect(heading(page, "verify.whole")).to_be_visible()

    assert await page.evaluate("fetch('/api/door').then(() => 'sent', () => 'refused')") == "refused"
    citizen.wrong = [
        line for line in citizen.wrong if "connect-src" not in line and "Fetch API cannot load" not in line
    ]
