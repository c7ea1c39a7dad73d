"""What tests of the store, sessions and staff stand on: a clock by hand, and calls without HTTP."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import msgspec

from agora_server.api.door import DoorApi, InstallationFacts
from agora_server.assembly.people import build_people
from agora_server.assembly.proofs import build_proofs
from agora_server.core.problems import Problem
from agora_server.core.seals import Seals
from agora_server.forum.people import ForumPeople
from agora_server.http.call import Answer, Call, Route
from agora_server.http.reading import query_of
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import InstallationProfile, Settings
from agora_server.people import sessions
from agora_server.people.arrivals import Arrivals
from agora_server.people.citizens import Citizens
from agora_server.people.privacy import NOTICE_VERSION
from agora_server.people.sessions import Sessions
from agora_server.square.persistence import FactWriter
from agora_server.store import Connection, Store, measures, participants
from agora_server.store.measures import MeasureRow
from agora_server.transport.tickets import Tickets
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.commands import By, Command
from tests import migrated
from tests.server.contract import contract_of
from tests.server.journals import journal_of

if TYPE_CHECKING:
    from agora_server.core.identity import Identity

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
        self._contract = contract_of(routes)
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
            raise Refusal(Problem.SIGN_IN_FIRST)
        if identity is not None and route.needs and identity.role not in route.needs:
            raise Refusal(Why.NOT_ALLOWED)
        decoded = None if route.body is None else msgspec.json.decode(msgspec.json.encode(body or {}), type=route.body)
        query = query_of(
            SimpleNamespace(query={key[2:]: value for key, value in parts.items() if key.startswith("q_")}), route
        )
        path_parts = {key: value for key, value in parts.items() if not key.startswith("q_")}
        try:
            answer = await route.handler(Call(path_parts, query, decoded, identity, self.cookie, self.peer))
        except Refusal as refusal:
            self._hold(route, refusal)
            raise
        body, media = answer.body, route.media.partition(";")[0]
        sent = body if isinstance(body, bytes) else msgspec.json.encode(body)
        assert self._contract.answer(method, path, answer.status, media, sent) == []
        if answer.set_cookie is not None:
            self.cookie = answer.set_cookie or None
        return answer

    def _hold(self, route: Route, refusal: Refusal) -> None:
        assert refusal.why in route.refusals, f"{route.method} {route.path} does not say that it refuses {refusal.why}"


class Installation:
    """A whole office over an opened store, with a square that only remembers what it was told."""

    def __init__(
        self, store: Store, folder: DataFolder, profile: InstallationProfile = InstallationProfile.DEMO
    ) -> None:
        self.store = store
        self.folder = folder
        self.clock = HandClock()
        self.tickets = Tickets()
        self.naming = PlainNaming()
        self.revoked: set[str] = set()
        self.erased: list[str] = []
        self.is_full = False
        self.sessions = Sessions(store, self.clock, guest_days=30, staff_hours=12, on_revoked=self._revoked)
        self.fact_writer = FactWriter(store, self.clock)
        self.journal = journal_of(store)
        self.forum_people = ForumPeople(store, self.journal, self.clock, sessions.new_id)
        self.people_parts = build_people(
            store,
            self.sessions,
            self.fact_writer,
            self.clock,
            folder,
            public_url="https://agora.example.kr",
            on_erased=self.erased.append,
            in_forums=self.forum_people.erase,
        )
        self.seals = Seals(b"a secret of a test")
        self.citizens = Citizens(store, self.sessions, self.clock)
        self.forums = FakeForums()
        self.proof_parts = build_proofs(
            store,
            self.sessions,
            self.clock,
            Settings(profile=profile),
            seals=self.seals,
            citizens=self.citizens,
            forums=self.forums,
            public_url="https://agora.example.kr",
        )
        facts = InstallationFacts("demo", False, "agora@example.kr", "digest1", 16)
        arrivals = Arrivals(
            store, self.sessions, self.tickets, self.clock, naming=self.naming, full=lambda: self.is_full
        )
        self.door = DoorApi(arrivals, naming=self.naming, installation=facts)

    def _revoked(self, ids: set[str]) -> None:
        self.revoked.update(ids)
        self.tickets.drop(ids)

    def browser(self, peer: str = "192.0.2.1") -> "Browser":
        """Return a browser without a cookie."""
        routes = [*self.door.routes(), *self.people_parts.routes(), *self.proof_parts.routes()]
        return Browser(routes, self.sessions, peer)

    async def guest(self, name: str = "가야 바람") -> tuple["Browser", str]:
        """Return a browser of a named guest, and the participant."""
        browser = self.browser()
        return browser, (await browser.call("POST", "/api/door", named(name))).body.participant

    async def staff(self, role: Role = Role.ADMIN, login: str = "admin", forum: str | None = None) -> "Browser":
        """Return a browser of a staff member who just accepted an invite."""
        token = await self.people_parts.staff.invite(role, forum, "admin")
        browser = self.browser()
        body = {"token": token, "login": login, "name": "김담당", "password": PASSWORD}
        await browser.call("POST", "/api/staff/accept", body)
        return browser

    async def measure(self, kind: str, person: str, *, seconds: int = 60, reason: str = "욕설") -> None:
        """Have the store hold a measure against somebody."""
        now = self.clock()

        async def add(connection: Connection) -> None:
            lineage = await measures.lineage_of(connection, person)
            name = next(iter((await participants.names(connection, [person])).values()), "")
            until = now + seconds * 1000
            row = MeasureRow(sessions.new_id(), kind, person, lineage, name, "staff", reason, now, until)
            await measures.add(connection, row)

        await self.store.write(add)

    async def close(self) -> None:
        """Close in the order of the server."""
        await self.fact_writer.close()
        await self.journal.close()
        await self.store.close()


PASSWORD = "구지봉에 거북이 산다"


def named(name: str = "가야 바람") -> dict[str, Any]:
    """Return the body of who comes in with a name."""
    return {"nickname": name, "notice": NOTICE_VERSION, "of_age": True}


@asynccontextmanager
async def installed(path: Path, profile: InstallationProfile = InstallationProfile.DEMO) -> AsyncIterator[Installation]:
    """Open an installation in a folder, and close it."""
    with DataFolder(path) as folder:
        installation = Installation(await migrated.open_empty(folder.path / "agora.sqlite3"), folder, profile)
        yield installation
        await installation.close()
