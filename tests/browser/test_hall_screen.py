"""The big screen over a real evening, on a wide and a narrow projector: readable, without controls, without sums."""

import time

import msgspec
import pytest
import pytest_asyncio
from playwright.async_api import expect

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from rooms.forum.model.rules import Levels, Rules
from rooms.forum.model.state import Option, Terms
from rooms.forum.model.terms import Base, Kind, Level, Majority, Method, QuorumOf, Secrecy, Signal, Stance
from rooms.wire.messages import ShowSignal
from tests.browser.test_accessibility import findings
from tests.browser.visitor import PHONE, SCREEN, words, words_end, words_start
from tests.server.hall_kit import HallKit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALLER = {"width": 1280, "height": 720}
NARROW = {"width": 1024, "height": 768}
PROJECTORS = {"16:9": SCREEN, "4:3": NARROW}
TITLE = "외동 공영주차장 지하화"
LONG = "가게들이 힘들어지지 않도록 임시 주차장을 먼저 마련한 다음에 공사를 시작해야 합니다."
SMALL = """() => {
  const wide = innerWidth / innerHeight > 1.5;
  const unit = Math.min(innerWidth / (wide ? 1920 : 1440), innerHeight / 1080);
  const texts = [...document.querySelectorAll(".screen *")].filter(
    (one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  return texts.filter((one) => size(one) < 42 * unit - 0.5).map((one) => one.outerHTML);
}"""
"""Texts that one cannot read at 10 m: below 42 px of a picture of 1920 (4:3: of 1440)."""
CUT = """() => [...document.querySelectorAll(".screen-head, .screen-body, .speaking, .next, .bars, .screen-foot")]
  .filter((one) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
  .map((one) => one.className)"""
"""Regions that hold more than they show."""
BEGINS = """() => [...document.querySelectorAll(".lines p:last-child")].every(
  (one) => one.getBoundingClientRect().top >= one.parentElement.getBoundingClientRect().top - 2)"""
"""Whether the newest caption is seen from its first word."""


@pytest_asyncio.fixture(loop_scope="session")
async def kit(tmp_path):
    """A server in this process, and callers of it."""
    server = Server(Settings(data=tmp_path, port=0))
    await server.start()
    made = HallKit(server)
    yield made
    await made.close()
    await server.stop()


async def screens(visit, kit, path):
    """Return the pages of all projectors, by name."""
    at = kit.server.address.replace("localhost", "127.0.0.1")
    return {name: (await visit(path, at=at, viewport=size)).page for name, size in PROJECTORS.items()}


async def hold(pages, keep=""):
    """Check what holds of every state: axe, letters for 10 m, nothing cut off, nothing to press."""
    for name, page in pages.items():
        assert await findings(page) == [], (keep, name)
        assert await page.evaluate(SMALL) == [], (keep, name)
        assert await page.evaluate(CUT) == [], (keep, name)
        assert await page.evaluate(BEGINS), (keep, name)
        assert await page.locator("a, button, input, select, textarea").count() == 0, (keep, name)


async def each(pages, locator, **more):
    """Wait until something shows on every projector."""
    for page in pages.values():
        await expect(locator(page)).to_be_visible(**more)


def text(key, **facts):
    """Return what finds the words of a key in a page."""
    return lambda page: page.get_by_text(words(key, **facts))


async def ask(kit, forum, name, stance):
    """Let a citizen ask for the floor."""
    citizen = await kit.citizen(name)
    await citizen.attend(forum)
    assert await citizen.order(forum, "AskFloor", stance=stance, kind=Kind.NORMAL) == ""
    return citizen


async def saw(desk, what):
    """Return the version that a command of the desk names."""
    return (await desk.sees("desk", lambda part: part[what]))[what]


