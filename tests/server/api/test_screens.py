"""A big screen: a line without a session, which only looks."""

import asyncio

import pytest
import websockets

from agora_server.transport import emit_typescript
from rooms.wire.messages import Goto, Listen, Sync
from rooms.wire.voice import pack_up
from tests.server.hall_kit import HallKit


@pytest.fixture(autouse=True)
async def _within_half_a_minute():
    async with asyncio.timeout(30):
        yield


@pytest.fixture
async def hall(server):
    """Callers of a running server."""
    kit = HallKit(server)
    yield kit
    await kit.close()


async def screen_of(hall, forum):
    """Return the line of a screen that said hello."""
    screen = hall.visitor()
    status, body = await screen.post(f"/api/forums/{forum}/screen", {"digest": emit_typescript.digest()})
    assert status == 200, body
    address = screen.address.replace("http", "ws", 1)
    screen.socket = await websockets.connect(
        f"{address}/ws?ticket={body['ticket']}",
        origin=screen.address,
        subprotocols=["agora.1"],
        compression=None,
        proxy=None,
    )
    screen._reader = asyncio.create_task(screen._read())
    await screen.say_hello(emit_typescript.digest(), [])
    await screen.until("welcome")
    return screen


async def test_a_screen_looks_without_a_session(hall):
    """It is shown the screen whatever face it asks for, follows what happens, and is no participant of anything."""
    officer = await hall.staff()
    forum = await hall.opened(officer)
    here = len(hall.server.host.square)
    screen = await screen_of(hall, forum)
    await screen.attend(forum, "desk")
    await officer.order(forum, "SetQueue", open=False)
    await screen.sees("floor", lambda part: not part["open"])

    assert "record" in screen.parts
    assert {"desk", "acts", "onsite", "mine"}.isdisjoint(screen.parts)
    assert len(hall.server.host.square) == here
    assert screen.parts["present"]["present"] == 0
    await hall.server.watch.look()
    await screen.send(Sync(1))
    assert await screen.until("synced", 1)


async def test_a_screen_listens_and_is_never_heard(hall):
    """[VO6] Who only reads hears the voice; what a screen sends is nobody's, between speeches too."""
    officer = await hall.staff()
    forum = await hall.opened(officer)
    screen = await screen_of(hall, forum)
    await screen.send(Listen("l1", forum, True))
    assert await screen.done("l1") == ""
    await screen.socket.send(pack_up(0, 0, [b"a"]))

    assert (await screen.until("refused", ""))[2] == "no_floor"


async def test_a_screen_does_nothing(hall):
    """Every act of a person is refused, and the line goes on."""
    officer = await hall.staff()
    forum = await hall.opened(officer)
    screen = await screen_of(hall, forum)
    await screen.attend(forum, "screen")
    place = next(iter(hall.server.world.places))
    await screen.send(Goto("g1", place))
    refused = await screen.done("g1")

    assert (refused, await screen.order(forum, "AskFloor", stance="pro")) == ("not_allowed", "not_allowed")
    assert screen.closed is None


async def test_no_ticket_for_what_is_not_there(hall):
    """An unknown forum, an old page and too many tickets are said as such."""
    officer = await hall.staff()
    forum = await hall.forum(officer)
    screen = hall.visitor()
    unknown = await screen.post("/api/forums/nowhere/screen", {})
    old = await screen.post(f"/api/forums/{forum}/screen", {"digest": "old"})
    many = [(await screen.post(f"/api/forums/{forum}/screen", {}))[0] for _ in range(40)]

    assert (unknown[0], unknown[1]["code"]) == (404, "unknown_forum")
    assert (old[0], old[1]["code"]) == (409, "reload")
    assert many[-1] == 429
