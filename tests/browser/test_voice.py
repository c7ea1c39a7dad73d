"""The voice of the floor between real browsers: a tone from one's fake microphone is heard in another."""

import asyncio
import contextlib
import subprocess
import sys

import numpy as np
import pytest
import pytest_asyncio
from playwright.async_api import expect

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.people.privacy import NOTICE_VERSION
from agora_server.resources import assets
from rooms.base.roles import Role
from tests.browser import sound
from tests.browser.conftest import chromium
from tests.browser.test_accessibility import findings
from tests.browser.visitor import PHONE, words
from tests.node import ROOT
from tests.server.hall_kit import HallKit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BEEPS = 12
MARK_MS = 700
"""Mouth to ear at p95 on loopback: the mark of the issue. Twice it fails the test: the machine may be busy."""
FAKE = (
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
    "--autoplay-policy=no-user-gesture-required",
)
PATIENCE_S = 60


@pytest.fixture(scope="module")
def harness(tmp_path_factory):
    """The files of a page with a voice and nothing else, built from the client's own modules."""
    folder = tmp_path_factory.mktemp("harness")
    config = "src/ui/testing/voice.vite.config.ts"
    command = [sys.executable, "-m", "tests.node", "exec", "--", "vite", "build", "--config", config]
    subprocess.run([*command, "--outDir", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (folder / "index.html").write_bytes((folder / "voice_harness.html").read_bytes())
    return assets.load(folder)


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path, monkeypatch, harness):
    """A server in this process, and staff who set up and opened a forum."""
    monkeypatch.setattr(assets, "load", lambda: dict(harness))
    started = Server(Settings(data=tmp_path, port=0))
    await started.start()
    kit = HallKit(started)
    kit.desk = await kit.staff()
    kit.forum_id = await kit.opened(kit.desk)
    yield kit
    await kit.close()
    await started.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def page_of(playwright, town, tmp_path):
    """Open the harness in a browser whose microphone hears beeps."""
    path = sound.beeps(tmp_path / "beeps.wav")
    wrong = []
    async with contextlib.AsyncExitStack() as stack:
        browser = await stack.enter_async_context(
            chromium(playwright, *FAKE, f"--use-file-for-fake-audio-capture={path}")
        )

        async def open_page(*scripts, staff="", **options):
            context = await browser.new_context(locale="ko-KR", **options)
            for script in (sound.TAPS, *scripts):
                await context.add_init_script(script)
            page = await context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            query = f"notice={NOTICE_VERSION}&forum={town.forum_id}" + (f"&token={staff}" if staff else "")
            await page.goto(f"{town.server.address.replace('localhost', '127.0.0.1')}/?{query}")
            await holds(page, "globalThis.forum?.parts.value.head !== undefined")
            return page

        yield open_page
    assert wrong == []


async def holds(page, expression):
    """Wait until an expression is true in a page; asked from outside, since the policy of the page forbids eval."""
    async with asyncio.timeout(PATIENCE_S):
        while not await page.evaluate(expression):
            await page.wait_for_timeout(100)


def button(page, key):
    """Return the button that a key words."""
    return page.get_by_role("button", name=words(key))


async def calls(town, page):
    """Let the person of a page ask for the floor, and the desk call them."""
    person = await page.evaluate("forum.mine.value.person")
    await page.evaluate("forum.order({ order: 'ask_floor', kind: 'normal', stance: 'pro' })")
    queue = await town.desk.sees("queue", lambda part: any(row["person"] == person for row in part["rows"]))
    entry = next(row["entry"] for row in queue["rows"] if row["person"] == person)
    saw = town.desk.parts["desk"]["floor_version"]
    assert await town.desk.order(town.forum_id, "CallNext", entry=entry, saw=saw) == ""
    await holds(page, "forum.mine.value.speaking")


async def stops(town):
    """Let the desk end the speech."""
    await town.desk.sees("floor", lambda part: part["speaker"])
    saw = town.desk.parts["desk"]["floor_version"]
    assert await town.desk.order(town.forum_id, "StopSpeech", saw=saw) == ""


async def speaks(town, page):
    """Give the floor to a page, and open its microphone."""
    await calls(town, page)
    await button(page, "speak.open").click()
    await expect(page.get_by_text(words("speak.sending")).or_(button(page, "speak.hold"))).to_be_visible()


async def listens(page):
    """Tap on listening."""
    await button(page, "voice.listen").click()
    await expect(page.get_by_text(words("voice.silent"))).to_be_visible()


async def tone_heard(page):
    """Return a fifth of a second of what the decoder gave while a beep was on."""
    pieces = await page.evaluate("decoded.map((samples) => [...samples])")
    loud = [piece for piece in map(np.array, pieces) if len(piece) == sound.RATE // 50 and np.std(piece) > 0.02]
    return np.concatenate(loud[2:12])


async def test_a_tone_is_heard_in_another_browser(town, page_of):
    """[VO2] The frequency at the mouth is that of the decoded samples, and the way is short."""
    mouth, ear = await page_of(), await page_of()
    await listens(ear)
    await speaks(town, mouth)
    await holds(ear, f"beeps.ear.length >= {BEEPS}")

    ways = sorted(sound.delays(await mouth.evaluate("beeps.mouth"), await ear.evaluate("beeps.ear")))
    p95 = ways[int(len(ways) * 0.95)]
    print(f"figure: mouth to ear in browsers on loopback: median {ways[len(ways) // 2]:.0f} ms, p95 {p95:.0f} ms")

    tone = await tone_heard(ear)
    assert sound.share_of(sound.TONE_HZ, tone) > 0.8
    assert sound.share_of(sound.TONE_HZ * 1.3, tone) < 0.05
    assert p95 < MARK_MS * 2


async def test_a_browser_without_webcodecs_listens_by_webassembly(town, page_of):
    """Where the browser has no codec the tone is heard all the same, and its people are offered to type."""
    mouth, ear = await page_of(), await page_of("delete globalThis.AudioDecoder; delete globalThis.AudioEncoder;")
    await listens(ear)
    await speaks(town, mouth)
    await holds(ear, "beeps.ear.length >= 2")
    await button(ear, "speak.open").click()

    await expect(ear.get_by_text(words("mic.unable"))).to_be_visible()
    await button(ear, "speak.type").click()
    assert await ear.evaluate("told") == ["unable", "type"]


async def test_the_voice_ends_with_the_floor(town, page_of):
    """[VO1] One may close the microphone and open it again; once the speech is over it is let go, and nobody hears."""
    mouth, ear = await page_of(), await page_of()
    await listens(ear)
    await speaks(town, mouth)
    await expect(ear.get_by_text(words("voice.heard"))).to_be_visible()
    await button(mouth, "speak.close").click()
    await expect(ear.get_by_text(words("voice.silent"))).to_be_visible()
    await button(mouth, "speak.open").click()
    await expect(ear.get_by_text(words("voice.heard"))).to_be_visible()

    await stops(town)
    await expect(ear.get_by_text(words("voice.silent"))).to_be_visible()
    await expect(button(mouth, "speak.open")).to_be_visible()

    assert await mouth.evaluate("voice.mic.value.kind") == "off"


async def test_a_refused_microphone_is_said_at_once(page_of):
    """A person who says no to the microphone is told so, and may type."""
    refusing = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
    page = await page_of(refusing)
    await button(page, "speak.open").click()

    await expect(page.get_by_text(words("mic.refused"))).to_be_visible()
    assert await page.evaluate("told") == ["refused"]


async def test_push_to_talk_sends_while_held(town, page_of):
    """By choice nothing goes out until the space bar is held."""
    mouth, ear = await page_of(), await page_of()
    await listens(ear)
    await mouth.evaluate("voice.pushToTalk.value = true")
    await speaks(town, mouth)
    assert town.server.voices.counts["taken"] == 0

    await mouth.locator("h1").click()
    await mouth.keyboard.down(" ")
    await expect(ear.get_by_text(words("voice.heard"))).to_be_visible()
    await mouth.keyboard.up(" ")
    await expect(ear.get_by_text(words("voice.silent"))).to_be_visible()

    assert town.server.voices.counts["taken"] > 0


async def test_a_microphone_check_plays_back_what_it_heard(page_of):
    """Two seconds are recorded, heard again, and judged; nothing is sent."""
    page = await page_of()
    await button(page, "mic.check").click()
    found = await findings(page)

    await expect(page.get_by_text(words("mic.good"))).to_be_visible()
    assert [*found, *await findings(page)] == []
    await holds(page, "beeps.ear.length >= 1")


async def test_the_machine_of_the_clerk_is_the_hall(town, page_of):
    """[VO7] The hall's microphone is heard afar between speeches; while somebody remote speaks it is shut and plays."""
    token = await town.server.people_parts.staff.invite(Role.CLERK, None, "test")
    hall, remote = await page_of(staff=token), await page_of()
    await listens(remote)
    await button(hall, "hallsound.start").click()
    await expect(remote.get_by_text(words("voice.heard"))).to_be_visible()
    await expect(hall.get_by_text(words("hallsound.out"))).to_be_visible()

    await speaks(town, remote)
    await expect(hall.get_by_text(words("hallsound.in"))).to_be_visible()
    await holds(hall, "beeps.ear.length >= 1")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing(town, page_of, theme):
    """Every piece holds, before and while it is used, on a phone, light and dark."""
    page = await page_of(viewport=PHONE)
    await page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    found = await findings(page)
    await listens(page)
    await page.evaluate("voice.pushToTalk.value = true")
    await speaks(town, page)
    found += await findings(page)

    assert found == []


async def test_a_microphone_of_another_rate_keeps_its_pitch(town, page_of):
    """Where a browser takes a microphone at its own rate alone, what it hears is resampled: the tone stays the tone."""
    stubborn = """(() => {
      const Source = MediaStreamAudioSourceNode, Context = AudioContext;
      globalThis.AudioContext = class extends Context {
        constructor(wish = {}) { super({ ...wish, sampleRate: wish.sampleRate ?? 44100 }); }
      };
      globalThis.MediaStreamAudioSourceNode = class extends Source {
        constructor(context, wish) {
          if (context.sampleRate === 48000) throw new DOMException("", "NotSupportedError");
          super(context, wish);
        }
      };
    })();"""
    mouth, ear = await page_of(stubborn), await page_of()
    await listens(ear)
    await speaks(town, mouth)
    await holds(ear, "beeps.ear.length >= 3")

    assert sound.share_of(sound.TONE_HZ, await tone_heard(ear)) > 0.8
