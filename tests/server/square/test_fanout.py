"""The fan-out: one write a client, in slices; positions replaced, messages kept."""

import asyncio
from itertools import count
from types import SimpleNamespace

import pytest

from agora_server.core.faults import Faults, Hook
from agora_server.square.fanout import HANDFUL, HOLD_BYTES, SLICE, SWEEP_MS, FanOut
from agora_server.transport.audio_buffer import AudioBuffer
from agora_server.transport.connection import frame
from agora_server.transport.outbox import MAX_BYTES, Outbox


class Wire:
    """A connection that keeps its writes."""

    def __init__(self):
        self.open = True
        self.writes = []
        self.swept = 0
        self.waiting = 0
        self.transport = SimpleNamespace(get_write_buffer_size=lambda: self.waiting)

    def write_framed(self, data):
        """Keep."""
        self.writes.append(data)

    def sweep(self):
        """Count."""
        self.swept += 1


def client(slot=0, **more):
    """Return a client of the fan-out."""
    fields = {"connection": Wire(), "outbox": Outbox(), "slot": slot, "hidden": False, "blocked_slots": frozenset()}
    return SimpleNamespace(**{**fields, "audio": None, "audio_at": 0, **more})


class Frames:
    """A crowd with one frame for even slots and none for odd ones."""

    PAYLOAD = b"\x02shared"

    def __init__(self):
        self.asked = []

    def frame_for(self, slot):
        """Answer the shared frame."""
        self.asked.append(slot)
        return None if slot % 2 else self.PAYLOAD

    def frame_without(self, slot, hidden):
        """Answer a private frame that names the hidden."""
        self.asked.append(slot)
        return b"\x02private" + bytes(sorted(hidden))


async def beat(clients, fanout=None, **options):
    """Run one fan-out to its end."""
    fanout = fanout or FanOut(Frames(), lambda _: None, lambda: 0.0)
    done = asyncio.Event()
    fanout.start(clients, done.set, **options)
    await asyncio.wait_for(done.wait(), 5)
    return fanout


async def test_positions_and_messages_are_one_write():
    """A client gets positions and everything that waits in a single write, positions first."""
    one = client()
    one.outbox.put(b"first")
    one.outbox.put(b"second")
    fanout = await beat([one])

    assert one.connection.writes == [frame(Frames.PAYLOAD) + b"firstsecond"]
    assert fanout.counts.writes == 1
    assert fanout.counts.bytes_out == len(one.connection.writes[0])


async def test_the_framed_bytes_are_shared():
    """Two clients of a cell get the same object."""
    one, two = client(0), client(2)
    await beat([one, two])

    assert one.connection.writes[0] is two.connection.writes[0]


async def test_nothing_to_say_is_no_write():
    """Without positions and messages there is no write; a closed connection gets none either."""
    still, closed = client(1), client(0)
    closed.connection.open = False
    await beat([still, closed])

    assert still.connection.writes == closed.connection.writes == []


async def test_a_slow_reader_gets_messages_but_no_positions():
    """While bytes wait, positions are skipped, not queued; messages still go."""
    slow = client()
    slow.connection.waiting = 1
    slow.outbox.put(b"text")
    fanout = await beat([slow])

    assert slow.connection.writes == [b"text"]
    assert fanout.counts.skipped == 1


async def test_a_stalled_reader_keeps_its_messages_in_the_outbox_until_it_is_too_slow():
    """A full transport holds messages back; past the outbox's bound the close is too_slow."""
    told = []
    stalled = client()
    stalled.connection.waiting = HOLD_BYTES + 1
    stalled.outbox.put(b"text")
    fanout = FanOut(Frames(), told.append)
    await beat([stalled], fanout)
    assert len(stalled.outbox) == 4
    assert told == []

    stalled.outbox.put(bytes(MAX_BYTES))
    await beat([stalled], fanout)
    assert told == [stalled]
    assert stalled.connection.writes == []
    assert (fanout.counts.held, fanout.counts.too_slow) == (1, 1)


async def test_hidden_tabs_get_messages_only():
    """A tab that nobody looks at gets no positions and no shared frames."""
    hidden = client(hidden=True)
    await beat([hidden], shared=[b"\x04counts"])
    assert hidden.connection.writes == []
    hidden.outbox.put(b"text")
    await beat([hidden], shared=[b"\x04counts"])
    assert hidden.connection.writes == [b"text"]


async def test_blocks_get_a_private_frame():
    """Who must not see somebody gets a frame of their own."""
    one = client(blocked_slots=frozenset({7}))
    fanout = await beat([one], shared=[b"\x04counts"])

    assert one.connection.writes == [frame(b"\x02private\x07") + frame(b"\x04counts")]
    assert fanout.counts.private == 1


async def test_shared_frames_reach_those_without_news_too():
    """Counts go to everybody who looks, with positions or without."""
    moving, still = client(0), client(1)
    await beat([moving, still], shared=[b"\x04counts", b"\x00here"])

    both = frame(b"\x04counts") + frame(b"\x00here")
    assert moving.connection.writes == [frame(Frames.PAYLOAD) + both]
    assert still.connection.writes == [both]


async def test_the_loop_breathes_between_slices():
    """Three slices come in three turns of the loop, in a stable order, and the next cannot start before."""
    clients = [client() for _ in range(SLICE * 2 + 1)]
    fanout, turns = FanOut(Frames(), lambda _: None, lambda: 0.0), []
    done = asyncio.Event()
    fanout.start(clients, done.set)
    while fanout.busy:
        turns.append(sum(bool(one.connection.writes) for one in clients))
        with pytest.raises(AssertionError):
            fanout.start(clients, done.set)
        await asyncio.sleep(0)

    assert turns == [SLICE, SLICE * 2]
    assert all(len(one.connection.writes) == 1 for one in clients)


