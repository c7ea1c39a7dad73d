"""A server in this process whose clock the test holds, and citizens of it."""

import contextlib
import time

import aiohttp
import pytest

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.resources import assets
from tests.server.conftest import Citizen


class HeldClock:
    """A clock that a test moves on: the system's time plus what was added."""

    def __init__(self) -> None:
        self.added = 0

    def __call__(self) -> int:
        """Return milliseconds UTC."""
        return int(time.time() * 1000) + self.added

    def advance(self, seconds: float) -> None:
        """Move on."""
        self.added += int(seconds * 1000)


@pytest.fixture
def clock():
    """The clock of ``square``."""
    return HeldClock()


@pytest.fixture
async def square(tmp_path, monkeypatch, clock):
    """A running server with a client of one page."""
    page = {"/index.html": assets.asset(b"<!doctype html><title>agora</title>", "text/html; charset=utf-8")}
    monkeypatch.setattr(assets, "load", lambda: dict(page))
    server = Server(Settings(data=tmp_path, port=0), clock)
    try:
        await server.start()
        yield server
    finally:
        await server.stop()


@pytest.fixture
async def join(square):
    """Let citizens in by name; their lines end with the test."""
    async with contextlib.AsyncExitStack() as stack:

        async def enter(name):
            http = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)))
            citizen = Citizen(square.address, http)
            await citizen.enter(name)
            await citizen.connect()
            await citizen.until("welcome")
            stack.push_async_callback(citizen.drop)
            return citizen

        yield enter
