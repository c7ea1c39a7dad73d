"""Whoever was shown out stays out, also a socket that stood between its ticket and its hello just then."""

import asyncio

from agora_server.bus.interface import Hint
from agora_server.transport import emit_typescript
from agora_server.transport.close_codes import Code
from agora_server.transport.endings import KEPT, Endings
from rooms.base.roles import Role
from rooms.square.moderation import Measure, MeasureKind
from rooms.wire.messages import Leave, Mute, Reach, Say
from tests.server.hall_kit import HallKit
from tests.server.sockets import until


def measure(kind, citizen, now):
    """Return what staff decided about somebody."""
    return Measure(kind, citizen.participant, "staff", "소란", now, now + 600_000)


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
    await hello(emit_typescript.digest(), [])

    assert await kim.until_closed() == Code.SESSION_ENDED
    assert kim.participant not in server.host.square


async def test_a_socket_that_waits_for_its_hello_is_banned_too(citizens, server):
    """A second tab kept between the upgrade and hello does not survive the ban of its person."""
    kim = await citizens("김하늘")
    hello = quiet(kim)
    older = kim.socket
    kim.tab = "kept-back"
    await kim.connect()

    server.host.enforce(measure(MeasureKind.BAN, kim, server.clock()))
    await hello(emit_typescript.digest(), [])

    assert await kim.until_closed() == Code.BANNED
    await older.wait_closed()
    assert kim.participant not in server.host.square


async def test_a_ban_while_the_ticket_is_redeemed_holds(citizens, server, monkeypatch):
    """What ends while the store is read for an arrival ends that arrival."""
    kim = await citizens("김하늘", connect=False)
    load = server.fact_writer.arrival

    async def slowly(*given):
        arrival = await load(*given)
        await server.sessions.end(participant=kim.participant)
        return arrival

    monkeypatch.setattr(server.fact_writer, "arrival", slowly)
    await kim.connect()

    assert await kim.until_closed() == Code.SESSION_ENDED
    assert kim.participant not in server.host.square


async def test_who_waits_for_the_hello_and_was_never_here_is_banned_too(citizens, server):
    """A ban of somebody who is on the way in, and not in the square yet, keeps them out."""
    kim = await citizens("김하늘", connect=False)
    hello = quiet(kim)
    await kim.connect()

    server.host.enforce(measure(MeasureKind.BAN, kim, server.clock()))
    await hello(emit_typescript.digest(), [])

    assert await kim.until_closed() == Code.BANNED
    assert kim.participant not in server.host.square


async def test_who_waits_for_the_hello_is_muted_too(citizens, server):
    """An arrival that was read from the store before a mute was kept is muted all the same."""
    kim = await citizens("김하늘", connect=False)
    hello = quiet(kim)
    await kim.connect()

    server.host.enforce(measure(MeasureKind.MUTE, kim, server.clock()))
    await hello(emit_typescript.digest(), [])
    await kim.until("welcome")
    await kim.send(Say("s1", Reach.SAY, None, "또 왔다"))

    assert (await kim.until("refused", "s1"))[2] == "muted"


async def test_a_mute_that_waits_for_the_disk_holds_after_coming_back(citizens, server, monkeypatch):
    """Leaving and coming back while a mute is written sheds it not."""
    kim, kit = await citizens("김하늘"), HallKit(server)
    staff = await kit.staff(Role.MODERATOR)
    write, free = server.store.write, asyncio.Event()

    async def slowly(work):
        await free.wait()
        return await write(work)

    monkeypatch.setattr(server.store, "write", slowly)
    await staff.send(Mute("m1", kim.participant, 600, "도배"))
    await until(lambda: server.gateway._staff._on_way)
    monkeypatch.undo()
    await kim.send(Leave("l1"))
    assert await kim.until_closed() == Code.LEFT
    kim.closed, kim.position = None, None
    await kim.connect()
    await kim.until("welcome")
    free.set()
    assert await staff.done("m1") == ""
    await kim.send(Say("s1", Reach.SAY, None, "또 왔다"))

    assert (await kim.until("refused", "s1"))[2] == "muted"
    await kit.close()


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

    server.hints.on_hint(Hint("other", "e1", 1, "erased", [kim.participant]))

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
    before = endings.version()
    endings.note("session-1", Code.SESSION_ENDED)
    after = endings.version()

    assert endings.since(before, "person-1", "session-1") == (Code.SESSION_ENDED, {})
    assert endings.since(before, "person-2", "session-2") is None
    assert endings.since(after, "person-1", "session-1") is None


def test_who_was_under_way_for_longer_than_is_remembered_asks_anew():
    """Past the bound nobody is let in by mistake: the ticket is called bad and the client asks for another."""
    endings = Endings()
    before = endings.version()
    for number in range(KEPT + 1):
        endings.note(f"session-{number}", Code.SESSION_ENDED)

    assert endings.since(before, "person") == (Code.BAD_TICKET, {})
