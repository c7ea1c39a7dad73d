"""The light page in real browsers: two phones join, ask, speak in writing, question and vote; keyboard, axe, sizes."""

import itertools
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.hiring import hired
from tests.browser.moderator_socket import ModeratorSocket
from tests.browser.test_accessibility import findings, findings_both
from tests.browser.test_hall_screen import cuttable
from tests.browser.test_pictures import fits
from tests.browser.visitor import CATALOGUE, PHONE, words, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TITLE = "외동 공영주차장 지하화"
QUESTION = "주차장을 지하로 옮기는 데 찬성하십니까?"
EVERYBODY = {"attend": "guest", "ask": "named", "question": "named", "vote": "named"}
TERMS = {
    "question": QUESTION,
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
STREAMS = {"live": "https://live.stream.test/hall", "sign": "https://sign.stream.test/hall", "live_delay_s": 25}
"""What an officer allows to be shown: hosts that are nowhere, for which the browser itself stands in."""
STOPS = 80
"""Stops of the Tab key within which anything on a page must be reached."""
ANOTHER_FRAME = """() => new Promise((tell) => {
    document.addEventListener("securitypolicyviolation",
        (event) => tell([event.effectiveDirective, new URL(event.blockedURI).origin]), {once: true});
    const frame = document.createElement("iframe");
    frame.src = "https://other.stream.test/hall";
    document.body.append(frame);
})"""
"""What the page's policy says of a frame from a host that no officer allowed."""
_numbers = itertools.count()


@pytest_asyncio.fixture(loop_scope="session")
async def officer(visit, served):
    """An officer who signed in."""
    return await hired(visit, served, "officer", f"light-o{next(_numbers)}", "정과장")


@pytest_asyncio.fixture(loop_scope="session")
async def forum(visit, served, officer):
    """A planned debate of this test alone, and the desk of its moderator."""
    number = next(_numbers)
    agenda = [{"title": "찬반 토론", "kind": "debate", "minutes": 40}]
    body = {"act": f"light{number}", "format": "debate", "title": TITLE, "hall": "forum-square", "opens": 1}
    body |= {"rules": {"camps": True, "levels": EVERYBODY}, "agenda": agenda, "details": STREAMS}
    headers = {"Origin": officer.origin}
    answer = await officer.page.request.post(f"{officer.origin}/api/forums", data=body, headers=headers)
    assert answer.ok, await answer.text()
    forum = (await answer.json())["forum"]
    moderator = await hired(visit, served, "moderator", f"light-m{number}", "정은주")
    desk = await ModeratorSocket.open(moderator, forum)
    yield forum, desk
    await desk.close()


async def opened(desk):
    """Open a forum with its first item and the queue."""
    await desk.order("open_forum")
    agenda = desk.parts["agenda"]
    await desk.order("start_item", item=agenda["items"][0]["id"], saw=desk.parts["desk"]["agenda_version"])
    await desk.order("set_queue", open=True)


async def joined(visit, forum, name):
    """Return a phone that came by the link and joined by the short door."""
    phone = await visit(f"/hall/{forum}", viewport=PHONE, reduced_motion="reduce")
    await phone.button("light.join").click()
    await phone.page.get_by_label(words_start("door.nickname")).fill(f"{name}{next(_numbers)}")
    await phone.page.get_by_role("checkbox", name=words_start("door.agree")).check()
    await phone.button("light.join.do").click()
    return phone


def tab(phone, key):
    """Return a tab of the page."""
    return phone.page.get_by_role("tab", name=words(key))


async def audit(phone, look=findings):
    """Return what axe finds at the end of the page: nothing is half behind the dock there."""
    await phone.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    return await look(phone.page)


async def reach(phone, locator):
    """Go to an element by the Tab key alone."""
    for _ in range(STOPS):
        if await locator.evaluate("element => element === document.activeElement"):
            return
        await phone.page.keyboard.press("Tab")
    raise AssertionError(f"not reached by keyboard: {locator}")


async def press(phone, locator, key="Enter"):
    """Reach an element by keyboard and press it."""
    await expect(locator).to_be_visible()
    await reach(phone, locator)
    await phone.page.keyboard.press(key)


async def test_reading_needs_no_name(visit, forum):
    """A planned forum says when it opens and what about; it changes by itself when it opens."""
    id_, desk = forum
    phone = await visit(f"/hall/{id_}", viewport=PHONE)
    await expect(phone.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    await expect(phone.region("light.opens")).to_be_visible()
    assert await audit(phone) == []

    await opened(desk)
    await expect(phone.region("light.speaker")).to_contain_text(CATALOGUE["light.speaker.none"])
    await expect(phone.button("light.join")).to_be_visible()
    assert await audit(phone) == []


async def test_live_streams_of_the_allowed_hosts_alone(visit, forum):
    """Nobody else is asked before somebody wants to see; then picture and sign language; no other host gets in."""
    id_, desk = forum
    await opened(desk)
    phone = await visit(f"/hall/{id_}", viewport=PHONE)
    stands_in = re.compile(r"^https://\w+\.stream\.test/")
    await phone.context.route(
        stands_in, lambda route: route.fulfill(body="<p>회의장", content_type="text/html; charset=utf-8")
    )
    await tab(phone, "light.tab.papers").click()
    await expect(phone.page.get_by_text(words("light.live.delay", n="25"))).to_be_visible()
    assert phone.foreign == []

    for key in ("light.live", "light.sign"):
        await press(phone, phone.button(key))
        stream = phone.page.frame_locator(f'iframe[title="{CATALOGUE[key]}"]')
        await expect(stream.get_by_text("회의장")).to_be_visible()
    assert phone.foreign == [STREAMS["live"], STREAMS["sign"]]
    assert await audit(phone) == []

    assert await phone.page.evaluate(ANOTHER_FRAME) == ["frame-src", "https://other.stream.test"]
    assert phone.foreign == [STREAMS["live"], STREAMS["sign"]]
    assert all("frame-src" in said for said in phone.wrong), phone.wrong
    phone.foreign.clear()
    phone.wrong.clear()


async def test_a_whole_forum_by_keyboard(visit, forum):
    """Join, ask, be called, speak in writing, finish: no pointer; the other phone reads it as a caption."""
    id_, desk = forum
    await opened(desk)
    phone = await visit(f"/hall/{id_}", viewport=PHONE)
    listener = await joined(visit, id_, "듣는이")
    keys = phone.page.keyboard

    await press(phone, phone.button("light.join"))
    await reach(phone, phone.page.get_by_label(words_start("door.nickname")))
    await keys.type("한지호")
    await press(phone, phone.page.get_by_role("checkbox", name=words_start("door.agree")), "Space")
    await press(phone, phone.button("light.join.do"))
    await press(phone, phone.button("light.ask"))
    await press(phone, phone.page.get_by_role("radio", name=words("mark.pro.words")), "Space")
    assert await audit(phone) == []
    await press(phone, phone.button("light.ask.do"))
    await expect(phone.region("light.place")).to_contain_text("1번째")
    assert await audit(phone) == []

    entry = await desk.next_entry()
    await desk.order("call_next", entry=entry, saw=desk.parts["desk"]["floor_version"])
    await expect(phone.region("light.turn")).to_be_visible()
    await reach(phone, phone.page.get_by_label(words_start("light.statement")))
    await keys.type("위에는 나무를 심으면 좋겠습니다.")
    await press(phone, phone.button("light.statement.send"))
    await expect(listener.region("captions.title")).to_contain_text("위에는 나무를 심으면 좋겠습니다.")
    await expect(listener.region("light.speaker")).to_contain_text("한지호")
    assert await audit(phone, findings_both) == []
    await press(phone, phone.button("light.yield"))
    await expect(phone.button("light.ask")).to_be_visible()


async def test_questions(visit, forum):
    """A question is its author's until the moderator showed it; then others want it answered, its author cannot."""
    id_, desk = forum
    await opened(desk)
    author, other = [await joined(visit, id_, name) for name in ("묻는이", "궁금한이")]
    await tab(author, "light.tab.questions").click()
    await author.page.get_by_label(words_start("light.questions.ask")).fill("요금은 그대로인가요?")
    await author.button("light.questions.send").click()
    await expect(author.region("light.questions.mine")).to_contain_text("요금은 그대로인가요?")

    asked = await desk.seen("questions", lambda part: part["questions"])
    [question] = asked["questions"]
    await desk.order("move_question", question=question["id"], to="shown", saw=question["version"])
    await tab(other, "light.tab.questions").click()
    want = other.page.get_by_role("button", name=words_start("light.question.want"))
    await want.click()
    await expect(want).to_have_attribute("aria-pressed", "true")
    await expect(author.page.get_by_text(words("light.question.votes", n="1"))).to_be_visible()
    assert await audit(other) == []


async def test_a_hidden_ballot(visit, officer, forum):
    """It opens by itself; a half-filled choice stands while others vote; received with the time; then the result."""
    id_, desk = forum
    await opened(desk)
    quick, slow = [await joined(visit, id_, name) for name in ("빠른이", "느린이")]
    ballot = await put_to_the_vote(desk)

    half = slow.page.get_by_role("radio", name="찬성")
    await half.check()
    assert await audit(slow, findings_both) == []
    await quick.page.get_by_role("radio", name="찬성").check()
    assert await audit(quick) == []
    await quick.page.get_by_role("button", name=re.compile("^찬성.* 보내기$")).click()
    await expect(quick.page.get_by_text(words("light.ballot.received"), exact=True)).to_be_visible()
    await expect(quick.page.get_by_text(words("light.ballot.received.at"))).to_be_visible()
    await expect(slow.page.get_by_role("tabpanel")).to_contain_text("2명 중 1명이 투표했습니다")
    await expect(half).to_be_checked()
    await quick.button("light.tracker.show").click()
    await expect(quick.page.get_by_text(re.compile(r"^([0-9a-f]{4} ){7}[0-9a-f]{4}$"))).to_be_visible()
    assert await audit(quick) == []

    await slow.page.get_by_role("button", name=re.compile("^찬성.* 보내기$")).click()
    await expect(slow.page.get_by_text(words("light.ballot.received"), exact=True)).to_be_visible()
    voted = await desk.seen("desk", lambda part: part["ballots"][0]["voted"] == 2)
    await desk.order("finish_ballot", ballot=ballot, saw=voted["ballots"][0]["version"])
    counted = await desk.seen("desk", lambda part: part["ballots"][0]["result"])
    await expect(quick.page.get_by_text(words("result.waiting"))).to_be_visible()
    assert await audit(quick) == []
    chair = await ModeratorSocket.open(officer, id_)
    await chair.order("publish_ballot", ballot=ballot, saw=counted["ballots"][0]["version"])
    await chair.close()
    for phone in (quick, slow):
        await expect(phone.region("result.title")).to_contain_text("모두 찬성")
    assert await audit(slow, findings_both) == []


async def put_to_the_vote(desk):
    """Prepare and open a hidden ballot once two attend; return its id."""
    await desk.seen("present", lambda part: part["present"] >= 2)
    await desk.order("create_ballot", terms=TERMS)
    made = await desk.seen("desk", lambda part: part["ballots"])
    [ballot] = made["ballots"]
    await desk.order("start_ballot", ballot=ballot["id"], saw=ballot["version"])
    return ballot["id"]


async def test_a_hard_moment_and_the_end(visit, officer, forum):
    """A pause and a lost connection keep the place; who is removed is told.

    After the end the page leads to the record.
    """
    id_, desk = forum
    await opened(desk)
    phone = await joined(visit, id_, "기다리는이")
    await phone.button("light.ask").click()
    await phone.page.get_by_role("radio", name=words("mark.con.words")).check()
    await phone.button("light.ask.do").click()
    await expect(phone.region("light.place")).to_be_visible()
    await desk.order("pause_forum", reason="정리하겠습니다")
    await expect(phone.page.get_by_text(words("light.phase.paused"))).to_be_visible()
    await expect(phone.region("light.place")).to_contain_text("1번째")
    assert await audit(phone, findings_both) == []

    await desk.order("resume_forum")
    cut = await cuttable(phone.page)
    await expect(phone.region("light.place")).to_contain_text("1번째")
    await cut()
    await expect(phone.page.get_by_text(words("light.line.place_kept"))).to_be_visible()
    await expect(phone.region("light.place")).to_contain_text("1번째")
    assert await audit(phone) == []
    await phone.page.close()
    phone.page = await phone.context.new_page()
    await phone.page.goto(f"{phone.origin}/hall/{id_}")
    await expect(phone.region("light.place")).to_be_visible()
    row = (await desk.seen("queue", lambda part: part["rows"]))["rows"][0]
    await desk.order("mute_person", person=row["person"], minutes=5, reason="같은 말 되풀이")
    await expect(phone.page.get_by_role("heading", name=words("light.muted"))).to_be_visible()
    await expect(phone.page.get_by_text(words("light.muted.reason", reason="같은 말 되풀이"))).to_be_visible()
    assert await audit(phone, findings_both) == []
    await desk.order("unmute_person", person=row["person"])
    await expect(phone.button("light.ask")).to_be_enabled()
    await desk.order("remove", person=row["person"], reason="소란")
    await expect(phone.page.get_by_text(words("refusal.removed"))).to_be_visible()
    assert await audit(phone, findings_both) == []
    chair = await ModeratorSocket.open(officer, id_)
    await chair.order("close_forum")
    await chair.close()
    await expect(phone.page.get_by_role("link", name=words("light.record"))).to_have_attribute(
        "href", f"/hall/{id_}/record"
    )
    assert await audit(phone) == []


@pytest.mark.parametrize(
    ("size", "scheme", "text"),
    [(PHONE, "light", 100), (PHONE, "dark", 100), (PHONE, "light", 200), ({"width": 1366, "height": 768}, "dark", 100)],
    ids=["phone", "dark", "large", "desktop"],
)
async def test_every_tab_holds(visit, forum, size, scheme, text):
    """Light and dark, on a phone and a desktop, with doubled letters: axe, and nothing beside the page."""
    id_, desk = forum
    await opened(desk)
    phone = await joined(visit, id_, "둘러보는이")
    await expect(phone.button("light.ask")).to_be_visible()
    await phone.page.set_viewport_size(size)
    await phone.page.emulate_media(color_scheme=scheme)
    await phone.page.evaluate(f"document.documentElement.dataset.text = '{text}'")
    found = []
    for key in ("floor", "questions", "ballot", "papers"):
        await tab(phone, f"light.tab.{key}").click()
        found += [(key, line) for line in await audit(phone)]
        assert await fits(phone.page), key

    assert found == []
