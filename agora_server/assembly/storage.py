"""What a server keeps on the disk: its data folder, its store, and the line of facts that leads into it."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from agora_server.core.clock import Clock
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import Settings
from agora_server.square.persistence import FactWriter
from agora_server.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Storage:
    """What is kept.

    Attributes:
        folder: the data folder, owned.
        store: the tables.
        fact_writer: writes what the square decides.
        secret: of this installation.
    """

    folder: DataFolder
    store: Store
    fact_writer: FactWriter
    secret: bytes


async def open_storage(stack: AsyncExitStack, settings: Settings, folder: DataFolder, clock: Clock) -> Storage:
    """Open the store of an owned folder; the stack closes it after everything that is put on it later.

    Raises:
        SchemaError: if a newer program has written the store.
        StoreUnusableError: if the store cannot be opened.
    """
    store = await open_store(settings.database_url)
    stack.push_async_callback(store.close)
    fact_writer = FactWriter(store, clock)
    stack.push_async_callback(fact_writer.close)
    given = settings.secret
    return Storage(folder, store, fact_writer, given.get_secret_value().encode() if given else folder.secret())
