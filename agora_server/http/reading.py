"""Reads a request: role, path, query, body; what does not fit is refused before a handler runs."""

import asyncio
from typing import Any

import msgspec
from aiohttp import web

from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.http.call import PathPart, Route
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role

MAX_BODY = 64 * 1024
"""Bytes of a JSON body: a report with three proofs fits four times."""
BODY_S = 10.0
"""Seconds for a whole body to arrive: 64 KiB over the slowest line; a body drop by drop ends here."""


def check_role(route: Route, identity: Identity | None) -> None:
    """Refuse who may not call.

    Raises:
        Refusal: 401 without a session, 403 with a role that does not do.
    """
    if not route.needs:
        return
    if identity is None:
        raise Refusal(Problem.SIGN_IN_FIRST)
    if identity.role not in route.needs:
        needed = min(route.needs, key=list(Role).index)
        raise Refusal(Why.NOT_ALLOWED, needs=needed.value)


def path_of(request: web.Request) -> dict[str, str]:
    """Return the parts of the path.

    Raises:
        HTTPNotFound: if one is no id of ours: nothing is looked up for it.
    """
    try:
        return msgspec.convert(dict(request.match_info), dict[str, PathPart])
    except msgspec.ValidationError:
        raise web.HTTPNotFound from None


def query_of(request: web.Request, route: Route) -> Any:
    """Return the query as the route's type has it, or ``None``; fields that it does not know are not looked at.

    Raises:
        Refusal: ``malformed`` with what does not fit.
    """
    if route.query is None:
        return None
    try:
        return msgspec.convert(dict(request.query), route.query, strict=False)
    except msgspec.ValidationError as error:
        raise Refusal(Why.MALFORMED, detail=str(error)[:200]) from None


async def body_of(request: web.Request, kind: Any) -> Any:
    """Return the checked JSON body.

    Raises:
        Refusal: 400 if it is not of its type, 408 if it does not come, 413 if it is too large.
    """
    if kind is None:
        return None
    try:
        async with asyncio.timeout(BODY_S):
            body = await request.read()
        return msgspec.json.decode(body, type=kind)
    except TimeoutError:
        raise Refusal(Problem.TOO_SLOW) from None
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(Problem.TOO_LARGE, limit=MAX_BODY) from None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise Refusal(Why.MALFORMED, detail=str(error)[:200]) from None
