"""Who somebody is in a forum: staff by their account, citizens by a proof, others by their name."""

import pytest

from agora_server.core.identity import Identity
from agora_server.http.statuses import status_of
from agora_server.people.citizens import STRANGER
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum.model.permissions import CLERKS, OFFICERS
from tests.server.installation import installed, named


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


async def identity_of(installation, browser):
    """Return who a browser is."""
    return await installation.sessions.identify(browser.cookie)


async def admit(installation, browser, forum):
    """Make somebody a citizen of a forum."""
    found = await installation.sessions.find(browser.cookie)
    browser.cookie = await installation.store.write(lambda c: installation.citizens.admit(c, found, forum, "code"))


@pytest.mark.parametrize(("forum", "role"), [(None, "clerk"), ("one", "clerk"), ("two", "guest")])
async def test_staff_have_their_role_where_it_was_given(installation, forum, role):
    """A role of the installation holds in every forum, one of a forum in this forum alone."""
    clerk = await identity_of(installation, await installation.staff(Role.CLERK, forum=forum))

    assert (await installation.citizens.standing(clerk.participant, "one")).role == role


async def test_staff_are_no_citizens(installation):
    """A clerk's account votes nowhere."""
    clerk = await identity_of(installation, await installation.staff(Role.CLERK))

    assert (await installation.citizens.standing(clerk.participant, "one")).level == "named"


async def test_a_revoked_account_has_no_role_any_more(installation):
    """Whoever asks after the end of an account gets a stranger's answer."""
    browser = await installation.staff(Role.CLERK)
    clerk = await identity_of(installation, browser)
    await installation.people_parts.staff.revoke(clerk.account)

    assert (await installation.citizens.standing(clerk.participant, "one")).role is Role.GUEST


async def test_levels_rise_with_what_one_gave(installation):
    """Who looks around is a guest, who gave a name is named, who proved it is a citizen."""
    looker = installation.browser()
    me = (await looker.call("POST", "/api/door", {})).body.participant
    levels = [(await installation.citizens.standing(me, "one")).level]
    await looker.call("POST", "/api/door", named())
    levels.append((await installation.citizens.standing(me, "one")).level)
    await admit(installation, looker, None)
    levels.append((await installation.citizens.standing(me, "one")).level)

    assert levels == ["guest", "named", "citizen"]


async def test_a_new_name_keeps_the_citizen(installation):
    """Coming by the door again changes the cookie, not what one is."""
    browser, me = await installation.guest()
    await admit(installation, browser, None)
    await browser.call("POST", "/api/door", named("새 이름"))

    assert (await identity_of(installation, browser)).role is Role.CITIZEN
    assert (await installation.citizens.standing(me, "one")).level == "citizen"


async def test_the_cookie_is_new_and_sockets_stay(installation):
    """What a stolen old cookie could do, it cannot do any more; open lines go on."""
    browser, _ = await installation.guest()
    old, before = browser.cookie, await identity_of(installation, browser)
    await admit(installation, browser, None)

    assert await installation.sessions.identify(old) is None
    assert (await identity_of(installation, browser)).session == before.session
    assert installation.revoked == set()


async def test_nobody_is_a_stranger(installation):
    """Who was erased has no standing."""
    assert await installation.citizens.standing("nobody", "one") == STRANGER


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
async def test_a_route_asks_for_a_role_in_its_forum(installation, own, asked, needs, code):
    """The role of another forum, or a lesser one, does not do."""
    identity = await identity_of(installation, await installation.staff(Role.CLERK, forum=own))
    try:
        assert await installation.citizens.need(identity, asked, needs) == identity
        refused = ""
    except Refusal as trouble:
        refused = trouble.why

    assert refused == code


async def test_without_a_session_one_signs_in_first(installation):
    """A citizen is refused, a caller without a session is told to sign in."""
    for identity, status in ((None, 401), (Identity("s", "p", "김", Role.CITIZEN), 403)):
        with pytest.raises(Refusal) as refused:
            await installation.citizens.need(identity, None, CLERKS)
        assert status_of(refused.value.why) == status


async def test_who_wants_to_know_is_told(installation):
    """The forums hear of a new citizen once it is kept."""
    heard = []

    async def hear(participant, forum):
        heard.append((participant, forum))

    installation.citizens.on_citizen(hear)
    await installation.citizens.announce_standing("p", "one")

    assert heard == [("p", "one")]
