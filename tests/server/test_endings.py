"""Whoever was shown out stays out, also a socket that stood between its ticket and its hello just then."""

import asyncio

from agora_server import typescript
from agora_server.bus import Hint
from agora_server.endings import KEPT, Endings
from agora_server.farewell import Code
from rooms.messages import Ban, Leave, Mute, Reach, Role, Say


def quiet(citizen):
    """Let a citizen connect without saying hello."""

    async def nothing(*_):
        pass

    citizen.say_hello, said = nothing, citizen.say_hello
    return said


async def test_a_socket_that_waits_for_its_hello_is_revoked_too(citizens, server):
    """A session that ends between the upgrade and hello does not get in."""
    kim = await citizens("김하늘", connect=False)
    hello = quiet(kim)
    await kim.connect()

    await server.sessions.end(participant=kim.participant)
    await hello(typescript.digest(), [])

    assert await kim.until_closed() == Code.SESSION_ENDED
    assert kim.participant not in server.host.square


async def test_a_socket_that_waits_for_its_hello_is_banned_too(citizens, server):
    """A second tab kept between the upgrade and hello does not survive the ban of its person."""
    kim = await citizens("김하늘")
    hello = quiet(kim)
    older = kim.socket
    kim.tab = "kept-back"
    await kim.connect()

    server.host.square.apply(Ban("b", kim.participant, 600, "소란"), "staff", Role.ADMIN, server.clock())
    server.host.perform()
    await hello(typescript.digest(), [])

    assert await kim.until_closed() == Code.BANNED
    await older.wait_closed()
    assert kim.participant not in server.host.square


async def test_a_ban_while_the_ticket_is_redeemed_holds(citizens, server, monkeypatch):
    """What ends while the store is read for an arrival ends that arrival."""
    kim = await citizens("김하늘", connect=False)
    load = server.keeper.arrival

    async def slowly(*given):
        arrival = await load(*given)
        await server.sessions.end(participant=kim.participant)
        return arrival

    monkeypatch.setattr(server.keeper, "arrival", slowly)
    await kim.connect()

    assert await kim.until_closed() == Code.SESSION_ENDED
    assert kim.participant not in server.host.square


async def test_a_mute_that_the_disk_has_not_seen_yet_holds_after_coming_back(citizens, server, monkeypatch):
    """Facts in line are written before an arrival is read: leaving and coming back sheds no mute."""
    kim = await citizens("김하늘")
    write = server.keeper._write

    async def slowly(group):
        await asyncio.sleep(0.5)
        await write(group)

    monkeypatch.setattr(server.keeper, "_write", slowly)
    server.host.square.apply(Mute("m", kim.participant, 600, "도배"), "staff", Role.ADMIN, server.clock())
    server.host.perform()
    await kim.send(Leave("l1"))
    assert await kim.until_closed() == Code.LEFT
    kim.closed, kim.position = None, None
    await kim.connect()
    await kim.until("welcome")
    await kim.send(Say("s1", Reach.SAY, None, "또 왔다"))

    assert (await kim.until("refused", "s1"))[2] == "muted"


async def test_signing_out_closes_the_socket_that_was_open_before_a_change_of_name(citizens):
    """The cookie is new after each visit to the door; the open socket still ends with the session."""
    kim = await citizens("김하늘")
    await kim.enter("김구름")

    status, _ = await kim.post("/api/staff/sign-out", {})

    assert status == 200
    assert await kim.until_closed() == Code.SESSION_ENDED


async def test_who_erased_themselves_after_a_change_of_name_steers_nobody(citizens, server):
    """No socket of an erased person stays open over a slot that somebody else will get."""
    kim = await citizens("김하늘")
    await kim.enter("김구름")

    async with kim.http.delete(f"{server.address}/api/me", headers={"Origin": server.address}) as answer:
        assert answer.status == 200

    assert await kim.until_closed() == Code.SESSION_ENDED
    assert kim.participant not in server.host.square


async def test_an_erasure_on_another_node_closes_the_sockets_here(citizens, server):
    """The hint of an erased person ends their lines here, whatever session they hang on."""
    kim = await citizens("김하늘")

    server._on_hint(Hint("other", "e1", 1, "erased", [kim.participant]))

    assert await kim.until_closed() == Code.SESSION_ENDED


async def test_leaving_leaves_no_memory_of_acts(citizens, server):
    """The memory of acts goes with the person; the act ``leave`` itself is not kept for ever."""
    kim = await citizens("김하늘")

    await kim.send(Leave("a1"))
    await kim.until_closed()

    assert len(server.host.acts) == 0


async def test_a_ninth_tab_is_told_that_it_is_one_too_many(citizens):
    """Eight tabs attend; the ninth gets a goodbye that does not call it back."""
    kim = await citizens("김하늘")
    tabs = [kim.socket]
    for number in range(2, 9):
        kim.tab = f"tab-number-{number}"
        await kim.connect()
        await kim.until("welcome")
        tabs.append(kim.socket)
    kim.tab, kim.closed = "tab-number-9", None

    await kim.connect()

    assert await kim.until_closed() == Code.FULL
    for socket in tabs:
        await socket.close()


def test_what_ended_since_a_mark_is_found_by_any_of_its_ids():
    """An ending counts for who was under way before it, not for who came after."""
    endings = Endings()
    before = endings.mark()
    endings.note("session-1", Code.SESSION_ENDED)
    after = endings.mark()

    assert endings.since(before, "person-1", "session-1") == (Code.SESSION_ENDED, {})
    assert endings.since(before, "person-2", "session-2") is None
    assert endings.since(after, "person-1", "session-1") is None


def test_who_was_under_way_for_longer_than_is_remembered_asks_anew():
    """Past the bound nobody is let in by mistake: the ticket is called bad and the client asks for another."""
    endings = Endings()
    before = endings.mark()
    for number in range(KEPT + 1):
        endings.note(f"session-{number}", Code.SESSION_ENDED)

    assert endings.since(before, "person") == (Code.BAD_TICKET, {})
