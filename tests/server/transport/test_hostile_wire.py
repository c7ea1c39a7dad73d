"""A hostile client on a real line: moves that cannot be, hello at the wrong time, texts at the edges, floods."""

import asyncio
import math

import msgpack
import pytest
from websockets import ConnectionClosed

from agora_server.transport import emit_typescript
from agora_server.transport.close_codes import Code
from agora_server.transport.rate_limits import LineRates
from rooms.base.frames import Gait, pack_move
from rooms.base.geometry import STEP
from rooms.wire.messages import AskRoster, Change, Hello, Proof, Reach, Report, Say, StreamPosition, View, Who

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
"""Seven code points, one sign."""
OFFICES = ("시장", "관 리 자", "ㄱㅘㄴㄹㅣㅈㅏ", "Аdmin")
NAMES = (*OFFICES, "김\u202e하늘", "가\u200b야", "이서준", "이 서준")


@pytest.fixture
async def kim(citizens):
    """Somebody who was welcomed."""
    return await citizens("김하늘")


def pose(server, citizen):
    """Return where the server has somebody, in metres."""
    return server.host.crowd.pose(citizen.slot)[:2]


@pytest.mark.parametrize(("x", "y"), [(0, 0), (65_535, 65_535), (65_535, 0), (0, 65_535)])
async def test_nobody_teleports(server, kim, x, y):
    """A move over the whole square is corrected: one stays within reach of where one stood."""
    before = pose(server, kim)

    for seq in range(5):
        await kim.socket.send(pack_move(seq, x, y, 0, Gait.RUN))
        await asyncio.sleep(0.12)

    assert await kim.until("placed")
    assert math.dist(before, pose(server, kim)) < 10


async def test_a_thousand_moves_a_second_walk_no_faster(server, kim):
    """Many small steps at once are as far as one may go in that time, and honest words are still heard."""
    x, y, _ = server.host.square.place_of(kim.participant)
    before = pose(server, kim)
    for n in range(500):
        await kim.socket.send(pack_move(n % 256, min(65_535, x + n * 50), y, 64, Gait.RUN))

    await asyncio.sleep(0.4)

    assert math.dist(before, pose(server, kim)) < 500 * 50 * STEP / 10
    await kim.send(Say("a1", Reach.SAY, None, "나 여기"))
    assert await kim.until("done", "a1")


@pytest.mark.parametrize("gait", [5, 6, 7, 8, 255])
async def test_no_gait_but_ones_own_is_taken(server, kim, gait):
    """Nobody rides, is gone, or sets the bits of others by a move."""
    x, y, _ = server.host.square.place_of(kim.participant)
    await kim.socket.send(bytes([1, 1]) + x.to_bytes(2, "little") + y.to_bytes(2, "little") + bytes([0, gait]))
    await asyncio.sleep(0.25)

    assert server.host.crowd.gait(kim.slot) in {Gait.STAND, Gait.WALK, Gait.RUN}


async def test_moves_before_hello_move_nobody(citizens, server):
    """Slot 0 and everybody else stay where they are."""
    other = await citizens("이서준")
    kim = await citizens("김하늘", connect=False)
    hello, before = kim.say_hello, pose(server, other)

    async def moves_first(digest, positions):
        for seq in range(20):
            await kim.socket.send(pack_move(seq, 1, 1, 0, Gait.RUN))
        await asyncio.sleep(0.2)
        await hello(digest, positions)

    kim.say_hello = moves_first
    await kim.connect()
    await kim.until("welcome")

    assert pose(server, other) == before
    assert math.dist(pose(server, kim), (0, 0)) > 50


@pytest.mark.parametrize("frame", [b"", b"\x02", b"\x03" * 40, b"\x04\x00", b"\xff", b"\x01", b"\x01" * 9, b"\x00"])
async def test_frames_of_no_kind_are_refused_and_the_line_stays(kim, frame):
    """Empty frames, kinds that only the server sends, and moves of a wrong length."""
    await kim.socket.send(frame)

    assert (await kim.until("refused"))[2] == "malformed"
    await kim.send(AskRoster("q1"))
    assert await kim.until("roster", "q1")


async def test_text_frames_end_the_line(kim):
    """The protocol is binary."""
    await kim.socket.send('["say"]')

    assert await kim.until_closed() == 1003


async def test_a_second_hello_is_abuse(kim):
    """A tab says hello once."""
    await kim.say_hello(emit_typescript.digest(), [])

    assert await kim.until_closed() == Code.ABUSE


