"""Routes of the second device: it is signed in once the first one said so, and never otherwise."""

import msgspec
import pytest

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.installation import installed

BASE = "/api/staff/handover"


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


async def code_of(request):
    """Return the code of a refused request."""
    with pytest.raises(Refusal) as refused:
        await request
    return refused.value.why


async def claimed(installation, first, page="/staff"):
    """Show a code on the first device and scan it with a second; return it, its ticket, and the handover's id."""
    made = (await first.call("POST", BASE, {"page": page})).body
    second = installation.browser()
    token = made.address.partition("#")[2]
    ticket = (await second.call("POST", f"{BASE}/claim", {"token": token})).body.ticket
    return second, ticket, made.id


async def test_a_second_device_is_signed_in_to_the_same_account(installation):
    """Scan, compare two digits, one tap on the first device; both go on."""
    first = await installation.staff(Role.MODERATOR, forum="one")
    second, ticket, made = await claimed(installation, first, "/hall/one/desk")
    early = (await second.call("POST", f"{BASE}/finish", {"ticket": ticket})).body.done
    seen = (await first.call("GET", f"{BASE}/{{id}}", id=made)).body
    await first.call("POST", f"{BASE}/{{id}}/confirm", id=made)
    late = (await second.call("POST", f"{BASE}/finish", {"ticket": ticket})).body

    assert (early, seen.state, late.done, late.page) == (False, "claimed", True, "/hall/one/desk")
    assert (await second.call("GET", "/api/staff/me")).body == (await first.call("GET", "/api/staff/me")).body
    assert second.cookie != first.cookie


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example", "//elsewhere", "/hall/one/../x/desk", "/hall/one/screen"]
)
async def test_the_second_device_goes_on_at_a_page_of_staff_alone(installation, page):
    """Nobody is led elsewhere by a code."""
    first = await installation.staff()
    with pytest.raises(msgspec.ValidationError):
        await first.call("POST", BASE, {"page": page})


async def test_it_works_once(installation):
    """Neither the token nor the ticket opens a third device."""
    first = await installation.staff()
    made = (await first.call("POST", BASE)).body
    token = made.address.partition("#")[2]
    second = installation.browser()
    ticket = (await second.call("POST", f"{BASE}/claim", {"token": token})).body.ticket
    await first.call("POST", f"{BASE}/{{id}}/confirm", id=made.id)
    await second.call("POST", f"{BASE}/finish", {"ticket": ticket})

    assert await code_of(installation.browser().call("POST", f"{BASE}/claim", {"token": token})) == "handover_gone"
    assert await code_of(installation.browser().call("POST", f"{BASE}/finish", {"ticket": ticket})) == "handover_gone"


async def test_without_a_word_of_the_first_device_nobody_is_in(installation):
    """Another member of staff, the second device itself, time: none of them confirms."""
    first = await installation.staff()
    other = await installation.staff(Role.CLERK, login="clerk")
    second, ticket, made = await claimed(installation, first)

    assert await code_of(other.call("GET", f"{BASE}/{{id}}", id=made)) == "handover_gone"
    assert await code_of(other.call("POST", f"{BASE}/{{id}}/confirm", id=made)) == "handover_gone"
    assert await code_of(second.call("POST", f"{BASE}/{{id}}/confirm", id=made)) == "sign_in_first"
    installation.clock.forward(seconds=120)
    assert await code_of(first.call("POST", f"{BASE}/{{id}}/confirm", id=made)) == "handover_gone"
    assert await code_of(second.call("POST", f"{BASE}/finish", {"ticket": ticket})) == "handover_gone"


async def test_nothing_is_confirmed_before_it_was_claimed(installation):
    """There are no digits to compare yet."""
    first = await installation.staff()
    made = (await first.call("POST", BASE)).body

    assert await code_of(first.call("POST", f"{BASE}/{{id}}/confirm", id=made.id)) == "handover_gone"


@pytest.mark.parametrize("end", ["sign_out", "revoke"])
async def test_who_is_out_lets_nobody_in(installation, end):
    """A first device that signed out, or an account that ended, hands nothing over."""
    first = await installation.staff(Role.CLERK)
    second, ticket, made = await claimed(installation, first)
    await first.call("POST", f"{BASE}/{{id}}/confirm", id=made)
    account = (await first.call("GET", "/api/staff/me")).body.account
    if end == "revoke":
        await installation.people_parts.staff.revoke(account)
    else:
        await first.call("POST", "/api/staff/sign-out")

    assert await code_of(second.call("POST", f"{BASE}/finish", {"ticket": ticket})) == "handover_gone"
    assert second.cookie is None


async def test_a_citizen_hands_nothing_over(installation):
    """There is an account, or there is nothing to take."""
    kim, _ = await installation.guest()
    found = await installation.sessions.find(kim.cookie)
    kim.cookie = await installation.store.write(lambda c: installation.citizens.admit(c, found, None, "code"))

    assert await code_of(kim.call("POST", BASE)) == "sign_in_first"
