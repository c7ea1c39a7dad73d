"""How connections behave: durable commits and real forgetting on SQLite, read-only readers on both."""

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

BUSY_MS = 5_000
"""How long SQLite waits for a lock: only backup tools and people's shells can hold one beside us."""
READERS = 4
"""Reading connections: a read takes well under a millisecond, and there are two cores."""
STATEMENT_S = 10
"""PostgreSQL: no statement of ours takes a second."""

_WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
)
_READER = (f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0")


def is_sqlite(url: str) -> bool:
    """Tell whether a URL names a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def make_engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """Return the engine of the one writer and the engine of the readers."""
    if is_sqlite(url):
        writer = create_async_engine(url, poolclass=StaticPool)
        reader = create_async_engine(url, pool_size=READERS, max_overflow=0)
        _prepare_sqlite(writer, _WRITER, "BEGIN IMMEDIATE")
        _prepare_sqlite(reader, _READER, "BEGIN")
        return writer, reader
    common: dict[str, Any] = {"pool_pre_ping": True, "pool_timeout": STATEMENT_S}
    timeouts = {"timeout": STATEMENT_S, "command_timeout": STATEMENT_S}
    read_only = {"server_settings": {"default_transaction_read_only": "on"}}
    writer = create_async_engine(url, pool_size=1, max_overflow=0, connect_args=timeouts, **common)
    reader = create_async_engine(
        url, pool_size=READERS, max_overflow=0, connect_args={**timeouts, **read_only}, **common
    )
    return writer, reader


def _prepare_sqlite(engine: AsyncEngine, pragmas: tuple[str, ...], begin: str) -> None:
    """Set the pragmas on each connection and begin transactions ourselves.

    The driver's own begin comes only before the first change, after a savepoint: then a failed act could not be
    undone alone.
    """

    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begun)
