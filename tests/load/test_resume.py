"""A line is cut and comes back: nothing is lost, nothing comes twice; too late means a reset, said openly."""

import asyncio

import pytest

from rooms.wire.messages import Reach, Say

pytestmark = pytest.mark.load

KEPT_SECONDS = (0, 1, 30, 110)
"""Ages of a cut within the 120 s that streams are kept."""
SAID = 20


def utterances(citizen):
    """Return the texts that came as events of the inbox, in order."""
    return [message[4][7] for message in citizen.heard if message[0] == "event" and message[4][0] == "uttered"]


async def speak(speaker, clock, texts):
    """Say texts, a second of the square's time apart: the rate of words is one a second."""
    for number, text in enumerate(texts):
        act = f"{number}-{len(speaker.heard)}"
        await speaker.send(Say(act, Reach.SAY, None, text))
        await speaker.until("done", act)
        clock.advance(1)


@pytest.mark.parametrize("seconds", KEPT_SECONDS)
@pytest.mark.parametrize("traffic", [False, True], ids=["quiet", "busy"])
async def test_what_was_missed_comes_once(join, clock, seconds, traffic):
    """Cut for 0, 1, 30 and 110 s, with and without traffic: every utterance arrives exactly once, in order."""
    speaker, listener = await join("말하는이"), await join("듣는이")
    before = [f"앞{n}" for n in range(3)]
    await speak(speaker, clock, before)
    await heard(listener, before)
    missed = [f"사이{n}" for n in range(min(SAID, seconds))] if traffic else []

    await listener.drop()
    await speak(speaker, clock, missed)
    clock.advance(seconds - len(missed))
    await listener.connect()
    await listener.until("resumed")
    after = ["뒤"]
    await speak(speaker, clock, after)

    assert await heard(listener, [*before, *missed, *after]) == [*before, *missed, *after]


async def heard(citizen, texts):
    """Wait until the last of the texts arrived; return all that arrived."""
    async with asyncio.timeout(10):
        while texts and (not utterances(citizen) or utterances(citizen)[-1] != texts[-1]):
            citizen._arrived.clear()
            await citizen._arrived.wait()
    return utterances(citizen)


async def test_after_the_time_the_stream_starts_anew(join, clock):
    """Cut for 130 s: an explicit reset with a snapshot, never a silent gap."""
    speaker, listener = await join("말하는이"), await join("듣는이")
    await listener.drop()
    await speak(speaker, clock, ["한마디"])
    clock.advance(130)

    await listener.connect()
    reset = await listener.until("reset")

    assert reset[0] == "reset"
    assert len(reset) == 5


@pytest.mark.long
async def test_after_the_time_the_stream_starts_anew_by_the_wall_clock(join):
    """The same by the clock on the wall: after 130 s without a line there is a reset."""
    listener = await join("듣는이")
    await listener.drop()
    await asyncio.sleep(130)

    await listener.connect()

    assert (await listener.until("reset"))[0] == "reset"


async def test_an_act_that_was_sent_twice_over_a_cut_happens_once(join, clock):
    """The act's id survives the cut: sent again on the new line it is answered, not carried out again."""
    speaker, listener = await join("말하는이"), await join("듣는이")
    await speaker.send(Say("a1", Reach.SAY, None, "한번만"))
    await speaker.until("done", "a1")
    await heard(listener, ["한번만"])

    await speaker.drop()
    await speaker.connect()
    await speaker.until("resumed")
    await speaker.send(Say("a1", Reach.SAY, None, "한번만"))
    await speaker.until("done", "a1")
    clock.advance(1)
    await speaker.send(Say("a2", Reach.SAY, None, "끝"))
    await heard(listener, ["한번만", "끝"])

    assert utterances(listener) == ["한번만", "끝"]
