"""What tests of the store, sessions and staff stand on: a clock by hand, and calls without HTTP."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from agora_server import sessions
from agora_server.api_door import DoorApi, HouseFacts
from agora_server.call import Answer, Call, Identity, Route, Trouble
from agora_server.citizens import Citizens
from agora_server.data_folder import DataFolder
from agora_server.forum_people import ForumPeople
from agora_server.keeper import Keeper
from agora_server.office import Office
from agora_server.privacy import NOTICE_VERSION
from agora_server.reception import Reception
from agora_server.seals import Seals
from agora_server.sessions import Sessions
from agora_server.settings import Profile, Settings
from agora_server.store import Store
from agora_server.tickets import Tickets
from rooms.errors import Refusal, Why
from rooms.forum.commands import By, Command
from rooms.messages import Role
from tests import migrated
from tests.server.journals import journal_of

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


class FakeForums:
    """Forums that remember what they were given, or refuse it."""

    def __init__(self) -> None:
        self.given: list[tuple[str, Command]] = []
        self.refusal: Refusal | None = None

    async def act(self, forum: str, participant: str, command: Callable[[By], Command]) -> None:
        """Remember a command; the participant stands for their id in the forum."""
        if self.refusal is not None:
            raise self.refusal
        self.given.append((forum, command(By(participant, Role.GUEST))))


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


class Installation:
    """A whole office over an opened store, with a square that only remembers what it was told."""

    def __init__(self, store: Store, folder: DataFolder, profile: Profile = Profile.DEMO) -> None:
        self.store = store
        self.folder = folder
        self.clock = HandClock()
        self.tickets = Tickets()
        self.naming = PlainNaming()
        self.revoked: set[str] = set()
        self.erased: list[str] = []
        self.is_full = False
        self.sessions = Sessions(store, self.clock, guest_days=30, staff_hours=12, on_revoked=self._revoked)
        self.keeper = Keeper(store, self.clock)
        self.journal = journal_of(store)
        self.forum_people = ForumPeople(store, self.journal, self.clock, sessions.new_id)
        self.office = Office(
            store,
            self.sessions,
            self.keeper,
            self.clock,
            folder,
            public_url=lambda: "https://agora.example.kr",
            on_erased=self.erased.append,
            in_forums=self.forum_people.erase,
        )
        self.seals = Seals(b"a secret of a test")
        self.citizens = Citizens(store, self.sessions, self.clock)
        self.forums = FakeForums()
        self.reception = Reception(
            store,
            self.sessions,
            self.clock,
            Settings(profile=profile),
            seals=self.seals,
            citizens=self.citizens,
            forums=self.forums,
            public_url=lambda: "https://agora.example.kr",
        )
        facts = HouseFacts("demo", False, "agora@example.kr", "digest1", 16, lambda: self.is_full)
        self.door = DoorApi(store, self.sessions, self.tickets, self.clock, naming=self.naming, house=facts)

    def _revoked(self, ids: set[str]) -> None:
        self.revoked.update(ids)
        self.tickets.drop(ids)

    def browser(self, peer: str = "192.0.2.1") -> "Browser":
        """Return a browser without a cookie."""
        routes = [*self.door.routes(), *self.office.routes(), *self.reception.routes()]
        return Browser(routes, self.sessions, peer)

    async def guest(self, name: str = "가야 바람") -> tuple["Browser", str]:
        """Return a browser of a named guest, and the participant."""
        browser = self.browser()
        return browser, (await browser.call("POST", "/api/door", named(name))).body.participant

    async def staff(self, role: Role = Role.ADMIN, login: str = "admin", forum: str | None = None) -> "Browser":
        """Return a browser of a staff member who just accepted an invite."""
        token = await self.office.staff.invite(role, forum, "admin")
        browser = self.browser()
        body = {"token": token, "login": login, "name": "김담당", "password": PASSWORD}
        await browser.call("POST", "/api/staff/accept", body)
        return browser

    async def close(self) -> None:
        """Close in the order of the server."""
        await self.keeper.close()
        await self.journal.close()
        await self.store.close()


PASSWORD = "구지봉에 거북이 산다"


def named(name: str = "가야 바람") -> dict[str, Any]:
    """Return the body of who comes in with a name."""
    return {"nickname": name, "notice": NOTICE_VERSION, "of_age": True}


@asynccontextmanager
async def installation(path: Path, profile: Profile = Profile.DEMO) -> AsyncIterator[Installation]:
    """Open an installation in a folder, and close it."""
    with DataFolder(path) as folder:
        house = Installation(await migrated.open_empty(folder.path / "agora.sqlite3"), folder, profile)
        yield house
        await house.close()
