"""What an installation of each release left behind is opened, migrated, folded, verified and continued by this one."""

import asyncio
import gzip
import json
import shutil
import sqlite3
from contextlib import asynccontextmanager

import aiohttp
import pytest

from agora_server.assembly.server import Server
from agora_server.forum.rules import ForumRules
from agora_server.journal import record as records
from agora_server.journal.export import export_record
from agora_server.journal.heads import open_signer
from agora_server.journal.journal import Journal
from agora_server.ops.settings import Settings
from agora_server.store import open_store
from agora_server.verify import standalone
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Phase
from tests.frozen.make import FILES, FOLDER, GOES_ON, LOGIN, NAMED, OPENED, OVER, facts
from tests.server.conftest import one_page, running
from tests.server.forums import OFFICER, Forums
from tests.server.installation import PASSWORD, HandClock

__all__ = ["one_page"]

RELEASES = sorted(path.parent for path in FOLDER.glob("*/facts.json"))
AN_HOUR = 3_600_000
SMALL = 300_000
"""Bytes of a frozen folder: it is in every clone for ever."""


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def release(request):
    """The folder of each release."""
    return request.param


@pytest.fixture
def data(release, tmp_path):
    """A copy that may be written to."""
    for name in FILES:
        (tmp_path / name).write_bytes(gzip.decompress((release / f"{name}.gz").read_bytes()))
    shutil.copy(release / "signing_key", tmp_path)
    return tmp_path


@asynccontextmanager
async def opened(data):
    """Open the journals of a copy while the hidden ballot is open."""
    store = await open_store(f"sqlite+aiosqlite:///{data}/agora.sqlite3")
    forums = Forums(Journal(store, open_signer(data)), HandClock(OPENED + 60_000))
    try:
        yield forums
    finally:
        await forums.host.close()
        await forums.host.journal.close()
        await store.close()


def told(release):
    """Return what each forum said of itself when it was frozen."""
    return json.loads((release / "facts.json").read_text(encoding="utf-8"))


def test_there_is_a_frozen_folder_and_each_is_small():
    """At least one release is held, and none weighs on every clone."""
    assert RELEASES
    assert all(sum(file.stat().st_size for file in path.iterdir()) < SMALL for path in RELEASES)


async def test_every_forum_is_what_it_was(release, data):
    """[JO24] The store is migrated and each forum folds to what it was, with its snapshot and from all its rows."""
    rows_alone = ForumRules()
    rows_alone.version = "no snapshot has this"
    async with opened(data) as forums:
        await forums.host.open()
        lives = [await forums.host.forum(forum) for forum in told(release)]
        assert {live.id: facts(live.durable, live.tail) for live in lives} == told(release)
        for live in lives:
            assert await forums.host.journal.restore(live.id, rows_alone) == (live.durable, live.tail)


async def test_the_records_still_hold(release, data):
    """[JO18] What was exported then and what is exported now hold by both verifiers, and have the same rows."""
    then = (data / "record.json").read_bytes()
    async with opened(data) as forums:
        journal = forums.host.journal
        now = records.encode(await export_record(journal, OVER, OPENED + AN_HOUR, None))
        for raw in (then, now):
            assert records.verify(records.decode(raw), journal.signer.key) is None
            assert standalone.check(raw, journal.signer.key)["rows"][-1]["kind"] == "closed"
        assert records.decode(now).rows == records.decode(then).rows
        assert records.decode(now).open == records.decode(then).open
        for forum in told(release):
            assert records.verify(await export_record(journal, forum, OPENED + AN_HOUR, None)) is None


async def test_a_forum_goes_on_where_it_stood(data):
    """[JO24] The votes that lay in the ballot box are counted; the forum is closed and its record holds."""
    async with opened(data) as forums:
        forums.forum = GOES_ON
        await forums.host.open()
        await forums.come("new")
        forums.clock.now = forums.state.ballots["b1"].ends_at
        await forums.fire()  # the end of the voting
        await forums.fire()  # the count
        published = c.PublishBallot(by=OFFICER, ballot="b1", saw=forums.state.ballots["b1"].revision.version)
        await forums.do(published, "officer:publishes")
        await forums.do(c.CloseForum(by=OFFICER), "officer:closes")
        record = await export_record(forums.host.journal, GOES_ON, forums.clock(), None)

        assert forums.state.ballots["b1"].result.tally == {"no": 1, "yes": 2}
        assert records.verify(record) is None
        assert standalone.check(records.encode(record))["rows"][-1]["kind"] == "closed"


async def test_a_server_starts_on_it(data, one_page):
    """[JO24] Calendar, minutes and record are given out; the officer's password opens the door as before."""
    del one_page
    server = Server(Settings(data=data, port=0), lambda: OPENED + AN_HOUR)
    await server.start()
    try:
        async with aiohttp.ClientSession(server.address, headers={"Origin": server.address}) as http:
            calendar = await (await http.get("/api/forums")).json()
            files = [await http.get(f"/api/forums/{OVER}/{name}") for name in ("minutes.html", "record.json")]
            page, record = await asyncio.gather(*(file.read() for file in files))
            answer = await http.post("/api/staff/sign-in", json={"login": LOGIN, "password": PASSWORD})
    finally:
        await server.stop()

    assert {one["id"]: one["state"] for one in calendar["forums"]}[OVER] == Phase.CLOSED
    assert "공사비가 삼백억입니다" in page.decode()
    assert [one.subject for one in records.decode(record).open if one.field == "name"] == [NAMED]
    assert answer.status == 200


COLUMNS = [
    *(("forum_journal", "at"), ("forum_journal", "data"), ("forum_heads", "hash"), ("forum_heads", "time")),
    *(("forum_publications", "named"), ("forum_personal", "seq"), ("forum_erasures", "seq"), ("forum_erasures", "at")),
]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one)
async def test_a_column_that_holds_what_it_never_did_harms_its_forum_alone(data, one_page, table, column):
    """[JO25] The server starts; what can no longer be read of one forum is told as that, and no address fails."""
    del one_page
    with sqlite3.connect(data / "agora.sqlite3") as damaged:
        row = f"SELECT rowid FROM {table} ORDER BY rowid LIMIT 1"  # noqa: S608 - names of this file
        assert damaged.execute(f"UPDATE {table} SET {column} = 'x' WHERE rowid = ({row})").rowcount == 1  # noqa: S608
        (harmed,) = damaged.execute(f"SELECT forum FROM {table} WHERE rowid = ({row})").fetchone()  # noqa: S608
    told = {}
    async with running(data) as server, aiohttp.ClientSession() as http:
        address = f"http://127.0.0.1:{server.port}"
        async with http.get(f"{address}/api/forums") as answer:
            forums = [one["id"] for one in (await answer.json())["forums"]]
        for forum in forums:
            for file in ("", "/publication", "/record.json", "/minutes.html", "/minutes.csv"):
                async with http.get(f"{address}/api/forums/{forum}{file}") as answer:
                    told[forum, file] = answer.status

    assert len(forums) > 1
    assert harmed in forums
    assert {status for (forum, _), status in told.items() if forum == harmed} <= {200, 403, 503}
    assert {status for (forum, _), status in told.items() if forum != harmed} <= {200, 403}
