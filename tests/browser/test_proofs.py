"""Becoming more than a guest: a code on a phone, the mock of an identity check, a second device; axe at each step."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.hiring import hired
from tests.browser.test_accessibility import findings
from tests.browser.test_pictures import fits
from tests.browser.visitor import PHONE, words, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def printed_codes(clerk, count):
    """Make codes at the desk; return what the slips say, and how many pages of A4 they are."""
    await clerk.page.get_by_role("tab", name=words("staff.tab.codes")).click()
    await clerk.page.get_by_label(words_start("codes.name")).fill("정문")
    await clerk.page.get_by_label(words_start("codes.count")).fill(str(count))
    await clerk.button("codes.make").click()
    await expect(clerk.dialog).to_be_visible()
    assert await findings(clerk.page) == []
    pages = len(re.findall(rb"/Type\s*/Page\b", await clerk.page.pdf(prefer_css_page_size=True)))
    return await clerk.dialog.locator(".slip-big").all_inner_texts(), pages


async def role_of(visitor):
    """Return what the server takes a visitor for."""
    answer = await visitor.page.request.get(f"{visitor.origin}/api/door")
    return (await answer.json())["me"]["role"]


async def test_a_code_makes_a_citizen_in_two_taps(visit, served):
    """Printed by the clerk, scanned by a phone: one tap confirms, the next leads on; the address keeps no secret."""
    clerk = await hired(visit, served, "clerk", "seogi", "이서기")
    codes, pages = await printed_codes(clerk, 9)
    phone = await visit(f"/code#{codes[0]}", viewport=PHONE)
    field = phone.page.get_by_label(words_start("proof.code.label"))

    await expect(field).to_have_value(codes[0])
    assert phone.page.url == f"{phone.origin}/code"
    assert await fits(phone.page)
    assert await findings(phone.page) == []
    await phone.button("proof.code.do").click()
    await expect(phone.page.get_by_text(words("proof.code.done"))).to_be_visible()
    assert await findings(phone.page) == []
    assert (len(codes), pages) == (9, 2)
    assert await role_of(phone) == "citizen"


async def test_a_used_code_says_what_to_do(visit, served):
    """The second who brings it is told in words; a short one is noticed before it is sent."""
    clerk = await hired(visit, served, "clerk", "seogi-dul", "박서기")
    [code], _ = await printed_codes(clerk, 1)
    for phone in [await visit(f"/code#{code}", viewport=PHONE) for _ in range(2)]:
        await phone.button("proof.code.do").click()
        await expect(phone.page.get_by_role("status").or_(phone.page.get_by_role("alert")).first).not_to_be_empty()
    await expect(phone.page.get_by_text(words("refusal.code_invalid"))).to_be_visible()
    assert await findings(phone.page) == []
    await phone.page.get_by_label(words_start("proof.code.label")).fill("K7QM")
    await phone.button("proof.code.do").click()
    await expect(phone.page.get_by_text(words("proof.code.short"))).to_be_visible()
    assert await role_of(phone) == "guest"


async def test_the_mock_of_an_identity_check_says_what_it_is(visit):
    """A warning first; then the same made-up person on a second phone is the same citizen."""
    for known in ("proof.identity.done", "proof.identity.known"):
        phone = await visit("/identity", viewport=PHONE)
        await expect(phone.page.get_by_text(words("proof.mock"))).to_be_visible()
        assert await findings(phone.page) == []
        await phone.button("proof.mock.do").click()
        await expect(phone.page.get_by_text(words(known))).to_be_visible()
        assert await role_of(phone) == "citizen"


@pytest.mark.parametrize("path", ["/slip", "/on", "/slip#cut", "/on#cut"])
async def test_a_cut_address_says_so(visit, path):
    """Opened without its QR code, a page tells to scan again."""
    phone = await visit(path, viewport=PHONE)

    await expect(phone.page.get_by_text(words("proof.unread"))).to_be_visible()
    assert await findings(phone.page) == []


async def test_a_second_device_goes_on_after_one_tap(visit, served):
    """The first device shows a code, both show the same digits, one tap lets the second in."""
    first = await hired(visit, served, "moderator", "sahoeja", "최사회")
    await first.page.get_by_role("tab", name=words("staff.tab.mine")).click()
    async with first.page.expect_response("**/api/staff/handover") as answer:
        await first.button("handover.do").click()
    address = (await (await answer.value).json())["address"]
    assert await findings(first.page) == []
    second = await visit("/staff/take#" + address.partition("#")[2], viewport=PHONE)
    digits = await second.page.locator(".digits").inner_text()
    assert await findings(second.page) == []
    await first.button("handover.same", digits=digits).click()

    await expect(second.page.get_by_role("heading", level=1, name=words("menu.staff"))).to_be_visible()
    await expect(first.dialog.get_by_text(words("handover.done"))).to_be_visible()