async def test_from_the_countdown_to_the_end(kit, visit):
    """Planned, open, a speech with captions, a notice, a hard moment, the end: each is told, and each holds."""
    desk = await kit.staff()
    soon = int(time.time() * 1000) + 600_000
    forum = await kit.forum(desk, title=TITLE, opens=soon)
    pages = await screens(visit, kit, f"/hall/{forum}/screen")
    await each(pages, lambda page: page.get_by_role("timer"))
    await hold(pages, "planned")

    await desk.attend(forum, "desk")
    assert await desk.order(forum, "OpenForum") == ""
    items = desk.parts["agenda"]["items"]
    debate = next(item for item in items if item["kind"] == "debate")
    assert await desk.order(forum, "StartItem", item=debate["id"], saw=await saw(desk, "agenda_version")) == ""
    assert await desk.order(forum, "SetQueue", open=True) == ""
    await each(pages, text("screen.next.none"))
    await hold(pages, "idle")

    con = await ask(kit, forum, "박순자", Stance.CON)
    pro = await ask(kit, forum, "이도현", Stance.PRO)
    await each(pages, lambda page: page.get_by_text(words_start("reason.short.alternate_camp.con")))
    first = (await desk.sees("queue", lambda part: part["waiting"] == 2))["rows"][0]
    assert first["name"] == "박순자"
    version = desk.parts["desk"]["floor_version"]
    assert await desk.order(forum, "CallNext", entry=first["entry"], saw=version) == ""
    await each(pages, text("screen.speaking"))
    assert await desk.order(forum, "Caption", text="공사하는 동안 차를 댈 곳이 없습니다.") == ""
    await each(pages, lambda page: page.get_by_text("공사하는 동안 차를 댈 곳이 없습니다."))
    await each(pages, lambda page: page.get_by_text("이도현"))
    await hold(pages, "speech")
    assert await desk.order(forum, "Caption", text=LONG) == ""
    for number, signal in enumerate(Signal):
        await con.send(ShowSignal(f"s{number}", forum, signal))
    await each(pages, lambda page: page.get_by_text(LONG))
    for signal in Signal:
        await each(pages, text(f"screen.signal.{signal}", n="1"))
    await hold(pages, "signals")
    await pages["16:9"].set_viewport_size(SMALLER)
    await hold({"16:9": pages["16:9"]}, "signals of 720 lines")
    await pages["16:9"].set_viewport_size(SCREEN)

    assert await desk.order(forum, "Announce", text="쉬는 시간은 8시 30분입니다.") == ""
    await each(pages, lambda page: page.get_by_text("쉬는 시간은 8시 30분입니다."))
    await hold(pages, "notice")

    assert await desk.order(forum, "PauseForum", reason="소란") == ""
    await each(pages, text("screen.paused"))
    for page in pages.values():
        await expect(page.get_by_text("공사하는 동안 차를 댈 곳이 없습니다.")).to_have_count(0)
    await hold(pages, "paused")

    assert await desk.order(forum, "ResumeForum") == ""
    await each(pages, text("screen.speaking"))
    assert await desk.order(forum, "StopSpeech", saw=await saw(desk, "floor_version")) == ""
    assert await desk.order(forum, "CloseForum") == ""
    await each(pages, text("screen.closed"))
    await hold(pages, "closed")
    del con, pro


def yes_or_no() -> Terms:
    """Return the terms of a ballot that may be closed at once."""
    options = (Option("yes", "찬성"), Option("no", "반대"), Option("abstain", "기권"))
    return Terms(
        question="외동 공영주차장을 지하로 옮기는 데 찬성하십니까?",
        options=options,
        method=Method.YES_NO,
        secrecy=Secrecy.NAMED,
        base=Base.VALID,
        quorum_of=QuorumOf.PRESENT,
        quorum_per_mille=500,
        majority=Majority.SIMPLE,
        min_open_s=0,
        open_s=180,
    )


