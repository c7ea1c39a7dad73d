"""
The office: staff, own data, retention and administration of one installation, put together.

``app.py`` makes it beside the square; it needs nothing of the square but to be told when somebody is erased.
"""

from collections.abc import Awaitable, Callable

from agora_server.access_log import AccessLog
from agora_server.admin.line import Line
from agora_server.admin.tasks import Tasks
from agora_server.api_handover import HandoverApi
from agora_server.api_me import Eraser, MeApi, OnErased
from agora_server.api_staff import StaffApi
from agora_server.api_staff_review import ReviewApi
from agora_server.call import Route
from agora_server.clock import Clock
from agora_server.data_folder import DataFolder
from agora_server.keeper import Keeper
from agora_server.retention import Sweeper
from agora_server.sessions import Sessions
from agora_server.staff import Staff
from agora_server.store import Store


class Office:
    """Everything about people that is not the square.

    Args:
        store: where it is kept.
        sessions: makes and ends sessions.
        keeper: writes what the square decides.
        clock: milliseconds UTC.
        folder: the data folder, owned.
        public_url: tells the address that citizens see, without a trailing slash.
        on_erased: told of a participant who was erased.
        in_forums: erases what the journals of forums hold of a participant.
    """

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        keeper: Keeper,
        clock: Clock,
        folder: DataFolder,
        *,
        public_url: Callable[[], str],
        on_erased: OnErased,
        in_forums: Callable[[str], Awaitable[None]],
    ) -> None:
        backups = folder.path / "backups"
        access = AccessLog(store, clock)
        eraser = Eraser(store, sessions, keeper, clock, on_erased, in_forums=in_forums)
        self.staff = Staff(store, sessions, clock)
        self.sweeper = Sweeper(store, clock, backups)
        self.tasks = Tasks(
            store,
            self.staff,
            self.sweeper,
            access,
            clock,
            erase=eraser.erase,
            backups=backups,
            public_url=public_url,
        )
        self._line = Line(folder.socket, self.tasks.run)
        self._apis = (
            MeApi(store, clock, eraser.erase),
            StaffApi(store, self.staff, sessions, access, clock, public_url=public_url),
            ReviewApi(store, access, clock),
            HandoverApi(store, sessions, clock, public_url=public_url),
        )

    def routes(self) -> list[Route]:
        """Return all routes of the office."""
        return [route for api in self._apis for route in api.routes()]

    async def open(self) -> None:
        """Listen for administration and sweep from now on."""
        await self._line.open()
        self.sweeper.start()

    async def close(self) -> None:
        """Stop both."""
        await self.sweeper.close()
        await self._line.close()
