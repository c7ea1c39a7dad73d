"""The fact writer writes what the square decides and tells what an arrival needs."""

import pytest

from agora_server.square.persistence import WRITERS
from agora_server.store import participants
from agora_server.transport.tickets import Pass
from rooms.base.roles import Role
from rooms.square.effects import WriteFact
from rooms.wire.messages import Look
from tests.server.house import installation


@pytest.fixture
async def house(tmp_path):
    """An installation over an empty store."""
    async with installation(tmp_path) as opened:
        yield opened


async def arrive(house, browser):
    """Return the arrival of a browser with a ticket."""
    ticket = (await browser.call("POST", "/api/ticket")).body.ticket
    return await house.fact_writer.arrival(house.tickets.redeem(ticket, house.clock()), "city-hall")


def test_every_kind_of_fact_has_a_writer():
    """No fact that the square may send is without a table."""
    kinds = {"block", "unblock", "report", "words", "profile"}

    assert set(WRITERS) == kinds


async def test_an_arrival_knows_profile_blocks_and_mute(house):
    """What was decided before is there when the person comes back."""
    browser, me = await house.guest()
    profile = {"name": "새 이름", "look": Look(figure=3), "followable": False, "quiet": True}
    house.fact_writer.write_fact(WriteFact("profile", me, profile))
    house.fact_writer.write_fact(WriteFact("block", me, {"person": "x", "name": "남"}))
    house.fact_writer.write_fact(WriteFact("block", me, {"person": "y", "name": "또 남"}))
    house.fact_writer.write_fact(WriteFact("unblock", me, {"person": "y"}))
    await house.fact_writer.flush()
    await house.measure("mute", me)
    who = await arrive(house, browser)

    assert (who.name, who.look, who.followable, who.quiet) == ("새 이름", Look(figure=3), False, True)
    assert (who.blocks, who.muted_until, who.mute_reason) == ({"x": "남"}, house.clock() + 60_000, "욕설")
    assert (who.role, who.place) == (Role.GUEST, "city-hall")


@pytest.mark.parametrize("what", ["ban", "erase", "sign out"])
async def test_a_ticket_made_before_does_not_let_in_after(house, what):
    """A ban, an erasure or a sign-out between ticket and handshake is noticed."""
    browser, me = await house.guest()
    ticket = (await browser.call("POST", "/api/ticket")).body.ticket
    stands_for = house.tickets.redeem(ticket, house.clock())
    assert isinstance(stands_for, Pass)
    if what == "ban":
        await house.measure("ban", me)
    else:
        await browser.call(*(("DELETE", "/api/me") if what == "erase" else ("POST", "/api/staff/sign-out")))

    assert await house.fact_writer.arrival(stands_for) is None


async def test_a_fact_that_cannot_be_written_harms_no_other(house):
    """One bad fact is counted as lost, and those beside it are kept."""
    _, me = await house.guest()
    house.fact_writer.write_fact(WriteFact("block", me, {"by": "staff"}))
    house.fact_writer.write_fact(WriteFact("block", me, {"person": "x", "name": "남"}))
    await house.fact_writer.flush()
    kept = await house.store.read(lambda c: participants.blocks_of(c, me))

    assert (kept, house.fact_writer.lost) == ([("x", "남")], 1)
