"""A second device signed in."""

import pytest

from agora_server.core.problems import Problem
from agora_server.people.handover import Handovers
from agora_server.people.second_device import SecondDevice
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation with somebody of staff who lets a second device in."""
    async with installed(tmp_path) as opened:
        browser = await opened.staff(Role.ADMIN)
        opened.first = await opened.sessions.identify(browser.cookie)
        opened.second = SecondDevice(opened.store, opened.sessions, opened.clock)
        opened.handover, _ = Handovers().begin(opened.first.session, opened.first.account, "/staff", opened.clock())
        yield opened


async def test_it_gets_a_session_of_its_own(installation):
    """The second device is the same person with another session."""
    who = await installation.sessions.identify(await installation.second.sign_in(installation.handover))

    assert (who.participant, who.account, who.role) == (
        installation.first.participant,
        installation.first.account,
        Role.ADMIN,
    )
    assert who.session != installation.first.session


@pytest.mark.parametrize("ended", ["session", "account"])
async def test_who_is_out_lets_nobody_in(installation, ended):
    """The first device signed out, or the account ended: the handover is gone."""
    if ended == "session":
        await installation.sessions.end(session=installation.first.session)
    else:
        await installation.people_parts.staff.revoke(installation.first.account)

    with pytest.raises(Refusal) as no:
        await installation.second.sign_in(installation.handover)

    assert no.value.why is Problem.HANDOVER_GONE