async def test_a_ballot_and_its_result(kit, visit):
    """While it is open the number who voted and the time; how it stands only once it is published, with its grounds."""
    desk = await kit.staff()
    rules = Rules(levels=Levels(vote=Level.NAMED))
    forum = await kit.forum(desk, "townhall", title=TITLE, rules=msgspec.to_builtins(rules))
    await desk.attend(forum, "desk")
    assert await desk.order(forum, "OpenForum") == ""
    voters = [await kit.citizen(name) for name in ("가온", "누리", "다솜")]
    for voter in voters:
        await voter.attend(forum)
    assert await desk.order(forum, "CreateBallot", terms=yes_or_no()) == ""
    (ballot,) = (await desk.sees("desk", lambda part: part["ballots"]))["ballots"]
    assert await desk.order(forum, "StartBallot", ballot=ballot["id"], saw=ballot["version"]) == ""
    pages = await screens(visit, kit, f"/hall/{forum}/screen?theme=dark")
    await each(pages, text("screen.ballot.open"))
    for voter, option in zip(voters, ("yes", "yes", "no"), strict=True):
        assert await voter.order(forum, "Cast", ballot=ballot["id"], choice={option: 1}) == ""
    await each(pages, text("screen.voted", n="3"))
    for page in pages.values():
        await expect(page.get_by_text("%")).to_have_count(0)
    await hold(pages, "ballot")

    version = (await desk.sees("desk", lambda part: part["ballots"][0]["state"] == "started"))["ballots"][0]["version"]
    assert await desk.order(forum, "FinishBallot", ballot=ballot["id"], saw=version) == ""
    counted = await desk.sees("desk", lambda part: part["ballots"][0]["result"])
    await each(pages, text("result.waiting"))
    version = counted["ballots"][0]["version"]
    assert await desk.order(forum, "PublishBallot", ballot=ballot["id"], saw=version) == ""
    await each(pages, lambda page: page.get_by_text("66.7%", exact=True))
    await each(pages, text("result.adopted.simple", label="찬성"))
    assert await pages["16:9"].evaluate("document.documentElement.dataset.theme") == "dark"
    await hold(pages, "result")


async def test_the_code_of_the_venue_and_a_lost_line(kit, visit):
    """The address that staff make shows the code, a citizen's words alone.

    A lost connection keeps the clock and says so.
    """
    desk = await kit.staff()
    forum = await kit.opened(desk)
    await ask(kit, forum, "이도현", Stance.PRO)
    entry = (await desk.sees("queue", lambda part: part["waiting"]))["rows"][0]["entry"]
    assert await desk.order(forum, "CallNext", entry=entry, saw=desk.parts["desk"]["floor_version"]) == ""
    plain = await screens(visit, kit, f"/hall/{forum}/screen")
    await each(plain, text("screen.join"))
    await each(plain, lambda page: page.get_by_role("img", name=words("screen.join.qr")))
    for page in plain.values():
        await expect(page.get_by_role("img", name=words("venue.qr"))).to_have_count(0)
    await hold(plain, "join")
    _, made = await desk.post(f"/api/forums/{forum}/venue/screen", {})
    pages = await screens(visit, kit, "/hall/" + made["address"].partition("/hall/")[2])
    await each(pages, lambda page: page.get_by_role("img", name=words("venue.qr")))
    await each(pages, text("screen.join.onsite"))
    await hold(pages, "code")

    page = pages["16:9"]
    cut = await cuttable(page)
    await expect(page.get_by_role("timer")).to_be_visible()
    before = await page.get_by_role("timer").inner_text()
    await cut()
    await expect(page.get_by_text(words("screen.lost"))).to_be_visible()
    await expect(page.get_by_role("timer")).not_to_have_text(before)
    await hold({"16:9": page}, "lost")


async def cuttable(page):
    """Load a page anew so that its line can be cut; return what cuts it for good."""
    lines = []

    def dial(line):
        lines.append(line)
        if len(lines) == 1:
            line.connect_to_server()
            return None
        return line.close(code=1012)

    await page.route_web_socket("**/ws?*", dial)
    await page.reload()
    return lambda: lines[0].close(code=1012)


async def test_an_address_without_a_forum(kit, visit):
    """It says so, on a phone too."""
    at = kit.server.address.replace("localhost", "127.0.0.1")
    page = (await visit("/hall/nowhere/screen", at=at, viewport=PHONE)).page

    await expect(page.get_by_text(words_end("refusal.unknown_forum"))).to_be_visible()
    assert await findings(page) == []
