"""
HTTP on one port: pages, API, and the door of the socket. This package is the only importer of aiohttp.

Knows: aiohttp, headers, cookies, JSON. Does not know: what a route does (see the tables of ``api_*.py``),
what the socket says (``gateway.py``).
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from aiohttp import web

from agora_server.core.identity import Identity
from agora_server.core.origin import is_own, origin_of
from agora_server.core.problems import Problem
from agora_server.http.call import JSON, Answer, Call, RefusalBody, Route
from agora_server.http.policies import CSP, HALL_PAGE, HALL_PATH, HSTS, SECURITY_HEADERS, SILENT, SILENT_CSP
from agora_server.http.reading import MAX_BODY, body_of, check_role, path_of, query_of
from agora_server.http.statuses import status_of
from agora_server.resources.assets import Asset
from rooms.base.errors import Refusal, Why

log = structlog.get_logger()

KEEPALIVE_S = 15
"""Seconds that a connection may stay without a whole request: ends a slow loris, keeps a browser's next click."""
SHUTDOWN_S = 2.0
"""Seconds that a request under way has at the end."""
BACKLOG = 4096
"""Lines that may wait to be accepted: an installation that reconnects at once (the system caps it at somaxconn)."""
YEAR = "public, max-age=31536000, immutable"
Identify = Callable[[str], Awaitable[Identity | None]]


@dataclass(frozen=True, slots=True)
class Handshake:
    """A request for the socket, after its Origin was found to be ours.

    Attributes:
        transport: the line, to be taken over.
        protocol: aiohttp's own handler of it, to be told that it lost the connection.
        ticket: from the query.
        place: where the citizen wants to land, from the query, or ``None``.
    """

    transport: asyncio.Transport
    protocol: Any
    path: str
    headers: list[tuple[str, str]]
    ticket: str
    place: str | None


Upgrade = Callable[[Handshake], Awaitable[int]]
"""Takes the line over and returns 101, or the status of the refusal."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What the adapter must know of the installation.

    Attributes:
        cookie: name of the session cookie.
        cookie_seconds: its life; the row in the store decides, this only spares the browser dead cookies.
        secure: whether cookies are sent over https only.
        public: origin of the public URL, or ``None``.
        loopback_only: whether only this machine can reach us.
        trusted_proxy: address whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed, or ``None``.
    """

    cookie: str
    cookie_seconds: int
    secure: bool
    public: str | None
    loopback_only: bool
    trusted_proxy: str | None


async def listen(web_side: "Web", bound: list[socket.socket], ssl_context: ssl.SSLContext | None) -> "OpenPort":
    """Take connections from bound sockets."""
    runner = web.AppRunner(
        web_side.app, access_log=None, keepalive_timeout=KEEPALIVE_S, handle_signals=False, shutdown_timeout=SHUTDOWN_S
    )
    await runner.setup()

    def protocol() -> asyncio.Protocol:
        handler = runner.server()  # type: ignore[misc]
        handler.__class__ = _QuietHandler
        return handler

    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(protocol, sock=one, ssl=ssl_context, backlog=BACKLOG) for one in bound]
    return OpenPort(runner, servers)


class _QuietHandler(web.RequestHandler):
    """Answers what is no HTTP shortly; aiohttp's own would send it back and write it, tickets and all, to the log."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Return the answer to a request that could not be read."""
        del request, message
        log.info("request_malformed", status=status, error=type(exc).__name__)
        response = _json(RefusalBody(f"http_{status}", {}), status, {**SECURITY_HEADERS, "Server": "agora"})
        response.force_close()
        return response


class OpenPort:
    """An open port."""

    def __init__(self, runner: web.AppRunner, servers: list[asyncio.Server]) -> None:
        self._runner = runner
        self._servers = servers

    async def stop_accepting(self) -> None:
        """Take no new lines; open ones go on."""
        for server in self._servers:
            server.close()

    async def close(self) -> None:
        """Close every line that is left."""
        await self.stop_accepting()
        await self._runner.cleanup()


