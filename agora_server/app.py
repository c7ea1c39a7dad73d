"""
The composition root: settings in, a running server out, an orderly end.

Reading order of a start: data folder → store → square → links → routes → port → tick. The end goes back the same
way: no new lines, goodbyes, facts written, store closed, folder given back.
"""

import asyncio
import secrets
import signal
import ssl
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

import structlog
import uvloop

from agora_server import __version__, assets, logs, openapi, settings, typescript, world_file
from agora_server.api_door import DoorApi, HouseFacts
from agora_server.api_square import SquareApi
from agora_server.bus import Bus, Hint
from agora_server.bus_memory import MemoryBus
from agora_server.bus_redis import RedisBus
from agora_server.citizens import Citizens
from agora_server.clock import Clock, SystemClock
from agora_server.collector import calm_collector
from agora_server.contract import limits_document
from agora_server.data_folder import DataFolder, FolderTakenError, FolderUnusableError
from agora_server.demo import Demo, audience, command
from agora_server.demo_forum import DEMO_HALL, DemoForum, addresses
from agora_server.entrance import Entrance
from agora_server.fanout import FanOut
from agora_server.farewell import Code
from agora_server.gateway import Gateway
from agora_server.halls import Halls
from agora_server.host import Host, too_slow
from agora_server.keeper import Keeper
from agora_server.loop_lag import LoopLag
from agora_server.metrics import Metrics
from agora_server.naming import SquareNaming
from agora_server.office import Office
from agora_server.overload import Ladder
from agora_server.pulse import Pulse
from agora_server.reception import Reception
from agora_server.seals import Seals
from agora_server.session_watch import SessionWatch
from agora_server.sessions import Sessions
from agora_server.settings import Settings, SettingsError
from agora_server.store import SchemaError, Store, StoreUnusableError, open_store
from agora_server.telemetry import Telemetry
from agora_server.tickets import Tickets
from agora_server.voices import Voices
from agora_server.web import Listener, Web, WebSettings, listen
from agora_server.words_file import load_words
from rooms.crowd import Crowd
from rooms.nickname import NAME_LIMIT
from rooms.square import Profile, Square

log = structlog.get_logger()

CAPACITY = 16_384
"""Rows of the crowd: more than one core carries, so the overload ladder decides first."""
FULL_AT = 12_000
"""Participants beyond whom a ticket is refused for the moment; the rest rows hold slots that rest."""
PULSE_LOST_MS = 3_000
"""Without a tick for ten periods of the slowest rung this node is in trouble."""
GOODBYE_SECONDS = 3.0
"""How long closing sockets have before the lines are cut."""


