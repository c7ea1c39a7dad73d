"""
A hybrid forum from its set-up to its minutes, in real browsers.

An officer, a moderator at the desk, two clerks, the big screen, two phones on the light page, one citizen in 3D and one
on site with a slip. ``--pictures`` keeps what was seen.
"""

import functools
import io
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect
from pypdf import PdfReader

from agora_server.minutes.exports import PDF_S
from tests import serving
from tests.browser import sound
from tests.browser.conftest import chromium
from tests.browser.hiring import accepted, hired
from tests.browser.test_accessibility import findings, findings_both
from tests.browser.test_pictures import DAY_HOUR, keep  # noqa: F401 - a fixture
from tests.browser.test_proofs import printed_codes
from tests.browser.test_voice import FAKE
from tests.browser.visitor import DESKTOP, PHONE, SCREEN, words, words_end, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TITLE = "경전철 막차를 30분 늦출까요"
HALL = "forum-square"
ITEMS = ("여는 말", "첫 발표", "시민 찬반토론")
QUESTION = "막차를 30분 늦추는 데 찬성하십니까?"
SAID = "밤늦게 일이 끝나는 사람에게는 막차가 꼭 필요합니다."
CAPTION = "정비할 시간이 줄면 안전이 걱정됩니다."
TOLD = "10분 뒤에 투표합니다."
ASKED = "한 해에 돈이 얼마나 더 드나요?"
SLIP = "7"
LAPTOP = {"width": 1280, "height": 640}
"""Room for columns beside the picture, and no more to draw by software than there must be."""


class Evening:
    """The people of one forum, each in a browser of their own.

    Attributes:
        forum: its id, once the officer has set it up.
    """

    def __init__(self, visit, served):
        self.visit = visit
        self.served = served
        self.forum = ""

    # ---- who comes

    async def set_up(self):
        """Let an officer set the forum up in three steps; they stand before the list of forums."""
        officer = await hired(self.visit, self.served, "officer", "hyb-gwajang", "정과장")
        page = officer.page
        await page.get_by_role("tab", name=words("staff.tab.forums")).click()
        await page.get_by_role("link", name=words("desks.new")).click()
        await page.get_by_role("radio", name=re.compile("^찬반토론")).check()
        await page.get_by_label(words_start("setup.title")).fill(TITLE)
        await page.get_by_label(words_start("setup.hall")).select_option(label="열린 시민토론 광장")
        for _ in range(2):
            await officer.button("setup.next").click()
        await officer.button("setup.make").click()
        card = page.get_by_role("article", name=TITLE)
        address = await card.get_by_role("link", name=words("desks.desk")).get_attribute("href")
        self.forum = address.split("/")[2]
        self.officer = officer
        return card

    async def moderator(self, card):
        """Let a moderator come by the officer's invitation for this forum alone, to the desk."""
        await card.get_by_text(words("desks.invite")).click()
        await card.get_by_role("button", name=words("desks.invite.as", role="사회자")).click()
        address = re.search(r"/staff/accept#\S+", await card.get_by_text(re.compile("/staff/accept#")).inner_text())[0]
        moderator = await accepted(self.visit, address, "hyb-sahoe", "한사회")
        await self.to(moderator, "/desk")
        self.desk = moderator

    async def clerk(self, login, name):
        """Return a clerk on the clerk's page, and the codes printed before."""
        clerk = await hired(self.visit, self.served, "clerk", login, name)
        codes, _ = await printed_codes(clerk, 2)
        await self.to(clerk, "/clerk")
        return clerk, codes

    async def phone(self, name, code):
        """Return a phone whose citizen joined by the link and showed a printed code."""
        phone = await self.visit(f"/hall/{self.forum}", viewport=PHONE, has_touch=True, is_mobile=True)
        await phone.page.get_by_role("button", name=words("light.join")).first.click()
        await phone.page.get_by_label(words_start("door.nickname")).fill(name)
        await phone.page.get_by_role("checkbox", name=words_start("door.agree")).check()
        await phone.page.get_by_role("button", name=words("light.join.do")).click()
        await expect(phone.page.get_by_role("form", name=words("light.join.title"))).to_have_count(0)
        await phone.page.goto(f"{phone.origin}/code#{code}")
        await phone.button("proof.code.do").click()
        await expect(phone.page.get_by_text(words("proof.code.done"))).to_be_visible()
        await self.to(phone, "")
        phone.name = name
        return phone

    async def to(self, visitor, face):
        """Go to a face of the forum."""
        await visitor.page.goto(f"{visitor.origin}/hall/{self.forum}{face}")
        await expect(visitor.page.get_by_role("heading", level=1).first).to_contain_text(TITLE)

    # ---- what happens at the desk

    async def holds(self, look=findings):
        """Axe finds nothing at the desk and on the big screen."""
        assert [*await look(self.desk.page), *await findings(self.screen.page)] == []

    async def press(self, key, **facts):
        """Press a button of the desk."""
        await self.desk.page.get_by_role("button", name=words(key, **facts)).first.click()

    async def calls(self, name):
        """Call who is next, who must be somebody; the desk and the screen show them."""
        await self.desk.page.get_by_role("button", name=re.compile(f"^다음 사람 부르기: {name}")).click()
        await expect(self.desk.page.locator(".desk-name")).to_contain_text(name)
        await expect(self.screen.page.get_by_text(name).first).to_be_visible()


