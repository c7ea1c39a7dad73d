"""The light page by roles, names and live regions alone: a whole forum for who does not see it."""

import time

import pytest
from playwright.async_api import expect

from tests.browser.moderator_socket import ModeratorSocket
from tests.browser.test_hall_light import forum, joined, officer, opened, put_to_the_vote, tab  # noqa: F401 - fixtures
from tests.browser.visitor import CATALOGUE, words, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HEARD = """() => {
    globalThis.heard = [];
    new MutationObserver((changes) => {
        const regions = changes.map(({target}) => (target.parentElement ?? target).closest("[data-live]") ?? target);
        for (const region of new Set(regions)) {
            if (region.matches?.("[data-live]") && region.textContent) heard.push(region.textContent.trim());
        }
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
"""Keeps what the live regions say from now on."""


async def count(desk, officer, forum, ballot, votes):  # noqa: F811
    """Finish a ballot once so many voted, and let an officer publish it."""
    voted = await desk.seen("desk", lambda part: part["ballots"][0]["voted"] == votes)
    await desk.order("finish_ballot", ballot=ballot, saw=voted["ballots"][0]["version"])
    counted = await desk.seen("desk", lambda part: part["ballots"][0]["result"])
    chair = await ModeratorSocket.open(officer, forum)
    await chair.order("publish_ballot", ballot=ballot, saw=counted["ballots"][0]["version"])
    await chair.close()


async def shorten(desk, left):
    """Take so much of the speech that runs that so many seconds are left."""
    clock = (await desk.seen("floor", lambda part: part["speaker"]))["speaker"]["clock"]
    seconds = int(left - (clock["ends_at"] / 1_000 - time.time()))
    await desk.order("extend_speech", seconds=seconds, saw=desk.parts["desk"]["floor_version"])
    await desk.seen("floor", lambda part: part["speaker"]["clock"]["total"] != clock["total"])


async def hears(phone, said):
    """Wait until a live region said something; it must have said it once."""
    await phone.comes_true(f"heard.includes({said!r})")
    assert (await phone.page.evaluate("heard")).count(said) == 1


async def test_a_whole_forum_by_ears(visit, officer, forum):  # noqa: F811
    """By roles and names alone: ask, be called, speak in writing, question, vote; what passes is told once."""
    id_, desk = forum
    await opened(desk)
    phone, other = [await joined(visit, id_, name) for name in ("귀로 듣는이", "다른이")]
    await phone.page.evaluate(HEARD)
    role = phone.page.get_by_role
    await phone.button("light.ask").click()
    await role("radio", name=words("mark.pro.words")).check()
    await phone.button("light.ask.do").click()
    entry = await desk.next_entry()
    await desk.order("call_next", entry=entry, saw=desk.parts["desk"]["floor_version"])
    await hears(phone, CATALOGUE["cue.turn"])
    for left, cue in ((31, "cue.soon"), (16, "cue.last")):
        await shorten(desk, left)
        await hears(phone, CATALOGUE[cue])
    await role("textbox", name=words_start("light.statement")).fill("귀로 듣고 글로 말합니다.")
    await phone.button("light.statement.send").click()
    await expect(phone.region("captions.title")).to_contain_text("귀로 듣고 글로 말합니다.")
    await phone.button("light.yield").click()

    await role("tab", name=words("light.tab.questions")).click()
    await role("textbox", name=words_start("light.questions.ask")).fill("버스는 언제 오나요?")
    await phone.button("light.questions.send").click()
    await expect(phone.region("light.questions.mine")).to_contain_text("버스는 언제 오나요?")

    ballot = await put_to_the_vote(desk)
    await hears(phone, CATALOGUE["cue.ballot"])
    for one in (phone, other):
        await tab(one, "light.tab.ballot.open").click()
        await one.page.get_by_role("radio", name="찬성").check()
        await one.button("light.ballot.send", choice="찬성").click()
    await count(desk, officer, id_, ballot, 2)
    figures = "찬성 2명, 반대 0명, 기권 0명"
    await hears(phone, f"투표 결과가 나왔습니다. 모두 찬성을 골랐습니다. {figures}. 모두 2명이 투표했습니다.")
    for cue in ("cue.soon", "cue.last", "cue.ballot"):
        await hears(phone, CATALOGUE[cue])
