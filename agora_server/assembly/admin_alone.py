"""Does a task of administration where no server runs: takes the folder's lock, opens the store, closes both."""

from contextlib import AsyncExitStack
from typing import Any

from agora_server.assembly.people import build_people
from agora_server.assembly.runtime import address_of
from agora_server.core.clock import SystemClock
from agora_server.core.ids import new_id
from agora_server.forum.people import ForumPeople
from agora_server.journal.heads import open_signer
from agora_server.journal.journal import Journal
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import Settings
from agora_server.people.sessions import Sessions
from agora_server.square.persistence import FactWriter
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
        fact_writer = FactWriter(store, clock)
        stack.push_async_callback(fact_writer.close)
        sessions = Sessions(
            store, clock, guest_days=chosen.session_days, staff_hours=chosen.staff_hours, on_revoked=_tell_nobody
        )
        journal = Journal(store, open_signer(folder.path))
        stack.push_async_callback(journal.close)
        people_parts = build_people(
            store,
            sessions,
            fact_writer,
            clock,
            folder,
            public_url=address_of(chosen, chosen.port),
            on_erased=_tell_nobody,
            in_forums=ForumPeople(store, journal, clock, new_id).erase,
        )
        return await people_parts.tasks.run(task, arguments)


def _tell_nobody(_: object) -> None:
    """No socket is open where no server runs, so nobody need hear of an end."""