@pytest.fixture
def server(tmp_path):
    """A server of its own: the forum is held where everybody of the other tests arrives."""
    with serving.served(tmp_path) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def noisy(playwright, tmp_path):
    """A browser whose microphone hears beeps."""
    path = sound.beeps(tmp_path / "beeps.wav")
    async with chromium(playwright, *FAKE, f"--use-file-for-fake-audio-capture={path}") as started:
        yield started


@pytest.fixture
def evening(server, noisy, visit):
    """The people of a forum. Server and browser are named before them: they stand until every page is closed."""
    return Evening(functools.partial(visit, at=server.origin, by=noisy), server)


async def test_from_the_set_up_to_the_minutes(evening, keep):  # noqa: F811 - the fixture
    """One queue, one clock, one vote and one record for the hall, the phones and the square."""
    await evening.moderator(await evening.set_up())
    visit = evening.visit
    evening.screen = await visit(f"/hall/{evening.forum}/screen", viewport=SCREEN)
    clerk, codes = await evening.clerk("hyb-seogi", "이서기")
    other, _ = await evening.clerk("hyb-seogi-dul", "박서기")
    await opens(evening)
    first, second = await evening.phone("가람솔", codes[0]), await evening.phone("나루솔", codes[1])
    walker = await walks_in(visit)
    await checks_in(clerk)

    await queue_and_speak(evening, (first, second), walker, clerk, keep)
    await ask_in_writing(evening, first, second)
    await tells_everybody(evening, (walker, first))
    await vote(evening, (first, second), (clerk, other), keep)
    await closes(evening, first)
    await publishes(evening, keep)


async def opens(evening):
    """The moderator opens the forum and begins the debate, the third item."""
    await evening.press("desk.open")
    for key, item in zip(("first", "next", "next"), ITEMS, strict=True):
        await evening.desk.page.get_by_role("button", name=words_start(f"desk.item.{key}")).first.click()
        await expect(evening.desk.page.locator('[aria-current="step"]')).to_contain_text(item)
    await expect(evening.screen.page.get_by_text("시민 찬반토론").first).to_be_visible()


async def walks_in(visit):
    """A citizen comes on foot, in 3D, and finds the forum of the hall beside the square."""
    walker = await (await visit(f"/p/{HALL}?debug&hour={DAY_HOUR}", viewport=LAPTOP)).enter("다솜솔", "space")
    await expect(walker.page.get_by_role("heading", name=TITLE)).to_be_attached()
    return walker


async def checks_in(clerk):
    """Somebody without a phone gets a slip, and the clerk asks for the floor for them."""
    page = clerk.page
    await page.keyboard.press("/")
    await page.keyboard.type(SLIP)
    await page.keyboard.press("Enter")
    await page.get_by_role("radio", name=words_end("clerk.level.citizen")).check()
    await clerk.button("clerk.check_in", n=SLIP).click()
    await expect(page.get_by_text(words("clerk.checked_in", n=SLIP))).to_be_visible()
    await page.get_by_role("button", name=re.compile(f"^{SLIP}\\b")).first.click()
    await clerk.button("clerk.ask.con").click()
    await expect(page.get_by_text(words("clerk.waits"))).to_be_visible()


