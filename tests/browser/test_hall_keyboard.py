"""A whole forum by keyboard alone, on every face that acts: set-up, desk, light page, clerk; no press of a pointer."""

import functools
import re

import pytest
from playwright.async_api import expect

from tests import serving
from tests.browser.fingers import Fingers
from tests.browser.hiring import PASSWORD, invitation
from tests.browser.visitor import PHONE, words, words_end, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TITLE = "시내버스 첫차를 앞당길까요"
QUESTION = "첫차를 앞당기는 데 찬성하십니까?"
ASKED = "기사님은 언제 쉬나요?"
SAID = "새벽에 일하러 가는 사람이 많습니다."
SLIP = "3"
NAMED = 1
"""Who gave a name: the second of the levels that the rules offer."""


class Evening:
    """The people of one forum, each at a keyboard.

    Attributes:
        forum: its id, once it is set up.
        officer, desk, clerk, citizen: the hands of each.
    """

    def __init__(self, visit, server):
        self.visit = visit
        self.server = server

    async def hire(self, role, login, name):
        """Return the hands of somebody who accepted an invitation."""
        hands = Fingers(await self.visit(await invitation(self.server, role)))
        page = hands.page
        await hands.write(page.get_by_label(words_start("staff.login")), login)
        await hands.write(page.get_by_label(words_start("staff.name")), name)
        await hands.write(page.get_by_label(words_start("staff.password.new")), PASSWORD)
        await hands.press(hands.visitor.button("staff.accept.do"))
        await expect(page.get_by_role("heading", level=1, name=words("menu.staff"))).to_be_visible()
        await hands.kept()
        return hands

    async def to(self, hands, face):
        """Go to a face of the forum by its address."""
        await hands.goes(f"/hall/{self.forum}{face}")
        await expect(hands.page.get_by_role("heading", level=1).first).to_contain_text(TITLE)


@pytest.fixture
def server(tmp_path):
    """A server of its own."""
    with serving.served(tmp_path) as server:
        yield server


@pytest.fixture
def evening(server, visit):
    """The people of a forum; the server stands until every page is closed."""
    return Evening(functools.partial(visit, at=server.origin), server)


async def test_a_whole_forum_by_keyboard_alone(evening):
    """From the set-up to the published record; the focus is seen at each stop, never lost, never caught."""
    evening.officer = await evening.hire("officer", "keys-gwajang", "정과장")
    await sets_up(evening)
    evening.desk = await evening.hire("moderator", "keys-sahoe", "한사회")
    await opens(evening)
    evening.citizen = await joins(evening)
    evening.clerk = await evening.hire("clerk", "keys-seogi", "이서기")
    await checks_in(evening)
    await asks_and_withdraws(evening)
    await is_called_and_speaks(evening)
    await asks_in_writing(evening)
    await votes(evening)
    await counts_papers(evening)
    await publishes(evening)


async def sets_up(evening):
    """An officer sets a debate up from its format, and lets everybody with a name ask and vote."""
    hands = evening.officer
    page, button = hands.page, hands.visitor.button
    await hands.opens_tab(page.get_by_role("tab", name=words("staff.tab.forums")))
    await hands.press(page.get_by_role("link", name=words("desks.new")))
    await hands.choose(page.get_by_role("radio", name=re.compile("^찬반토론")))
    await hands.write(page.get_by_label(words_start("setup.title")), TITLE)
    await hands.press(button("setup.next"))
    await hands.press(page.locator("summary").filter(has_text=words("setup.rules")))
    for act in ("ask", "question", "vote"):
        await hands.pick(page.get_by_label(words(f"setup.who.{act}")), NAMED)
    await hands.all_round()
    await hands.press(button("setup.next"))
    await hands.press(button("setup.make"))
    card = page.get_by_role("article", name=TITLE)
    address = await card.get_by_role("link", name=words("desks.desk")).get_attribute("href")
    evening.forum = address.split("/")[2]


