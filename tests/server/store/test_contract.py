"""One contract for both stores: what holds over SQLite holds over a real PostgreSQL."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from agora_server.store import (
    SchemaError,
    accounts,
    citizens,
    codes,
    erasure,
    flags,
    measures,
    open_store,
    participants,
    publications,
    sessions,
)
from agora_server.store.accounts import AccountRow, InviteRow
from agora_server.store.citizens import IdentityRow
from agora_server.store.codes import BatchRow
from agora_server.store.flags import FlagRow
from agora_server.store.measures import MeasureRow
from agora_server.store.migrate import migrate
from agora_server.store.participants import ParticipantRow
from agora_server.store.publications import PublicationRow
from agora_server.store.sessions import SessionRow
from agora_server.store.tables import metadata
from agora_server.store.tables import participants as participants_table
from rooms.base.roles import Role
from rooms.wire.messages import Aid, Look

PERSON = ParticipantRow("p1", "가야 바람", True, Role.GUEST, Look(figure=3, aid=Aid.CANE), True, False, 1, 1)
SESSION = SessionRow("s1", "a" * 64, "p1", None, Role.GUEST, "l1", 1, 1000)


async def test_a_participant_is_kept_and_changed(store):
    """A participant comes back as kept; what is not given stays."""
    await store.write(lambda c: participants.add(c, PERSON))
    await store.write(lambda c: participants.change(c, "p1", name="새 이름", quiet=True))

    assert await store.read(lambda c: participants.get(c, "p1")) == replace(PERSON, name="새 이름", quiet=True)
    assert await store.read(lambda c: participants.get(c, "p2")) is None


async def test_a_reader_cannot_write(store):
    """The connections that read refuse to change anything."""
    with pytest.raises(DBAPIError):
        await store.read(lambda c: participants.add(c, PERSON))


async def test_a_change_that_fails_is_undone_alone(store):
    """Of changes that share a transaction, the failed one is undone and the others stay."""

    async def add_then_fail(connection):
        await participants.add(connection, replace(PERSON, id="broken"))
        raise ValueError("broken")

    changes = [lambda c, n=n: participants.add(c, replace(PERSON, id=f"p{n}")) for n in range(20)]
    changes[10:10] = [add_then_fail, lambda c: participants.add(c, replace(PERSON, id="p0"))]
    results = await asyncio.gather(*(store.write(change) for change in changes), return_exceptions=True)
    kept = await store.read(lambda c: c.execute(select(participants_table.c.id)))

    assert [type(result) for result in results if result is not None] == [ValueError, IntegrityError]
    assert {row.id for row in kept} == {f"p{n}" for n in range(20)}


async def test_changes_that_wait_share_commits(store):
    """Many changes at once need few commits."""
    before = store.commits
    await asyncio.gather(*(store.write(lambda c: participants.get(c, "p1")) for _ in range(200)))

    assert store.commits - before <= 10


async def test_changes_are_carried_out_in_order(store):
    """Changes happen in the order in which they were asked for."""
    await store.write(lambda c: participants.add(c, PERSON))
    await asyncio.gather(*(store.write(lambda c, n=n: participants.change(c, "p1", name=f"{n}")) for n in range(50)))

    assert (await store.read(lambda c: participants.get(c, "p1"))).name == "49"


async def test_a_caller_that_goes_away_harms_nobody(store):
    """A cancelled caller's change may be kept or not; the next one is served."""
    task = asyncio.create_task(store.write(lambda c: participants.add(c, PERSON)))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert await store.alive()


async def test_the_migrations_build_the_schema_of_the_tables(store):
    """Migrated schema and metadata agree: alembic finds no difference."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    assert await store.read(lambda c: c.run_sync(differences)) == []


async def test_a_store_of_a_newer_version_is_not_touched(store):
    """A revision that is not known is refused, not downgraded."""
    await store.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaError):
        await store.write(lambda c: c.run_sync(migrate))


async def test_opening_again_keeps_everything(store):
    """Migrations on a store that is up to date change nothing."""
    await store.write(lambda c: participants.add(c, PERSON))
    again = await open_store(store.url)
    kept = await again.read(lambda c: participants.get(c, "p1"))
    await again.close()

    assert kept == PERSON


async def test_a_session_is_found_until_it_ends(store):
    """A session is found by its hash while it lives, with its participant's name."""
    await store.write(lambda c: participants.add(c, PERSON))
    await store.write(lambda c: sessions.add(c, SESSION))
    found = await store.read(lambda c: sessions.find(c, "a" * 64, 999))

    assert (found.row, found.name, found.named) == (SESSION, PERSON.name, True)
    assert await store.read(lambda c: sessions.find(c, "a" * 64, 1000)) is None
    assert await store.write(lambda c: sessions.end(c, participant="p1")) == ["s1"]
    assert await store.read(lambda c: sessions.find(c, "a" * 64, 999)) is None


