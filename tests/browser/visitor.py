"""A citizen in a browser, who finds everything by role and name, as the catalogue words it."""

import asyncio
import json
import re
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.source import ROOT

WORDS = ROOT / "web_client" / "src" / "i18n"
CATALOGUE = {
    key: text
    for file in (WORDS / "ko.json", *sorted((WORDS / "parts").glob("*.ko.json")))
    for key, text in json.loads(file.read_text(encoding="utf-8")).items()
}
PHONE = {"width": 360, "height": 740}
SMALL = {"width": 640, "height": 480}
DESKTOP = {"width": 1366, "height": 768}
SCREEN = {"width": 1920, "height": 1080}
PATIENCE_MS = 20_000
"""How long an eye waits for something to appear; 3D by software on two busy cores is slow."""

SLOW_S = 60
"""How long building the city may take, drawn by software."""

expect.set_options(timeout=PATIENCE_MS)


def words(key: str, **facts: str) -> re.Pattern[str]:
    """Return what the interface says for a key; facts that are not given may be anything."""
    pieces = re.split(r"\{(\w+)(?:\|[^}]+)?\}", CATALOGUE[key])
    filled = [
        re.escape(piece) if index % 2 == 0 else (re.escape(facts[piece]) + ".{0,2}" if piece in facts else ".*")
        for index, piece in enumerate(pieces)
    ]
    return re.compile("^" + "".join(filled) + "$")


class Visitor:
    """One citizen: a browser context of their own, and what went wrong in it.

    Attributes:
        page: the tab.
        wrong: errors of the console and of scripts, and answers that tell of a fault of the server.
        foreign: requests to other hosts.
    """

    def __init__(self, context: BrowserContext, page: Page, origin: str) -> None:
        self.context = context
        self.page = page
        self.origin = origin
        self.name = ""
        self.wrong: list[str] = []
        self.foreign: list[str] = []
        context.on("request", lambda request: self._watch(request.url))
        context.on("response", lambda answer: self._answered(answer.status, answer.url))
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", lambda said: self._heard(said.type, said.text))

    @classmethod
    async def open(cls, context: BrowserContext, url: str) -> "Visitor":
        """Open an address in a new tab."""
        parts = urlsplit(url)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        visitor = cls(context, page, f"{parts.scheme}://{parts.netloc}")
        await page.goto(url)
        return visitor

    def _watch(self, url: str) -> None:
        if not url.startswith((self.origin, self.origin.replace("http", "ws", 1), "data:", "blob:")):
            self.foreign.append(url)

    def _answered(self, status: int, url: str) -> None:
        if status >= 500:
            self.wrong.append(f"answer {status}: {url}")

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:  # a refusal over HTTP is an answer, not a fault
            self.wrong.append(f"console: {text}")

    def must_be_clean(self) -> None:
        """Fail if a script failed, the server stumbled, or anybody else was asked for anything."""
        assert not self.foreign, self.foreign
        assert not self.wrong, self.wrong

    # ---- finding

    def button(self, key: str, **facts: str) -> Locator:
        """Return the button that a key words."""
        return self.page.get_by_role("button", name=words(key, **facts))

    def region(self, key: str) -> Locator:
        """Return the region that a key names."""
        return self.page.get_by_role("region", name=words(key))

    @property
    def dialog(self) -> Locator:
        """The dialog that stands open."""
        return self.page.get_by_role("dialog")

    @property
    def log(self) -> Locator:
        """The readable log."""
        return self.page.get_by_role("log")

    def person(self, name: str) -> Locator:
        """Return the row of a person near."""
        return self.region("people.title").get_by_role("listitem").filter(has_text=name)

    async def comes_true(self, expression: str) -> None:
        """Wait until an expression holds; asked from outside, since the page's own policy forbids ``eval``."""
        async with asyncio.timeout(SLOW_S):
            while not await self.page.evaluate(expression):
                await self.page.wait_for_timeout(200)

    # ---- acting

    async def enter(self, name: str, view: str = "list") -> "Visitor":
        """Pass the door with a nickname, consent and a view, and skip the guide."""
        self.name = name
        await self.page.get_by_label(words_start("door.nickname")).fill(name)
        await self.page.get_by_role("checkbox", name=words_start("door.agree")).check()
        await self.page.get_by_role("radio", name=words_start(f"view.{view}")).check()
        await self.button("door.enter").click()
        await self.inside(view)
        skip = self.button("guide.skip")
        if await skip.count():
            await skip.click()
        return self

    async def inside(self, view: str) -> None:
        """Wait until the square shows in a view and the line is open."""
        await expect(self.page.locator(f'main.square[data-view="{view}"]')).to_be_visible()
        await self.page.locator("#compose:not([disabled])").wait_for(state="attached")
        await expect(self.page.locator("#here-words")).not_to_be_empty()

    async def switch(self, view: str) -> None:
        """Show the square another way."""
        await self.button(f"view.{view}").click()
        await self.inside(view)

    async def say(self, text: str) -> None:
        """Say something to those near."""
        await self.page.locator("#compose").fill(text)
        await self.page.locator("#compose").press("Enter")
        await expect(self.page.locator("#compose")).to_have_value("")

    async def hears(self, text: str) -> None:
        """Wait until words stand in the log."""
        await expect(self.log.get_by_text(text, exact=True)).to_be_attached()

    async def sees(self, name: str) -> None:
        """Wait until a person stands in the list of those near, which every view has for assistive technology."""
        await expect(self.person(name)).to_be_attached()

    async def misses(self, name: str) -> None:
        """Wait until a person is no longer among those near."""
        await expect(self.person(name)).to_have_count(0)

    async def whereabouts(self, name: str) -> str:
        """Return side and distance of a person near, as the list words them."""
        return await self.person(name).locator(".where").text_content() or ""

    async def sees_move(self, name: str, since: str) -> None:
        """Wait until a person is somewhere else than before."""
        await expect(self.person(name).locator(".where")).not_to_have_text(since)

    async def place_words(self) -> str:
        """Return the sentence that says where one is."""
        return await self.page.locator("#here-words").inner_text()

    async def walk(self, key: str = "ArrowUp", milliseconds: int = 2_000) -> None:
        """Walk by a key held down while the drawn view has the focus."""
        await self.page.locator('.stage [tabindex="0"]').first.focus()
        await self.page.keyboard.down(key)
        await self.page.wait_for_timeout(milliseconds)
        await self.page.keyboard.up(key)

    async def own(self, key: str) -> None:
        """Open an entry of the own menu."""
        await self.page.get_by_role("button", name=words_start("menu.own")).click()
        await (
            self.page.get_by_role("group", name=words_start("menu.own")).get_by_role("button", name=words(key)).click()
        )

    async def leave(self) -> None:
        """Leave the square, and confirm it."""
        await self.own("menu.leave")
        await self.dialog.get_by_role("button", name=words("leave.do")).click()
        await expect(self.page.locator("main.farewell")).to_be_visible()


def words_start(key: str) -> re.Pattern[str]:
    """Return a pattern for what begins with the words of a key: a label with its aside, a menu with its owner."""
    return re.compile("^" + re.escape(CATALOGUE[key].split("{")[0]))


def words_end(key: str) -> re.Pattern[str]:
    """Return a pattern for a name that ends with the words of a key, as the button of a place does."""
    return re.compile(words(key).pattern.removeprefix("^"))
