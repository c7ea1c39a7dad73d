"""Puts together by what people come in: every page and route, and the door of the socket, on one port."""

import ssl

from agora_server import __version__
from agora_server.api.contract import limits_document
from agora_server.api.door import DoorApi, InstallationFacts
from agora_server.api.square import SquareApi
from agora_server.assembly.parts import Parts
from agora_server.assembly.runtime import Runtime
from agora_server.assembly.storage import Storage
from agora_server.bus.interface import Bus
from agora_server.gateway.handshake import Entrance
from agora_server.http.openapi import RouteRegistry
from agora_server.http.web import Web, WebSettings
from agora_server.ops.settings import Settings
from agora_server.people.arrivals import Arrivals
from agora_server.resources.assets import Asset
from agora_server.square.naming import SquareNaming
from agora_server.transport import emit_typescript
from rooms.square.nickname import NAME_LIMIT


def build_web(
    runtime: Runtime,
    storage: Storage,
    bus: Bus,
    parts: Parts,
    *,
    files: dict[str, Asset],
    public_url: str,
) -> Web:
    """Return every page and route.

    Args:
        runtime: what was there first.
        storage: what is kept.
        bus: to the other nodes; asked whether it is ready.
        parts: what answers.
        files: the built client and other files by path.
        public_url: the address that citizens see, without a trailing slash.
    """
    settings, sessions, square = runtime.settings, parts.membership.sessions, parts.square
    naming = SquareNaming(square.host.square.name_free, square.host.square.name_taken)
    arrivals = Arrivals(storage.store, sessions, runtime.tickets, runtime.clock, naming=naming, full=square.is_full)
    registry = RouteRegistry(__version__, settings.cookie)
    about = SquareApi(
        world=square.world,
        public_url=public_url,
        alive=runtime.alive,
        checks={"store": storage.store.alive, "tick": runtime.ticks, "bus": bus.ready},
        limits=limits_document,
        metrics=parts.telemetry.text,
        openapi=registry.document,
    )
    door = DoorApi(arrivals, naming=naming, installation=facts_of(settings))
    registry.register(door, parts.people_parts, parts.proof_parts, parts.forum_parts, about)
    entrance = Entrance(runtime.tickets, storage.fact_writer, parts.gateway, square.crowd, runtime.clock)
    return Web(
        WebSettings(
            cookie=settings.cookie,
            cookie_seconds=sessions.cookie_seconds,
            secure=settings.https,
            public=settings.public_url,
            loopback_only=settings.loopback_only,
            trusted_proxy=settings.trusted_proxy,
        ),
        registry.routes,
        files,
        sessions.identify,
        entrance.upgrade,
        frames=parts.forum_parts.hosting.frames,
        refused=runtime.metrics.http_refused,
    )


def facts_of(settings: Settings) -> InstallationFacts:
    """Return what the door must know of the installation."""
    return InstallationFacts(
        profile=settings.profile.value,
        demo=settings.demo,
        contact=settings.notice_contact,
        digest=emit_typescript.digest(),
        name_limit=NAME_LIMIT,
    )


def tls_of(settings: Settings) -> ssl.SSLContext | None:
    """Return the certificate of the port, if it has one."""
    if settings.tls_cert is None or settings.tls_key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(settings.tls_cert, settings.tls_key)
    return context
