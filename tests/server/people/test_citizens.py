"""Who somebody is in a forum: staff by their account, citizens by a proof, others by their name."""

import pytest

from agora_server.core.identity import Identity
from agora_server.http.statuses import status_of
from agora_server.people.citizens import STRANGER
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum.model.permissions import CLERKS, OFFICERS
from tests.server.house import installation, named


@pytest.fixture
async def house(tmp_path):
    """An installation over an empty store."""
    async with installation(tmp_path) as opened:
        yield opened


async def identity_of(house, browser):
    """Return who a browser is."""
    return await house.sessions.identify(browser.cookie)


async def admit(house, browser, forum):
    """Make somebody a citizen of a forum."""
    found = await house.sessions.find(browser.cookie)
    browser.cookie = await house.store.write(lambda c: house.citizens.admit(c, found, forum, "code"))


@pytest.mark.parametrize(("forum", "role"), [(None, "clerk"), ("one", "clerk"), ("two", "guest")])
async def test_staff_have_their_role_where_it_was_given(house, forum, role):
    """A role of the installation holds in every forum, one of a forum in this forum alone."""
    clerk = await identity_of(house, await house.staff(Role.CLERK, forum=forum))

    assert (await house.citizens.standing(clerk.participant, "one")).role == role


async def test_staff_are_no_citizens(house):
    """A clerk's account votes nowhere."""
    clerk = await identity_of(house, await house.staff(Role.CLERK))

    assert (await house.citizens.standing(clerk.participant, "one")).level == "named"


async def test_a_revoked_account_has_no_role_any_more(house):
    """Whoever asks after the end of an account gets a stranger's answer."""
    browser = await house.staff(Role.CLERK)
    clerk = await identity_of(house, browser)
    await house.people_parts.staff.revoke(clerk.account)

    assert (await house.citizens.standing(clerk.participant, "one")).role is Role.GUEST


async def test_levels_rise_with_what_one_gave(house):
    """Who looks around is a guest, who gave a name is named, who proved it is a citizen."""
    looker = house.browser()
    me = (await looker.call("POST", "/api/door", {})).body.participant
    levels = [(await house.citizens.standing(me, "one")).level]
    await looker.call("POST", "/api/door", named())
    levels.append((await house.citizens.standing(me, "one")).level)
    await admit(house, looker, None)
    levels.append((await house.citizens.standing(me, "one")).level)

    assert levels == ["guest", "named", "citizen"]


async def test_a_new_name_keeps_the_citizen(house):
    """Coming by the door again changes the cookie, not what one is."""
    browser, me = await house.guest()
    await admit(house, browser, None)
    await browser.call("POST", "/api/door", named("새 이름"))

    assert (await identity_of(house, browser)).role is Role.CITIZEN
    assert (await house.citizens.standing(me, "one")).level == "citizen"


async def test_the_cookie_is_new_and_sockets_stay(house):
    """What a stolen old cookie could do, it cannot do any more; open lines go on."""
    browser, _ = await house.guest()
    old, before = browser.cookie, await identity_of(house, browser)
    await admit(house, browser, None)

    assert await house.sessions.identify(old) is None
    assert (await identity_of(house, browser)).session == before.session
    assert house.revoked == set()


async def test_nobody_is_a_stranger(house):
    """Who was erased has no standing."""
    assert await house.citizens.standing("nobody", "one") == STRANGER


@pytest.mark.parametrize(
    ("own", "asked", "needs", "code"),
    [
        (None, None, CLERKS, ""),
        (None, "one", CLERKS, ""),
        ("one", "one", CLERKS, ""),
        ("one", "two", CLERKS, "not_allowed"),
        ("one", None, CLERKS, "not_allowed"),
        (None, "one", OFFICERS, "not_allowed"),
        ("one", "one", OFFICERS, "not_allowed"),
    ],
)
async def test_a_route_asks_for_a_role_in_its_forum(house, own, asked, needs, code):
    """The role of another forum, or a lesser one, does not do."""
    identity = await identity_of(house, await house.staff(Role.CLERK, forum=own))
    try:
        assert await house.citizens.need(identity, asked, needs) == identity
        refused = ""
    except Refusal as trouble:
        refused = trouble.why

    assert refused == code


async def test_without_a_session_one_signs_in_first(house):
    """A citizen is refused, a caller without a session is told to sign in."""
    for identity, status in ((None, 401), (Identity("s", "p", "김", Role.CITIZEN), 403)):
        with pytest.raises(Refusal) as refused:
            await house.citizens.need(identity, None, CLERKS)
        assert status_of(refused.value.why) == status


async def test_who_wants_to_know_is_told(house):
    """The forums hear of a new citizen once it is kept."""
    heard = []

    async def hear(participant, forum):
        heard.append((participant, forum))

    house.citizens.on_citizen(hear)
    await house.citizens.announce_standing("p", "one")

    assert heard == [("p", "one")]
