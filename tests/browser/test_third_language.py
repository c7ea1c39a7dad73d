"""A third language fits: the pages in one that nobody speaks, made of the English files, 40 % longer, on a phone.

The server is the one that citizens use, and its client has no such language: the browser gets the English words in
another form instead (``web_client/pseudo.mjs``), so that nothing of it is ever built in.
"""

import itertools
import json
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.hiring import hired
from tests.browser.moderator_socket import ModeratorSocket
from tests.browser.test_accessibility import OWN_DIALOGS
from tests.browser.test_staff import DESKS
from tests.browser.visitor import PHONE, words
from tests.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PSEUDO = (ROOT / "web_client" / "pseudo.mjs").read_text(encoding="utf-8")
BUILT = ROOT / "agora_server" / "client"
TABLET = {"width": 1024, "height": 768}
LAPTOP = {"width": 1366, "height": 768}
SCREEN = {"width": 1920, "height": 1080}
EVERYBODY = {"attend": "guest", "ask": "named", "question": "named", "vote": "named"}
TERMS = {
    "question": "주차장을 지하로 옮기는 데 찬성하십니까?",
    "options": [{"id": "yes", "label": "찬성"}, {"id": "no", "label": "반대"}, {"id": "abstain", "label": "기권"}],
    "method": "yes_no",
    "secrecy": "hidden",
    "base": "valid",
    "quorum_of": "nobody",
    "quorum_per_mille": 0,
    "majority": "simple",
    "item": "",
    "least": 1,
    "most": 1,
    "top": 1,
    "min_open_s": 60,
    "open_s": 180,
    "late": False,
}
UNFIT = """() => {
  const found = new Set();
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 60)}`;
  const forEars = (one) => one !== null && (getComputedStyle(one).clipPath !== "none" || forEars(one.parentElement));
  if (document.documentElement.scrollWidth > innerWidth) {
    for (const one of document.querySelectorAll("body *")) {
      const box = one.getBoundingClientRect();
      if (box.right > innerWidth + 1 && one.checkVisibility()) found.add(`beside the page: ${name(one)}`);
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const holder = node.parentElement;
    // Only words of the catalogue: a long name of a person is cut with an ellipsis, and that is well.
    if (!node.data.includes("[!!") || !holder.checkVisibility() || forEars(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    // A link to skip by stands over the page until the Tab key brings it in.
    if (text.bottom < 0 && holder.matches("a")) continue;
    for (let one = holder; one && one !== document.documentElement; one = one.parentElement) {
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const sideways = text.right > box.right + 1.5 || text.left < box.left - 1.5;
      const below = text.bottom > box.bottom + 1.5 || text.top < box.top - 1.5;
      const control = one.matches("button, a.button, [role=tab]");
      const where = `${node.data} in ${name(one)}`;
      if (sideways && (control || /hidden|clip/.test(style.overflowX))) found.add(`cut sideways: ${where}`);
      if (below && (control || /hidden|clip/.test(style.overflowY))) found.add(`cut below: ${where}`);
      // What scrolls shows the rest when it is scrolled; what stands over the page has an edge of its own.
      if (/auto|scroll/.test(style.overflowX + style.overflowY) || style.position === "fixed") break;
    }
  }
  const seen = (one) => {
    // What has scrolled out of its box lies over nothing.
    let {left, top, right, bottom} = one.getBoundingClientRect();
    for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
      if (!/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowY)) continue;
      const edge = box.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return {left, top, right, bottom};
  };
  const sticks = (one) => /fixed|sticky/.test(getComputedStyle(one).position);
  const fixed = (one) => one !== null && (sticks(one) || fixed(one.parentElement));
  const over = (one) => one.closest("[popover], dialog") !== null || fixed(one);
  const shown = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !forEars(one);
  const controls = [...document.querySelectorAll("button, a.button, [role=tab], input, select")]
    .filter((one) => shown(one) && !over(one))
    .map((one) => [one, seen(one)]);
  controls.forEach(([one, a], index) => {
    for (const [other, b] of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) found.add(`one over another: ${name(one)} | ${name(other)}`);
    }
  });
  return [...found];
}"""
"""Texts that are cut by their box or by the edge of the page, and controls that lie over each other."""
_numbers = itertools.count()