async def asks(phone, camp):
    """Ask on the light page, for a camp."""
    await phone.page.get_by_role("button", name=words("light.ask")).click()
    await phone.page.get_by_role("radio", name=words_start(f"mark.{camp}.words")).check()
    await phone.page.get_by_role("button", name=words("light.ask.do")).click()
    await expect(phone.page.get_by_role("button", name=words("light.withdraw"))).to_be_visible()


async def queue_and_speak(evening, phones, walker, clerk, keep):  # noqa: F811
    """Con begins, camps alternate, the slip, the phone and the walker stand in one queue; words reach everybody."""
    first, second = phones
    await asks(first, "pro")
    await walker.page.get_by_role("button", name=words("hallhere.ask.pro")).click()
    await expect(walker.page.get_by_role("button", name=words("hallhere.withdraw"))).to_be_visible()
    await expect(evening.desk.page.get_by_role("button", name=re.compile("다음 사람 부르기"))).to_be_enabled()
    await evening.calls(f"{SLIP}번")
    await clerk.page.get_by_role("tab", name=words("clerk.captions")).click()
    await clerk.page.get_by_label(words_start("captions.line")).fill(CAPTION)
    await clerk.button("captions.send").click()
    await expect(evening.screen.page.get_by_text(CAPTION)).to_be_visible()
    await expect(first.page.get_by_text(CAPTION).first).to_be_visible()
    await keep(first.page, "hall-light")
    await evening.press("desk.speech.stop")
    await expect(evening.desk.page.get_by_text(words("desk.now.nobody"))).to_be_visible()

    await evening.calls("가람솔")
    await expect(first.page.get_by_text(words("light.turn")).first).to_be_visible()
    await first.page.get_by_label(words_start("light.statement")).fill(SAID)
    await first.page.get_by_role("button", name=words("light.statement.send")).click()
    await expect(evening.screen.page.get_by_text(SAID)).to_be_visible()
    await keep(evening.desk.page, "hall-desk")
    await keep(evening.screen.page, "hall-screen")
    await keep(walker.page, "hall-square")
    await evening.holds(findings_both)
    await is_heard(first, second)
    await first.page.get_by_role("button", name=words("light.yield")).click()
    await expect(evening.desk.page.get_by_text(words("desk.now.nobody"))).to_be_visible()


async def is_heard(speaker, listener):
    """Who has the floor opens the microphone; the other phone tapped on listening, and hears."""
    await listener.page.get_by_role("button", name=words("light.sound")).click()
    await listener.page.get_by_role("button", name=words("voice.listen")).click()
    await expect(listener.page.get_by_text(words("voice.silent"))).to_be_visible()
    await speaker.page.get_by_role("button", name=words("speak.open")).click()
    await expect(speaker.page.get_by_text(words("speak.sending"))).to_be_visible()
    await expect(listener.page.get_by_text(words("voice.heard"))).to_be_visible()


async def ask_in_writing(evening, first, second):
    """A question is shown after the moderator looked, and backed by somebody else."""
    await first.page.get_by_role("tab", name=words("light.tab.questions")).click()
    await first.page.get_by_label(words_start("light.questions.ask")).fill(ASKED)
    await first.page.get_by_role("button", name=words("light.questions.send")).click()
    shown = evening.desk.page.get_by_role("button", name=words_start("desk.question.to.shown")).first
    await shown.click()
    await second.page.get_by_role("tab", name=words("light.tab.questions")).click()
    await expect(second.page.get_by_text(ASKED, exact=True)).to_be_visible()
    await second.page.get_by_role("button", name=words_start("light.question.want")).click()
    await expect(first.page.get_by_text(words("light.question.votes", n="1"))).to_be_visible()


async def tells_everybody(evening, people):
    """A message of the moderator is read in the 3D hall as on a phone, until it is taken back."""
    message = evening.desk.page.get_by_role("textbox", name=words("desk.announce"))
    await message.fill(TOLD)
    await message.press("Enter")
    for one in people:
        await expect(one.page.locator(".announced")).to_contain_text(TOLD)
    await evening.press("desk.announce.back")
    for one in people:
        await expect(one.page.locator(".announced")).to_have_count(0)


