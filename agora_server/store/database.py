"""
The store: one writer that commits in groups, readers that cannot write.

A change is a function over a connection. Changes that wait together share one transaction, each in a savepoint of
its own: one that fails is undone alone. A change is done when ``write`` returns: the commit is on the disk.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection as SyncConnection
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from agora_server.store.engine import is_sqlite, make_engines
from agora_server.store.migrate import SchemaError, migrate

log = structlog.get_logger()

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]

GROUP = 256
"""Changes a transaction: at 0.1 ms each a commit stays well under 100 ms."""
WAITING = 10_000
"""Changes that may wait: some seconds of the fullest installation; then the caller is refused at once."""


class StoreUnusableError(Exception):
    """The store cannot be opened: no such server, a full disk, a file that is no database; says which."""


class StoreBusyError(Exception):
    """More changes wait than may, or the store closes."""


@dataclass(slots=True)
class _Change:
    work: Callable[..., Any]
    done: "asyncio.Future[Any]"
    alone: bool = False


class Store:
    """The opened store. Make it by ``open_store``.

    Args:
        url: SQLAlchemy URL.
        writer: engine of the one writing connection.
        reader: engine of the readers.
    """

    def __init__(self, url: str, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self.url = url
        self._writer = writer
        self._reader = reader
        self._changes: asyncio.Queue[_Change] = asyncio.Queue(WAITING)
        self._task = asyncio.create_task(self._run(), name="store-writer")
        self._closes = False
        self.commits = 0

    async def read(self, work: Work[T]) -> T:
        """Return what ``work`` finds; it cannot change anything."""
        async with self._reader.connect() as connection:
            return await work(connection)

    async def write(self, work: Work[T]) -> T:
        """Carry out a change; return once it is durable.

        Raises:
            StoreBusyError: if too many changes wait, or the store closes.
            Exception: whatever ``work`` raised; then nothing of it was kept.
        """
        change = _Change(work, asyncio.get_running_loop().create_future())
        self._put(change)
        result: T = await change.done
        return result

    async def forget(self) -> bool:
        """Empty the write-ahead log, so that what was deleted is in no file; tell whether no reader was in its way.

        PostgreSQL keeps its own log and frees rows by its own vacuum: see docs/operations.md.
        """
        if is_sqlite(self.url) and await self._alone(_truncate_log):
            log.warning("checkpoint_waits", reason="a reader is open")
            return False
        return True

    async def scrub(self, *tables: str) -> bool:
        """Write tables anew without what was deleted or moved, then ``forget``; tell whether that was complete.

        Pages that were split keep stale copies of rows in their gaps, which no overwriting of a row reaches; and the
        order of rows on a page tells their order in time. SQLite rewrites the whole file (some 100 MB a second).
        """
        await self._alone(_rewrite_file if is_sqlite(self.url) else lambda c: _rewrite_tables(c, tables))
        return await self.forget()

    async def backup(self, path: Path) -> None:
        """Write a copy of a SQLite store that holds nothing of what was deleted.

        Raises:
            NotImplementedError: on PostgreSQL, which has tools of its own.
        """
        if not is_sqlite(self.url):
            raise NotImplementedError
        await self._alone(lambda connection: _copy_into(connection, path))

    async def _alone(self, work: Callable[[SyncConnection], T]) -> T:
        """Run something on the writing connection, in order with the changes but in no transaction."""
        change = _Change(work, asyncio.get_running_loop().create_future(), alone=True)
        self._put(change)
        result: T = await change.done
        return result

    def _put(self, change: "_Change") -> None:
        if self._closes:
            raise StoreBusyError
        try:
            self._changes.put_nowait(change)
        except asyncio.QueueFull:
            raise StoreBusyError from None

    async def alive(self) -> bool:
        """Tell whether a change can be committed just now."""
        if self._task.done():
            return False
        try:
            async with asyncio.timeout(2):
                await self.write(_nothing)
        except (TimeoutError, StoreBusyError, OSError):
            return False
        except Exception:
            log.exception("store_not_alive")
            return False
        return True

    async def close(self) -> None:
        """Commit what waits, take nothing more, and close; readers first: the writer takes the last checkpoint."""
        self._closes = True
        await self._changes.join()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._reader.dispose()
        await self._writer.dispose()

    # ---- the one writer ----

    async def _run(self) -> None:
        while True:
            group = [await self._changes.get()]
            while len(group) < GROUP and not self._changes.empty():
                group.append(self._changes.get_nowait())
            try:
                await self._commit([change for change in group if not change.alone])
                for change in group:
                    if change.alone:
                        await self._run_alone(change)
            finally:
                for _ in group:
                    self._changes.task_done()

    async def _commit(self, group: list[_Change]) -> None:
        """Carry out a group in one transaction and tell each caller; a lost commit fails them all."""
        if not group:
            return
        answers: list[tuple[_Change, Any, BaseException | None]]
        try:
            async with self._writer.begin() as connection:
                answers = [(change, *await _attempt(connection, change.work)) for change in group]
            self.commits += 1
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            answers = [(change, None, error) for change in group]
        for change, result, failure in answers:
            _answer(change, result, failure)

    async def _run_alone(self, change: _Change) -> None:
        try:
            async with self._writer.connect() as connection:
                result = await connection.run_sync(change.work)
        except Exception as error:  # noqa: BLE001 - handed to the caller
            _answer(change, None, error)
        else:
            _answer(change, result, None)


def _answer(change: _Change, result: Any, failure: BaseException | None) -> None:
    """Tell a caller, unless it went away."""
    if change.done.done():
        return
    if failure is None:
        change.done.set_result(result)
    else:
        change.done.set_exception(failure)


def _truncate_log(connection: SyncConnection) -> bool:
    """Run the checkpoint outside of any transaction; tell whether a reader was in its way."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    row = cursor.fetchone()
    cursor.close()
    return bool(row and row[0])


