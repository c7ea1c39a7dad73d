"""Staff: invites, signing in and out, the second device, and the end of an account."""

import asyncio

import pyotp
import pytest

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.installation import PASSWORD, installed


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


def sign_in(browser, password=PASSWORD, login="admin", code=""):
    """Return the request to sign in."""
    return browser.call("POST", "/api/staff/sign-in", {"login": login, "password": password, "code": code})


async def code_of(request):
    """Return the code of a refused request."""
    with pytest.raises(Refusal) as refused:
        await request
    return str(refused.value)


async def test_an_admin_invites_in_the_browser_and_the_invite_works_once(installation):
    """An invite made by an admin makes one account of its role; the second use is refused."""
    admin = await installation.staff()
    made = await admin.call("POST", "/api/staff/invites", {"role": "moderator"})
    token = made.body.address.rpartition("#")[2]
    body = {"token": token, "login": "Moder", "name": "박사회", "password": PASSWORD}
    guest = installation.browser()
    me = (await guest.call("POST", "/api/staff/accept", body)).body

    assert (me.role, me.login, me.square_role) == (Role.MODERATOR, "moder", Role.MODERATOR)
    assert made.body.address.startswith("https://agora.example.kr/staff/accept#")
    assert await code_of(installation.browser().call("POST", "/api/staff/accept", body)) == "invite_gone"


@pytest.mark.parametrize(
    ("role", "own", "invite", "code"),
    [
        (Role.OFFICER, None, {"role": "moderator", "forum": "one"}, ""),
        (Role.OFFICER, "one", {"role": "clerk", "forum": "one"}, ""),
        (Role.OFFICER, "one", {"role": "clerk", "forum": "two"}, "not_allowed"),
        (Role.OFFICER, None, {"role": "clerk"}, "not_allowed"),
        (Role.OFFICER, None, {"role": "officer", "forum": "one"}, "not_allowed"),
        (Role.OFFICER, None, {"role": "admin", "forum": "one"}, "not_allowed"),
        (Role.ADMIN, "one", {"role": "officer"}, "not_allowed"),
        (Role.MODERATOR, None, {"role": "clerk", "forum": "one"}, "not_allowed"),
        (Role.CLERK, "one", {"role": "clerk", "forum": "one"}, "not_allowed"),
    ],
)
async def test_an_officer_invites_for_a_forum_and_nobody_raises_themselves(installation, role, own, invite, code):
    """Moderators and clerks of a forum of theirs; every other role, and the installation, is an admin's to give."""
    browser = await installation.staff(role, forum=own)
    try:
        await browser.call("POST", "/api/staff/invites", invite)
        refused = ""
    except Refusal as trouble:
        refused = trouble.why

    assert refused == code


async def test_two_who_accept_one_invite_at_once_make_one_account(installation):
    """Only one of two simultaneous uses of an invite wins."""
    token = await installation.people_parts.staff.invite(Role.CLERK, None, "admin")
    bodies = [{"token": token, "login": f"clerk{n}", "name": "이서기", "password": PASSWORD} for n in range(2)]
    results = await asyncio.gather(
        *(installation.browser().call("POST", "/api/staff/accept", body) for body in bodies), return_exceptions=True
    )

    assert sorted(str(result) for result in results if isinstance(result, Refusal)) == ["invite_gone"]


async def test_an_invite_lapses_after_a_week(installation):
    """An invite that nobody used for seven days is gone."""
    token = await installation.people_parts.staff.invite(Role.CLERK, None, "admin")
    installation.clock.forward(days=7)
    body = {"token": token, "login": "clerk", "name": "이서기", "password": PASSWORD}

    assert await code_of(installation.browser().call("POST", "/api/staff/accept", body)) == "invite_gone"


async def test_a_role_for_one_forum_is_a_citizen_in_the_square(installation):
    """A forum's moderator may not act as staff of the whole installation."""
    browser = await installation.staff(Role.MODERATOR, forum="forum-1")

    assert (await browser.call("GET", "/api/staff/me")).body.square_role is Role.CITIZEN
    assert await code_of(browser.call("GET", "/api/staff/flags")) == "not_allowed"


async def test_staff_sign_in_and_out(installation):
    """Signing in gives a session, signing out ends it."""
    await installation.staff()
    browser = installation.browser()
    me = (await sign_in(browser, login="ADMIN")).body
    cookie = browser.cookie
    await browser.call("POST", "/api/staff/sign-out")

    assert me.role is Role.ADMIN
    assert browser.cookie is None
    assert await installation.sessions.identify(cookie) is None


async def test_signing_in_ends_the_guests_session_of_this_browser(installation):
    """The cookie is new after the change of privilege, and the old one is dead."""
    await installation.staff()
    browser, _ = await installation.guest()
    old = browser.cookie
    await sign_in(browser)

    assert browser.cookie != old
    assert await installation.sessions.identify(old) is None


@pytest.mark.parametrize("login", ["admin", "nobody"])
async def test_wrong_passwords_lock_a_login_whether_or_not_it_exists(installation, login):
    """Five failures lock for a minute, and the answers do not tell whether the account exists."""
    await installation.staff()
    codes = [await code_of(sign_in(installation.browser(), "wrong", login)) for _ in range(6)]

    assert codes == ["sign_in_failed"] * 5 + ["locked"]