async def test_somebody_elses_stream_is_never_resumed(citizens, server):
    """The name, the epoch and the seq of another inbox give a reset of one's own, without a word of the other."""
    lee, eve = await citizens("이서준"), await citizens("박바다")
    await lee.send(Say("a1", Reach.DIRECT, eve.participant, "비밀이야"))
    await lee.until("done", "a1")
    mallory = await citizens("최구름", connect=False)
    ring = server.host.inboxes.ring(eve.participant)
    own = f"inbox:{mallory.participant}"
    theirs = f"inbox:{eve.participant}"
    mallory.say_hello = lambda digest, _: mallory.send(
        Hello(
            digest,
            mallory.tab,
            View.LIST,
            [StreamPosition(theirs, ring.epoch, 0), StreamPosition(own, ring.epoch, 0)] * 2,
        )
    )

    await mallory.connect()
    reset = await mallory.until("reset")

    assert reset[1] == own
    assert reset[4][2] == []
    assert "비밀이야" not in str(mallory.heard)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("가" * 500, None),
        ("가" * 501, "text_too_long"),
        (FAMILY * 71 + "abc", None),
        (FAMILY * 71 + "abcd", "text_too_long"),
        ("\u1100\u1161" * 500, None),  # decomposed Hangul composes to 500
        ("\u202e\u2066\u200b\x00\x1b", "empty_text"),
        (" \n\t\u3000", "empty_text"),
        ("x" * 4_001, "malformed"),
    ],
)
async def test_texts_at_the_edge(kim, text, why):
    """500 code points after NFC are said, 501 are not; what shows nothing is nothing."""
    await kim.send(Say("a1", Reach.SAY, None, text))

    answer = await (kim.until("done", "a1") if why is None else kim.until("refused", "a1"))
    assert why is None or answer[2] == why


async def test_signs_that_steer_never_reach_others(citizens, kim):
    """Bidi overrides, controls and zero-width signs are taken out of words."""
    lee = await citizens("이서준")

    await kim.send(Say("a1", Reach.DIRECT, lee.participant, "가\u202e나\x1b[31m다\u2066라\u200b마\x00"))

    assert (await lee.until("event", item="uttered"))[7] == "가나[31m다라마"


@pytest.mark.parametrize("name", NAMES)
async def test_names_are_held_to_the_rule_by_the_socket_too(citizens, kim, name):
    """Renaming inside is no way around the door: offices, look-alikes, hidden signs and taken names are refused."""
    await citizens("이서준")

    await kim.send(Change("c1", name=name))

    refused = await kim.until("refused", "c1")
    assert refused[2] in {"name_reserved", "name_unreadable", "name_taken"}


async def test_proofs_hold_for_one_speaker_and_one_wording(citizens, kim, server):
    """A forged, altered or borrowed proof is refused; the true one is taken."""
    lee, eve = await citizens("이서준"), await citizens("박바다")
    await lee.send(Say("a1", Reach.DIRECT, kim.participant, "나쁜 말"))
    said = await kim.until("event", item="uttered")
    true = Proof(said[1], lee.participant, Reach.DIRECT, said[8], "나쁜 말", said[13])
    changes = (
        {"text": "더 나쁜 말"}, {"at": said[8] + 1}, {"utterance": "other"}, {"reach": Reach.SAY}, {"mac": "0" * 32},
    )  # fmt: skip
    values = {name: getattr(true, name) for name in Proof.__struct_fields__}
    for n, change in enumerate(changes):
        await kim.send(Report(f"f{n}", lee.participant, "이유", [Proof(**values | change)]))
        assert await kim.until("refused", f"f{n}", "proof_invalid")
    server.host.clients.of(kim.participant, kim.tab).rates = LineRates()  # five reports are taken at once

    await kim.send(Report("borrowed", eve.participant, "이유", [true]))
    assert await kim.until("refused", "borrowed", "proof_invalid")
    await kim.send(Report("true", lee.participant, "이유", [true]))
    assert await kim.until("done", "true")


async def test_a_flood_of_questions_is_bounded(kim):
    """``who`` without end: so many are answered, the rest refused, and a flood ends the line as abuse."""
    try:
        for _ in range(400):
            await kim.send(Who(list(range(60))))
    except ConnectionClosed:
        pass
    code = await kim.until_closed()

    assert code == Code.ABUSE
    assert sum(message[0] == "people" for message in kim.heard) <= 12


async def test_a_roster_from_beyond_is_empty(kim):
    """An offset past the end and a search of 64 odd signs have an answer."""
    await kim.send(AskRoster("q1", "", 1_000_000))
    assert (await kim.until("roster", "q1"))[4] == []
    await kim.send(AskRoster("q2", "ﷺ" * 64))
    assert (await kim.until("roster", "q2"))[2] == 0


async def test_an_act_is_one_act_over_two_tabs_and_whatever_it_says(citizens, kim):
    """The same id from another tab, or with other words, is answered with what became of the first."""
    lee = await citizens("이서준")
    first, kim.tab = kim.socket, "second-tab"
    await kim.connect()
    await kim.until("welcome")
    await first.send(b"\x00" + msgpack.packb(["say", "a1", "direct", lee.participant, "하나"]))
    await lee.until("event", item="uttered")

    await kim.send(Say("a1", Reach.DIRECT, lee.participant, "둘"))
    await kim.until("done", "a1")
    await kim.send(Say("a2", Reach.DIRECT, lee.participant, "셋"))

    assert (await lee.until("event", item="uttered"))[7] == "셋"
    await first.close()


async def test_two_people_may_have_tabs_of_one_name(citizens, kim):
    """A tab's id is its person's own: somebody else's of that name replaces nothing."""
    lee = await citizens("이서준", connect=False)
    lee.tab = kim.tab
    await lee.connect()
    await lee.until("welcome")

    await kim.send(Say("a1", Reach.SAY, None, "아직 있어요"))

    assert await kim.until("done", "a1")
