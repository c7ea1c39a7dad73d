"""The door of the square for sockets, over real lines."""

import asyncio

import aiohttp
import pytest

from agora_server.transport.close_codes import Code
from rooms.wire.messages import Goto, Leave, Reach, Say, StreamPosition, Sync


async def test_two_citizens_hear_each_other(citizens):
    """What one says near the other arrives once, in order, with the speaker's name."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")

    await kim.send(Say("a1", Reach.SAY, None, "안녕하세요"))

    assert await kim.until("done", "a1")
    heard = await lee.until("event", item="uttered")
    assert [heard[3], heard[7]] == ["김하늘", "안녕하세요"]


async def test_an_act_sent_again_is_carried_out_once(citizens):
    """The same id twice has one effect and two answers."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")

    for _ in range(2):
        await kim.send(Say("a1", Reach.SAY, None, "한 번만"))
        await kim.until("done", "a1")
    await kim.send(Say("a2", Reach.SAY, None, "다음"))

    assert (await lee.until("event", item="uttered"))[7] == "한 번만"
    assert (await lee.until("event", item="uttered"))[7] == "다음"


async def test_a_dropped_line_gets_exactly_what_it_missed(citizens):
    """After a cut the inbox goes on where it was, without a gap and without a repeat."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")
    await kim.send(Say("a1", Reach.SAY, None, "하나"))
    await lee.until("event", item="uttered")

    await kim.send(Say("a2", Reach.DIRECT, lee.participant, "둘"))
    await kim.until("done", "a2")
    await lee.until("event", item="uttered")
    await lee.drop()
    await lee.connect()
    await lee.until("resumed")
    await kim.send(Say("a3", Reach.SAY, None, "셋"))

    assert (await lee.until("event", item="uttered"))[7] == "셋"


async def test_what_was_said_meanwhile_is_delivered_on_resume(citizens):
    """Direct words to somebody whose tab is back within the window are there."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")
    await kim.send(Say("a1", Reach.DIRECT, lee.participant, "전"))
    await lee.until("event", item="uttered")
    position = lee.position
    await kim.send(Say("a2", Reach.DIRECT, lee.participant, "끊기 직전"))
    await lee.until("event", item="uttered")
    await lee.drop()
    lee.position = position  # as if the last event never arrived

    await lee.connect()

    await lee.until("resumed")
    assert (await lee.until("event", item="uttered"))[7] == "끊기 직전"


@pytest.mark.parametrize("change", [{"epoch": "another"}, {"seq": 10_000}])
async def test_a_position_that_cannot_be_is_reset(citizens, change):
    """An unknown epoch or a seq ahead of ours gets a snapshot, never silence."""
    kim = await citizens("김하늘")
    await kim.until("reset")
    await kim.drop()
    before = kim.position
    kim.position = StreamPosition(before.stream, change.get("epoch", before.epoch), change.get("seq", before.seq))

    await kim.connect()

    assert (await kim.until("reset"))[2] == before.epoch