def _rewrite_file(connection: SyncConnection) -> None:
    cursor = connection.connection.cursor()
    cursor.execute("VACUUM")
    cursor.close()


def _rewrite_tables(connection: SyncConnection, tables: tuple[str, ...]) -> None:
    """Rewrite tables of PostgreSQL, outside of any transaction. The names are ours."""
    alone = connection.execution_options(isolation_level="AUTOCOMMIT")
    for table in tables:
        alone.exec_driver_sql(f"VACUUM FULL {table}")


def _copy_into(connection: SyncConnection, path: Path) -> None:
    cursor = connection.connection.cursor()
    cursor.execute("VACUUM INTO ?", (str(path),))
    cursor.close()


async def _attempt(connection: AsyncConnection, work: Work[Any]) -> tuple[Any, BaseException | None]:
    try:
        async with connection.begin_nested():
            return await work(connection), None
    except Exception as error:  # noqa: BLE001 - handed to the caller of this change
        return None, error


async def _nothing(connection: AsyncConnection) -> None:
    await connection.execute(text("SELECT 1"))


async def open_store(url: str) -> Store:
    """Open a store and bring its schema up to date.

    Raises:
        SchemaError: if the store was written by a newer version.
        StoreUnusableError: if it cannot be opened.
    """
    try:
        return await _open(url)
    except SchemaError:
        raise
    except Exception as error:
        why = str(error).partition("\n")[0]
        raise StoreUnusableError(f"{type(error).__name__}: {why}") from error


async def _open(url: str) -> Store:
    if is_sqlite(url):
        _make_private(url)
    writer, reader = make_engines(url)
    try:
        async with writer.begin() as connection:
            await connection.run_sync(migrate)
    except BaseException:
        await reader.dispose()
        await writer.dispose()
        raise
    return Store(url, writer, reader)


def _make_private(url: str) -> None:
    """Make the file for its owner alone before SQLite does; its log takes the same mode."""
    name = make_url(url).database
    if name and name != ":memory:":
        os.close(os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
