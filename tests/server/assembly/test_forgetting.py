"""What is said in the square is gone from the server's memory after two minutes, whatever anybody does."""

import asyncio
import secrets
import sys
from contextlib import asynccontextmanager

import aiohttp
import pytest

from rooms.wire.messages import Reach, Say
from tests import migrated, source
from tests.server.conftest import Citizen

SILENCE_MS = 121_000


class Asked:
    """A server in a process of its own, asked over its standard input."""

    def __init__(self, process):
        self._process = process
        self.address = ""

    async def line(self):
        """Return the next line of its output."""
        async with asyncio.timeout(60):
            return (await self._process.stdout.readline()).decode().strip()

    async def ask(self, *words):
        """Return the answer to a line."""
        self._process.stdin.write(" ".join(words).encode() + b"\n")
        await self._process.stdin.drain()
        return await self.line()


@asynccontextmanager
async def asked(folder):
    """Start a server with a clock by hand."""
    migrated.lay(folder / "agora.sqlite3")
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", "tests.server.forgetting_server", str(folder)]
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=source.ROOT)
    try:
        server = Asked(process)
        server.address = await server.line()
        yield server
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            await process.wait()


@asynccontextmanager
async def people(address, *names):
    """Let people come in and connect."""
    there = []
    try:
        for name in names:
            there.append(Citizen(address, aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))))
            await there[-1].enter(name)
            await there[-1].connect()
            await there[-1].until("welcome")
        yield there
    finally:
        for one in there:
            await one.socket.close()
            await one.http.close()


@pytest.mark.parametrize("away", [False, True], ids=["all stay", "one is cut off"])
async def test_no_word_of_a_conversation_is_left_after_two_minutes_of_silence(tmp_path, away):
    """After 121 s in which nobody does anything, no object of the process holds a word, said aloud or to one."""
    word = secrets.token_hex(12)
    async with asked(tmp_path) as server, people(server.address, "김하늘", "이서준", "박나래") as (kim, lee, park):
        if away:
            await park.drop()
        for act, reach, to in (("a", Reach.SAY, None), ("b", Reach.WHISPER, lee), ("c", Reach.DIRECT, lee)):
            await kim.send(Say(act, reach, to and to.participant, f"{act} {word}"))
            await kim.until("done", act)
        assert await server.ask("find", word.encode().hex()), "the search finds what is there"

        assert await server.ask("forward", str(SILENCE_MS)) == "done"

        assert await server.ask("find", word.encode().hex()) == ""