async def test_a_session_of_a_revoked_account_is_dead(store):
    """Also a session that was not ended is of no use once its account is revoked."""
    account = AccountRow("a1", "admin", "김담당", Role.ADMIN, None, "x", None, 0, "p1", 0, 0, 1)
    await store.write(lambda c: participants.add(c, PERSON))
    await store.write(lambda c: accounts.add(c, account))
    await store.write(lambda c: sessions.add(c, replace(SESSION, account="a1", role=Role.ADMIN)))
    assert await store.read(lambda c: sessions.find(c, "a" * 64, 2)) is not None
    assert await store.write(lambda c: accounts.revoke(c, "a1", 2))

    assert await store.read(lambda c: sessions.find(c, "a" * 64, 2)) is None
    assert not await store.write(lambda c: accounts.revoke(c, "a1", 3))


async def test_an_invite_and_a_code_are_used_once(store):
    """The second use of an invite or of a code's time step is refused by the store itself."""
    invite = InviteRow("i1", "b" * 64, Role.CLERK, None, "admin", 1, 100)
    account = AccountRow("a1", "admin", "김담당", Role.ADMIN, None, "x", None, 5, "p1", 3, 9, 1)
    await store.write(lambda c: accounts.invite(c, invite))
    await store.write(lambda c: accounts.add(c, account))

    assert await store.read(lambda c: accounts.open_invite(c, "b" * 64, 99)) == invite
    assert [await store.write(lambda c: accounts.use_invite(c, "i1", "a1", 9)) for _ in range(2)] == [True, False]
    assert [await store.write(lambda c, s=step: accounts.signed_in(c, "a1", s)) for step in (6, 4)] == [True, False]
    assert (await store.read(lambda c: accounts.get(c, "a1"))).failures == 0


async def test_a_login_is_had_by_one(store):
    """Two accounts of one login cannot be."""
    account = AccountRow("a1", "admin", "김담당", Role.ADMIN, None, "x", None, 0, "p1", 0, 0, 1)
    await store.write(lambda c: accounts.add(c, account))
    with pytest.raises(IntegrityError):
        await store.write(lambda c: accounts.add(c, replace(account, id="a2")))


async def test_blocks_are_kept_once_and_taken_back(store):
    """Blocking twice is blocking once, under the newer name."""
    for name in ("옛 이름", "새 이름"):
        await store.write(lambda c, n=name: participants.block(c, "p1", "p2", n, 1))

    assert await store.read(lambda c: participants.blocks_of(c, "p1")) == [("p2", "새 이름")]
    await store.write(lambda c: participants.unblock(c, "p1", "p2"))
    assert await store.read(lambda c: participants.blocks_of(c, "p1")) == []


async def test_a_measure_holds_until_it_ends_or_is_lifted(store):
    """The longest measure of a kind holds; a lineage is held as the participant is."""
    ban = MeasureRow("m1", "ban", "p1", "l1", "가야 바람", "staff", "욕설", 10, 100)
    for row in (ban, replace(ban, id="m2", until=50)):
        await store.write(lambda c, r=row: measures.add(c, r))

    assert await store.read(lambda c: measures.in_force(c, "ban", "p1", 20)) == ban
    assert await store.read(lambda c: measures.in_force(c, "ban", "other", 20, "l1")) == ban
    assert await store.read(lambda c: measures.in_force(c, "ban", "p1", 100)) is None
    assert await store.read(lambda c: measures.in_force(c, "mute", "p1", 20)) is None
    lifted = await store.write(lambda c: measures.lift(c, "ban", "p1", by="staff", reason="풀기", now=60))
    assert lifted == ["m1"]
    assert await store.read(lambda c: measures.bans(c, 60)) == []


async def test_the_first_verdict_stands(store):
    """A flag is settled once."""
    flag = FlagRow("f1", "report", "p1", "가야 바람", "p2", "욕설", "[]", 10)
    await store.write(lambda c: flags.add(c, flag))
    assert await store.read(lambda c: flags.page(c, waiting=True)) == [flag]
    first = await store.write(lambda c: flags.judge(c, "f1", verdict="upheld", by="a1", note="", now=20))
    second = await store.write(lambda c: flags.judge(c, "f1", verdict="dismissed", by="a2", note="", now=30))

    assert first == second
    assert (second.verdict, second.judged_by) == ("upheld", "a1")
    assert await store.read(lambda c: flags.page(c, waiting=True)) == []


