"""The keeper writes what the square decides and tells what an arrival needs."""

import pytest

from agora_server.keeper import WRITERS
from agora_server.store import measures, participants
from agora_server.store.participants import ParticipantRow
from agora_server.tickets import Pass
from rooms.effects import Keep
from rooms.messages import Look, Role
from tests.server.house import installation


@pytest.fixture
async def house(tmp_path):
    """An installation over an empty store."""
    async with installation(tmp_path) as opened:
        yield opened


async def arrive(house, browser):
    """Return the arrival of a browser with a ticket."""
    ticket = (await browser.call("POST", "/api/ticket")).body.ticket
    return await house.keeper.arrival(house.tickets.redeem(ticket, house.clock()), "city-hall")


def measure(house, seconds=60):
    """Return the facts of a measure."""
    now = house.clock()
    return {"by": "staff", "until": now + seconds * 1000, "reason": "욕설", "at": now}


def test_every_kind_of_fact_has_a_writer():
    """No fact that the square may send is without a table."""
    kinds = {"block", "unblock", "mute", "lift", "ban", "move_out", "report", "words", "profile"}

    assert set(WRITERS) == kinds


async def test_an_arrival_knows_profile_blocks_and_mute(house):
    """What was decided before is there when the person comes back."""
    browser, me = await house.guest()
    profile = {"name": "새 이름", "look": Look(figure=3), "followable": False, "quiet": True}
    house.keeper.keep(Keep("profile", me, profile))
    house.keeper.keep(Keep("block", me, {"person": "x", "name": "남"}))
    house.keeper.keep(Keep("block", me, {"person": "y", "name": "또 남"}))
    house.keeper.keep(Keep("unblock", me, {"person": "y"}))
    house.keeper.keep(Keep("mute", me, measure(house)))
    await house.keeper.flush()
    who = await arrive(house, browser)

    assert (who.name, who.look, who.followable, who.quiet) == ("새 이름", Look(figure=3), False, True)
    assert (who.blocks, who.muted_until, who.mute_reason) == ({"x": "남"}, house.clock() + 60_000, "욕설")
    assert (who.role, who.place) == (Role.GUEST, "city-hall")


async def test_a_lifted_mute_is_over(house):
    """After the lift, an arrival is not muted."""
    browser, me = await house.guest()
    house.keeper.keep(Keep("mute", me, measure(house)))
    house.keeper.keep(Keep("lift", me, {"by": "staff", "reason": "사과", "at": house.clock()}))
    await house.keeper.flush()

    assert (await arrive(house, browser)).muted_until == 0


@pytest.mark.parametrize("what", ["ban", "erase", "sign out"])
async def test_a_ticket_made_before_does_not_let_in_after(house, what):
    """A ban, an erasure or a sign-out between ticket and handshake is noticed."""
    browser, me = await house.guest()
    ticket = (await browser.call("POST", "/api/ticket")).body.ticket
    stands_for = house.tickets.redeem(ticket, house.clock())
    assert isinstance(stands_for, Pass)
    if what == "ban":
        house.keeper.keep(Keep("ban", me, measure(house)))
        await house.keeper.flush()
    else:
        await browser.call(*(("DELETE", "/api/me") if what == "erase" else ("POST", "/api/staff/sign-out")))

    assert await house.keeper.arrival(stands_for) is None


async def test_a_fact_that_cannot_be_written_harms_no_other(house):
    """One bad fact is counted as lost, and those beside it are kept."""
    _, me = await house.guest()
    house.keeper.keep(Keep("mute", me, {"by": "staff"}))
    house.keeper.keep(Keep("block", me, {"person": "x", "name": "남"}))
    await house.keeper.flush()
    kept = await house.store.read(lambda c: participants.blocks_of(c, me))

    assert (kept, house.keeper.lost) == ([("x", "남")], 1)


async def test_staff_are_not_measured_by_their_equals(house):
    """A mute of an absent member of staff is left out unless an admin made it."""
    now = house.clock()
    for role in (Role.CLERK, Role.MODERATOR, Role.ADMIN):
        row = ParticipantRow(role.value, role.value, True, role, Look(), True, False, now, now)
        await house.store.write(lambda c, row=row: participants.add(c, row))

    house.keeper.keep(Keep("mute", "clerk", measure(house) | {"by": "moderator"}))
    await house.keeper.flush()
    assert await house.store.read(lambda c: measures.in_force(c, "mute", "clerk", now)) is None

    house.keeper.keep(Keep("mute", "clerk", measure(house) | {"by": "admin"}))
    await house.keeper.flush()
    assert await house.store.read(lambda c: measures.in_force(c, "mute", "clerk", now)) is not None
