"""Fingers that have a keyboard and nothing else: every stop of the Tab key is looked at, and no focus may get lost."""

from typing import Any

from playwright.async_api import Locator, expect

from tests.browser.visitor import Visitor

STOPS = 200
"""Stops of the Tab key within which anything on a page must be reached; more is a trap, or no way for fingers."""
STEPS = 40
"""Presses of an arrow key within a group: more than any group has choices."""
STOP = """() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return { on: "" };
  const outlined = (one) => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const { left, right, top, bottom } = at.getBoundingClientRect();
  const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
    [left + x * (right - left), top + y * (bottom - top)]));
  const uncovered = spots.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && hit !== document.documentElement && hit !== document.body
      && (at.contains(hit) || hit.contains(at) || at.labels?.[0]?.contains(hit));
  });
  const shown = outlined(at) || outlined(at.closest("label, li"));
  return { on: at.outerHTML.slice(0, 160), shown, uncovered };
}"""
"""What has the focus, whether one sees that it has, and whether something covers it whole."""


class Fingers:
    """One person at a keyboard.

    Attributes:
        visitor: whose page it is.
        page: the tab.
        stops: how many stops of the Tab key were looked at.
    """

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.stops = 0
        self._fresh = True
        self.page.on("domcontentloaded", lambda _: self._arrived())

    def _arrived(self) -> None:
        """A page that was just loaded has no focus yet."""
        self._fresh = True

    async def goes(self, path: str) -> None:
        """Type an address, as one may with a keyboard."""
        await self.page.goto(self.visitor.origin + path)

    async def kept(self) -> None:
        """See that the last act left the focus on something of the page."""
        if not self._fresh:
            await expect(self.page.locator("body")).not_to_be_focused()

    async def tab(self) -> dict[str, Any]:
        """Go one stop on; return what stands there, which must be seen. At the end of the page there is no stop."""
        await self.page.keyboard.press("Tab")
        stop: dict[str, Any] = await self.page.evaluate(STOP)
        self.stops += 1
        if stop["on"]:
            assert stop["shown"], f"no sign of the focus: {stop['on']}"
            assert stop["uncovered"], f"covered while it has the focus: {stop['on']}"
        self._fresh = self._fresh and not stop["on"]
        return stop

    async def reach(self, *wanted: Locator) -> None:
        """Go to one of some elements by the Tab key alone."""
        await expect(wanted[0].or_(wanted[-1]).first).to_be_visible()
        await self.kept()
        for _ in range(STOPS):
            for one in wanted:
                if await one.evaluate_all("all => all.includes(document.activeElement)"):
                    return
            await self.tab()
        raise AssertionError(f"not reached by keyboard: {wanted[0]}")

    async def press(self, target: Locator, key: str = "Enter") -> None:
        """Go to something and press it."""
        await self.reach(target)
        self._fresh = False
        await self.page.keyboard.press(key)

    async def write(self, target: Locator, text: str) -> None:
        """Go to a field and type; what stands in it is replaced."""
        await self.reach(target)
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.type(text)

    async def choose(self, target: Locator) -> None:
        """Choose a radio button: its group is one stop, within it the arrows go."""
        name = await target.get_attribute("name")
        await self.reach(target, self.page.locator(f'input[type=radio][name="{name}"]'))
        for _ in range(STEPS):
            if await target.evaluate("one => one === document.activeElement"):
                await self.page.keyboard.press("Space")
                await expect(target).to_be_checked()
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached by arrows: {target}")

    async def pick(self, target: Locator, index: int) -> None:
        """Choose in a list that opens: the arrows go through it."""
        await self.reach(target)
        for _ in range(STEPS):
            now = await target.evaluate("one => one.selectedIndex")
            if now == index:
                return
            await self.page.keyboard.press("ArrowDown" if now < index else "ArrowUp")
        raise AssertionError(f"not reached by arrows: {target}")

    async def opens_tab(self, target: Locator) -> None:
        """Open a tab: the row of tabs is one stop, within it the arrows go."""
        await self.reach(self.page.locator('[role=tab][tabindex="0"]'))
        for _ in range(STEPS):
            if await target.get_attribute("aria-selected") == "true":
                return
            await self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"not reached by arrows: {target}")

    async def all_round(self) -> int:
        """Go through the whole page once: it has an end, so nothing holds the focus. Return the number of stops."""
        await self.page.evaluate("document.activeElement.blur()")
        self._fresh = True
        first = (await self.tab())["on"]
        for count in range(1, STOPS):
            stop = await self.tab()
            if stop["on"] in ("", first):
                return count
        raise AssertionError("the Tab key does not come to the end of the page")
