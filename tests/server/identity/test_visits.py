"""From an assertion to a citizen: one person is one citizen, whatever browser, whenever they come back."""

import pytest

from agora_server.identity.assertions import TokenAssertions
from agora_server.identity.visits import NONCE_MS, TAKEN_KEPT, Visits
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.api.test_me import found_in
from tests.server.house import installation
from tests.server.identity.tokens import AUDIENCE, ED, ISSUER, claims_at, token_of

PSEUDONYM = "pairwise-XQ7-kanari"


@pytest.fixture
async def house(tmp_path):
    """An installation over an empty store."""
    async with installation(tmp_path) as opened:
        yield opened


@pytest.fixture
def visits(house):
    """The rules over that installation, with a real provider's key."""
    check = TokenAssertions(ISSUER, AUDIENCE, ED.public_key())
    return Visits(house.store, house.sessions, house.citizens, house.clock, seals=house.seals, assertions=check)


async def session_of(house, browser):
    """Return the session of a browser."""
    return await house.sessions.find(browser.cookie)


async def nonce_of(house, visits, browser):
    """Ask for a check."""
    return visits.begin((await session_of(house, browser)).row.id)


async def come(house, visits, browser, sub=PSEUDONYM, *, nonce=None, token=None):
    """Come back from the provider; return whether one was known, or the code of the refusal."""
    nonce = nonce or await nonce_of(house, visits, browser)
    token = token or token_of(claims_at(house.clock(), sub=sub, nonce=nonce, jti=nonce))
    try:
        done = await visits.confirm(token, nonce, await session_of(house, browser), "192.0.2.9")
    except Refusal as trouble:
        return trouble.why
    browser.cookie = done.cookie
    return done.known


async def participant(house, browser):
    """Return who a browser is now."""
    return (await session_of(house, browser)).row.participant


async def test_a_person_becomes_a_citizen(house, visits):
    """Everywhere, under the name they gave; of who they are nothing is kept."""
    kim, me = await house.guest("김하늘")

    assert await come(house, visits, kim) is False
    assert (await session_of(house, kim)).row.role is Role.CITIZEN
    assert (await house.citizens.standing(me, "any")).level == "citizen"
    assert found_in(house.folder.path, PSEUDONYM) == []


async def test_one_person_is_one_citizen_in_every_browser(house, visits):
    """The second browser becomes the participant of the first; its own session ends."""
    first, me = await house.guest("김하늘")
    second, other = await house.guest("하늘 둘")
    old = (await session_of(house, second)).row
    await come(house, visits, first)

    assert await come(house, visits, second) is True
    assert await participant(house, second) == me != other
    assert house.revoked == {old.id}
    assert (await session_of(house, second)).row.lineage == old.lineage
    assert (await house.citizens.standing(other, "any")).level == "named"


async def test_coming_again_in_the_same_browser_changes_nothing(house, visits):
    """A second check of the same person is no second person."""
    kim, me = await house.guest("김하늘")
    await come(house, visits, kim)

    assert await come(house, visits, kim) is False
    assert await participant(house, kim) == me


async def test_a_participant_is_not_two_people(house, visits):
    """Somebody else's check in a citizen's browser is refused."""
    kim, _ = await house.guest("김하늘")
    await come(house, visits, kim)

    assert await come(house, visits, kim, "somebody-else") == "identity_other"


async def test_who_erases_themselves_comes_anew_after_a_week(house, visits):
    """Else one could vote, erase oneself, and vote again."""
    kim, _ = await house.guest("김하늘")
    await come(house, visits, kim)
    await kim.call("DELETE", "/api/me")
    again, me = await house.guest("김하늘")
    first = await come(house, visits, again)
    house.clock.forward(days=7, seconds=1)
    await house.people_parts.sweeper.sweep()

    assert first == "identity_rests"
    assert await come(house, visits, again) is False
    assert await participant(house, again) == me


async def test_a_nonce_is_of_its_session_and_its_quarter_of_an_hour(house, visits):
    """A token that was asked for elsewhere, too long ago, or not at all is refused."""
    kim, _ = await house.guest("김하늘")
    thief, _ = await house.guest("훔친 이")
    nonce = await nonce_of(house, visits, kim)
    token = token_of(claims_at(house.clock(), nonce=nonce))

    assert await come(house, visits, thief, nonce=nonce, token=token) == "identity_invalid"
    for made_up in ("-", "1", "1.AAAA", "x.y.z", f"{house.clock()}.ab.{'A' * 16}", nonce[:-1], f"1{nonce}"):
        other, _ = await house.guest("이서준")
        assert await come(house, visits, other, nonce=made_up) == "identity_invalid"
    house.clock.forward(ms=NONCE_MS)
    assert await come(house, visits, kim, nonce=nonce) == "identity_invalid"


async def test_an_assertion_is_taken_once(house, visits):
    """Shown a second time it is refused, in its own session too."""
    kim, _ = await house.guest("김하늘")
    nonce = await nonce_of(house, visits, kim)
    token = token_of(claims_at(house.clock(), nonce=nonce))
    await come(house, visits, kim, nonce=nonce, token=token)

    assert await come(house, visits, kim, nonce=nonce, token=token) == "identity_invalid"


async def test_trying_tokens_is_bounded(house, visits):
    """After five wrong ones a session waits, with the right one too."""
    kim, _ = await house.guest("김하늘")
    for _ in range(5):
        await come(house, visits, kim, token="a.b.c")

    assert await come(house, visits, kim) == "too_many_codes"


def test_what_is_remembered_of_assertions_is_bounded(visits):
    """The oldest go first, and those that expired."""
    for n in range(TAKEN_KEPT + 10):
        visits._take(f"a{n}", 2, 1)
    assert len(visits._taken) == TAKEN_KEPT
    visits._take("late", 9, 3)

    assert list(visits._taken) == ["late"]


async def test_a_forged_token_a_stranger_and_staff_are_refused(house, visits):
    """Each with its own sentence."""
    kim, _ = await house.guest("김하늘")
    nonce = await nonce_of(house, visits, kim)
    stranger = token_of(claims_at(house.clock(), nonce=nonce, level="named"))

    assert await come(house, visits, kim, nonce=nonce, token="a.b.c") == "identity_invalid"
    assert await come(house, visits, kim, nonce=nonce, token=stranger) == "not_of_gimhae"
    assert await come(house, visits, await house.staff(Role.CLERK)) == "code_for_citizens"
