"""
What an HTTP handler gets and gives, free of any framework.

A file of ``api/`` holds a table of routes; ``web.py`` alone knows aiohttp and adapts. The same table yields
``/api/openapi.json``, so the published schema is the validator.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any, Protocol

import msgspec
from msgspec import Meta

from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.http.statuses import HttpCode
from rooms.base.errors import Why
from rooms.base.ids import ID_PATTERN, PATH_PART_CHARS
from rooms.base.roles import Role

JSON = "application/json"
PathPart = Annotated[str, Meta(min_length=1, max_length=PATH_PART_CHARS, pattern=ID_PATTERN)]
"""What stands for a ``{name}`` of a path: an id of any kind."""
CODES = sorted(code.value for code in (*Problem, *Why, *HttpCode))
"""Whatever a refusal may be called."""


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request, decoded and checked."""

    path: Mapping[str, str]
    query: Any
    """An instance of the route's ``query`` type, or ``None``."""
    body: Any
    """An instance of the route's ``body`` type, or ``None``."""
    identity: Identity | None
    cookie: str | None
    """The session cookie as sent; for sign-out and rotation only."""
    peer: str
    """Address of the caller, from the trusted proxy's header where one is set."""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. ``body`` is a struct or builtins (sent as JSON), or bytes of the route's media type."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    set_cookie: str | None = None
    """A new session cookie; the empty string clears it."""


class RefusalBody(msgspec.Struct, frozen=True):
    """The JSON of a ``Refusal``: its code, and the facts that its wording needs."""

    code: Annotated[str, Meta(extra_json_schema={"enum": CODES})]
    facts: dict[str, str | int]


Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """One row of a table of routes.

    Attributes:
        method: ``GET``, ``POST`` or ``DELETE``; anything that changes state needs a same-origin POST or DELETE.
        path: with ``{name}`` parts, each of the form of ``PathPart``.
        handler: the coroutine.
        summary: one sentence for OpenAPI.
        body: the msgspec type of the JSON body.
        answer: the msgspec type of a good answer; ``None`` for a file.
        needs: the roles that may call; empty for everybody, ``(GUEST, ...)`` for any session.
        query: the msgspec struct of the query, or ``None`` where none is read.
        refuses: what the handler may say no with, beside what the adapter says for every route (``refusals``).
        media: the media type of a good answer, with its parameters.
        statuses: the statuses that a good answer may have.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    body: Any = None
    answer: Any = None
    needs: frozenset[Role] = frozenset()
    query: Any = None
    refuses: Collection[StrEnum] = ()
    media: str = JSON
    statuses: Collection[HTTPStatus] = (HTTPStatus.OK,)

    @property
    def refusals(self) -> frozenset[StrEnum]:
        """Every code that a call of this route may be refused with."""
        found: set[StrEnum] = {Why.INTERNAL, *self.refuses}
        if self.method != "GET":
            found.add(Problem.FOREIGN_ORIGIN)
        if self.needs:
            found.add(Problem.SIGN_IN_FIRST)
        if self.needs and self.needs != frozenset(Role):
            found.add(Why.NOT_ALLOWED)
        if "{" in self.path:
            found.add(HttpCode.NO_SUCH_PATH)
        if self.query is not None:
            found.add(Why.MALFORMED)
        if self.body is not None:
            found |= {Why.MALFORMED, Problem.TOO_LARGE, Problem.TOO_SLOW}
        return frozenset(found)


class RouteTable(Protocol):
    """A table of routes."""

    def routes(self) -> list[Route]:
        """Return its rows."""
