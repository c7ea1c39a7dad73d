"""Real browsers for the tests of what people see. One browser a session, one context a visitor."""

import contextlib

import pytest
import pytest_asyncio
from playwright.async_api import Error, async_playwright

from tests import chromium as installed
from tests import serving
from tests.browser.visitor import DESKTOP, Visitor

FLAGS = [
    *("--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic", "--disable-dev-shm-usage"),
]
NO_WEBGL = ["--disable-webgl", "--disable-webgl2", "--disable-3d-apis"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright():
    """The driver."""
    async with async_playwright() as driver:
        yield driver


@contextlib.asynccontextmanager
async def chromium(playwright, *flags):
    """Start the browser of this machine; it must be there."""
    path = installed.browser_path()
    assert path, f"no browser; first run: {installed.APT_LINE}"
    browser = await playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
    try:
        yield browser
    finally:
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(playwright):
    """A browser with 3D by software."""
    async with chromium(playwright) as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def plain_browser(playwright):
    """A browser without WebGL."""
    async with chromium(playwright, *NO_WEBGL) as started:
        yield started


async def gone(visitor):
    """Close the browser of a visitor, who is gone from the square at once: as away they would keep their spot in it."""
    for page in visitor.context.pages:
        await page.close()
    with contextlib.suppress(Error):  # a server that the test has ended keeps nobody
        await visitor.context.request.delete(f"{visitor.origin}/api/me", headers={"Origin": visitor.origin})
    await visitor.context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser, served):
    """
    Open the square as somebody new, with options of the browser context; each must have been clean in the end.

    ``before`` is awaited with the context and the origin, before the page opens.
    """
    visitors = []

    async def open_page(path="/", *, by=browser, at=served.origin, before=None, **options):
        context = await by.new_context(locale="ko-KR", **{"viewport": DESKTOP, **options})
        if before:
            await before(context, at)
        visitors.append(await Visitor.open(context, at + path))
        return visitors[-1]

    yield open_page
    for visitor in visitors:
        await gone(visitor)
    for visitor in visitors:
        visitor.must_be_clean()


@pytest.fixture(scope="session")
def secure(certificate, tmp_path_factory):
    """A server with TLS under a name that is not localhost."""
    _, cert, key = certificate
    port = serving.free_port()  # the public address must name it before the start
    options = ["--tls-cert", str(cert), "--tls-key", str(key), "--public-url", f"https://{serving.NAME}:{port}"]
    with serving.served(tmp_path_factory.mktemp("secure"), *options, port=port) as server:
        yield server