async def test_an_export_holds_everything_of_a_person_and_an_erasure_leaves_nothing(store):
    """What an export names is gone or nameless after the erasure."""
    await store.write(lambda c: participants.add(c, PERSON))
    await store.write(lambda c: sessions.add(c, SESSION))
    await store.write(lambda c: participants.consent(c, "c1", "p1", "v1", 1, of_age=True))
    assert (await store.read(lambda c: erasure.export(c, "p1")))["consents"][0]["notice"] == "v1"
    assert await store.write(lambda c: erasure.erase(c, "p1", 5)) == ["s1"]
    await store.forget()

    assert not any((await store.read(lambda c: erasure.export(c, "p1"))).values())


BATCH = BatchRow("b1", "정문", "one", "a1", 1, 100)


async def test_a_code_is_used_once_and_counted(store):
    """Of two uses the first wins; a batch that expired or was revoked holds none."""
    await store.write(lambda c: codes.add(c, BATCH, ["1" * 64, "2" * 64]))
    await store.write(lambda c: codes.add(c, replace(BATCH, id="b2", forum=None, created=2), ["3" * 64]))
    uses = [await store.write(lambda c, who=who: codes.use(c, "1" * 64, who, 5)) for who in ("p1", "p2")]
    found = [await store.read(lambda c, at=at: codes.find(c, "1" * 64, at)) for at in (99, 100)]
    lines = [(line.row.id, line.codes, line.used) for line in await store.read(lambda c: codes.batches(c, None))]

    assert uses == [True, False]
    assert (found[0].batch, found[0].used, found[0].used_by, found[1]) == (BATCH, 5, "p1", None)
    assert lines == [("b2", 1, 0), ("b1", 2, 1)]
    assert [line.row.id for line in await store.read(lambda c: codes.batches(c, "one"))] == ["b1"]
    assert await store.write(lambda c: codes.revoke(c, "b1", 6))
    assert not await store.write(lambda c: codes.revoke(c, "b1", 7))
    assert await store.read(lambda c: codes.find(c, "2" * 64, 7)) is None
    assert await store.read(lambda c: codes.open_batches(c, 7)) == 1
    assert (await store.read(lambda c: codes.batch(c, "b1"))).revoked == 6


async def test_a_proof_holds_in_its_forum_or_everywhere(store):
    """A second proof of the same forum takes the place of the first."""
    for forum, proof in (("one", "code"), ("one", "identity")):
        await store.write(lambda c, forum=forum, proof=proof: citizens.admit(c, "p1", forum, proof, 1))
    await store.write(lambda c: citizens.admit(c, "p2", None, "identity", 1))
    asked = [("p1", "one"), ("p1", "two"), ("p2", "two"), ("p3", "one")]

    assert [await store.read(lambda c, pair=pair: citizens.is_citizen(c, *pair)) for pair in asked] == [
        *(True, False, True, False)
    ]


async def test_an_erasure_leaves_a_pseudonym_and_a_code_without_their_person(store):
    """They keep one person from being two citizens, for as long as the table of retention says."""
    await store.write(lambda c: codes.add(c, BATCH, ["1" * 64]))
    await store.write(lambda c: codes.use(c, "1" * 64, "p1", 5))
    await store.write(lambda c: citizens.identify(c, "f" * 64, "p1", 5))
    assert await store.read(lambda c: citizens.has_identity(c, "p1"))
    await store.write(lambda c: erasure.erase(c, "p1", 9))

    assert await store.read(lambda c: citizens.identity(c, "f" * 64)) == IdentityRow("f" * 64, None, 5, 9)
    assert (await store.read(lambda c: codes.find(c, "1" * 64, 9))).used_by is None


async def test_signs_of_every_plane_are_kept(store):
    """Hanja, emoji and combining signs come back as they were."""
    name = "金海 가야 👩‍🦽 e\u0301"
    await store.write(
        lambda c: c.execute(insert(participants_table).values(participants._values(replace(PERSON, name=name))))
    )

    assert (await store.read(lambda c: participants.get(c, "p1"))).name == name


async def test_the_last_act_upon_minutes_holds(store):
    """Published, withdrawn: each is a row of its own; another forum's is none of it."""
    published = PublicationRow("u1", "f1", 5, "a1", ("p1", "p2"))
    withdrawn = PublicationRow("u2", "f1", 9, "a2", (), "이름이 틀림")
    for row in (withdrawn, published, PublicationRow("u3", "f2", 99, "a1")):
        await store.write(lambda c, row=row: publications.add(c, row))

    assert await store.read(lambda c: publications.last(c, "f1")) == withdrawn
    assert await store.read(lambda c: publications.last(c, "f3")) is None
