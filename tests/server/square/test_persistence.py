"""The fact writer writes what the square decides and tells what an arrival needs."""

import pytest

from agora_server.square.persistence import WRITERS
from agora_server.store import participants
from agora_server.transport.tickets import Pass
from rooms.base.roles import Role
from rooms.square.effects import WriteFact
from rooms.wire.messages import Look
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


async def arrive(installation, browser):
    """Return the arrival of a browser with a ticket."""
    ticket = (await browser.call("POST", "/api/ticket")).body.ticket
    return await installation.fact_writer.arrival(
        installation.tickets.redeem(ticket, installation.clock()), "city-hall"
    )


def test_every_kind_of_fact_has_a_writer():
    """No fact that the square may send is without a table."""
    kinds = {"block", "unblock", "report", "words", "profile"}

    assert set(WRITERS) == kinds


async def test_an_arrival_knows_profile_blocks_and_mute(installation):
    """What was decided before is there when the person comes back."""
    browser, me = await installation.guest()
    profile = {"name": "새 이름", "look": Look(figure=3), "followable": False, "quiet": True}
    installation.fact_writer.write_fact(WriteFact("profile", me, profile))
    installation.fact_writer.write_fact(WriteFact("block", me, {"person": "x", "name": "남"}))
    installation.fact_writer.write_fact(WriteFact("block", me, {"person": "y", "name": "또 남"}))
    installation.fact_writer.write_fact(WriteFact("unblock", me, {"person": "y"}))
    await installation.fact_writer.flush()
    await installation.measure("mute", me)
    who = await arrive(installation, browser)

    assert (who.name, who.look, who.followable, who.quiet) == ("새 이름", Look(figure=3), False, True)
    assert (who.blocks, who.muted_until, who.mute_reason) == ({"x": "남"}, installation.clock() + 60_000, "욕설")
    assert (who.role, who.place) == (Role.GUEST, "city-hall")


@pytest.mark.parametrize("what", ["ban", "erase", "sign out"])
async def test_a_ticket_made_before_does_not_let_in_after(installation, what):
    """A ban, an erasure or a sign-out between ticket and handshake is noticed."""
    browser, me = await installation.guest()
    ticket = (await browser.call("POST", "/api/ticket")).body.ticket
    stands_for = installation.tickets.redeem(ticket, installation.clock())
    assert isinstance(stands_for, Pass)
    if what == "ban":
        await installation.measure("ban", me)
    else:
        await browser.call(*(("DELETE", "/api/me") if what == "erase" else ("POST", "/api/staff/sign-out")))

    assert await installation.fact_writer.arrival(stands_for) is None


async def test_a_fact_that_cannot_be_written_harms_no_other(installation):
    """One bad fact is counted as lost, and those beside it are kept."""
    _, me = await installation.guest()
    installation.fact_writer.write_fact(WriteFact("block", me, {"by": "staff"}))
    installation.fact_writer.write_fact(WriteFact("block", me, {"person": "x", "name": "남"}))
    await installation.fact_writer.flush()
    kept = await installation.store.read(lambda c: participants.blocks_of(c, me))

    assert (kept, installation.fact_writer.lost) == ([("x", "남")], 1)
