"""How connections behave, over both engines: who may write, what a commit means, what a lock keeps out."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from agora_server.store.engine import BUSY_MS, is_sqlite, make_engines

SQLITE_ONLY = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
POSTGRESQL_ONLY = pytest.mark.parametrize("store", ["postgresql"], indirect=True)


@pytest.fixture
async def engines(store):
    """Writer and reader of a store that has its schema, beside those of the store itself."""
    writer, reader = make_engines(store.url)
    yield writer, reader
    await reader.dispose()
    await writer.dispose()


async def value(engine, query):
    """Return the one value that a query finds."""
    async with engine.connect() as connection:
        return await connection.scalar(text(query))


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("sqlite+aiosqlite:////var/agora.sqlite3", True),
        ("sqlite://", True),
        ("postgresql+asyncpg://agora@db/sqlite", False),
        ("postgresql://sqlite@sqlite/agora", False),
    ],
)
def test_a_url_tells_its_engine(url, is_one):
    """The back-end counts, not a word that stands somewhere in the address."""
    assert is_sqlite(url) is is_one


@pytest.mark.parametrize(
    "change", ["CREATE TABLE planted (id INTEGER)", "DROP TABLE sessions", "DELETE FROM participants"]
)
async def test_a_reader_changes_neither_rows_nor_tables(engines, change):
    """What a reader is refused for a row it is refused for the schema as well, and a writer is not."""
    writer, reader = engines
    with pytest.raises(DBAPIError):
        async with reader.begin() as connection:
            await connection.execute(text(change))
    async with writer.begin() as connection:
        await connection.execute(text(change))


async def test_a_failed_first_change_is_undone_alone(engines):
    """Also the first savepoint of a transaction can be undone with the transaction going on after it."""
    writer, reader = engines
    async with writer.begin() as connection:
        await connection.execute(text("CREATE TABLE planted (id INTEGER PRIMARY KEY)"))
    async with writer.begin() as connection:
        first = await connection.begin_nested()
        await connection.execute(text("INSERT INTO planted VALUES (1)"))
        await first.rollback()
        async with connection.begin_nested():
            await connection.execute(text("INSERT INTO planted VALUES (2)"))
        assert await value(reader, "SELECT COUNT(*) FROM planted") == 0

    assert await value(reader, "SELECT SUM(id) FROM planted") == 2


@SQLITE_ONLY
async def test_the_writer_of_sqlite_commits_to_the_disk_and_forgets(engines):
    """A commit outlives a cut of the power, and what was deleted is overwritten."""
    writer, _ = engines
    asked = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
    wal, full, on = "wal", 2, 1

    assert [await value(writer, f"PRAGMA {one}") for one in asked] == [wal, full, on, on, BUSY_MS]


@SQLITE_ONLY
async def test_every_reader_of_sqlite_is_prepared(engines):
    """Each connection of the pool cannot write and takes no checkpoint, not the first one alone."""
    _, reader = engines
    async with reader.connect() as one, reader.connect() as other:
        found = [
            await connection.scalar(text(f"PRAGMA {name}"))
            for connection in (one, other)
            for name in ("query_only", "wal_autocheckpoint", "busy_timeout")
        ]

    assert found == [1, 0, BUSY_MS] * 2


@SQLITE_ONLY
async def test_a_begun_change_locks_out_other_writers_and_a_begun_read_does_not(engines):
    """The writer has its lock from the beginning: it cannot learn at its first change that somebody was faster."""
    writer, reader = engines
    other = sqlite3.connect(make_url(str(writer.url)).database, timeout=0, isolation_level=None)
    async with reader.begin() as connection:
        await connection.scalar(text("SELECT COUNT(*) FROM participants"))
        other.execute("BEGIN IMMEDIATE").execute("ROLLBACK")
    async with writer.begin():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE").execute("ROLLBACK")
    other.close()


@SQLITE_ONLY
async def test_a_read_sees_one_moment(engines):
    """What is committed while a read goes on is seen by the next one."""
    writer, reader = engines
    count = text("SELECT COUNT(*) FROM alembic_version")
    async with reader.begin() as connection:
        before = await connection.scalar(count)
        async with writer.begin() as changing:
            await changing.execute(text("DELETE FROM alembic_version"))
        during = await connection.scalar(count)

    assert (before, during, await value(reader, str(count))) == (1, 1, 0)


@POSTGRESQL_ONLY
async def test_the_server_itself_holds_readers_of_postgresql(engines):
    """A transaction of a reader begins as read-only, one of the writer does not."""
    writer, reader = engines
    setting = "SHOW transaction_read_only"

    assert [await value(writer, setting), await value(reader, setting)] == ["off", "on"]
