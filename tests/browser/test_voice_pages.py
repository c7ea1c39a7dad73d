"""The voice where people are: in a hall of the square, and on the light page of a phone."""

import contextlib

import pytest
import pytest_asyncio
from playwright.async_api import expect

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from tests.browser import sound
from tests.browser.conftest import chromium
from tests.browser.test_accessibility import findings
from tests.browser.test_voice import FAKE, button, holds
from tests.browser.visitor import DESKTOP, PHONE, Visitor, words, words_start
from tests.server.hall_kit import HallKit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path):
    """A server in this process with the built client, and staff who set up and opened a forum in a hall."""
    started = Server(Settings(data=tmp_path, port=0))
    await started.start()
    kit = HallKit(started)
    kit.desk = await kit.staff()
    kit.forum_id = await kit.opened(kit.desk)
    yield kit
    await kit.close()
    await started.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(playwright, town, tmp_path):
    """Open an address in a browser whose microphone hears beeps; each visitor must have been clean in the end."""
    path = sound.beeps(tmp_path / "beeps.wav")
    visitors = []
    async with contextlib.AsyncExitStack() as stack:
        browser = await stack.enter_async_context(
            chromium(playwright, *FAKE, f"--use-file-for-fake-audio-capture={path}")
        )

        async def open_page(path, viewport=DESKTOP, *scripts):
            context = await browser.new_context(locale="ko-KR", viewport=viewport)
            for script in (sound.TAPS, *scripts):
                await context.add_init_script(script)
            visitors.append(await Visitor.open(context, town.server.address.replace("localhost", "127.0.0.1") + path))
            return visitors[-1]

        yield open_page
    for visitor in visitors:
        visitor.must_be_clean()


async def calls(town, name):
    """Let the desk call somebody who asked, by the name that it reads."""
    queue = await town.desk.sees("queue", lambda part: any(row["name"] == name for row in part["rows"]))
    entry = next(row["entry"] for row in queue["rows"] if row["name"] == name)
    saw = town.desk.parts["desk"]["floor_version"]
    assert await town.desk.order(town.forum_id, "CallNext", entry=entry, saw=saw) == ""


async def test_standing_in_a_hall_one_hears_and_speaks(town, visit):
    """[VO1] In the list of the square: one listens by a tap, the other asks, is called, speaks; the tone arrives."""
    speaker = await (await visit("/p/hall-1")).enter("목소리", "list")
    listener = await (await visit("/p/hall-1")).enter("귀", "list")
    await button(listener.page, "voice.listen").click()
    await expect(listener.page.get_by_text(words("voice.silent"))).to_be_visible()

    await button(speaker.page, "hallhere.ask.pro").click()
    await calls(town, speaker.name)
    await button(speaker.page, "speak.open").click()
    await expect(speaker.page.get_by_text(words("speak.sending"))).to_be_visible()
    await expect(listener.page.get_by_text(words("voice.heard"))).to_be_visible()
    await holds(listener.page, "beeps.ear.length >= 2")


async def joins(visitor, name):
    """Join on the light page with a nickname."""
    visitor.name = name
    await button(visitor.page, "light.join").first.click()
    await visitor.page.get_by_label(words_start("door.nickname")).fill(name)
    await visitor.page.get_by_role("checkbox", name=words_start("door.agree")).check()
    await button(visitor.page, "light.join.do").click()


async def asks(visitor):
    """Ask for the floor for the pro side."""
    await button(visitor.page, "light.ask").click()
    await visitor.page.get_by_role("radio", name=words_start("mark.pro.words")).check()
    await button(visitor.page, "light.ask.do").click()


async def test_from_phone_to_phone_on_the_light_page(town, visit):
    """[VO1] One asks, is called and speaks; another, who only reads, taps on listening and hears the tone."""
    speaker, listener = await visit(f"/hall/{town.forum_id}", PHONE), await visit(f"/hall/{town.forum_id}", PHONE)
    await button(listener.page, "light.sound").click()
    await button(listener.page, "voice.listen").click()
    await expect(listener.page.get_by_text(words("voice.silent"))).to_be_visible()

    await joins(speaker, "전화 목소리")
    await asks(speaker)
    await calls(town, speaker.name)
    await button(speaker.page, "speak.open").click()
    await expect(speaker.page.get_by_text(words("speak.sending"))).to_be_visible()
    await expect(listener.page.get_by_text(words("voice.heard"))).to_be_visible()
    await holds(listener.page, "beeps.ear.length >= 2")


async def test_without_a_microphone_the_typed_field_has_the_focus(town, visit):
    """Refused by the person or the browser, the microphone gives way to typed words at once, and says why."""
    refusing = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
    speaker = await visit(f"/hall/{town.forum_id}", PHONE, refusing)
    await joins(speaker, "글 목소리")
    await asks(speaker)
    await calls(town, speaker.name)
    await button(speaker.page, "speak.open").click()

    await expect(speaker.page.get_by_text(words("mic.refused"))).to_be_visible()
    await expect(speaker.page.get_by_label(words_start("light.statement"))).to_be_focused()
    assert await findings(speaker.page) == []
