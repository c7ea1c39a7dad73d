"""What tests of the store, sessions and staff stand on: a clock by hand, and calls without HTTP."""

from typing import Any

import msgspec

from agora_server.call import Answer, Call, Identity, Route, Trouble
from agora_server.sessions import Sessions
from rooms.errors import Refusal, Why

START = 1_800_000_000_000
DAY = 86_400_000


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: int = START) -> None:
        self.now = now

    def __call__(self) -> int:
        """Return the time it is made to be."""
        return self.now

    def forward(self, *, ms: int = 0, seconds: float = 0, days: float = 0) -> None:
        """Let time pass."""
        self.now += ms + int(seconds * 1000) + int(days * DAY)


class PlainNaming:
    """Takes every name but ``시장`` and those in ``used``."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def check(self, nickname: str, participant: str | None) -> str:
        """Return the name."""
        del participant
        if nickname == "시장":
            raise Refusal(Why.NAME_RESERVED, suggestion="시장 좋아하는 이웃")
        if nickname in self.used:
            raise Refusal(Why.NAME_TAKEN)
        return nickname

    def suggest(self, nickname: str) -> list[str]:
        """Return one name."""
        return [f"{nickname} 2"]


class Browser:
    """Calls routes as the web adapter does: decodes the body by its type, checks the role, keeps the cookie."""

    def __init__(self, routes: list[Route], sessions: Sessions, peer: str = "192.0.2.1") -> None:
        self._routes = {(route.method, route.path): route for route in routes}
        self._sessions = sessions
        self.peer = peer
        self.cookie: str | None = None

    async def call(self, method: str, path: str, body: Any = None, /, **parts: str) -> Answer:
        """Return the answer; ``parts`` fill ``{name}`` of the path and, by ``q_name``, the query."""
        route = self._routes[method, path]
        identity: Identity | None = None
        if self.cookie:
            identity = await self._sessions.identify(self.cookie)
        if route.needs and identity is None:
            raise Trouble(401, "sign_in_first")
        if identity is not None and route.needs and identity.role not in route.needs:
            raise Trouble(403, "not_allowed")
        decoded = None if route.body is None else msgspec.json.decode(msgspec.json.encode(body or {}), type=route.body)
        query = {key[2:]: value for key, value in parts.items() if key.startswith("q_")}
        path_parts = {key: value for key, value in parts.items() if not key.startswith("q_")}
        answer = await route.handler(Call(path_parts, query, decoded, identity, self.cookie, self.peer))
        if answer.set_cookie is not None:
            self.cookie = answer.set_cookie or None
        return answer
