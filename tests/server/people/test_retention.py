"""The sweep keeps every promise of the retention table, by an injected clock."""

import os

import pytest
from sqlalchemy import func, select

from agora_server.people import privacy, retention
from agora_server.people.access_log import COMMAND_LINE
from agora_server.people.codes import Codes
from agora_server.people.sessions import DAY_MS
from agora_server.people.staff import INVITE_DAYS
from agora_server.store import access, accounts, citizens, erasure, flags, measures, participants, tables
from agora_server.store.access import AccessRow
from agora_server.store.flags import FlagRow
from agora_server.store.measures import MeasureRow
from rooms.base.chain import CLOSED, JournalEvent
from rooms.base.roles import Role
from tests.server.api.test_me import CANARY, found_in
from tests.server.installation import installed

KEPT = [line for line in privacy.TABLE if line.days]


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


async def count(installation, key):
    """Return how much is kept under a row of the table."""
    if key == "backups":
        return len(list((installation.folder.path / "backups").iterdir()))
    table = tables.metadata.tables[key]

    async def work(connection):
        return (await connection.execute(select(func.count()).select_from(table))).scalar()

    return await installation.store.read(work)


async def plant_people(installation):
    """Keep a guest with all that a guest leaves."""
    _, me = await installation.guest(CANARY)
    await installation.store.write(lambda c: participants.block(c, me, "other", CANARY, installation.clock()))


async def plant_moderation(installation):
    """Keep a flag and a measure that is over."""
    now = installation.clock()
    ban = MeasureRow("m", "ban", "p", None, CANARY, "staff", "욕설", now, now)
    await installation.store.write(lambda c: flags.add(c, FlagRow("f", "report", "p", CANARY, None, "", "[]", now)))
    await installation.store.write(lambda c: measures.add(c, ban))


async def plant_access(installation):
    """Keep an access."""
    row = AccessRow("x", installation.clock(), COMMAND_LINE, COMMAND_LINE, "p", "export", "local", 1)
    await installation.store.write(lambda c: access.add(c, row))


async def plant_invite(installation):
    """Keep an invite, and let it end."""
    await installation.people_parts.staff.invite(Role.CLERK, None, "admin")
    installation.clock.forward(days=INVITE_DAYS)


async def plant_account(installation):
    """Keep an account, and end it."""
    await installation.staff()
    await installation.people_parts.staff.revoke((await installation.store.read(accounts.every))[0].id)


async def plant_citizen(installation):
    """Keep a citizen, of one forum alone."""
    browser, _ = await installation.guest(CANARY)
    found = await installation.sessions.find(browser.cookie)
    await installation.store.write(lambda c: installation.citizens.admit(c, found, "one", "code"))


async def plant_code(installation):
    """Keep a code, and let it expire."""
    rules = Codes(installation.store, installation.citizens, installation.seals, installation.clock)
    await rules.make("정문", None, count=1, days=1, made_by="a")
    installation.clock.forward(days=1)


async def plant_identity(installation):
    """Keep a pseudonym, and erase whose it was."""
    _, me = await installation.guest(CANARY)
    await installation.store.write(lambda c: citizens.identify(c, "f" * 64, me, installation.clock()))
    await installation.store.write(lambda c: erasure.erase(c, me, installation.clock()))


async def plant_tie(installation):
    """Let a guest attend a forum."""
    _, me = await installation.guest(CANARY)
    await installation.forum_people.person("f1", me)


async def plant_minutes(installation):
    """Let somebody say something in a forum, and close it."""
    words = JournalEvent("said", installation.clock(), "p", "p", {}, {"text": CANARY})
    await installation.journal.append(
        "f1", 0, [words, JournalEvent(CLOSED, installation.clock(), "officer")], "officer:1"
    )


async def plant_backup(installation):
    """Make a backup at the clock's time."""
    path = (await installation.people_parts.tasks.run("backup", {}))["ok"]
    os.utime(path, (installation.clock() / 1000, installation.clock() / 1000))


PLANT = {
    "participants": plant_people,
    "sessions": plant_people,
    "blocks": plant_people,
    "flags": plant_moderation,
    "measures": plant_moderation,
    "access_log": plant_access,
    "invites": plant_invite,
    "accounts": plant_account,
    "citizens": plant_citizen,
    "codes": plant_code,
    "identities": plant_identity,
    "forum_people": plant_tie,
    "forum_personal": plant_minutes,
    "backups": plant_backup,
}


def test_every_row_of_the_table_is_swept_or_never_stored():
    """No row of the notice is a promise without somebody who keeps it."""
    swept = {*retention.SWEPT_IN_STORE, *retention.SWEPT_WITH_PEOPLE, *retention.SWEPT_AS_FILES}

    assert {line.key for line in KEPT} == swept == set(PLANT)
    assert {line.key for line in privacy.TABLE} - swept == set(retention.NEVER_STORED)


@pytest.mark.parametrize("line", KEPT, ids=lambda line: line.key)
async def test_what_is_kept_goes_on_time(installation, line):
    """Each row of the table is kept to the day that the notice names, and gone after it."""
    await PLANT[line.key](installation)
    planted = await count(installation, line.key)
    installation.clock.forward(ms=line.days * DAY_MS - 1000)
    await installation.people_parts.sweeper.sweep()
    kept = await count(installation, line.key)
    installation.clock.forward(seconds=2)
    await installation.people_parts.sweeper.sweep()

    assert (planted, kept, await count(installation, line.key)) == (1, 1, 0)


async def test_nothing_of_who_stayed_away_is_in_any_file(installation):
    """After the longest of its rows, no byte of a guest is left in the data folder."""
    await plant_people(installation)
    await plant_moderation(installation)
    assert found_in(installation.folder.path, CANARY)
    installation.clock.forward(days=91)
    await installation.people_parts.sweeper.sweep()

    assert found_in(installation.folder.path, CANARY) == []


async def test_a_ban_in_force_is_not_swept(installation):
    """A measure is kept as long as it holds, however old it is."""
    now = installation.clock()
    ban = MeasureRow("m", "ban", "p", None, "", "staff", "욕설", now, now + 365 * DAY_MS)
    await installation.store.write(lambda c: measures.add(c, ban))
    installation.clock.forward(days=300)
    await installation.people_parts.sweeper.sweep()

    assert await count(installation, "measures") == 1


async def test_staff_are_not_swept_as_guests(installation):
    """A staff member who was away for long still has an account that works."""
    await installation.staff()
    installation.clock.forward(days=60)
    await installation.people_parts.sweeper.sweep()

    assert await count(installation, "participants") == 1


async def test_more_people_than_one_change_takes_are_swept_in_rounds(installation, monkeypatch):
    """A sweep goes on until nobody is left who should go."""
    monkeypatch.setattr("agora_server.store.erasure.PEOPLE_A_SWEEP", 3)
    for n in range(8):
        await installation.guest(f"이웃 {n}")
    installation.clock.forward(days=31)
    gone = await installation.people_parts.sweeper.sweep()

    assert gone["participants"] == 8
