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
from tests.server.house import installation

KEPT = [line for line in privacy.TABLE if line.days]


@pytest.fixture
async def house(tmp_path):
    """An installation over an empty store."""
    async with installation(tmp_path) as opened:
        yield opened


async def count(house, key):
    """Return how much is kept under a row of the table."""
    if key == "backups":
        return len(list((house.folder.path / "backups").iterdir()))
    table = tables.metadata.tables[key]

    async def work(connection):
        return (await connection.execute(select(func.count()).select_from(table))).scalar()

    return await house.store.read(work)


async def plant_people(house):
    """Keep a guest with all that a guest leaves."""
    _, me = await house.guest(CANARY)
    await house.store.write(lambda c: participants.block(c, me, "other", CANARY, house.clock()))


async def plant_moderation(house):
    """Keep a flag and a measure that is over."""
    now = house.clock()
    ban = MeasureRow("m", "ban", "p", None, CANARY, "staff", "욕설", now, now)
    await house.store.write(lambda c: flags.add(c, FlagRow("f", "report", "p", CANARY, None, "", "[]", now)))
    await house.store.write(lambda c: measures.add(c, ban))


async def plant_access(house):
    """Keep an access."""
    row = AccessRow("x", house.clock(), COMMAND_LINE, COMMAND_LINE, "p", "export", "local", 1)
    await house.store.write(lambda c: access.add(c, row))


async def plant_invite(house):
    """Keep an invite, and let it end."""
    await house.people_parts.staff.invite(Role.CLERK, None, "admin")
    house.clock.forward(days=INVITE_DAYS)


async def plant_account(house):
    """Keep an account, and end it."""
    await house.staff()
    await house.people_parts.staff.revoke((await house.store.read(accounts.every))[0].id)


async def plant_citizen(house):
    """Keep a citizen, of one forum alone."""
    browser, _ = await house.guest(CANARY)
    found = await house.sessions.find(browser.cookie)
    await house.store.write(lambda c: house.citizens.admit(c, found, "one", "code"))


async def plant_code(house):
    """Keep a code, and let it expire."""
    rules = Codes(house.store, house.citizens, house.seals, house.clock)
    await rules.make("정문", None, count=1, days=1, made_by="a")
    house.clock.forward(days=1)


async def plant_identity(house):
    """Keep a pseudonym, and erase whose it was."""
    _, me = await house.guest(CANARY)
    await house.store.write(lambda c: citizens.identify(c, "f" * 64, me, house.clock()))
    await house.store.write(lambda c: erasure.erase(c, me, house.clock()))


async def plant_tie(house):
    """Let a guest attend a forum."""
    _, me = await house.guest(CANARY)
    await house.forum_people.person("f1", me)


async def plant_minutes(house):
    """Let somebody say something in a forum, and close it."""
    words = JournalEvent("said", house.clock(), "p", "p", {}, {"text": CANARY})
    await house.journal.append("f1", 0, [words, JournalEvent(CLOSED, house.clock(), "officer")], "officer:1")


async def plant_backup(house):
    """Make a backup at the clock's time."""
    path = (await house.people_parts.tasks.run("backup", {}))["ok"]
    os.utime(path, (house.clock() / 1000, house.clock() / 1000))


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
async def test_what_is_kept_goes_on_time(house, line):
    """Each row of the table is kept to the day that the notice names, and gone after it."""
    await PLANT[line.key](house)
    planted = await count(house, line.key)
    house.clock.forward(ms=line.days * DAY_MS - 1000)
    await house.people_parts.sweeper.sweep()
    kept = await count(house, line.key)
    house.clock.forward(seconds=2)
    await house.people_parts.sweeper.sweep()

    assert (planted, kept, await count(house, line.key)) == (1, 1, 0)


async def test_nothing_of_who_stayed_away_is_in_any_file(house):
    """After the longest of its rows, no byte of a guest is left in the data folder."""
    await plant_people(house)
    await plant_moderation(house)
    assert found_in(house.folder.path, CANARY)
    house.clock.forward(days=91)
    await house.people_parts.sweeper.sweep()

    assert found_in(house.folder.path, CANARY) == []


async def test_a_ban_in_force_is_not_swept(house):
    """A measure is kept as long as it holds, however old it is."""
    now = house.clock()
    ban = MeasureRow("m", "ban", "p", None, "", "staff", "욕설", now, now + 365 * DAY_MS)
    await house.store.write(lambda c: measures.add(c, ban))
    house.clock.forward(days=300)
    await house.people_parts.sweeper.sweep()

    assert await count(house, "measures") == 1


async def test_staff_are_not_swept_as_guests(house):
    """A staff member who was away for long still has an account that works."""
    await house.staff()
    house.clock.forward(days=60)
    await house.people_parts.sweeper.sweep()

    assert await count(house, "participants") == 1


async def test_more_people_than_one_change_takes_are_swept_in_rounds(house, monkeypatch):
    """A sweep goes on until nobody is left who should go."""
    monkeypatch.setattr("agora_server.store.erasure.PEOPLE_A_SWEEP", 3)
    for n in range(8):
        await house.guest(f"이웃 {n}")
    house.clock.forward(days=31)
    gone = await house.people_parts.sweeper.sweep()

    assert gone["participants"] == 8
