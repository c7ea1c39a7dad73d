"""Routes of codes: who makes them, what the slips say, how they are counted and ended."""

import base64
from urllib.parse import urlsplit

import pytest

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.installation import installed

WISH = {"name": "11월 24일 정문", "count": 3, "days": 7}


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


async def code_of(request):
    """Return the code of a refused request."""
    with pytest.raises(Refusal) as refused:
        await request
    return str(refused.value)


async def test_a_slip_leads_to_the_page_with_the_secret_behind_the_hash(installation):
    """What stands behind ``#`` is sent to no server and stands in no log."""
    clerk = await installation.staff(Role.CLERK)
    made = (await clerk.call("POST", "/api/codes", WISH)).body
    drawing = base64.b64decode(made.slips[0].picture.partition(",")[2])

    assert len(made.slips) == 3
    assert made.address == "https://agora.example.kr/code"
    assert drawing.startswith(b"<svg")
    assert urlsplit(f"{made.address}#{made.slips[0].code}").query == ""


async def test_a_citizen_redeems_and_gets_a_new_cookie(installation):
    """After it the browser is a citizen's."""
    clerk = await installation.staff(Role.CLERK)
    made = (await clerk.call("POST", "/api/codes", WISH)).body
    kim, _ = await installation.guest()
    old = kim.cookie
    done = (await kim.call("POST", "/api/codes/redeem", {"code": made.slips[0].code})).body

    assert done.forum is None
    assert kim.cookie != old
    assert (await kim.call("GET", "/api/door")).body.me.role is Role.CITIZEN


async def test_who_looks_around_may_redeem(installation):
    """A code asks for no name: two taps from the slip to the forum."""
    clerk = await installation.staff(Role.CLERK)
    made = (await clerk.call("POST", "/api/codes", WISH)).body
    looker = installation.browser()
    await looker.call("POST", "/api/door", {})

    assert (await looker.call("POST", "/api/codes/redeem", {"code": made.slips[1].code})).body.forum is None


async def test_batches_are_counted_and_ended(installation):
    """Staff see how many codes were used, and end a batch that got lost."""
    clerk = await installation.staff(Role.CLERK)
    made = (await clerk.call("POST", "/api/codes", WISH)).body
    kim, _ = await installation.guest()
    await kim.call("POST", "/api/codes/redeem", {"code": made.slips[0].code})
    [line] = (await clerk.call("GET", "/api/codes")).body
    await clerk.call("POST", "/api/codes/{id}/revoke", id=made.batch)
    lee, _ = await installation.guest("이서준")

    assert (line.name, line.codes, line.used, line.revoked) == ("11월 24일 정문", 3, 1, None)
    assert (await clerk.call("GET", "/api/codes")).body[0].revoked == installation.clock()
    assert await code_of(lee.call("POST", "/api/codes/redeem", {"code": made.slips[1].code})) == "code_invalid"
    assert await code_of(clerk.call("POST", "/api/codes/{id}/revoke", id=made.batch)) == "unknown_batch"


async def test_staff_of_one_forum_make_and_see_its_codes_alone(installation):
    """Neither codes for all, nor another forum's, nor the end of somebody else's batch."""
    admin = await installation.staff()
    clerk = await installation.staff(Role.CLERK, login="clerk", forum="one")
    everywhere = (await admin.call("POST", "/api/codes", WISH)).body
    own = (await clerk.call("POST", "/api/codes", WISH | {"forum": "one"})).body

    assert [line.batch for line in (await clerk.call("GET", "/api/codes", q_forum="one")).body] == [own.batch]
    assert await code_of(clerk.call("POST", "/api/codes", WISH)) == "not_allowed"
    assert await code_of(clerk.call("POST", "/api/codes", WISH | {"forum": "two"})) == "not_allowed"
    assert await code_of(clerk.call("GET", "/api/codes")) == "not_allowed"
    assert await code_of(clerk.call("GET", "/api/codes", q_forum="two")) == "not_allowed"
    assert await code_of(clerk.call("POST", "/api/codes/{id}/revoke", id=everywhere.batch)) == "not_allowed"
    assert await code_of(clerk.call("POST", "/api/codes/{id}/revoke", id="nothing")) == "not_allowed"


async def test_citizens_make_no_codes(installation):
    """A code does not make codes."""
    admin = await installation.staff()
    made = (await admin.call("POST", "/api/codes", WISH)).body
    kim, _ = await installation.guest()
    await kim.call("POST", "/api/codes/redeem", {"code": made.slips[0].code})

    assert await code_of(kim.call("POST", "/api/codes", WISH)) == "not_allowed"
    assert await code_of(kim.call("GET", "/api/codes")) == "not_allowed"
