"""The ticker: ticks in rhythm, never two at once."""

import asyncio
import time

import pytest

from agora_server.core.faults import Faults, Hook
from agora_server.ops.heartbeat import Heartbeat
from agora_server.square.fanout import FanOut
from agora_server.square.overload import Ladder
from agora_server.square.ticker import Ticker


class Fan:
    """A fan-out that is done when told."""

    def __init__(self):
        self.pending = []

    def start(self, clients, done, *, shared, period_ms):
        """Keep what was asked."""
        self.pending.append((clients, done, shared, period_ms))


def make(fan, ladder=None):
    """Return a ticker and the list of its steps."""
    steps = []
    ticker = Ticker(fan, ladder or Ladder(), lambda: steps.append(1), lambda: ["client"], lambda: [b"x"])
    return ticker, steps


async def wait_for(condition):
    """Wait for a condition of the loop."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - a plain list is watched
            await asyncio.sleep(0.005)


async def test_the_next_tick_waits_for_the_fan_out():
    """A tick starts its fan-out; the next comes only after that is done."""
    fan = Fan()
    ticker, steps = make(fan)
    ticker.start()
    await asyncio.sleep(0.25)
    assert len(steps) == 1
    assert fan.pending[0][0] == ["client"]
    assert fan.pending[0][2:] == ([b"x"], 100)

    fan.pending[0][1]()
    await wait_for(lambda: len(steps) == 2)
    assert ticker.missed >= 1
    ticker.stop()


async def test_a_stopped_pulse_ticks_no_more():
    """After ``stop`` nothing starts, not even behind a fan-out that ends later."""
    fan = Fan()
    ticker, steps = make(fan)
    ticker.start()
    await wait_for(lambda: fan.pending)
    ticker.stop()
    fan.pending[0][1]()
    await asyncio.sleep(0.15)

    assert len(steps) == 1


async def test_a_slow_step_feeds_the_ladder():
    """What a tick took, from its due time to its last write, goes to the ladder."""
    took = []
    ladder = Ladder()
    ladder.step = took.append
    fan = Fan()
    ticker, _ = make(fan, ladder)
    ticker.start()
    await wait_for(lambda: fan.pending)
    time.sleep(0.03)  # noqa: ASYNC251 - holding the loop is the point
    fan.pending[0][1]()
    ticker.stop()

    assert took[0] >= 30


class Broken:
    """Calls that raise as often as they are told, and count."""

    def __init__(self, times):
        self.left = times
        self.calls = 0

    def __call__(self, *_):
        """Raise, or return nothing that anybody wants."""
        self.calls += 1
        if self.left:
            self.left -= 1
            raise RuntimeError
        return []

    tick = __call__


ONCE, ALWAYS = 1, 10_000


@pytest.mark.parametrize("times", [ONCE, ALWAYS])
@pytest.mark.parametrize("hook", [Hook.SQUARE, Hook.VOICE, Hook.FORUM_VIEW, Hook.SHARED, Hook.FANOUT, Hook.LADDER])
async def test_whatever_a_hook_raises_the_others_and_the_next_tick_come(monkeypatch, hook, times):
    """Once or always: it is counted, all other hooks are called, ticks go on; without the square there is no beat."""
    calls = {one: Broken(times if one is hook else 0) for one in Hook}
    faults, ladder, heart, took = Faults(), Ladder(), Heartbeat(), []
    monkeypatch.setattr("agora_server.square.overload.PERIODS_MS", (1, 2, 3))
    monkeypatch.setattr(ladder, "step", calls[Hook.LADDER])
    fanout = FanOut(None, print)
    ticker = Ticker(
        fanout,
        ladder,
        calls[Hook.SQUARE],
        calls[Hook.FANOUT],
        calls[Hook.SHARED],
        riders=[(one, calls[one]) for one in (Hook.VOICE, Hook.FORUM_VIEW)],
        faults=faults,
        heart=heart,
        observe=took.append,
    )
    ticker.start()
    await wait_for(lambda: ticker.ticks > 5)
    ticker.stop()

    called = (Hook.SQUARE, Hook.VOICE, Hook.FORUM_VIEW, Hook.SHARED, Hook.FANOUT, Hook.LADDER)
    assert all(calls[one].calls == ticker.ticks for one in called)
    failed = 1 if times is ONCE else ticker.ticks
    assert faults.counts[hook] == failed == faults.counts.total()
    vital = hook in {Hook.SQUARE, Hook.FANOUT}
    assert heart.beats == ticker.ticks - (failed if vital else 0)
    assert len(took) == ticker.ticks