class Server:
    """One running server. ``start`` and ``stop`` it from one loop.

    Attributes:
        host: the square and its links.
        port: what was taken.
    """

    def __init__(self, chosen: Settings, clock: Clock | None = None) -> None:
        self.settings = chosen
        self.clock = clock or SystemClock()
        self.metrics = Metrics()
        self.ladder = Ladder()
        self.tickets = Tickets()
        self.lag = LoopLag(self.metrics.loop_lag.observe)
        self._stack = AsyncExitStack()
        self._listener: Listener | None = None
        self._stopped = False

    @property
    def port(self) -> int:
        """The port that was taken."""
        assert self._listener is not None, "start first"
        return self._listener.port

    @property
    def address(self) -> str:
        """The address that citizens open, without a trailing slash."""
        if self.settings.public_url:
            return self.settings.public_url.rstrip("/")
        scheme = "https" if self.settings.tls_cert else "http"
        name = "localhost" if self.settings.loopback_only else self.settings.host
        return f"{scheme}://{name}:{self.port}"

    async def start(self) -> None:
        """Open the square.

        Raises:
            FolderTakenError: if another process owns the data folder.
            ClientMissing: if the client has not been built.
            OSError: if the port cannot be had.
        """
        files = assets.load()
        folder = self._stack.enter_context(DataFolder(self.settings.data))
        self.store = await open_store(self.settings.database_url)
        self._stack.push_async_callback(self.store.close)
        self.keeper = Keeper(self.store, self.clock)
        self._stack.push_async_callback(self.keeper.close)
        secret = self._secret(folder)
        self._open_square(secret)
        self.watch = SessionWatch(self.store, self.clock, self.host.links.sessions, self._end_sessions)
        self._stack.push_async_callback(self.watch.close)
        self.bus = self._make_bus()
        self._open_halls(folder)
        self._open_reception(secret)
        await self.bus.open()
        self._stack.push_async_callback(self.bus.close)
        await self.halls.open()
        self._stack.push_async_callback(self.halls.close)
        self.office = self._open_office(folder)
        await self.office.open()
        self._stack.push_async_callback(self.office.close)
        files["/world.json"] = assets.asset(world_file.world_bytes(), "application/json; charset=utf-8")
        self._listener = await self._listen(self.store, files)
        self._stack.push_async_callback(self._listener.close)
        self.lag.start()
        self.watch.start()
        self.pulse.start()

    def _secret(self, folder: DataFolder) -> bytes:
        given = self.settings.secret
        return given.get_secret_value().encode() if given else folder.secret()

    def _open_square(self, secret: bytes) -> None:
        """Put the square together."""
        self.world = world_file.load_world()
        self.crowd = Crowd(self.world, CAPACITY)
        profile, words = Profile(self.settings.profile.value), load_words()
        square = Square(self.world, self.crowd, secret=secret, profile=profile, words=words)
        self.host = Host(square, self.crowd, self.clock, self.keeper.keep, new_id)
        self.voices = Voices(lambda told: self.bus.publish("voice", told))
        self.fanout = FanOut(self.crowd, too_slow)
        self.pulse = Pulse(self.fanout, self.ladder, self._beat, lambda: list(self.host.links), self.host.shared)
        self.telemetry = Telemetry(self.metrics, self.fanout, self.pulse, self.voices)
        self.sessions = Sessions(
            self.store,
            self.clock,
            guest_days=self.settings.session_days,
            staff_hours=self.settings.staff_hours,
            on_revoked=self._revoked,
        )
        self.citizens = Citizens(self.store, self.sessions, self.clock)

    def _beat(self) -> None:
        """Do a tick: the square first, then what is heard in the halls."""
        self.host.beat()
        self.voices.tick(self.clock())
        self.halls.tick(self.clock())

    def _open_office(self, folder: DataFolder) -> Office:
        """Put together what concerns people and not the square."""
        return Office(
            self.store,
            self.sessions,
            self.keeper,
            self.clock,
            folder,
            public_url=lambda: self.address,
            on_erased=self._erased,
            in_forums=self.halls.people.erase,
        )

    def _open_reception(self, secret: bytes) -> None:
        """Put together by what somebody becomes more than a guest; what is proven goes to the halls."""
        self.reception = Reception(
            self.store,
            self.sessions,
            self.clock,
            self.settings,
            seals=Seals(secret),
            citizens=self.citizens,
            forums=self.halls.proven,
            public_url=lambda: self.address,
        )

    def _open_halls(self, folder: DataFolder) -> None:
        """Put the halls together, and the gateway that leads into square and halls."""
        self.halls = Halls(
            self.store,
            folder.path,
            self.clock,
            citizens=self.citizens,
            voices=self.voices,
            tickets=self.tickets,
            new_id=new_id,
            world=self.world,
            hush=self.host.square.hush,
            public_url=lambda: self.address,
            alone=self.settings.redis is None,
            publish=self.bus.publish,
        )
        self.gateway = Gateway(self.host, self.ladder, self.metrics, self.voices, self.halls.door)
        self.telemetry.watch(self.host, self.gateway, self.ladder, self.keeper, self.halls)

    def _erased(self, participant: str) -> None:
        """Somebody was erased here: their avatar and their words in memory go too, on every node."""
        self.host.forget(participant)
        self.bus.publish("erased", [participant])

    def _make_bus(self) -> Bus:
        """Return the bus between nodes; a hint does here what was done on another node."""
        bus: Bus = RedisBus(self.settings.redis) if self.settings.redis else MemoryBus()
        bus.subscribe(self._on_hint, self._on_gap)
        return bus

    def _on_gap(self, node: str) -> None:
        """Hints were missed: what they told of sessions stands in the store."""
        log.warning("bus_gap", node=node)
        self.watch.wake()
        self.halls.heed_all()

    def _on_hint(self, hint: Hint) -> None:
        match hint.topic:
            case "revoked":
                self._end_sessions(set(hint.ids))
            case "erased":
                for participant in hint.ids:
                    self.host.forget(participant)
                    self.halls.people.forget(participant)
            case "forum":
                self.halls.heed(hint.ids)
            case "voice":
                self.voices.passed(hint.ids, self.clock())
            case "forum_erased":
                self.halls.heed_erasures(hint.ids)
            case _:
                log.warning("bus_unknown", topic=hint.topic)

    def _revoked(self, sessions: set[str]) -> None:
        """Sessions ended here: their tickets and sockets end with them, on every node."""
        self._end_sessions(sessions)
        self.bus.publish("revoked", sorted(sessions))

    def _end_sessions(self, sessions: set[str]) -> None:
        self.tickets.drop(sessions)
        self.host.dismiss_sessions(sessions, Code.SESSION_ENDED)

    async def _listen(self, store: Store, files: dict[str, assets.Asset]) -> Listener:
        """Open the port."""
        chosen = self.settings
        entrance = Entrance(self.tickets, self.keeper, self.gateway, self.crowd, self.clock)
        door = DoorApi(
            store,
            self.sessions,
            self.tickets,
            self.clock,
            naming=SquareNaming(self.host.square.name_free, self.host.square.name_taken),
            house=self._house(),
        )
        routes = [*door.routes(), *self.office.routes(), *self.reception.routes(), *self.halls.routes()]
        about = SquareApi(
            world=self.world,
            public_url=lambda: self.address,
            checks={"store": store.alive, "tick": self._ticks, "bus": self.bus.ready},
            limits=limits_document,
            metrics=self.telemetry.text,
            openapi=lambda: openapi.document([*routes, *about.routes()], __version__),
        )
        web_settings = WebSettings(
            cookie=chosen.cookie,
            cookie_seconds=self.sessions.cookie_seconds,
            secure=chosen.https,
            public=chosen.public_url,
            loopback_only=chosen.loopback_only,
            trusted_proxy=chosen.trusted_proxy,
        )
        web = Web(
            web_settings,
            [*routes, *about.routes()],
            files,
            self.sessions.identify,
            entrance.upgrade,
            frames=self.halls.frames,
        )
        return await listen(web, chosen.host, chosen.port, _tls(chosen))

    async def _ticks(self) -> bool:
        """Tell whether the pulse goes on."""
        return self.clock() - self.host.ticked_at < PULSE_LOST_MS

    def _house(self) -> HouseFacts:
        return HouseFacts(
            profile=self.settings.profile.value,
            demo=self.settings.demo,
            contact=self.settings.notice_contact,
            digest=typescript.digest(),
            name_limit=NAME_LIMIT,
            full=lambda: len(self.host.square) >= FULL_AT,
        )

    def on_stop(self, end: Callable[[], Awaitable[None]]) -> None:
        """Have something ended with the server, after the goodbyes."""
        self._stack.push_async_callback(end)

    async def stop(self) -> None:
        """Say goodbye to everybody, write what is to be written, close; safe to call twice."""
        if self._listener is not None and not self._stopped:
            self._stopped = True
            await self._listener.stop_accepting()
            self.pulse.stop()
            self.gateway.farewell_all(Code.RESTARTING)
            await self.gateway.closed(GOODBYE_SECONDS)
            self.lag.stop()
        await self._stack.aclose()


