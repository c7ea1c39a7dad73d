"""The voice of the floor between real browsers: a tone from one's fake microphone is heard in another."""

import asyncio
import contextlib
import subprocess
import sys

import numpy as np
import pytest
import pytest_asyncio

from agora_server import assets
from agora_server.app import Server
from agora_server.privacy import NOTICE_VERSION
from agora_server.settings import Settings
from tests.browser import sound
from tests.browser.conftest import chromium
from tests.node import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FORUM = "f1"
BEEPS = 12
MARK_MS = 700
"""Mouth to ear at p95 on loopback: the mark of the issue. Twice it fails the test: the machine may be busy."""
PATIENCE_S = 60


@pytest.fixture(scope="module")
def harness(tmp_path_factory):
    """The files of a page with a voice and nothing else, built from the client's own modules."""
    folder = tmp_path_factory.mktemp("harness")
    config = "src/voice/testing/vite.config.ts"
    command = [sys.executable, "-m", "tests.node", "exec", "--", "vite", "build", "--config", config]
    subprocess.run([*command, "--outDir", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (folder / "index.html").write_bytes((folder / "harness.html").read_bytes())
    return assets.load(folder)


@pytest_asyncio.fixture(loop_scope="session")
async def server(tmp_path, monkeypatch, harness):
    """A server in this process, whose floor the test holds."""
    monkeypatch.setattr(assets, "load", lambda: dict(harness))
    started = Server(Settings(data=tmp_path, port=0))
    await started.start()
    started.voices.gate.set(FORUM, None, started.clock())
    yield started
    await started.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def page_of(playwright, server, tmp_path):
    """Open the harness in a browser whose microphone hears beeps."""
    path = sound.beeps(tmp_path / "beeps.wav")
    fake = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--autoplay-policy=no-user-gesture-required",
    ]
    wrong = []
    async with contextlib.AsyncExitStack() as stack:
        browser = await stack.enter_async_context(
            chromium(playwright, *fake, f"--use-file-for-fake-audio-capture={path}")
        )

        async def open_page(*scripts):
            context = await browser.new_context()
            for script in (sound.TAPS, *scripts):
                await context.add_init_script(script)
            page = await context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            await page.goto(f"{server.address.replace('localhost', '127.0.0.1')}/?notice={NOTICE_VERSION}")
            await holds(page, "globalThis.voice !== undefined")
            return page

        yield open_page
    assert wrong == []


async def holds(page, expression):
    """Wait until an expression is true in a page; asked from outside, since the policy of the page forbids eval."""
    async with asyncio.timeout(PATIENCE_S):
        while not await page.evaluate(expression):
            await page.wait_for_timeout(100)


async def speaks(server, page):
    """Give the floor to a page and open its microphone."""
    await page.click("#speak")
    await holds(page, "voice.mic.value.kind === 'on'")
    server.voices.gate.set(FORUM, await page.evaluate("participant"), server.clock())
    await page.evaluate("voice.setFloor('open')")


async def listens(page):
    """Tap on listening."""
    await page.click("#listen")
    await holds(page, "voice.hearing.value === 'on'")


async def test_a_tone_is_heard_in_another_browser(server, page_of):
    """[VO2] The frequency at the mouth is that of the decoded samples, and the way is short."""
    mouth, ear = await page_of(), await page_of()
    await listens(ear)
    await speaks(server, mouth)
    await holds(ear, f"beeps.ear.length >= {BEEPS}")

    pieces = await ear.evaluate("decoded.map((samples) => [...samples])")
    loud = [piece for piece in map(np.array, pieces) if len(piece) == sound.RATE // 50 and np.std(piece) > 0.02]
    ways = sorted(sound.delays(await mouth.evaluate("beeps.mouth"), await ear.evaluate("beeps.ear")))
    p95 = ways[int(len(ways) * 0.95)]
    print(f"figure: mouth to ear in browsers on loopback: median {ways[len(ways) // 2]:.0f} ms, p95 {p95:.0f} ms")

    tone = np.concatenate(loud[2:12])
    assert sound.share_of(sound.TONE_HZ, tone) > 0.8
    assert sound.share_of(sound.TONE_HZ * 1.3, tone) < 0.05
    assert p95 < MARK_MS * 2


async def test_a_browser_without_webcodecs_listens_by_webassembly(server, page_of):
    """Where the browser has no codec the tone is heard all the same, and its people are offered to type."""
    mouth, ear = await page_of(), await page_of("delete globalThis.AudioDecoder; delete globalThis.AudioEncoder;")
    await listens(ear)
    await speaks(server, mouth)
    await holds(ear, "beeps.ear.length >= 2")
    await ear.click("#speak")

    await holds(ear, "voice.mic.value.kind === 'failed'")
    assert await ear.evaluate("[voice.mic.value.why, failed]") == ["unable", "unable"]


async def test_the_voice_ends_with_the_floor(server, page_of):
    """[VO1] Once the floor is closed the microphone is let go, and nobody hears any more."""
    mouth, ear = await page_of(), await page_of()
    await listens(ear)
    await speaks(server, mouth)
    await holds(ear, "voice.heard.value")

    server.voices.gate.set(FORUM, None, server.clock())
    await holds(ear, "!voice.heard.value")
    assert await mouth.evaluate("voice.sending.value")  # its page was not told: the server alone closed it
    await mouth.evaluate("voice.setFloor('closed')")

    assert await mouth.evaluate("[voice.mic.value.kind, voice.sending.value]") == ["off", False]
    assert server.voices.counts["late"] + server.voices.counts["no_floor"] > 0


async def test_a_refused_microphone_is_said_at_once(page_of):
    """A person who says no to the microphone is told so, and may type."""
    refusing = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
    page = await page_of(refusing)
    await page.click("#speak")

    await holds(page, "voice.mic.value.kind === 'failed'")
    assert await page.evaluate("failed") == "refused"


async def test_push_to_talk_sends_while_held(server, page_of):
    """By choice nothing goes out until the button is held."""
    mouth, ear = await page_of(), await page_of()
    await listens(ear)
    await mouth.evaluate("voice.pushToTalk.value = true")
    await speaks(server, mouth)
    taken = server.voices.counts["taken"]
    assert not await mouth.evaluate("voice.sending.value")

    await mouth.evaluate("voice.held.value = true")
    await holds(ear, "voice.heard.value")
    await mouth.evaluate("voice.held.value = false")
    await holds(ear, "!voice.heard.value")

    assert server.voices.counts["taken"] > taken
