"""What staff review."""

import pytest

from agora_server.core.problems import Problem
from agora_server.people.access_log import AccessLog
from agora_server.people.reviews import Reviews
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation with its reviews."""
    async with installed(tmp_path) as opened:
        opened.reviews = Reviews(opened.store, AccessLog(opened.store, opened.clock), opened.clock)
        yield opened


async def identity(installation):
    """Return who a member of staff is."""
    browser = await installation.staff(Role.ADMIN)
    return await installation.sessions.identify(browser.cookie)


async def test_nobody_without_an_account_reviews(installation):
    """Without a session, and as a guest, one is told to sign in; nothing is shown."""
    with pytest.raises(Refusal) as no:
        await installation.reviews.judge(None, "192.0.2.1", "f", verdict="upheld", note="")

    assert no.value.why is Problem.SIGN_IN_FIRST


async def test_what_is_not_there_is_said(installation):
    """An unknown flag and an unknown ban are named."""
    who = await identity(installation)
    with pytest.raises(Refusal) as flag:
        await installation.reviews.judge(who, "192.0.2.1", "none", verdict="upheld", note="")
    with pytest.raises(Refusal) as ban:
        await installation.reviews.lift(who, "192.0.2.1", "none", reason="x")

    assert (flag.value.why, ban.value.why) == (Problem.UNKNOWN_FLAG, Problem.UNKNOWN_BAN)


async def test_who_looks_at_a_list_stands_in_the_months_log(installation):
    """Reading the bans is a line of the log, with whose login it was."""
    who = await identity(installation)
    await installation.reviews.bans(who, "192.0.2.1", before=None)

    month = await installation.reviews.month("")

    assert [(one.login, one.task) for one in month.lines] == [("admin", "bans")]
    assert [(one.task, one.times) for one in month.sums] == [("bans", 1)]


@pytest.mark.parametrize("text", ["2026-13", "heute", "0001-01", "9999-12"])
async def test_what_is_no_month_is_refused(installation, text):
    """A month has a year that the log can be of."""
    with pytest.raises(Refusal) as no:
        await installation.reviews.month(text)

    assert no.value.why is Why.MALFORMED


async def test_months_are_those_of_seoul(installation):
    """The last evening of a month in UTC is the next month's first morning in Seoul."""
    who = await identity(installation)
    installation.clock.now = 1_796_050_800_000  # 2026-11-30 15:00 UTC is 2026-12-01 00:00 in Seoul
    await installation.reviews.bans(who, "192.0.2.1", before=None)

    assert (await installation.reviews.month("")).month == "2026-12"
    assert (await installation.reviews.month("2026-11")).lines == []