async def opens(evening):
    """The moderator opens the forum, begins its debate, and closes and opens the queue."""
    hands = evening.desk
    page, button = hands.page, hands.visitor.button
    await evening.to(hands, "/desk")
    await hands.press(button("desk.open"))
    await expect(page.locator(".button.filled")).to_have_text(words_start("desk.item.first"))
    agenda = hands.visitor.region("desk.agenda")
    await hands.press(agenda.get_by_role("button", name=words_start("desk.item.change")))
    debate = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="찬반").first
    await hands.press(debate.get_by_role("button", name=words_start("desk.item.begin")))
    await page.keyboard.press("Escape")
    await hands.press(button("desk.queue.close"))
    await hands.press(button("desk.queue.open"))
    await expect(button("desk.queue.close")).to_be_visible()
    await hands.all_round()


async def joins(evening):
    """A citizen comes by the link and joins by the short door."""
    hands = Fingers(await evening.visit(f"/hall/{evening.forum}", viewport=PHONE))
    page, button = hands.page, hands.visitor.button
    await hands.press(button("light.join"))
    await hands.write(page.get_by_label(words_start("door.nickname")), "새벽길")
    await hands.press(page.get_by_role("checkbox", name=words_start("door.agree")), "Space")
    await hands.press(button("light.join.do"))
    await expect(button("light.ask")).to_be_visible()
    await hands.all_round()
    return hands


async def asks(hands):
    """Ask for the floor, for."""
    await hands.press(hands.visitor.button("light.ask"))
    await hands.choose(hands.page.get_by_role("radio", name=words_start("mark.pro.words")))
    await hands.press(hands.visitor.button("light.ask.do"))
    await expect(hands.visitor.region("light.place")).to_be_visible()


async def checks_in(evening):
    """The clerk checks a slip in: the number, Enter, what was seen; then asks for the floor for its owner."""
    hands = evening.clerk
    page, button = hands.page, hands.visitor.button
    await evening.to(hands, "/clerk")
    await page.keyboard.press("/")
    await page.keyboard.type(SLIP)
    await page.keyboard.press("Enter")
    await hands.choose(page.get_by_role("radio", name=words_end("clerk.level.named")))
    await hands.press(button("clerk.check_in", n=SLIP))
    await expect(page.get_by_text(words("clerk.checked_in", n=SLIP))).to_be_visible()
    await hands.press(page.get_by_role("button", name=re.compile(f"^{SLIP}\\b")).first)
    await hands.press(button("clerk.ask.con"))
    await expect(page.get_by_text(words("clerk.waits"))).to_be_visible()
    await hands.all_round()


async def asks_and_withdraws(evening):
    """The citizen asks, takes it back, and asks anew."""
    hands = evening.citizen
    await asks(hands)
    await hands.press(hands.visitor.button("light.withdraw"))
    await expect(hands.visitor.button("light.ask")).to_be_visible()
    await asks(hands)


def next_is(desk, name):
    """Return the button that calls somebody, once they are next."""
    return desk.page.get_by_role("button", name=re.compile(f"^다음 사람 부르기: {name}"))


async def is_called_and_speaks(evening):
    """Called, paused, gone on, given time, stopped; then the citizen speaks in writing and gives the floor back."""
    desk, citizen = evening.desk, evening.citizen
    button, speaker = desk.visitor.button, desk.page.locator(".desk-name")
    await desk.press(next_is(desk, f"{SLIP}번"))
    await expect(speaker).to_contain_text(SLIP)
    await desk.press(button("desk.speech.pause"))
    await desk.press(button("desk.speech.resume"))
    await expect(button("desk.speech.pause")).to_be_visible()
    await desk.press(desk.page.get_by_role("button", name=re.compile(r"^\+30")))
    await desk.press(button("desk.speech.stop"))
    await expect(desk.page.get_by_text(words("desk.now.nobody"))).to_be_visible()

    await desk.press(next_is(desk, "새벽길"))
    await expect(citizen.visitor.region("light.turn")).to_be_visible()
    await citizen.write(citizen.page.get_by_label(words_start("light.statement")), SAID)
    await citizen.press(citizen.visitor.button("light.statement.send"))
    await expect(desk.visitor.region("captions.title")).to_contain_text(SAID)
    await citizen.all_round()
    await citizen.press(citizen.visitor.button("light.yield"))
    await expect(citizen.visitor.button("light.ask")).to_be_visible()
    await desk.page.keyboard.press("p")
    await desk.press(button("desk.resume"))
    await expect(button("desk.pause")).to_be_visible()
    await desk.kept()