def new_id() -> str:
    """Return a random id of 128 bit, 22 characters."""
    return secrets.token_urlsafe(16)


def _tls(chosen: Settings) -> ssl.SSLContext | None:
    if chosen.tls_cert is None or chosen.tls_key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chosen.tls_cert, chosen.tls_key)
    return context


async def serve(chosen: Settings) -> None:
    """Run a server until SIGTERM or SIGINT."""
    server = Server(chosen)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        await server.start()
        _announce(server)
        if chosen.demo:
            neighbours, listeners = Demo(command(server.address)), Demo(audience(server.address))
            evening = DemoForum(server.halls.forums, server.clock, DEMO_HALL)
            for part in (neighbours, evening, listeners):
                await part.start()
                server.on_stop(part.stop)
        calm_collector()
        await stop.wait()
    finally:
        await server.stop()


def _announce(server: Server) -> None:
    demo = [addresses(server.address)] if server.settings.demo else []
    lines = [f"열린 시민토론 광장이 열렸습니다: {server.address}", *settings.start_text(server.settings), *demo]
    lines.append("끝내려면 Ctrl+C 를 누르세요.")
    print("\n".join(lines), flush=True)  # noqa: T201 - the start's own words


def run(given: Mapping[str, Any]) -> int:
    """Run the command ``serve``; return its exit status."""
    logs.configure()
    try:
        uvloop.run(serve(settings.load(given)))
    except SettingsError as error:
        return _complain(*error.lines)
    except FolderTakenError as error:
        return _complain(f"자료 폴더를 다른 서버가 쓰고 있습니다: {error}", "다른 폴더를 --data 로 적어 주세요.")
    except assets.ClientMissing:
        return _complain("화면이 아직 만들어지지 않았습니다.", "./agora build 를 먼저 실행해 주세요.")
    except FolderUnusableError as error:
        return _complain(f"자료 폴더를 쓸 수 없습니다: {error}", "쓸 수 있는 폴더를 --data 로 적어 주세요.")
    except SchemaError as error:
        return _complain(f"저장소가 더 새로운 프로그램의 것입니다: {error}", "프로그램을 새 판으로 바꿔 주세요.")
    except StoreUnusableError as error:
        return _complain(
            f"저장소를 열 수 없습니다: {error}", "디스크의 빈 곳과 --data, AGORA_DATABASE 를 확인해 주세요."
        )
    except ssl.SSLError as error:
        return _complain(f"인증서를 읽을 수 없습니다: {error.reason}", "--tls-cert 와 --tls-key 를 확인해 주세요.")
    except OSError as error:
        return _complain(f"주소를 열 수 없습니다: {error.strerror}", "다른 포트를 --port 로 적어 주세요.")
    return 0


def _complain(*lines: str) -> int:
    print("\n".join(lines), file=sys.stderr)  # noqa: T201 - the start's own words
    return 2
