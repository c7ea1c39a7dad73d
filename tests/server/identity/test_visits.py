"""From an assertion to a citizen: one person is one citizen, whatever browser, whenever they come back."""

import pytest

from agora_server.identity.assertions import TokenAssertions
from agora_server.identity.visits import NONCE_MS, TAKEN_KEPT, Visits
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.api.test_me import found_in
from tests.server.identity.tokens import AUDIENCE, ED, ISSUER, claims_at, token_of
from tests.server.installation import installed

PSEUDONYM = "pairwise-XQ7-kanari"


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


@pytest.fixture
def visits(installation):
    """The rules over that installation, with a real provider's key."""
    check = TokenAssertions(ISSUER, AUDIENCE, ED.public_key())
    return Visits(
        installation.store,
        installation.sessions,
        installation.citizens,
        installation.clock,
        seals=installation.seals,
        assertions=check,
    )


async def session_of(installation, browser):
    """Return the session of a browser."""
    return await installation.sessions.find(browser.cookie)


async def nonce_of(installation, visits, browser):
    """Ask for a check."""
    return visits.begin((await session_of(installation, browser)).row.id)


async def come(installation, visits, browser, sub=PSEUDONYM, *, nonce=None, token=None):
    """Come back from the provider; return whether one was known, or the code of the refusal."""
    nonce = nonce or await nonce_of(installation, visits, browser)
    token = token or token_of(claims_at(installation.clock(), sub=sub, nonce=nonce, jti=nonce))
    try:
        done = await visits.confirm(token, nonce, await session_of(installation, browser), "192.0.2.9")
    except Refusal as trouble:
        return trouble.why
    browser.cookie = done.cookie
    return done.known


async def participant(installation, browser):
    """Return who a browser is now."""
    return (await session_of(installation, browser)).row.participant


async def test_a_person_becomes_a_citizen(installation, visits):
    """Everywhere, under the name they gave; of who they are nothing is kept."""
    kim, me = await installation.guest("김하늘")

    assert await come(installation, visits, kim) is False
    assert (await session_of(installation, kim)).row.role is Role.CITIZEN
    assert (await installation.citizens.standing(me, "any")).level == "citizen"
    assert found_in(installation.folder.path, PSEUDONYM) == []


async def test_one_person_is_one_citizen_in_every_browser(installation, visits):
    """The second browser becomes the participant of the first; its own session ends."""
    first, me = await installation.guest("김하늘")
    second, other = await installation.guest("하늘 둘")
    old = (await session_of(installation, second)).row
    await come(installation, visits, first)

    assert await come(installation, visits, second) is True
    assert await participant(installation, second) == me != other
    assert installation.revoked == {old.id}
    assert (await session_of(installation, second)).row.lineage == old.lineage
    assert (await installation.citizens.standing(other, "any")).level == "named"


async def test_coming_again_in_the_same_browser_changes_nothing(installation, visits):
    """A second check of the same person is no second person."""
    kim, me = await installation.guest("김하늘")
    await come(installation, visits, kim)

    assert await come(installation, visits, kim) is False
    assert await participant(installation, kim) == me


async def test_a_participant_is_not_two_people(installation, visits):
    """Somebody else's check in a citizen's browser is refused."""
    kim, _ = await installation.guest("김하늘")
    await come(installation, visits, kim)

    assert await come(installation, visits, kim, "somebody-else") == "identity_other"


async def test_who_erases_themselves_comes_anew_after_a_week(installation, visits):
    """Else one could vote, erase oneself, and vote again."""
    kim, _ = await installation.guest("김하늘")
    await come(installation, visits, kim)
    await kim.call("DELETE", "/api/me")
    again, me = await installation.guest("김하늘")
    first = await come(installation, visits, again)
    installation.clock.forward(days=7, seconds=1)
    await installation.people_parts.sweeper.sweep()

    assert first == "identity_rests"
    assert await come(installation, visits, again) is False
    assert await participant(installation, again) == me


async def test_a_nonce_is_of_its_session_and_its_quarter_of_an_hour(installation, visits):
    """A token that was asked for elsewhere, too long ago, or not at all is refused."""
    kim, _ = await installation.guest("김하늘")
    thief, _ = await installation.guest("훔친 이")
    nonce = await nonce_of(installation, visits, kim)
    token = token_of(claims_at(installation.clock(), nonce=nonce))

    assert await come(installation, visits, thief, nonce=nonce, token=token) == "identity_invalid"
    for made_up in ("-", "1", "1.AAAA", "x.y.z", f"{installation.clock()}.ab.{'A' * 16}", nonce[:-1], f"1{nonce}"):
        other, _ = await installation.guest("이서준")
        assert await come(installation, visits, other, nonce=made_up) == "identity_invalid"
    installation.clock.forward(ms=NONCE_MS)
    assert await come(installation, visits, kim, nonce=nonce) == "identity_invalid"


async def test_an_assertion_is_taken_once(installation, visits):
    """Shown a second time it is refused, in its own session too."""
    kim, _ = await installation.guest("김하늘")
    nonce = await nonce_of(installation, visits, kim)
    token = token_of(claims_at(installation.clock(), nonce=nonce))
    await come(installation, visits, kim, nonce=nonce, token=token)

    assert await come(installation, visits, kim, nonce=nonce, token=token) == "identity_invalid"


async def test_trying_tokens_is_bounded(installation, visits):
    """After five wrong ones a session waits, with the right one too."""
    kim, _ = await installation.guest("김하늘")
    for _ in range(5):
        await come(installation, visits, kim, token="a.b.c")

    assert await come(installation, visits, kim) == "too_many_codes"


def test_what_is_remembered_of_assertions_is_bounded(visits):
    """The oldest go first, and those that expired."""
    for n in range(TAKEN_KEPT + 10):
        visits._take(f"a{n}", 2, 1)
    assert len(visits._taken) == TAKEN_KEPT
    visits._take("late", 9, 3)

    assert list(visits._taken) == ["late"]


async def test_a_forged_token_a_stranger_and_staff_are_refused(installation, visits):
    """Each with its own sentence."""
    kim, _ = await installation.guest("김하늘")
    nonce = await nonce_of(installation, visits, kim)
    stranger = token_of(claims_at(installation.clock(), nonce=nonce, level="named"))

    assert await come(installation, visits, kim, nonce=nonce, token="a.b.c") == "identity_invalid"
    assert await come(installation, visits, kim, nonce=nonce, token=stranger) == "not_of_gimhae"
    assert await come(installation, visits, await installation.staff(Role.CLERK)) == "code_for_citizens"