async def asks_in_writing(evening):
    """A question is asked, shown and taken up."""
    citizen, desk = evening.citizen, evening.desk
    await citizen.opens_tab(citizen.page.get_by_role("tab", name=words("light.tab.questions")))
    await citizen.write(citizen.page.get_by_label(words_start("light.questions.ask")), ASKED)
    await citizen.press(citizen.visitor.button("light.questions.send"))
    questions = desk.visitor.region("desk.questions")
    for step in ("shown", "taken"):
        await desk.press(questions.get_by_role("button", name=words_start(f"desk.question.to.{step}")))
    await expect(questions.get_by_text(words("desk.question.taken"))).to_be_visible()
    await desk.kept()


async def votes(evening):
    """A hidden ballot is prepared, opened and closed at the desk; one votes on a phone, one gets a paper."""
    desk, clerk, citizen = evening.desk, evening.clerk, evening.citizen
    button, page = desk.visitor.button, desk.page
    await desk.press(button("desk.ballot.make"))
    await desk.write(page.get_by_label(words_start("desk.ballot.question")), QUESTION)
    await desk.press(button("desk.ballot.prepare"))
    await desk.press(button("desk.ballot.start"))
    await clerk.press(clerk.visitor.button("clerk.paper.issue"))
    await citizen.opens_tab(citizen.page.get_by_role("tab", name=words("light.tab.ballot.open")))
    await citizen.choose(citizen.page.get_by_role("radio", name="찬성"))
    await citizen.press(citizen.visitor.button("light.ballot.send", choice="찬성"))
    await expect(citizen.page.get_by_text(words("light.ballot.received"), exact=True)).to_be_visible()
    await citizen.all_round()
    await expect(page.get_by_text(words("desk.ballot.of", n="2", all="2"))).to_be_visible()
    await desk.press(button("desk.ballot.finish"))
    await expect(button("desk.ballot.finish")).to_have_count(0)
    await desk.kept()


async def counts_papers(evening):
    """Two who do not see each other's figures enter the papers, and agree."""
    await evening.to(evening.officer, "/clerk")
    for hands in (evening.clerk, evening.officer):
        page = hands.page
        await hands.opens_tab(page.get_by_role("tab", name=words("clerk.papers")))
        await hands.write(page.get_by_label(words_start("papers.in_box")), "1")
        await hands.write(page.get_by_label("찬성", exact=True), "1")
        await hands.press(hands.visitor.button("papers.enter"))
        await expect(hands.visitor.button("papers.enter")).to_have_count(0)
        await hands.kept()


async def publishes(evening):
    """The officer publishes the result, ends the forum and publishes its record; the citizen is led there."""
    hands, citizen = evening.officer, evening.citizen
    page, button = hands.page, hands.visitor.button
    await evening.to(hands, "/desk")
    await hands.press(button("desk.ballot.publish"))
    await expect(citizen.visitor.region("result.title")).to_contain_text("찬성")
    await citizen.kept()
    await hands.press(page.get_by_role("button", name=words_start("desk.more")))
    await hands.press(page.get_by_role("button", name=words("desk.close")))
    await hands.press(page.get_by_role("button", name=words("desk.close.do")))
    await expect(citizen.page.get_by_role("link", name=words("light.record"))).to_be_visible()
    await citizen.kept()
    await citizen.all_round()
    await hands.kept()
    await evening.to(hands, "/record")
    await hands.press(button("record.publish.now"))
    await expect(page.get_by_text(words("record.published"))).to_be_visible()
    await hands.kept()
