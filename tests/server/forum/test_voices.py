"""Voices over real lines: heard by who listens, with the floor alone, within bounds."""

import asyncio
from unittest.mock import Mock

import pytest

from agora_server.core.faults import Faults, Hook
from agora_server.forum.voices import Voices
from rooms.base.frames import KIND_VOICE
from rooms.wire.messages import CarryVenueAudio, Listen
from rooms.wire.voice import DOWN, OLD_MS, pack_up
from tests.server.hall_kit import HallKit
from tests.server.sockets import until


@pytest.fixture
async def hall(server, citizens):
    """A forum, and two citizens of whom the second listens."""
    server.voices.gate.set("f1", None, server.clock())
    kim, lee = await citizens("김하늘"), await citizens("이서준")
    await lee.send(Listen("l1", "f1", True))
    await lee.until("done", "l1")
    return server, kim, lee


def voices(citizen):
    """Return the frames of voice that somebody got so far."""
    return [frame for frame in citizen.frames if frame[0] == KIND_VOICE]


async def heard(citizen, count):
    """Return the frames of voice once so many are there."""
    await until(lambda: len(voices(citizen)) >= count)
    return voices(citizen)


async def counted(server, fate, count):
    """Wait until so many frames met a fate."""
    await until(lambda: server.voices.counts[fate] >= count)


async def test_who_listens_hears_who_has_the_floor(hall):
    """[VO1] With the floor the packets arrive in their order, untouched; the speaker does not hear the own voice."""
    server, kim, lee = hall
    await kim.send(Listen("l2", "f1", True))
    await kim.until("done", "l2")
    server.voices.gate.set("f1", kim.participant, server.clock())

    for n in range(5):
        await kim.socket.send(pack_up(n * 2, n * 40, [bytes([n]) * 60] * 2))
    frames = await heard(lee, 5)

    assert [DOWN.unpack_from(frame)[1] for frame in frames] == [2] * 5
    assert [DOWN.unpack_from(frame)[3] for frame in frames] == [n * 2 for n in range(5)]
    assert len({DOWN.unpack_from(frame)[2] for frame in frames}) == 1
    assert [frame[DOWN.size :] for frame in frames] == [(b"\x3c" + bytes([n]) * 60) * 2 for n in range(5)]
    assert voices(kim) == []


async def test_without_the_floor_nothing_is_heard(hall):
    """[VO6] Frames without the floor are dropped and counted, and answered once a second."""
    server, kim, lee = hall
    for n in range(20):
        await kim.socket.send(pack_up(n, n * 20, [b"a"]))
    await counted(server, "no_floor", 20)

    assert (await kim.until("refused", ""))[2] == "no_floor"
    assert not [message for message in kim.heard if message[0] == "refused"]
    assert voices(lee) == []


async def test_a_pause_closes_the_voice(hall):
    """[VO1] Once the floor is taken, what still comes is dropped as late."""
    server, kim, lee = hall
    server.voices.gate.set("f1", kim.participant, server.clock())
    await kim.socket.send(pack_up(0, 0, [b"a"]))
    await heard(lee, 1)

    server.voices.gate.set("f1", None, server.clock())
    await kim.socket.send(pack_up(1, 20, [b"b"]))
    await counted(server, "late", 1)

    assert len(voices(lee)) == 1


async def test_malformed_voice_is_refused_and_the_line_lives(hall):
    """[VO3] A frame of no layout is answered, and the next one is taken."""
    server, kim, lee = hall
    server.voices.gate.set("f1", kim.participant, server.clock())

    await kim.socket.send(b"\x03\x09broken")
    assert (await kim.until("refused", ""))[2] == "malformed"
    await kim.socket.send(pack_up(0, 0, [b"a"]))

    assert len(await heard(lee, 1)) == 1


async def test_one_listens_to_a_forum_that_is_there(hall):
    """Listening to an unknown forum is refused; who stops listening hears no more."""
    server, kim, lee = hall
    await kim.send(Listen("l2", "f9", True))
    assert (await kim.until("refused", "l2"))[2] == "no_such"

    await lee.send(Listen("l3", "f1", False))
    await lee.until("done", "l3")
    server.voices.gate.set("f1", kim.participant, server.clock())
    await kim.socket.send(pack_up(0, 0, [b"a"]))
    await counted(server, "taken", 1)
    ticks = server.ticker.ticks
    await until(lambda: server.ticker.ticks > ticks + 2)

    assert voices(lee) == []


