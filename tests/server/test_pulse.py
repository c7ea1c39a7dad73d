"""The pulse: ticks in rhythm, never two at once."""

import asyncio
import time

from agora_server.overload import Ladder
from agora_server.pulse import Pulse


class Fan:
    """A fan-out that is done when told."""

    def __init__(self):
        self.pending = []

    def start(self, clients, done, *, shared, period_ms):
        """Keep what was asked."""
        self.pending.append((clients, done, shared, period_ms))


def make(fan, ladder=None):
    """Return a pulse and the list of its steps."""
    steps = []
    pulse = Pulse(fan, ladder or Ladder(), lambda: steps.append(1), lambda: ["client"], lambda: [b"x"])
    return pulse, steps


async def wait_for(condition):
    """Wait for a condition of the loop."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - a plain list is watched
            await asyncio.sleep(0.005)


async def test_the_next_tick_waits_for_the_fan_out():
    """A tick starts its fan-out; the next comes only after that is done."""
    fan = Fan()
    pulse, steps = make(fan)
    pulse.start()
    await asyncio.sleep(0.25)
    assert len(steps) == 1
    assert fan.pending[0][0] == ["client"]
    assert fan.pending[0][2:] == ([b"x"], 100)

    fan.pending[0][1]()
    await wait_for(lambda: len(steps) == 2)
    assert pulse.missed >= 1
    pulse.stop()


async def test_a_stopped_pulse_ticks_no_more():
    """After ``stop`` nothing starts, not even behind a fan-out that ends later."""
    fan = Fan()
    pulse, steps = make(fan)
    pulse.start()
    await wait_for(lambda: fan.pending)
    pulse.stop()
    fan.pending[0][1]()
    await asyncio.sleep(0.15)

    assert len(steps) == 1


async def test_a_slow_step_feeds_the_ladder():
    """What a tick took, from its due time to its last write, goes to the ladder."""
    took = []
    ladder = Ladder()
    ladder.step = took.append
    fan = Fan()
    pulse, _ = make(fan, ladder)
    pulse.start()
    await wait_for(lambda: fan.pending)
    time.sleep(0.03)  # noqa: ASYNC251 - holding the loop is the point
    fan.pending[0][1]()
    pulse.stop()

    assert took[0] >= 30
