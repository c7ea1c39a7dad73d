"""Accounts as they are shown."""

import pytest

from agora_server.core.problems import Problem
from agora_server.people.access_log import AccessLog
from agora_server.people.accounts import Accounts, staff_me
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation with its accounts."""
    async with installed(tmp_path) as opened:
        opened.accounts = Accounts(opened.store, AccessLog(opened.store, opened.clock), opened.clock)
        yield opened


async def test_without_an_account_one_signs_in_first(installation):
    """A guest and nobody at all have no account of their own."""
    browser, _ = await installation.guest()
    for who in (None, await installation.sessions.identify(browser.cookie)):
        with pytest.raises(Refusal) as no:
            await installation.accounts.own(who)
        assert no.value.why is Problem.SIGN_IN_FIRST


async def test_a_role_of_one_forum_is_a_citizens_in_the_square(installation):
    """Who moderates one forum sees the role there and the one of the square."""
    browser = await installation.staff(Role.MODERATOR, login="mod", forum="f1")
    row = await installation.accounts.own(await installation.sessions.identify(browser.cookie))

    me = staff_me(row)

    assert (me.role, me.forum, me.square_role, me.totp) == (Role.MODERATOR, "f1", Role.CITIZEN, False)


async def test_invites_that_wait_are_listed_until_they_end(installation):
    """An invite is listed with its role; after a week it is not."""
    await installation.people_parts.staff.invite(Role.CLERK, "f1", "admin")
    listed = await installation.accounts.invites()
    installation.clock.forward(days=8)

    assert [(one.role, one.forum) for one in listed] == [(Role.CLERK, "f1")]
    assert await installation.accounts.invites() == []


async def test_no_account_shows_a_secret(installation):
    """What is listed of an account has no hash and no secret."""
    browser = await installation.staff(Role.ADMIN)
    (line,) = await installation.accounts.every(await installation.sessions.identify(browser.cookie), "192.0.2.1")

    assert set(line.__struct_fields__) == {"account", "login", "name", "role", "forum", "totp", "created", "revoked"}
