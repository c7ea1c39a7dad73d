"""What staff do to people: decided with what the store knows, kept, and only then done. Over real lines."""

import asyncio

import pytest

from agora_server.store import StoreBusyError, measures
from agora_server.transport.close_codes import Code
from rooms.wire.messages import Ban, Lift, MoveOut, Mute, Reach, Role, Say
from tests.server.hall_kit import HallKit

ACTS = [
    lambda person: Mute("m1", person, 60, "도배"),
    lambda person: MoveOut("m1", person, "길을 막음"),
    lambda person: Ban("m1", person, 60, "욕설"),
    lambda person: Lift("m1", person, "오해"),
]
NAMES = ["mute", "move-out", "ban", "lift"]
KINDS = ("mute", "move_out", "ban")


@pytest.fixture(autouse=True)
async def _within_half_a_minute():
    async with asyncio.timeout(30):
        yield


@pytest.fixture
async def kit(server):
    """Callers of a running server."""
    made = HallKit(server)
    yield made
    await made.close()


async def absent(kit, name="김하늘"):
    """Return somebody who came by the door and is not in the square."""
    kim = kit.visitor()
    await kim.enter(name)
    return kim.participant


async def absent_staff(kit, role):
    """Return the participant of a member of staff who is not in the square."""
    made = await kit.staff(role, connect=False)
    async with made.http.get(f"{made.address}/api/door") as answer:
        return (await answer.json())["me"]["participant"]


async def kept(server, person):
    """Return what the store holds against somebody, by kind."""

    async def look(connection):
        found = [await measures.in_force(connection, kind, person, server.clock()) for kind in KINDS]
        return {row.kind: row for row in found if row is not None}

    return await server.store.read(look)


async def decide(staff, act):
    """Send an act; return the code and the facts of its refusal, empty when it is done."""
    await staff.send(act)
    return await staff.done(act.request_id), staff.facts


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
async def test_who_is_nowhere_is_refused_and_nothing_is_kept(kit, server, act):
    """[MO8] An id that nobody has is nobody to act upon."""
    moderator = await kit.staff(Role.MODERATOR)

    assert await decide(moderator, act("nobody")) == ("unknown_person", {})
    assert await kept(server, "nobody") == {}


async def test_who_is_away_is_muted_and_banned_for_their_return(kit, server):
    """[MO2] [MO8] Whom the store knows is judged in absence: kept with name, reason, length and who decided."""
    moderator, kim = await kit.staff(Role.MODERATOR), await absent(kit)
    assert await decide(moderator, Mute("m1", kim, 60, "도배")) == ("", {})
    assert await decide(moderator, Ban("b1", kim, 600, "욕설")) == ("", {})
    rows = await kept(server, kim)

    assert {kind: (row.name, row.reason, row.until - row.at) for kind, row in rows.items()} == {
        "mute": ("김하늘", "도배", 60_000),
        "ban": ("김하늘", "욕설", 600_000),
    }
    assert rows["ban"].lineage is not None
    assert await decide(moderator, Lift("l1", kim, "오해")) == ("", {})
    assert set(await kept(server, kim)) == {"ban"}


async def test_who_is_banned_already_is_told_by_whom(kit, server):
    """[MO8] The second moderator reads who was first, and no second ban is kept beside the first."""
    first, second, kim = await kit.staff(Role.MODERATOR), await kit.staff(Role.MODERATOR), await absent(kit)
    assert await decide(first, Ban("b1", kim, 60, "욕설")) == ("", {})
    before = await kept(server, kim)

    assert await decide(second, Ban("b2", kim, 600, "또")) == ("already", {"by": "김담당"})
    assert await kept(server, kim) == before


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.OFFICER, Role.ADMIN])
async def test_absent_staff_are_acted_upon_by_an_admin_alone(kit, server, role):
    """[MO1] [MO8] Equals and those above are refused, absent as present; nothing is kept or called done."""
    moderator, boss = await kit.staff(Role.MODERATOR), await kit.staff(Role.ADMIN)
    other = await absent_staff(kit, role)
    assert await decide(moderator, Mute("m1", other, 60, "이유")) == ("not_allowed", {"needs": "admin"})
    assert await kept(server, other) == {}
    assert await decide(boss, Mute("m1", other, 60, "이유")) == ("", {})

    assert set(await kept(server, other)) == {"mute"}


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
@pytest.mark.parametrize("fault", [OSError("disk full"), StoreBusyError(), AssertionError("a bug")], ids=repr)
async def test_a_store_that_fails_is_our_fault_and_nothing_is_done(kit, server, monkeypatch, act, fault):
    """[MO8] The act is refused as ``internal``; whom it was about goes on, and the same act is taken later."""
    moderator, kim = await kit.staff(Role.MODERATOR), await kit.citizen("김하늘")

    async def failing(_):
        raise fault

    monkeypatch.setattr(server.store, "write", failing)
    assert await decide(moderator, act(kim.participant)) == ("internal", {})
    monkeypatch.undo()
    await kim.send(Say("s1", Reach.SAY, None, "아직 있습니다"))
    assert await kim.done("s1") == ""
    assert kim.closed is None
    assert await kept(server, kim.participant) == {}

    assert await decide(moderator, act(kim.participant)) == ("", {})


async def test_nothing_is_done_before_it_is_kept(kit, server, monkeypatch):
    """[MO8] While the disk takes its time nobody is banned and nothing is called done; then both, once."""
    moderator, kim = await kit.staff(Role.MODERATOR), await kit.citizen("김하늘")
    write, begun, free = server.store.write, asyncio.Event(), asyncio.Event()

    async def slowly(work):
        begun.set()
        await free.wait()
        return await write(work)

    monkeypatch.setattr(server.store, "write", slowly)
    await moderator.send(Ban("b1", kim.participant, 60, "욕설"))
    await moderator.send(Ban("b1", kim.participant, 60, "욕설"))
    await begun.wait()
    await kim.send(Say("s1", Reach.SAY, None, "아직 있습니다"))
    assert await kim.done("s1") == ""
    assert not [message for message in moderator.heard if message[0] == "done"]
    free.set()

    assert [await moderator.done("b1"), await moderator.done("b1")] == ["", ""]
    assert await kim.until_closed() == Code.BANNED
    assert set(await kept(server, kim.participant)) == {"ban"}


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
async def test_only_staff_make_the_store_work(kit, server, monkeypatch, act):
    """[MO1] A citizen is refused before anything is read."""
    kim = await kit.citizen("김하늘")

    async def never(_):
        raise AssertionError("asked the store")

    monkeypatch.setattr(server.store, "write", never)

    assert await decide(kim, act("anybody")) == ("not_allowed", {"needs": "moderator"})