@pytest.fixture
async def town(server):
    """Callers of a running server, with real forums."""
    async with asyncio.timeout(30):
        kit = HallKit(server)
        yield kit
        await kit.close()


async def test_from_the_floor_of_a_forum_to_who_listens(server, town):
    """[VO1] Called by the desk, a citizen is heard; in a pause of the speech no more."""
    desk, kim, lee = await town.staff(), await town.citizen("김하늘"), await town.citizen("이서준")
    forum = await town.opened(desk)
    await kim.attend(forum)
    await lee.send(Listen("l1", forum, True))
    assert await lee.done("l1") == ""
    await kim.order(forum, "AskFloor", stance="pro")
    entry = (await kim.sees("mine", lambda part: part["entry"]))["entry"]
    await desk.sees("queue", lambda part: part["rows"])
    await desk.order(forum, "CallNext", entry=entry, saw=desk.parts["desk"]["floor_version"])
    await kim.sees("mine", lambda part: part["speaking"])

    await kim.socket.send(pack_up(0, 0, [b"a"]))
    assert len(await heard(lee, 1)) == 1
    await desk.sees("floor", lambda part: part["speaker"])
    assert await desk.order(forum, "PauseSpeech", saw=desk.parts["desk"]["floor_version"]) == ""
    await kim.socket.send(pack_up(1, 20, [b"b"]))
    await counted(server, "late", 1)

    assert len(voices(lee)) == 1


async def test_only_staff_carry_the_hall(town):
    """[VO7] A citizen cannot lend a microphone to the hall."""
    forum = await town.opened(await town.staff())
    kim = await town.citizen("김하늘")
    await kim.send(CarryVenueAudio("c1", forum, True))

    assert await kim.done("c1") == "not_allowed"
    assert kim.facts == {"needs": "clerk"}


async def test_the_machine_of_the_clerk_is_the_voice_of_the_hall(server, town):
    """[VO7] What the carrying machine sends is heard between speeches, until it is put down or lost."""
    desk, lee = await town.staff(), await town.citizen("이서준")
    forum = await town.opened(desk)
    await lee.send(Listen("l1", forum, True))
    await lee.done("l1")
    await desk.send(CarryVenueAudio("c1", forum, True))
    assert await desk.done("c1") == ""
    await desk.socket.send(pack_up(0, 0, [b"a"]))
    assert len(await heard(lee, 1)) == 1

    (client,) = server.voices.gate._carriers.values()
    await desk.drop()
    await until(lambda: not server.voices.gate._carriers)
    assert server.voices.gate.turn_of("clerk", client) is None


def test_another_node_hears_what_was_taken_here():
    """[VO2] The same bytes go into the lanes of other nodes; what a bus held back for too long is left out."""
    passed = []
    here, there = Voices(passed.append), Voices()
    kim, lee = (Mock(participant=name, audio=None, audio_at=0) for name in ("kim", "lee"))
    for node in (here, there):
        node.gate.set("f1", "kim", 0)
    there.listen(lee, Listen("l1", "f1", True))
    here.take_frame(kim, pack_up(0, 0, [b"a"]), 5_000)

    there.passed(passed[0], 5_000 + OLD_MS)
    there.tick(5_100)
    assert lee.audio.since(0).endswith(b"\x01a")
    there.passed(passed[0], 5_001 + OLD_MS)
    there.tick(6_100)
    assert lee.audio.head == 1


async def test_nothing_of_a_line_stays(hall):
    """A speaker's end leaves no entry behind, and a forum's end no lane."""
    server, kim, lee = hall
    await kim.socket.send(pack_up(0, 0, [b"a"]))
    await kim.until("refused", "")
    await kim.drop()
    await until(lambda: not server.voices._warned_at)
    server.voices.forget("f1")

    assert server.voices._audio == {}
    await lee.send(Listen("l4", "f1", True))
    assert (await lee.until("refused", "l4"))[2] == "no_such"


def test_a_lane_that_fails_is_silent_alone():
    """Whatever the voice of one forum raises in a tick, those of the others are heard."""
    faults = Faults()
    here = Voices(faults=faults)
    clients = {forum: Mock(audio=None, audio_at=0) for forum in ("f1", "f2", "f3")}
    for forum, client in clients.items():
        here.gate.set(forum, None, 0)
        here.listen(client, Listen("l", forum, True))
        client.audio.put(b"voice")
    here._audio["f2"] = Mock(tick=Mock(side_effect=RuntimeError))

    here.tick(0)

    assert [client.audio.head for client in clients.values()] == [1, 0, 1]
    assert faults.counts[Hook.VOICE] == 1
