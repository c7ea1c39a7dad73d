"""
Puts together what concerns people: sessions and who is a citizen; staff, own data, retention and administration.

Of the square it needs nothing but to be told when a session ends or somebody is erased.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from agora_server.admin.line import AdminSocket
from agora_server.admin.tasks import AdminTasks
from agora_server.api.handover import HandoverApi
from agora_server.api.me import MeApi
from agora_server.api.staff import StaffApi
from agora_server.api.staff_review import ReviewApi
from agora_server.core.clock import Clock
from agora_server.http.call import Route, RouteTable
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import Settings
from agora_server.people.access_log import AccessLog
from agora_server.people.accounts import Accounts
from agora_server.people.citizens import Citizens
from agora_server.people.erasure import Eraser, OnErased
from agora_server.people.own_data import OwnDataReader
from agora_server.people.retention import Sweeper
from agora_server.people.reviews import Reviews
from agora_server.people.second_device import SecondDevice
from agora_server.people.sessions import OnRevoked, Sessions
from agora_server.people.staff import Staff
from agora_server.square.persistence import FactWriter
from agora_server.store import Store


@dataclass(frozen=True, slots=True)
class Membership:
    """Who comes: by which session, and whether they are a citizen."""

    sessions: Sessions
    citizens: Citizens


def build_membership(
    store: Store,
    settings: Settings,
    clock: Clock,
    *,
    on_revoked: OnRevoked,
    practised: Callable[[str], str],
) -> Membership:
    """Return who comes.

    Args:
        store: where it is kept.
        settings: how long sessions live.
        clock: milliseconds UTC.
        on_revoked: told of sessions that ended before their time.
        practised: tells which forum is practised in another one.
    """
    sessions = Sessions(
        store, clock, guest_days=settings.session_days, staff_hours=settings.staff_hours, on_revoked=on_revoked
    )
    return Membership(sessions, Citizens(store, sessions, clock, practised=practised))


@dataclass(frozen=True, slots=True)
class PeopleParts:
    """Everything about people that is not the square.

    Attributes:
        staff: signing in, invites, accounts.
        sweeper: retention.
        tasks: of administration.
        line: where ``./agora admin`` asks.
        apis: the tables of routes.
    """

    staff: Staff
    sweeper: Sweeper
    tasks: AdminTasks
    line: AdminSocket
    apis: tuple[RouteTable, ...]

    def routes(self) -> list[Route]:
        """Return all routes of these parts."""
        return [route for api in self.apis for route in api.routes()]

    async def open(self) -> None:
        """Listen for administration and sweep from now on."""
        await self.line.open()
        self.sweeper.start()

    async def close(self) -> None:
        """Stop both."""
        await self.sweeper.close()
        await self.line.close()


def build_people(
    store: Store,
    sessions: Sessions,
    fact_writer: FactWriter,
    clock: Clock,
    folder: DataFolder,
    *,
    public_url: str,
    on_erased: OnErased,
    in_forums: Callable[[str], Awaitable[None]],
) -> PeopleParts:
    """Put together what concerns people and not the square.

    Args:
        store: where it is kept.
        sessions: makes and ends sessions.
        fact_writer: writes what the square decides.
        clock: milliseconds UTC.
        folder: the data folder, owned.
        public_url: the address that citizens see, without a trailing slash.
        on_erased: told of a participant who was erased.
        in_forums: erases what the journals of forums hold of a participant.
    """
    backups = folder.path / "backups"
    access = AccessLog(store, clock)
    eraser = Eraser(store, sessions, fact_writer, clock, on_erased, in_forums=in_forums)
    staff, sweeper = Staff(store, sessions, clock), Sweeper(store, clock, backups)
    tasks = AdminTasks(store, staff, sweeper, access, clock, erase=eraser.erase, backups=backups, public_url=public_url)
    apis = (
        MeApi(OwnDataReader(store, clock), clock, eraser.erase),
        StaffApi(Accounts(store, access, clock), staff, sessions, public_url=public_url),
        ReviewApi(Reviews(store, access, clock)),
        HandoverApi(SecondDevice(store, sessions, clock), sessions, clock, public_url=public_url),
    )
    return PeopleParts(staff, sweeper, tasks, AdminSocket(folder.socket, tasks.run), apis)