async def test_everybody_is_swept_once_in_five_seconds():
    """Each connection is judged once in fifty ticks of 100 ms, a few at each."""
    clients = [client(1) for _ in range(120)]
    fanout = FanOut(Frames(), lambda _: None, lambda: 0.0)
    for _ in range(SWEEP_MS // 100):
        before = sum(one.connection.swept for one in clients)
        await beat(clients, fanout, period_ms=100)
        assert 2 <= sum(one.connection.swept for one in clients) - before <= 3

    assert {one.connection.swept for one in clients} == {1}


async def test_a_slice_ends_early_when_frames_take_long():
    """With a clock that leaps, each turn writes to a handful only; nobody is left out or written to twice."""
    clock = count()
    clients = [client() for _ in range(HANDFUL * 2 + 3)]
    fanout, turns = FanOut(Frames(), lambda _: None, lambda: float(next(clock))), []
    fanout.start(clients, lambda: None)
    while fanout.busy:
        turns.append(sum(bool(one.connection.writes) for one in clients))
        await asyncio.sleep(0)

    assert turns == [HANDFUL, HANDFUL * 2]
    assert all(len(one.connection.writes) == 1 for one in clients)


async def test_the_voice_rides_in_the_same_write():
    """[VO2] Who listens gets the tick's voice behind positions and messages, hidden or not; once, in one write."""
    audio = AudioBuffer()
    near, hidden, deaf = client(audio=audio), client(audio=audio, hidden=True), client()
    audio.put(b"voice")
    audio.tick(0)
    fanout = await beat([near, hidden, deaf])
    await beat([hidden], fanout)

    assert near.connection.writes == [frame(Frames.PAYLOAD) + b"voice"]
    assert hidden.connection.writes == [b"voice"]
    assert deaf.connection.writes == [frame(Frames.PAYLOAD)]


async def test_a_stalled_listener_is_left_behind_and_catches_up_with_a_second():
    """[VO5] While bytes wait no voice is queued; afterwards what is at most a second old follows."""
    audio, stalled = AudioBuffer(), client(1)
    stalled.audio = audio
    stalled.connection.waiting = 1
    for tick in range(20):
        audio.put(bytes([tick]))
        audio.tick(tick * 100)
        await beat([stalled])
    assert stalled.connection.writes == []

    stalled.connection.waiting = 0
    await beat([stalled])
    assert stalled.connection.writes == [bytes(range(9, 20))]


def broken(*_):
    """Raise."""
    raise RuntimeError


async def test_positions_that_fail_cost_no_messages(monkeypatch):
    """Where positions cannot be made, the client gets its messages, and all others get everything."""
    frames, faults = Frames(), Faults()
    monkeypatch.setattr(frames, "frame_for", lambda slot: Frames.PAYLOAD if slot != 2 else broken())
    clients = [client(0), client(2), client(4)]
    for one in clients:
        one.outbox.put(b"text")
    await beat(clients, FanOut(frames, lambda _: None, faults=faults))

    whole = [frame(Frames.PAYLOAD) + b"text"]
    assert [one.connection.writes for one in clients] == [whole, [b"text"], whole]
    assert faults.counts[Hook.FANOUT] == 1


async def test_a_client_that_cannot_be_written_to_ends_alone():
    """Its messages are lost to this socket, so the socket ends and its resume brings them; others get theirs."""
    ended, faults = [], Faults()
    one, bad, other = client(1), client(1), client(1)
    for each in (one, bad, other):
        each.outbox.put(b"text")
    bad.connection.write_framed = broken
    fanout = FanOut(Frames(), lambda _: None, broken=ended.append, faults=faults)
    await beat([one, bad, other], fanout)

    assert one.connection.writes == other.connection.writes == [b"text"]
    assert ended == [bad]
    assert faults.counts == {**dict.fromkeys(Hook, 0), Hook.FANOUT: 1}


async def test_who_cannot_even_be_told_goodbye_is_cut():
    """Where the end fails as well, the connection is cut."""
    bad, cut = client(1), []
    bad.outbox.put(b"text")
    bad.connection.write_framed = broken
    bad.connection.abort = lambda: cut.append(bad)
    await beat([bad], FanOut(Frames(), lambda _: None, broken=broken))

    assert cut == [bad]


async def test_a_voice_that_fails_is_silent_alone():
    """Who listens to a broken lane gets positions and messages; who listens to another one hears it."""
    bad, good = SimpleNamespace(head=1, since=broken), AudioBuffer()
    good.put(b"voice")
    good.tick(0)
    one, two = client(0, audio=bad), client(1, audio=good)
    await beat([one, two])

    assert one.connection.writes == [frame(Frames.PAYLOAD)]
    assert two.connection.writes == [b"voice"]


async def test_a_connection_that_cannot_be_judged_keeps_none_from_its_judgement():
    """Liveness is judged one by one."""
    clients = [client(1) for _ in range(3)]
    clients[0].connection.sweep = broken
    fanout = FanOut(Frames(), lambda _: None)
    for _ in range(2):
        await beat(clients, fanout, period_ms=SWEEP_MS)

    assert [one.connection.swept for one in clients] == [0, 2, 2]


async def test_a_tick_whose_shared_frames_fail_leaves_the_next_one_free():
    """A fan-out that could not begin is not under way."""
    fanout, one = FanOut(Frames(), lambda _: None), client()
    with pytest.raises(TypeError):
        fanout.start([one], broken, shared=[None])
    await beat([one], fanout)

    assert one.connection.writes == [frame(Frames.PAYLOAD)]
