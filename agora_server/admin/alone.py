"""Does a task of administration where no server runs: takes the folder's lock, opens the store, closes both."""

from contextlib import AsyncExitStack
from typing import Any

from agora_server.clock import SystemClock
from agora_server.data_folder import DataFolder
from agora_server.forum_people import ForumPeople
from agora_server.heads import open_signer
from agora_server.journal import Journal
from agora_server.keeper import Keeper
from agora_server.office import Office
from agora_server.sessions import Sessions, new_id
from agora_server.settings import Settings
from agora_server.store import SchemaError, StoreUnusableError, open_store


async def run_alone(chosen: Settings, folder: DataFolder, task: str, arguments: dict[str, str]) -> dict[str, Any]:
    """Return the answer of a task.

    Raises:
        FolderTakenError: if a process owns the folder after all.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(folder)
        try:
            store = await open_store(chosen.database_url)
        except (SchemaError, StoreUnusableError):
            return {"error": "store_unusable"}
        stack.push_async_callback(store.close)
        clock = SystemClock()
        keeper = Keeper(store, clock)
        stack.push_async_callback(keeper.close)
        sessions = Sessions(
            store, clock, guest_days=chosen.session_days, staff_hours=chosen.staff_hours, on_revoked=lambda _: None
        )
        journal = Journal(store, open_signer(folder.path))
        stack.push_async_callback(journal.close)
        office = Office(
            store,
            sessions,
            keeper,
            clock,
            folder,
            public_url=lambda: public_url(chosen),
            on_erased=lambda _: None,
            in_forums=ForumPeople(store, journal, clock, new_id).erase,
        )
        return await office.tasks.run(task, arguments)


def public_url(chosen: Settings) -> str:
    """Return the address that citizens open, as far as it is known without a running server."""
    if chosen.public_url:
        return chosen.public_url.rstrip("/")
    scheme = "https" if chosen.https else "http"
    return f"{scheme}://{'localhost' if chosen.loopback_only else chosen.host}:{chosen.port}"
