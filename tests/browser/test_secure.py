"""https under a name that is not localhost."""

import pytest

from tests.browser.conftest import chromium
from tests.browser.visitor import Visitor
from tests.serving import NAME

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_square_opens_over_https_on_another_name(playwright, secure):
    """Cookies, socket and words work over https on agora.test; the page is a secure context and the cookie is bound."""
    async with chromium(playwright, f"--host-resolver-rules=MAP {NAME} 127.0.0.1") as browser:
        context = await browser.new_context(locale="ko-KR", ignore_https_errors=True)
        visitor = await Visitor.open(context, secure.origin)
        await visitor.enter("라온", "list")
        await visitor.say("안전한 연결입니다.")
        await visitor.hears("안전한 연결입니다.")
        cookies = {cookie["name"]: cookie for cookie in await context.cookies()}

        assert await visitor.page.evaluate("isSecureContext")
        assert [name for name in cookies if name.startswith("__Host-")] == list(cookies)
        assert all(cookie["secure"] and cookie["httpOnly"] for cookie in cookies.values())
        await context.close()
        visitor.must_be_clean()