class Web:
    """The HTTP side of the server.

    Args:
        settings: see ``WebSettings``.
        routes: every table of routes, together.
        assets: the built client and other files by path.
        identify: session cookie to identity.
        upgrade: takes over a line to ``/ws`` whose Origin is ours.
        frames: origins of the live streams of a forum: its page may show them, and no other page may.
        refused: told the code of each refusal.
    """

    def __init__(
        self,
        settings: WebSettings,
        routes: Iterable[Route],
        assets: dict[str, Asset],
        identify: Identify,
        upgrade: Upgrade,
        *,
        frames: Callable[[str], Sequence[str]] = lambda _: (),
        refused: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._frames = frames
        self._refused = refused
        self._settings = settings
        self._assets = assets
        self._identify = identify
        self._upgrade = upgrade
        self.app = web.Application(client_max_size=MAX_BODY, middlewares=[self._guard])
        self.app.on_response_prepare.append(self._headers)
        for route in routes:
            self.app.router.add_route(route.method, route.path, self._adapt(route))
        self.app.router.add_get("/ws", self._socket)
        self.app.router.add_get("/{path:.*}", self._page)

    # ---- what the citizen's browser sees of us ----

    def _scheme(self, request: web.Request) -> str:
        if request.remote == self._settings.trusted_proxy:
            return request.headers.get("X-Forwarded-Proto", request.scheme)
        return request.scheme

    def peer(self, request: web.Request) -> str:
        """Return the caller's address; a header is believed from the trusted proxy alone."""
        if request.remote is not None and request.remote == self._settings.trusted_proxy:
            return request.headers.get("X-Forwarded-For", request.remote).rsplit(",", 1)[-1].strip()
        return request.remote or ""

    def _own(self, request: web.Request) -> bool:
        return is_own(
            request.headers.get("Origin"),
            scheme=self._scheme(request),
            host=request.host,
            public=self._settings.public and origin_of(self._settings.public),
            loopback_only=self._settings.loopback_only,
        )

    # ---- every request ----

    @web.middleware
    async def _guard(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Turn refusals into JSON and hide what went wrong inside."""
        try:
            return await handler(request)
        except Refusal as refusal:
            return self._refuse(refusal.why.value, status_of(refusal.why), refusal.facts)
        except web.HTTPException as error:
            answer = self._refuse(f"http_{error.status}", error.status, {})
            if request.path.startswith("/api/"):
                return answer
            raise
        except Exception:
            log.exception("request_failed", method=request.method, route=_route_of(request))
            return self._refuse(Why.INTERNAL.value, HTTPStatus.INTERNAL_SERVER_ERROR, {})

    def _refuse(self, code: str, status: int, facts: Any) -> web.Response:
        self._refused(code)
        return _json(RefusalBody(code, facts), status)

    async def _headers(self, request: web.Request, response: web.StreamResponse) -> None:
        """Add the security headers."""
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        if self._scheme(request) == "https":
            response.headers.update(HSTS)
        response.headers.pop("Server", None)

    # ---- routes ----

    def _adapt(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handler(request: web.Request) -> web.Response:
            if route.method != "GET" and not self._own(request):
                raise Refusal(Problem.FOREIGN_ORIGIN)
            cookie = request.cookies.get(self._settings.cookie)
            identity = await self._identify(cookie) if cookie else None
            check_role(route, identity)
            call = Call(
                path=path_of(request),
                query=query_of(request, route),
                body=await body_of(request, route.body),
                identity=identity,
                cookie=cookie,
                peer=self.peer(request),
                user_agent=request.headers.get("User-Agent", "")[:200],
            )
            return self._respond(await route.handler(call), route.media)

        return handler

    def _respond(self, answer: Answer, media: str) -> web.Response:
        if isinstance(answer.body, bytes):
            response = web.Response(body=answer.body, status=answer.status, headers=dict(answer.headers))
            response.headers["Content-Type"] = media
        else:
            response = _json(answer.body, answer.status, answer.headers)
        if answer.set_cookie is not None:
            self._set_cookie(response, answer.set_cookie)
        return response

    def _set_cookie(self, response: web.Response, value: str) -> None:
        common: dict[str, Any] = {
            "path": "/",
            "secure": self._settings.secure,
            "httponly": True,
            "samesite": "Lax",
        }
        if value:
            response.set_cookie(self._settings.cookie, value, max_age=self._settings.cookie_seconds, **common)
        else:
            response.del_cookie(self._settings.cookie, **common)

    # ---- the socket and the pages ----

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """Hand the line over to the gateway; the response of a line that was taken over goes nowhere."""
        transport = request.transport
        if not self._own(request) or transport is None:
            raise web.HTTPForbidden
        handshake = Handshake(
            transport=transport,
            protocol=request.protocol,
            path=request.path,
            headers=list(request.headers.items()),
            ticket=request.query.get("ticket", ""),
            place=request.query.get("place"),
        )
        status = await self._upgrade(handshake)
        if status != HTTPStatus.SWITCHING_PROTOCOLS:
            self._refused(f"http_{status}")
        return web.Response(status=HTTPStatus.OK if status == HTTPStatus.SWITCHING_PROTOCOLS else status)

    async def _page(self, request: web.Request) -> web.Response:
        """Answer a file of the client; any other path without a dot is a page of the client."""
        silent = SILENT.fullmatch(request.path)
        found = self._assets.get("/verify.html" if request.path.startswith("/verify") and silent else request.path)
        if found is not None:
            file = _file(request, found)
            file.headers.update({"Content-Security-Policy": SILENT_CSP} if silent else {})
            return file
        if request.path.startswith("/api/") or "." in request.path.rsplit("/", 1)[-1]:
            raise web.HTTPNotFound
        hall = HALL_PATH.fullmatch(request.path)
        page = _file(request, self._assets[HALL_PAGE if hall else "/index.html"])
        if hall and (frames := self._frames(hall[1])):
            page.headers["Content-Security-Policy"] = f"{CSP}; frame-src {' '.join(frames)}"
        return page


def _json(body: Any, status: int = 200, headers: Any = None) -> web.Response:
    response = web.Response(body=msgspec.json.encode(body), status=status, headers=headers)
    response.headers["Content-Type"] = f"{JSON}; charset=utf-8"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _file(request: web.Request, found: Asset) -> web.Response:
    headers = {
        "ETag": found.etag,
        "Cache-Control": YEAR if found.forever else "no-cache",
        "Vary": "Accept-Encoding",
        "Content-Type": found.content_type,
    }
    if request.headers.get("If-None-Match") == found.etag:
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    if found.gzipped is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        return web.Response(body=found.gzipped, headers={**headers, "Content-Encoding": "gzip"})
    return web.Response(body=found.body, headers=headers)


def _route_of(request: web.Request) -> str:
    """Return the pattern of the route: a log line holds no ids and no queries."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "?"
