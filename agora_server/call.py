"""
What an HTTP handler gets and gives, free of any framework.

A feature module (``api_door.py``, ``api_staff.py`` ...) holds a table ``ROUTES``; ``web.py`` alone knows
aiohttp and adapts. The same table yields ``/api/openapi.json``, so the published schema is the validator.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from rooms.messages import Role


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls, from the session cookie.

    Attributes:
        session: the id of the session's row (never the cookie).
        participant: the participant of the square.
        account: the staff account, if the session is one.
    """

    session: str
    participant: str
    name: str
    role: Role
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request, decoded and checked."""

    path: Mapping[str, str]
    query: Mapping[str, str]
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
    """One HTTP answer. ``body`` is a struct or builtins (sent as JSON), or bytes with ``content_type``."""

    body: Any = None
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    set_cookie: str | None = None
    """A new session cookie; the empty string clears it."""


class Trouble(Exception):
    """A refusal over HTTP: the code is worded by the client (``refusal.<code>``)."""

    def __init__(self, status: int, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts


class TroubleBody(msgspec.Struct, frozen=True):
    """The JSON of a ``Trouble``."""

    code: str
    facts: dict[str, str | int]


Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """One row of a table of routes.

    Attributes:
        method: ``GET``, ``POST`` or ``DELETE``; anything that changes state needs a same-origin POST or DELETE.
        path: with ``{name}`` parts.
        handler: the coroutine.
        summary: one sentence for OpenAPI.
        body: the msgspec type of the JSON body.
        answer: the msgspec type of a good answer.
        needs: the roles that may call; empty for everybody, ``(GUEST, ...)`` for any session.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    body: Any = None
    answer: Any = None
    needs: frozenset[Role] = frozenset()