def english():
    """Return a pattern of the addresses of all files of English words, as the build names them."""
    manifest = json.loads((BUILT / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    files = [row["file"] for key, row in manifest.items() if re.fullmatch(r"src/i18n/(parts/\w+\.)?en\.json", key)]
    return re.compile("/(" + "|".join(map(re.escape, files)) + ")$")


async def pretend(route):
    """Give the words of an English file in the language that nobody speaks."""
    real = route.request.url + "?real"
    script = f"import real from {real!r};\n{PSEUDO}\nexport default pseudo(real);\n"
    await route.fulfill(body=script, content_type="text/javascript")


async def foreign(visitor, size=PHONE):
    """Let somebody see the page from now on in the language that nobody speaks, at a size; return their page."""
    await visitor.context.route(english(), pretend)
    await visitor.page.evaluate("localStorage.setItem('agora.language', '\"en\"')")
    await visitor.page.set_viewport_size(size)
    await visitor.page.reload()
    # The first picture says that more is coming.
    await visitor.page.wait_for_load_state("networkidle")
    await expect(visitor.page.locator("main[aria-busy]")).to_have_count(0)
    await expect(visitor.page.get_by_text("[!!").filter(visible=True).first).to_be_visible()
    return visitor.page


async def unfit(page):
    """Return what does not fit, once letters and chunks are there."""
    await page.evaluate("document.fonts.ready")
    await page.wait_for_timeout(300)
    return await page.evaluate(UNFIT)


@pytest_asyncio.fixture(loop_scope="session")
async def forum(visit, served):
    """A debate of this test alone, opened with its first item and its queue, and the desk of its moderator."""
    number = next(_numbers)
    officer = await hired(visit, served, "officer", f"third-o{number}", "정과장")
    agenda = [{"title": "찬반 토론", "kind": "debate", "minutes": 40}]
    body = {"act": f"third{number}", "format": "debate", "title": "외동 공영주차장 지하화", "hall": "forum-square"}
    body |= {"opens": 1, "rules": {"camps": True, "levels": EVERYBODY}, "agenda": agenda}
    headers = {"Origin": officer.origin}
    answer = await officer.page.request.post(f"{officer.origin}/api/forums", data=body, headers=headers)
    assert answer.ok, await answer.text()
    forum = (await answer.json())["forum"]
    moderator = await hired(visit, served, "moderator", f"third-m{number}", "정은주")
    desk = await ModeratorSocket.open(moderator, forum)
    await desk.order("open_forum")
    parts = desk.parts
    await desk.order("start_item", item=parts["agenda"]["items"][0]["id"], saw=parts["desk"]["agenda_version"])
    await desk.order("set_queue", open=True)
    yield forum, desk, moderator
    await desk.close()


async def test_the_door(visit):
    """The door holds, and what one opens there."""
    page = await foreign(await visit())
    assert await page.evaluate("document.documentElement.lang") == "en"
    found = await unfit(page)
    await page.locator(".door-head .button").click()
    await expect(page.get_by_role("dialog")).to_be_visible()

    assert found + await unfit(page) == []


@pytest.mark.parametrize("path", ["/help", "/privacy", "/accessibility", "/about", "/forums", "/staff", "/verify"])
async def test_pages(visit, path):
    """The pages of text, the calendar, the door of the staff and the page that checks a record hold."""
    assert await unfit(await foreign(await visit(path))) == []


@pytest.mark.parametrize("view", ["list", "map"])
async def test_the_square(visit, view):
    """The list, the map and every entry of the own menu hold."""
    other = await (await visit()).enter(f"옆사람{view}", "list")
    visitor = await (await visit(viewport=PHONE)).enter(f"말다름{view}", view)
    await visitor.sees(other.name)
    page = await foreign(visitor)
    await page.locator(".button.filled.main").click()
    await expect(page.locator(f'main.square[data-view="{view}"]')).to_be_visible()
    found = [("inside", line) for line in await unfit(page)]
    own, entries = page.locator("header .menu > button"), page.locator("header .menu-list button")
    for index in range(len(OWN_DIALOGS)):
        await own.click()
        await expect(entries).to_have_count(len(OWN_DIALOGS))
        found += [("menu", line) for line in await unfit(page)]
        await entries.nth(index).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        found += [(OWN_DIALOGS[index], line) for line in await unfit(page)]
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)

    assert found == []


async def test_the_light_page(visit, forum):
    """The page for phones holds on every tab, with a ballot that is open."""
    id_, desk, _ = forum
    phone = await visit(f"/hall/{id_}", viewport=PHONE, reduced_motion="reduce")
    await expect(phone.button("light.join")).to_be_visible()
    page = await foreign(phone)
    found = []
    for ballot in (False, True):
        if ballot:
            await desk.order("create_ballot", terms=TERMS)
            [made] = (await desk.seen("desk", lambda part: part["ballots"]))["ballots"]
            await desk.order("start_ballot", ballot=made["id"], saw=made["version"])
        for index in range(await page.get_by_role("tab").count()):
            await page.get_by_role("tab").nth(index).click()
            found += [(ballot, index, line) for line in await unfit(page)]

    assert found == []


@pytest.mark.parametrize("size", [LAPTOP, TABLET], ids=["laptop", "tablet"])
async def test_the_desk(forum, size):
    """The moderator's desk holds on a laptop and on a tablet."""
    id_, _, moderator = forum
    await moderator.page.goto(f"{moderator.origin}/hall/{id_}/desk")
    await expect(moderator.button("desk.queue.close")).to_be_visible()

    assert await unfit(await foreign(moderator, size)) == []


async def test_the_clerk(visit, served, forum):
    """Every task of the clerk holds on a phone."""
    clerk = await hired(visit, served, "clerk", f"third-c{next(_numbers)}", "이서기")
    await clerk.page.goto(f"{clerk.origin}/hall/{forum[0]}/clerk")
    await expect(clerk.page.get_by_role("tab", name=words("clerk.door"))).to_be_visible()
    page = await foreign(clerk)
    found = []
    for index in range(await page.get_by_role("tab").count()):
        await page.get_by_role("tab").nth(index).click()
        found += [(index, line) for line in await unfit(page)]

    assert found == []


async def test_the_big_screen(visit, forum):
    """The screen of the hall holds on a projector."""
    screen = await visit(f"/hall/{forum[0]}/screen", viewport=SCREEN)
    await expect(screen.page.locator("main.screen")).to_be_visible()

    assert await unfit(await foreign(screen, SCREEN)) == []


async def test_the_desks_of_the_staff(visit, served):
    """Every desk of the staff holds on a phone, and so do the steps of setting up a forum."""
    admin = await hired(visit, served, "admin", f"third-a{next(_numbers)}", "김관리")
    page = await foreign(admin)
    found = []
    tabs = page.get_by_role("tab")
    await expect(tabs).to_have_count(len(DESKS))
    for index in range(len(DESKS)):
        await tabs.nth(index).click()
        found += [(DESKS[index], line) for line in await unfit(page)]

    assert found == []


async def test_what_does_not_fit_is_found(visit):
    """A text that is cut, one beside the page, and a button over another are each told."""
    page = await foreign(await visit("/help"))
    await page.evaluate(
        """() => {
          const put = (tag, words, style) => {
            const one = document.createElement(tag);
            one.textContent = words;
            Object.assign(one.style, style);
            document.querySelector("main").append(one);
          };
          put("p", "[!!cut!!]", {width: "20px", overflow: "hidden", whiteSpace: "nowrap"});
          put("p", "[!!beside!!]", {width: "400px"});
          put("button", "[!!under!!]", {height: "40px"});
          put("button", "[!!over!!]", {height: "40px", marginTop: "-50px", alignSelf: "start"});
        }"""
    )
    found = " ".join(await unfit(page))

    assert all(words in found for words in ("cut sideways: [!!cut", "beside the page", "one over another")), found