async def vote(evening, phones, clerks, keep):  # noqa: F811
    """A hidden ballot with two phones and one paper, counted blind by two; published by the officer."""
    page = evening.desk.page
    await evening.press("desk.ballot.make")
    await page.get_by_label(words_start("desk.ballot.question")).fill(QUESTION)
    await page.get_by_role("button", name=words("desk.ballot.prepare")).click()
    await evening.press("desk.ballot.start")
    clerk, other = clerks
    await clerk.page.get_by_role("tab", name=words("clerk.door")).click()
    await clerk.page.get_by_role("button", name=re.compile(f"^{SLIP}\\b")).first.click()
    await clerk.button("clerk.paper.issue").click()
    for phone, choice in zip(phones, ("찬성", "반대"), strict=True):
        await phone.page.get_by_role("tab", name=words("light.tab.ballot.open")).click()
        await phone.page.get_by_role("radio", name=choice).check()
        await phone.page.get_by_role("button", name=words("light.ballot.send", choice=choice)).click()
        await expect(phone.page.get_by_text(words_start("light.ballot.received")).first).to_be_visible()
    await expect(evening.screen.page.get_by_text(QUESTION).first).to_be_visible()
    await expect(page.get_by_text(words("desk.ballot.of", n="3", all="3"))).to_be_visible()
    await evening.holds(findings_both)
    await evening.press("desk.ballot.finish")
    for one in clerks:
        await one.page.get_by_role("tab", name=words("clerk.papers")).click()
        await one.page.get_by_label(words_start("papers.in_box")).fill("1")
        await one.page.get_by_label("찬성", exact=True).fill("1")
        await one.button("papers.enter").click()
    await expect(other.page.get_by_text(words("papers.agreed"))).to_be_visible()
    await evening.holds()
    await evening.to(evening.officer, "/desk")
    await evening.officer.button("desk.ballot.publish").click()
    await expect(evening.screen.page.get_by_text("찬성").first).to_be_visible()
    await expect(phones[0].page.get_by_text(words("result.people", n="2")).first).to_be_visible()
    await keep(evening.screen.page, "hall-result")
    await evening.holds()


async def closes(evening, phone):
    """The officer ends the forum; the light page leads to the record."""
    officer = evening.officer
    await officer.page.get_by_role("button", name=words_start("desk.more")).click()
    await officer.page.get_by_role("button", name=words("desk.close")).click()
    await officer.page.get_by_role("button", name=words("desk.close.do")).click()
    await expect(phone.page.get_by_role("link", name=words("light.record")).first).to_be_visible()
    await evening.holds()


async def publishes(evening, keep):  # noqa: F811
    """The officer publishes; anybody reads the minutes, and the PDF says what was said, in letters."""
    officer = evening.officer
    await officer.page.goto(f"{officer.origin}/hall/{evening.forum}/record")
    await officer.button("record.publish.now").click()
    await expect(officer.page.get_by_text(words("record.published"))).to_be_visible()
    reader = await evening.visit(f"/hall/{evening.forum}/record", viewport=DESKTOP)
    await expect(reader.page.locator(".minutes .sheet").get_by_text(QUESTION).first).to_be_visible()
    assert await findings(reader.page) == []
    await keep(reader.page, "hall-minutes")

    # Nine pages and a walker in 3D stand open beside the process that makes it: as long as the server gives it.
    address = f"{reader.origin}/api/forums/{evening.forum}/minutes.pdf"
    answer = await reader.page.request.get(address, timeout=PDF_S * 1_000)
    assert answer.ok, await answer.text()
    pages = PdfReader(io.BytesIO(await answer.body())).pages
    text = squeezed("".join(page.extract_text() for page in pages))
    assert [part for part in (TITLE, ITEMS[-1], QUESTION, SAID, CAPTION, ASKED) if squeezed(part) not in text] == []


def squeezed(text):
    """Return the letters and figures of a text: where a line breaks, and how letters are set, is the page's affair."""
    return "".join(filter(str.isalnum, text))
