"""Hostile frames over real sockets: refused or shown the door by name, while others are served as if nothing were."""

import asyncio
import re
import subprocess
import sys
import time

import psutil
import pytest

from agora_server.transport import wire
from agora_server.transport.close_codes import Code
from rooms.base.errors import Why
from rooms.wire.messages import Sync
from tests import guest, serving, source
from tests.fuzz.attack import Tally, attack

pytestmark = pytest.mark.load

SEED = 1_123
ATTACKERS = 2
"""Processes that attack: as many as the smallest machine has cores."""
WARM_UP = 5_000
"""Frames before memory is looked at: tables, caches and pools have their size by then."""
GROWTH_A_FRAME = 160
"""
Bytes that the server may gain for each frame of the whole attack. A guest is a row and 120 s of a person who is away
for every 2,000 frames, and a line a resume window; frames themselves may leave nothing.
"""
GROWTH = 32 * 2**20
"""Bytes of allocator pages on top."""
PROTOCOL_CODES = {1000, 1001, 1002, 1003, 1007, 1009}
"""Close codes of RFC 6455 itself; 1011 is not among them, for it would mean that we failed."""
STALL_BUCKET = "0.05"


@pytest.fixture
def served(tmp_path):
    """A server of its own: it is attacked."""
    with serving.served(tmp_path) as server:
        yield server


async def calm(origin, stop):
    """Ask for the clock now and then as an honest client; return the round trips in milliseconds."""
    trips = []
    async with guest.guest(origin) as honest:
        socket = await honest.attach()
        await guest.until(socket, "welcome")
        while not stop.is_set():
            started = time.perf_counter()
            await socket.send(wire.encode(Sync(0)))
            await guest.until(socket, "synced")
            trips.append((time.perf_counter() - started) * 1000)
            await asyncio.sleep(0.6)
        await socket.close()
    return trips


async def lags(origin):
    """Return how many looks at the server's loop there were, and how many found it over 50 ms late."""
    async with guest.guest(origin) as looker, looker.http.get(f"{origin}/metrics") as answer:
        text = await answer.text()
    within = float(re.search(rf'agora_loop_lag_seconds_bucket{{le="{STALL_BUCKET}"}} (\S+)', text)[1])
    return float(re.search(r"agora_loop_lag_seconds_count (\S+)", text)[1]), within


async def attacked(origin, count):
    """Attack by several processes at once; return the sum of their tallies."""
    command = [sys.executable, "-m", "tests.fuzz.attack", origin]
    running = [
        await asyncio.create_subprocess_exec(
            *command, str(SEED + number), str(count // ATTACKERS), stdout=subprocess.PIPE, cwd=source.ROOT
        )
        for number in range(ATTACKERS)
    ]
    outputs = await asyncio.gather(*(one.communicate() for one in running))
    assert [one.returncode for one in running] == [0] * ATTACKERS
    total = Tally()
    for out, _ in outputs:
        total.add(Tally.from_json(out.decode()))
    return total


async def test_hostile_frames_are_refused_by_name(served, long):
    """A million frames (a tenth in the short run): only documented answers, none unjudged, nothing grows or crashes."""
    count = 1_000_000 if long else 100_000
    process = psutil.Process(served.process.pid)
    await attack(served.origin, SEED - 1, WARM_UP)
    before = process.memory_info().rss
    looks_before, within_before = await lags(served.origin)
    stop = asyncio.Event()
    honest = asyncio.create_task(calm(served.origin, stop))

    tally = await attacked(served.origin, count)

    stop.set()
    trips = sorted(await honest)
    looks, within = await lags(served.origin)
    late = (looks - looks_before) - (within - within_before)
    growth = process.memory_info().rss - before
    print(f"figure: fuzz over sockets: {tally.sent} frames, {tally.judged} judged, refusals {dict(tally.refusals)}, "
          f"answers {dict(tally.kinds)}, goodbyes {dict(tally.codes)}, growth {growth / 2**20:.1f} MiB, honest round "
          f"trip median {trips[len(trips) // 2]:.1f} ms, loop over 50 ms late {late:.0f} of "
          f"{looks - looks_before:.0f} looks")  # fmt: skip

    assert set(tally.refusals) <= {why.value for why in Why}
    assert set(tally.codes) - PROTOCOL_CODES <= {int(code) for code in Code}
    assert tally.stuck == 0
    assert tally.sent == count
    assert tally.judged >= 0.99 * count
    assert served.process.poll() is None
    assert "Traceback" not in served.text()
    assert '"error"' not in served.text()
    assert growth < GROWTH + count * GROWTH_A_FRAME
    assert trips
