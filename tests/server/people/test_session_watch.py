"""Open sockets whose session ended without a word."""

import aiohttp
import pytest

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.people.session_watch import SessionWatch
from agora_server.store import sessions as rows
from agora_server.transport.close_codes import Code
from rooms.base.roles import Role
from tests.server.conftest import Citizen
from tests.server.installation import HandClock, installed


async def test_only_sessions_that_ended_are_ended(tmp_path):
    """Whoever's row is gone or has run out loses the socket; the others keep it, however many they are."""
    clock, ended = HandClock(), []
    async with installed(tmp_path) as installation:
        ids = [f"s{n}" for n in range(rows.IDS_A_QUERY + 2)]
        for n, one in enumerate(ids):
            life = 1_000 if n == 1 else 90_000
            row = rows.SessionRow(one, str(n).zfill(64), "p", None, Role.GUEST, "l", clock(), clock() + life)
            await installation.store.write(lambda c, row=row: rows.add(c, row))
        watch = SessionWatch(installation.store, clock, lambda: {*ids, "unknown"}, ended.append)
        clock.forward(seconds=2)

        await watch.look()

    assert ended == [{"s1", "unknown"}]


@pytest.fixture
async def staffed(tmp_path, one_page):
    """A server by a hand's clock and a staff member in the square."""
    del one_page
    clock = HandClock()
    server = Server(Settings(data=tmp_path, port=0), clock)
    await server.start()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        token = await server.people_parts.staff.invite(Role.MODERATOR, None, "test")
        moderator = Citizen(server.address, http)
        body = {"token": token, "login": "mod", "name": "박담당", "password": "구지봉에 거북이 산다"}
        assert (await moderator.post("/api/staff/accept", body))[0] == 200
        await moderator.connect()
        await moderator.until("welcome")
        yield server, clock, moderator
        await moderator.socket.close()
    await server.stop()


async def test_the_socket_of_staff_ends_with_the_session(staffed):
    """A session of 12 hours is over after 12 hours, for what was open before as well."""
    server, clock, moderator = staffed
    clock.forward(days=0.5, seconds=1)

    server.watch.wake()

    assert await moderator.until_closed() == Code.SESSION_ENDED


async def test_a_revocation_whose_hint_was_missed_is_found_after_the_gap(staffed):
    """The bus may drop a hint; the gap that it leaves makes us ask the store."""
    server, _, moderator = staffed
    await server.store.write(lambda c: rows.end(c, session=next(iter(server.host.clients.sessions()))))

    server.hints.on_gap("another-node")

    assert await moderator.until_closed() == Code.SESSION_ENDED
