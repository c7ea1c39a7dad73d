"""A server as an operator sees it: told to end, killed, started again; what it wrote meanwhile."""

import asyncio
import contextlib
import signal
import sys
import time

import aiohttp
import pytest
import websockets

from agora_server.transport.close_codes import Code
from rooms.base.roles import Role
from rooms.wire.messages import Ban, Block, Reach, Report, Say
from tests import guest, serving
from tests.server.conftest import Citizen

pytestmark = pytest.mark.load

SOCKETS = 500
NAME, WORDS, REASON, QUERY = "카나리아새", "이말은비밀입니다", "까닭은비밀입니다", "몰래찾기"


async def many(origin, count):
    """Return sockets that were welcomed, all of different guests."""
    stack = contextlib.AsyncExitStack()
    sockets = []

    async def one():
        sockets.append(await (await stack.enter_async_context(guest.guest(origin))).attach())

    for _ in range(count // 50):
        await asyncio.gather(*(one() for _ in range(50)))
    return stack, sockets


async def test_told_to_end_it_says_goodbye_to_all(tmp_path):
    """SIGTERM with 500 sockets open: each is told to come back, and the status is 0 within 15 s."""
    with serving.served(tmp_path) as server:
        stack, sockets = await many(server.origin, SOCKETS)

        async def drain(socket):
            with contextlib.suppress(websockets.ConnectionClosed):
                async for _ in socket:
                    pass
            return socket.close_code

        readers = [asyncio.create_task(drain(socket)) for socket in sockets]
        started = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        codes = await asyncio.gather(*readers)
        status = await asyncio.to_thread(server.process.wait, serving.STOP_S)
        print(f"figure: end with {SOCKETS} sockets: {time.monotonic() - started:.1f} s")
        await stack.aclose()

    assert set(codes) == {Code.RESTARTING}
    assert status == 0


def browser():
    """Return a browser that opens a line for every call: a restart closes those that are kept."""
    jar, lines = aiohttp.CookieJar(unsafe=True), aiohttp.TCPConnector(force_close=True)
    return aiohttp.ClientSession(cookie_jar=jar, connector=lines)


@contextlib.asynccontextmanager
async def citizen(origin, name):
    """A citizen over real HTTP."""
    async with browser() as http:
        one = Citizen(origin, http)
        await one.enter(name)
        await one.connect()
        await one.until("welcome")
        yield one


async def test_killed_and_started_again_it_remembers(tmp_path):
    """After SIGKILL the folder's lock is free, sessions live, blocks hold, and streams start anew, said openly."""
    port = serving.free_port()
    async with contextlib.AsyncExitStack() as stack:
        with serving.served(tmp_path, port=port) as server:
            kim = await stack.enter_async_context(citizen(server.origin, "김하늘"))
            lee = await stack.enter_async_context(citizen(server.origin, "이서준"))
            await kim.send(Block("b1", lee.participant))
            await kim.until("done", "b1")
            await asyncio.sleep(0.5)
            server.process.kill()
            server.process.wait()
        await kim.until_closed()
        with serving.served(tmp_path, port=port):
            for one in (kim, lee):
                one.closed, before = None, one.position.epoch
                one.heard.clear()
                await one.connect()
                assert (await one.until("reset"))[2] != before
            await lee.send(Say("s1", Reach.DIRECT, kim.participant, "저기요"))
            assert await lee.until("refused", "s1", "unknown_person")
            await kim.socket.close()
            await lee.socket.close()


async def test_a_ban_holds_after_a_restart(tmp_path):
    """A moderator's ban is on the disk: the ticket says so with the reason, also to a new start."""
    port = serving.free_port()
    async with contextlib.AsyncExitStack() as stack:
        with serving.served(tmp_path, port=port) as server:
            token = await invite(tmp_path, Role.MODERATOR)
            http = await stack.enter_async_context(browser())
            staff = Citizen(server.origin, http)
            body = {"token": token, "login": "mod", "name": "박담당", "password": "구지봉에 거북이 산다"}
            assert (await staff.post("/api/staff/accept", body))[0] == 200
            await staff.connect()
            await staff.until("welcome")
            kim = await stack.enter_async_context(citizen(server.origin, "김하늘"))
            await staff.send(Ban("b1", kim.participant, 600, REASON))
            await staff.until("done", "b1")
            assert await kim.until_closed() == Code.BANNED
            server.stop()
        with serving.served(tmp_path, port=port):
            status, trouble = await kim.post("/api/ticket", {})
            assert (status, trouble["code"], trouble["facts"]["reason"]) == (403, "banned", REASON)


async def invite(folder, role):
    """Return the token of an invite made by the command line."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agora_server", "admin", "invite", role.value, "--data", folder / "data"),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    return out.decode().strip().rpartition("#")[2]


async def test_no_name_no_word_no_key_reaches_the_log(tmp_path):
    """A whole visit, with refusals and a report: the log holds no name, words, cookie, ticket or search."""
    with serving.served(tmp_path) as server:
        async with citizen(server.origin, NAME) as kim, citizen(server.origin, "이서준") as lee:
            keys = [morsel.value for morsel in kim.http.cookie_jar]
            keys.append((await kim.post("/api/ticket", {}))[1]["ticket"])
            await kim.http.get(f"{server.origin}/ws?ticket={keys[-1]}", headers={"Origin": server.origin})
            await kim.http.get(f"{server.origin}/api/staff/flags?before={QUERY}")
            await kim.post("/api/nickname", {"nickname": NAME * 9})
            await kim.send(Say("s1", Reach.SAY, None, WORDS + "\n\x1b[31m\u2028줄"))
            await kim.send(Report("r1", lee.participant, REASON))
            await kim.until("done", "r1")
            await kim.socket.send(b"\x00" + WORDS.encode())
            await kim.until("refused")
            async with kim.http.delete(f"{server.origin}/api/me", headers={"Origin": server.origin}) as answer:
                assert answer.status == 200
            await kim.until_closed()
            await lee.socket.close()
        server.stop()
        log = server.text()
        left = [name.name for name in (tmp_path / "data").rglob("*") if name.is_file() and holds(name, NAME, WORDS)]

    assert [canary for canary in (NAME, WORDS, REASON, QUERY, *keys, kim.participant) if shown(canary, log)] == []
    assert left == []


def shown(canary, log):
    """Tell whether a log holds a text, plain or escaped as JSON does."""
    return canary in log or canary.encode("unicode_escape").decode() in log


def holds(path, *canaries):
    """Tell whether a file holds any of the texts."""
    data = path.read_bytes()
    return any(canary.encode() in data for canary in canaries)
