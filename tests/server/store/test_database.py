"""The store itself, over both engines: groups, refusals, what a lost commit and a close come to, how it is opened."""

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url

from agora_server.store import SchemaError, StoreBusyError, database, open_store
from agora_server.store.database import Store, StoreUnusableError
from agora_server.store.engine import make_engines

SQLITE_ONLY = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
POSTGRESQL_ONLY = pytest.mark.parametrize("store", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
async def planted(store):
    """A table of numbers."""
    await store.write(lambda c: c.execute(text("CREATE TABLE planted (n INTEGER PRIMARY KEY, words TEXT)")))


def put(number, words=""):
    """Return a change that adds a number, and returns its double."""

    async def work(connection):
        await connection.execute(text("INSERT INTO planted VALUES (:n, :words)"), {"n": number, "words": words})
        return 2 * number

    return work


async def numbers(connection):
    """Return the numbers that are there."""
    return list((await connection.scalars(text("SELECT n FROM planted ORDER BY n"))).all())


class Held:
    """A change that holds the writer until it is let go, so that others wait together."""

    def __init__(self, store):
        self.begun, self._go = asyncio.Event(), asyncio.Event()
        self.task = asyncio.create_task(store.write(self._work))

    async def _work(self, _connection):
        self.begun.set()
        await self._go.wait()

    async def let_go(self):
        """Let the writer go on, and wait until the change is done."""
        self._go.set()
        await self.task


async def waiting(store, works):
    """Return changes that wait as tasks, each after the one before."""
    tasks = [asyncio.create_task(store.write(work)) for work in works]
    await asyncio.sleep(0)
    return tasks


def file_of(store):
    """Return the file of a SQLite store."""
    return Path(make_url(store.url).database)


async def test_a_change_and_a_read_return_what_they_found(store):
    """Who writes gets the result of the own work, not that of another in the group."""
    assert await asyncio.gather(*(store.write(put(n)) for n in (3, 1, 2))) == [6, 2, 4]
    assert await store.read(numbers) == [1, 2, 3]


@pytest.mark.parametrize(("group", "commits"), [(1, 7), (3, 3), (7, 1), (100, 1)])
async def test_a_group_has_a_bound(store, monkeypatch, group, commits):
    """Seven changes that wait take as many commits as their groups: nobody waits for thousands of others."""
    monkeypatch.setattr(database, "GROUP", group)
    held = Held(store)
    await held.begun.wait()
    tasks = await waiting(store, [put(n) for n in range(7)])
    before = store.commits
    await held.let_go()
    await asyncio.gather(*tasks)

    assert store.commits - before == 1 + commits
    assert await store.read(numbers) == list(range(7))


async def test_too_many_changes_are_refused_at_once(store, monkeypatch):
    """What does not fit is refused and never carried out; what waited is, and then there is room again."""
    monkeypatch.setattr(database, "WAITING", 2)
    small = await open_store(store.url)
    held = Held(small)
    await held.begun.wait()
    tasks = await waiting(small, [put(1), put(2)])
    with pytest.raises(StoreBusyError):
        await small.write(put(3))
    assert not await small.alive()
    await held.let_go()
    await asyncio.gather(*tasks)

    assert await small.read(numbers) == [1, 2]
    assert await small.alive()
    await small.close()


async def test_a_caller_that_went_away_takes_nobody_along(store):
    """Others of the group hear of their own change, whatever became of the caller beside them."""
    held = Held(store)
    await held.begun.wait()
    gone, broken, kept = await waiting(store, [put(1), put("no number"), put(2)])
    gone.cancel()
    await held.let_go()
    results = await asyncio.gather(gone, broken, kept, return_exceptions=True)

    assert isinstance(results[0], asyncio.CancelledError)
    assert isinstance(results[1], Exception)
    assert results[2] == 4


async def test_a_lost_commit_fails_everybody_who_shared_it(store):
    """Nobody is told that something is kept that is not; the next group is served."""
    writer, reader = make_engines(store.url)
    fails = [OSError("disk full")]

    def commit(_connection):
        if fails:
            raise fails.pop()

    event.listen(writer.sync_engine, "commit", commit)
    other = Store(store.url, writer, reader)
    results = await asyncio.gather(*(other.write(put(n)) for n in range(3)), return_exceptions=True)

    assert [str(result) for result in results] == ["disk full"] * 3
    assert await other.read(numbers) == []
    assert other.commits == 0
    assert await other.write(put(4)) == 8
    await other.close()
    assert await store.read(numbers) == [4]


async def test_closing_commits_what_waits(store):
    """Whoever was taken before the close is served."""
    other = await open_store(store.url)
    tasks = await waiting(other, [put(n) for n in range(20)])
    await other.close()

    assert await asyncio.gather(*tasks) == [2 * n for n in range(20)]
    assert await store.read(numbers) == list(range(20))


async def test_a_closed_store_refuses(store):
    """A change after the close is refused: it would wait for a writer that is no more."""
    other = await open_store(store.url)
    held = Held(other)
    await held.begun.wait()
    closing = asyncio.create_task(other.close())
    await asyncio.sleep(0)
    refused = await asyncio.wait_for(asyncio.gather(other.write(put(1)), return_exceptions=True), 10)
    await held.let_go()
    await closing
    refused += await asyncio.wait_for(asyncio.gather(other.write(put(2)), return_exceptions=True), 10)

    assert [type(one) for one in refused] == [StoreBusyError, StoreBusyError]
    assert not await other.alive()
    assert await store.read(numbers) == []


async def test_scrubbing_keeps_what_was_not_deleted(store):
    """A table that is written anew holds the same rows, and changes go on after it."""
    await asyncio.gather(*(store.write(put(n)) for n in range(5)))
    await store.write(lambda c: c.execute(text("DELETE FROM planted WHERE n < 3")))

    assert await store.scrub("planted")
    assert await store.write(put(9)) == 18
    assert await store.read(numbers) == [3, 4, 9]


async def test_an_error_of_what_runs_alone_is_its_caller_s(store):
    """A table that is not there fails the scrub (or is nothing to a whole file), never the writer."""
    results = await asyncio.gather(store.scrub("not_there"), store.write(put(1)), return_exceptions=True)

    assert results[1] == 2
    assert await store.alive()


@SQLITE_ONLY
async def test_a_scrubbed_file_holds_no_words_that_were_deleted(store):
    """After scrubbing, neither the file nor its log has what was deleted."""
    await store.write(put(1, "잊힐 말"))
    files = [file_of(store), file_of(store).with_name(file_of(store).name + "-wal")]
    assert any("잊힐 말".encode() in file.read_bytes() for file in files)
    await store.write(lambda c: c.execute(text("DELETE FROM planted")))
    assert await store.scrub("planted")

    assert not any("잊힐 말".encode() in file.read_bytes() for file in files)


@SQLITE_ONLY
async def test_a_backup_is_a_whole_store_of_its_own(store, tmp_path):
    """A copy has what was written before it was asked for, and can be opened."""
    await store.write(put(1))
    await store.backup(tmp_path / "copy.sqlite3")
    await store.write(put(2))
    copy = await open_store(f"sqlite+aiosqlite:///{tmp_path}/copy.sqlite3")

    assert await copy.read(numbers) == [1]
    await copy.close()


@SQLITE_ONLY
async def test_a_backup_never_overwrites(store, tmp_path):
    """A path that is taken is refused and stays as it was; the store goes on."""
    taken = tmp_path / "taken"
    taken.write_text("something else")
    with pytest.raises(sqlite3.Error):
        await store.backup(taken)

    assert taken.read_text() == "something else"
    assert await store.alive()


@POSTGRESQL_ONLY
async def test_postgresql_has_backups_of_its_own(store, tmp_path):
    """A copy of a server is no file of ours."""
    with pytest.raises(NotImplementedError):
        await store.backup(tmp_path / "copy")


@SQLITE_ONLY
async def test_the_files_of_a_store_are_their_owner_s_alone(store):
    """Also the log, which holds the newest words of all."""
    files = sorted(file_of(store).parent.glob(f"{file_of(store).name}*"))

    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_a_store_of_a_newer_version_says_so(store):
    """It is told apart from one that cannot be opened: another program is wanted, not another disk."""
    await store.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaError):
        await open_store(store.url)


@SQLITE_ONLY
@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("make", ["no_folder", "no_database"])
async def test_a_store_that_cannot_be_opened_says_why_on_one_line(tmp_path, make):
    """The reason fits a line of a log: no folder, a file that is no database."""
    path = tmp_path / ("missing/agora" if make == "no_folder" else "words")
    if make == "no_database":
        path.write_text("여기는 데이터베이스가 아닙니다\n" * 100)
    with pytest.raises(StoreUnusableError) as refused:
        await open_store(f"sqlite+aiosqlite:///{path}")

    assert "\n" not in str(refused.value)
    assert ("missing" if make == "no_folder" else "not a database") in str(refused.value)