async def test_a_lock_ends_by_itself_and_success_forgets_failures(installation):
    """After the minute the right password works again and the count starts anew."""
    await installation.staff()
    for _ in range(5):
        await code_of(sign_in(installation.browser(), "wrong"))
    assert await code_of(sign_in(installation.browser())) == "locked"
    installation.clock.forward(seconds=61)
    await sign_in(installation.browser())

    assert await code_of(sign_in(installation.browser(), "wrong")) == "sign_in_failed"
    assert (await sign_in(installation.browser())).body.login == "admin"


async def test_an_address_tries_at_most_thirty_times_a_minute(installation):
    """The thirty-first try of a minute from one address waits, without a look at the password."""
    for n in range(30):
        installation.people_parts.staff._tries.seconds_to_wait("192.0.2.1", installation.clock() + n)

    assert await code_of(sign_in(installation.browser())) == "too_fast"


async def test_a_second_device_is_asked_for_once_it_is_set_up(installation):
    """With a second device, the password alone does not do, and a code is good once."""
    browser = await installation.staff()
    begun = (await browser.call("POST", "/api/staff/totp", {"step": "begin"})).body
    one = pyotp.TOTP(begun.secret)
    now = installation.clock() // 1000
    confirm = {"step": "confirm", "secret": begun.secret, "code": one.at(now)}
    assert (await browser.call("POST", "/api/staff/totp", confirm)).body.on

    assert await code_of(sign_in(installation.browser())) == "code_needed"
    assert await code_of(sign_in(installation.browser(), code=one.at(now))) == "sign_in_failed"
    installation.clock.forward(seconds=60)
    fresh = one.at(installation.clock() // 1000)
    assert (await sign_in(installation.browser(), code=fresh)).body.totp
    assert await code_of(sign_in(installation.browser(), code=fresh)) == "sign_in_failed"


async def test_a_stolen_session_cannot_swap_or_remove_the_second_device(installation):
    """Removing takes a code of the device that is set up; another one cannot be put in its place."""
    browser = await installation.staff()
    begun = (await browser.call("POST", "/api/staff/totp", {"step": "begin"})).body
    one = pyotp.TOTP(begun.secret)
    confirm = {"step": "confirm", "secret": begun.secret, "code": one.at(installation.clock() // 1000)}
    await browser.call("POST", "/api/staff/totp", confirm)

    assert await code_of(browser.call("POST", "/api/staff/totp", confirm)) == "already"
    assert await code_of(browser.call("POST", "/api/staff/totp", {"step": "remove", "code": "000000"})) == "code_wrong"
    installation.clock.forward(seconds=60)
    remove = {"step": "remove", "code": one.at(installation.clock() // 1000)}
    assert not (await browser.call("POST", "/api/staff/totp", remove)).body.on


async def test_revoking_ends_the_sessions_at_once_and_tells_who_holds_sockets(installation):
    """A revoked account's sessions are named to the callback before the answer, and its cookie is dead."""
    admin = await installation.staff()
    other = await installation.staff(Role.MODERATOR, "moder")
    held = (await installation.sessions.find(other.cookie)).row
    answer = await admin.call("POST", "/api/staff/revoke", {"account": held.account})

    assert answer.body.sessions == 1
    assert held.id in installation.revoked
    assert await installation.sessions.identify(other.cookie) is None
    assert await code_of(sign_in(installation.browser(), login="moder")) == "sign_in_failed"


async def test_an_admin_does_not_revoke_themselves(installation):
    """Nobody locks the last door behind themselves by mistake."""
    admin = await installation.staff()
    own = (await installation.sessions.find(admin.cookie)).row.account

    assert await code_of(admin.call("POST", "/api/staff/revoke", {"account": own})) == "not_yourself"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.CLERK, Role.OFFICER])
async def test_only_an_admin_administers(installation, role):
    """Invites and accounts are an admin's."""
    browser = await installation.staff(role)

    assert await code_of(browser.call("GET", "/api/staff/accounts")) == "not_allowed"
    assert await code_of(browser.call("POST", "/api/staff/invites", {"role": "admin"})) == "not_allowed"


async def test_a_staff_session_ends_after_its_hours(installation):
    """A staff session is not extended by use."""
    browser = await installation.staff()
    installation.clock.forward(seconds=11 * 3600)
    assert await installation.sessions.identify(browser.cookie) is not None
    installation.clock.forward(seconds=3600)

    assert await installation.sessions.identify(browser.cookie) is None


async def test_accounts_show_no_secret(installation):
    """The list of accounts holds neither password nor second device, and is noted."""
    admin = await installation.staff()
    lines = (await admin.call("GET", "/api/staff/accounts")).body
    month = (await admin.call("GET", "/api/staff/access-log")).body

    assert [(line.login, line.role) for line in lines] == [("admin", Role.ADMIN)]
    assert [(one.task, one.login) for one in month.lines] == [("accounts", "admin")]