async def test_a_newer_socket_of_a_tab_replaces_the_older(citizens, server):
    """The older is told not to come back; its late end does not touch the newer."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")
    older = kim.socket

    await kim.connect()
    await kim.until("welcome")
    await older.wait_closed()
    await asyncio.sleep(0.1)

    assert older.close_code == Code.REPLACED
    assert kim.participant in server.host.square
    await kim.send(Say("a1", Reach.SAY, None, "아직 있어요"))
    assert (await lee.until("event", item="uttered"))[7] == "아직 있어요"


async def test_who_leaves_is_gone_at_once(citizens, server):
    """The act ``leave`` ends the line with ``left`` and the avatar with it."""
    kim = await citizens("김하늘")

    await kim.send(Leave("a1"))

    assert await kim.until_closed() == Code.LEFT
    await asyncio.sleep(0.2)
    assert kim.participant not in server.host.square
    assert len(server.host.inboxes) == 0


async def test_another_digest_is_told_to_reload(citizens):
    """A client of another protocol gets the goodbye ``reload``."""
    kim = await citizens("김하늘", connect=False)

    await kim.connect(digest="an-old-one")

    assert await kim.until_closed() == Code.RELOAD


async def test_a_command_before_hello_is_abuse(citizens):
    """The first message must be hello."""
    kim = await citizens("김하늘")
    await kim.drop()
    kim.say_hello = lambda *_: kim.send(Sync(1))

    await kim.connect()

    assert await kim.until_closed() == Code.ABUSE


async def test_bad_frames_are_refused_by_name(citizens):
    """A frame that is no message, and one of an unknown kind, get a typed refusal; the line stays."""
    kim = await citizens("김하늘")

    await kim.socket.send(b"\x00\xc1")
    assert (await kim.until("refused"))[2] == "malformed"
    await kim.socket.send(b"\x09hello")
    assert (await kim.until("refused"))[2] == "malformed"
    await kim.send(Goto("a1", "nowhere"))
    assert (await kim.until("refused", "a1"))[2] == "unknown_place"


async def test_too_fast_is_refused_with_the_seconds(citizens):
    """The sixth line at once is refused until a token is there, and may be sent again."""
    kim = await citizens("김하늘")
    for number in range(6):
        await kim.send(Say(f"a{number}", Reach.SAY, None, "빨리"))

    refused = await kim.until("refused", "a5")
    assert refused[2:] == ["too_fast", {"seconds": 1}]
    await asyncio.sleep(1.1)
    await kim.send(Say("a5", Reach.SAY, None, "천천히"))
    assert await kim.until("done", "a5")


async def test_a_ticket_is_good_once(citizens, server):
    """A used or invented ticket is refused at the handshake."""
    kim = await citizens("김하늘", connect=False)
    _, body = await kim.post("/api/ticket", {})
    headers = {"Origin": server.address}
    url = f"{server.address}/ws?ticket={body['ticket']}"
    async with kim.http.ws_connect(url, protocols=["agora.1"], headers=headers, compress=0):
        pass

    for ticket in (body["ticket"], "invented", ""):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await kim.http.ws_connect(f"{server.address}/ws?ticket={ticket}", protocols=["agora.1"], headers=headers)
        assert caught.value.status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
async def test_a_foreign_page_gets_no_socket(citizens, server, origin):
    """A good cookie and a good ticket do not help a foreign, null or absent Origin."""
    kim = await citizens("김하늘", connect=False)
    _, body = await kim.post("/api/ticket", {})
    headers = {"Origin": origin} if origin else {}

    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await kim.http.ws_connect(
            f"{server.address}/ws?ticket={body['ticket']}", protocols=["agora.1"], headers=headers
        )

    assert caught.value.status == 403


async def test_the_end_says_goodbye_to_all(citizens, server):
    """Stopping the server tells every socket to come back later."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")

    await server.stop()

    assert [await kim.until_closed(), await lee.until_closed()] == [Code.RESTARTING] * 2


async def test_a_fault_of_ours_ends_one_line_only(citizens, server, monkeypatch):
    """Whoever met the fault is told that it is ours, and to come back; the others go on."""
    kim, lee = await citizens("김하늘"), await citizens("이서준")

    def broken(*_):
        raise RuntimeError("a bug")

    monkeypatch.setattr(server.host, "receive", broken)
    await kim.send(Say("a1", Reach.SAY, None, "터져라"))

    assert (await kim.until("refused", "a1"))[2:] == ["internal", {}]
    assert await kim.until_closed() == Code.NODE_TROUBLE
    assert 'agora_refusals_total{kind="internal"} 1.0' in server.metrics.text().decode()
    monkeypatch.undo()
    await lee.send(Say("a1", Reach.SAY, None, "괜찮아요"))
    assert await lee.until("done", "a1")


async def test_a_revoked_session_is_closed_at_once(citizens, server):
    """Ending a session closes its socket for good."""
    kim = await citizens("김하늘")

    await server.sessions.end(participant=kim.participant)

    assert await kim.until_closed() == Code.SESSION_ENDED
