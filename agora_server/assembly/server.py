"""
The composition root: settings in, a running server out, an orderly end.

Reading order of a start: data folder → store → port → square → halls → people → sockets and pages → tick. Each part is
made by a function of the parts before it (``build_...``); nothing is put into a part after it was made but who follows
it. The end goes back the same way: no new lines, close codes, facts written, store closed, folder given back.
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from agora_server.assembly.hints import build_bus
from agora_server.assembly.parts import Parts, build_parts
from agora_server.assembly.runtime import address_of, build_runtime, port_of
from agora_server.assembly.storage import Storage, open_storage
from agora_server.assembly.web import build_web, tls_of
from agora_server.bus.interface import Bus
from agora_server.core.clock import Clock
from agora_server.http.port import bind
from agora_server.http.web import OpenPort, listen
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.heartbeat import Heartbeat
from agora_server.ops.settings import Settings
from agora_server.resources import assets, world
from agora_server.transport.close_codes import Code

if TYPE_CHECKING:
    import socket

GOODBYE_SECONDS = 3.0
"""How long closing sockets have before the lines are cut."""


class Server:
    """One running server. ``start`` and ``stop`` it from one loop.

    Attributes:
        host: the square and its links.
        port: what was taken.
        heart: whether ticks go on.
        faults: what hooks of ticks raised.

    Args:
        chosen: the settings.
        clock: milliseconds UTC; the system's by default.
        heart: with the time after which health is red.
    """

    def __init__(self, chosen: Settings, clock: Clock | None = None, heart: Heartbeat | None = None) -> None:
        self.runtime = runtime = build_runtime(chosen, clock, heart)
        self.settings, self.clock, self.heart = runtime.settings, runtime.clock, runtime.heart
        self.faults, self.metrics, self.ladder = runtime.faults, runtime.metrics, runtime.ladder
        self.tickets, self.lag = runtime.tickets, runtime.lag
        self._stack = AsyncExitStack()
        self._bound: list[socket.socket] = []  # from the start on; the first tells the port
        self._listener: OpenPort | None = None
        self._stopped = False

    @property
    def port(self) -> int:
        """The port that was taken."""
        return port_of(self._bound)

    @property
    def address(self) -> str:
        """The address that citizens open, without a trailing slash."""
        return address_of(self.settings, self.port)

    async def start(self) -> None:
        """Open the square.

        Raises:
            FolderTakenError: if another process owns the data folder.
            ClientMissing: if the client has not been built.
            OSError: if the port cannot be had.
        """
        files = assets.load()
        folder = self._stack.enter_context(DataFolder(self.settings.data))
        storage = await open_storage(self._stack, self.settings, folder, self.clock)
        self._bound = bind(self.settings.host, self.settings.port)
        for one in self._bound:
            self._stack.callback(one.close)
        bus, public_url = build_bus(self.settings), self.address
        parts = build_parts(self.runtime, storage, bus, public_url)
        self._show(storage, bus, parts)
        self._stack.push_async_callback(parts.watch.close)
        await bus.open()
        self._stack.push_async_callback(bus.close)
        await parts.forum_parts.open()
        self._stack.push_async_callback(parts.forum_parts.close)
        await parts.people_parts.open()
        self._stack.push_async_callback(parts.people_parts.close)
        files["/world.json"] = assets.asset(world.world_bytes(), "application/json; charset=utf-8")
        web = build_web(self.runtime, storage, bus, parts, files=files, public_url=public_url)
        self._listener = await listen(web, self._bound, tls_of(self.settings))
        self._stack.push_async_callback(self._listener.close)
        self.lag.start()
        self.watch.start()
        self.ticker.start()

    def _show(self, storage: Storage, bus: Bus, parts: Parts) -> None:
        """Name the parts for who stands outside: the demonstration, benchmarks and tests."""
        self.bus, self.hints, self.watch, self.telemetry = bus, parts.hints, parts.watch, parts.telemetry
        self.store, self.fact_writer = storage.store, storage.fact_writer
        self.world, self.crowd, self.host = parts.square.world, parts.square.crowd, parts.square.host
        self.fanout, self.ticker, self.gateway = parts.square.fanout, parts.ticker, parts.gateway
        self.sessions, self.citizens = parts.membership.sessions, parts.membership.citizens
        self.forum_parts, self.voices = parts.forum_parts, parts.forum_parts.voices
        self.people_parts = parts.people_parts

    def on_stop(self, end: Callable[[], Awaitable[None]]) -> None:
        """Have something ended with the server, after the goodbyes."""
        self._stack.push_async_callback(end)

    async def stop(self) -> None:
        """Close everybody's connection, write what is to be written, close; safe to call twice."""
        if self._listener is not None and not self._stopped:
            self._stopped = True
            await self._listener.stop_accepting()
            self.ticker.stop()
            self.gateway.close_all(Code.RESTARTING)
            await self.gateway.closed(GOODBYE_SECONDS)
            self.lag.stop()
        await self._stack.aclose()
