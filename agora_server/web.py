"""
HTTP on one port: pages, API, and the door of the socket. The only importer of aiohttp.

Knows: aiohttp, headers, cookies, JSON. Does not know: what a route does (see the tables of ``api_*.py``),
what the socket says (``gateway.py``).
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from aiohttp import web

from agora_server.assets import Asset
from agora_server.call import Answer, Call, Identity, Route, Trouble, TroubleBody
from agora_server.origin import is_own, origin_of
from rooms.errors import Refusal
from rooms.messages import Role

log = structlog.get_logger()

MAX_BODY = 64 * 1024
"""Bytes of a JSON body: a report with three proofs fits four times."""
KEEPALIVE_S = 15
"""Seconds that a connection may stay without a whole request: ends a slow loris, keeps a browser's next click."""
BODY_S = 10.0
"""Seconds for a whole body to arrive: 64 KiB over the slowest line; a body drop by drop ends here."""
SHUTDOWN_S = 2.0
"""Seconds that a request under way has at the end."""
BACKLOG = 4096
"""Lines that may wait to be accepted: a house that reconnects at once (the system caps it at somaxconn)."""
YEAR = "public, max-age=31536000, immutable"
CSP = (  # 'wasm-unsafe-eval' lets WebAssembly be compiled (docs/decisions/0007-voice.md); no script gains by it
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}

HALL_PAGE = "/hall.html"
HALL_PATH = re.compile(r"/hall/([0-9A-Za-z_-]{1,48})/?")
"""The light page of a hall is a document of its own, lean enough for an old phone."""

Identify = Callable[[str], Awaitable[Identity | None]]


@dataclass(frozen=True, slots=True)
class Handshake:
    """A request for the socket, after its Origin was found to be ours.

    Attributes:
        transport: the line, to be taken over.
        protocol: aiohttp's own handler of it, to be told that it lost the line.
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


async def listen(web_side: "Web", host: str, port: int, ssl_context: ssl.SSLContext | None) -> "Listener":
    """Listen on one port; 0 takes any free one.

    Raises:
        OSError: if the address cannot be had.
    """
    runner = web.AppRunner(
        web_side.app,
        access_log=None,
        keepalive_timeout=KEEPALIVE_S,
        handle_signals=False,
        shutdown_timeout=SHUTDOWN_S,
    )
    await runner.setup()

    def protocol() -> asyncio.Protocol:
        handler = runner.server()  # type: ignore[misc]
        handler.__class__ = _QuietHandler
        return handler

    loop = asyncio.get_running_loop()
    return Listener(runner, await loop.create_server(protocol, host, port, ssl=ssl_context, backlog=BACKLOG))


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
        response = _json(TroubleBody(f"http_{status}", {}), status, {**SECURITY_HEADERS, "Server": "agora"})
        response.force_close()
        return response


class Listener:
    """An open port."""

    def __init__(self, runner: web.AppRunner, server: asyncio.Server) -> None:
        self._runner = runner
        self._server = server

    @property
    def port(self) -> int:
        """The port that was taken."""
        return int(self._server.sockets[0].getsockname()[1])

    async def stop_accepting(self) -> None:
        """Take no new lines; open ones go on."""
        self._server.close()

    async def close(self) -> None:
        """Close every line that is left."""
        self._server.close()
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
    ) -> None:
        self._frames = frames
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
        except Trouble as trouble:
            return _json(TroubleBody(trouble.code, trouble.facts), trouble.status)
        except Refusal as refusal:
            return _json(TroubleBody(refusal.why.value, refusal.facts), HTTPStatus.CONFLICT)
        except web.HTTPException as error:
            if request.path.startswith("/api/"):
                return _json(TroubleBody(f"http_{error.status}", {}), error.status)
            raise
        except Exception:
            log.exception("request_failed", method=request.method, route=_route_of(request))
            return _json(TroubleBody("internal", {}), HTTPStatus.INTERNAL_SERVER_ERROR)

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
                raise Trouble(HTTPStatus.FORBIDDEN, "foreign_origin")
            cookie = request.cookies.get(self._settings.cookie)
            identity = await self._identify(cookie) if cookie else None
            _check_role(route, identity)
            call = Call(
                path=dict(request.match_info),
                query=dict(request.query),
                body=await _body(request, route.body),
                identity=identity,
                cookie=cookie,
                peer=self.peer(request),
                user_agent=request.headers.get("User-Agent", "")[:200],
            )
            return self._respond(await route.handler(call))

        return handler

    def _respond(self, answer: Answer) -> web.Response:
        if isinstance(answer.body, bytes):
            response = web.Response(body=answer.body, status=answer.status, headers=dict(answer.headers))
            response.headers["Content-Type"] = answer.content_type
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
        return web.Response(status=HTTPStatus.OK if status == HTTPStatus.SWITCHING_PROTOCOLS else status)

    async def _page(self, request: web.Request) -> web.Response:
        """Answer a file of the client; any other path without a dot is a page of the client."""
        found = self._assets.get(request.path)
        if found is not None:
            return _file(request, found)
        if request.path.startswith("/api/") or "." in request.path.rsplit("/", 1)[-1]:
            raise web.HTTPNotFound
        hall = HALL_PATH.fullmatch(request.path)
        page = _file(request, self._assets[HALL_PAGE if hall else "/index.html"])
        if hall and (frames := self._frames(hall[1])):
            page.headers["Content-Security-Policy"] = f"{CSP}; frame-src {' '.join(frames)}"
        return page


def _check_role(route: Route, identity: Identity | None) -> None:
    """Refuse who may not call.

    Raises:
        Trouble: 401 without a session, 403 with a role that does not do.
    """
    if not route.needs:
        return
    if identity is None:
        raise Trouble(HTTPStatus.UNAUTHORIZED, "sign_in_first")
    if identity.role not in route.needs:
        needed = min(route.needs, key=list(Role).index)
        raise Trouble(HTTPStatus.FORBIDDEN, "not_allowed", needs=needed.value)


async def _body(request: web.Request, kind: Any) -> Any:
    """Return the checked JSON body.

    Raises:
        Trouble: 400 if it is not of its type, 408 if it does not come, 413 if it is too large.
    """
    if kind is None:
        return None
    try:
        async with asyncio.timeout(BODY_S):
            body = await request.read()
        return msgspec.json.decode(body, type=kind, strict=False)
    except TimeoutError:
        raise Trouble(HTTPStatus.REQUEST_TIMEOUT, "too_slow") from None
    except web.HTTPRequestEntityTooLarge:
        raise Trouble(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", limit=MAX_BODY) from None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise Trouble(HTTPStatus.BAD_REQUEST, "malformed", detail=str(error)[:200]) from None


def _json(body: Any, status: int = 200, headers: Any = None) -> web.Response:
    response = web.Response(body=msgspec.json.encode(body), status=status, headers=headers)
    response.headers["Content-Type"] = "application/json; charset=utf-8"
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
