"""Who may do what: every route by every caller, every message by every role, over a real server."""

import typing

import aiohttp
import pytest

from rooms.base.roles import Role
from rooms.forum.model.client_commands import CLIENT_COMMANDS
from rooms.wire import messages
from tests.server.conftest import Citizen, running

EVERYBODY = ["nobody", "guest", "forum", "moderator", "clerk", "officer", "admin"]
SESSION = set(EVERYBODY) - {"nobody"}
ACCOUNT = SESSION - {"guest"}
STAFF = ACCOUNT - {"forum"}
MAY = {
    "GET /api/door": set(EVERYBODY),
    "POST /api/door": set(EVERYBODY),
    "POST /api/nickname": set(EVERYBODY),
    "POST /api/ticket": SESSION,
    "GET /api/privacy": set(EVERYBODY),
    "GET /api/me": SESSION,
    "GET /api/me/export": SESSION,
    "DELETE /api/me": {"guest"},
    "POST /api/staff/sign-in": set(EVERYBODY),
    "POST /api/staff/sign-out": set(EVERYBODY),
    "POST /api/staff/accept": set(EVERYBODY),
    "GET /api/staff/me": ACCOUNT,
    "POST /api/staff/totp": ACCOUNT,
    "GET /api/staff/invites": {"admin"},
    "POST /api/staff/invites": ACCOUNT,
    "GET /api/staff/accounts": {"admin"},
    "POST /api/staff/revoke": {"admin"},
    "GET /api/staff/flags": STAFF,
    "POST /api/staff/flags/{id}": STAFF,
    "GET /api/staff/bans": STAFF,
    "POST /api/staff/bans/{id}/lift": STAFF,
    "GET /api/staff/access-log": {"officer", "admin"},
    "POST /api/staff/handover": ACCOUNT,
    "GET /api/staff/handover/{id}": ACCOUNT,
    "POST /api/staff/handover/{id}/confirm": ACCOUNT,
    "POST /api/staff/handover/claim": set(EVERYBODY),
    "POST /api/staff/handover/finish": set(EVERYBODY),
    "POST /api/codes": ACCOUNT,
    "GET /api/codes": STAFF,
    "POST /api/codes/{id}/revoke": STAFF,
    "POST /api/codes/redeem": SESSION,
    "GET /api/forums/{id}/slips": STAFF,
    "POST /api/forums/{id}/slips/link": SESSION,
    "POST /api/forums/{id}/venue/onsite": SESSION,
    "POST /api/forums/{id}/venue/screen": STAFF,
    "POST /api/forums/{id}/venue/code": STAFF,
    "GET /api/identity": set(EVERYBODY),
    "POST /api/identity/begin": SESSION,
    "POST /api/identity/confirm": SESSION,
    "POST /api/identity/mock": SESSION,
    "GET /api/forums": set(EVERYBODY),
    "POST /api/forums": {"officer", "admin"},
    "GET /api/forums/{id}": set(EVERYBODY),
    "POST /api/forums/{id}": SESSION,
    "POST /api/forums/{id}/cancel": SESSION,
    "POST /api/forums/{id}/screen": set(EVERYBODY),
    "GET /api/forums/{id}/join": set(EVERYBODY),
    "GET /api/forums/{id}/roll": STAFF,
    "POST /api/forums/{id}/practice": ACCOUNT,
    "GET /api/formats": set(EVERYBODY),
    "GET /api/verify.py": set(EVERYBODY),
    "GET /api/forums.ics": set(EVERYBODY),
    "GET /api/forums.atom": set(EVERYBODY),
    "GET /api/forums/{id}/minutes.html": set(EVERYBODY),
    "GET /api/forums/{id}/minutes.pdf": set(EVERYBODY),
    "GET /api/forums/{id}/minutes.csv": set(EVERYBODY),
    "GET /api/forums/{id}/minutes.json": set(EVERYBODY),
    "GET /api/forums/{id}/record.json": set(EVERYBODY),
    "GET /api/forums/{id}/publication": set(EVERYBODY),
    "POST /api/forums/{id}/publication": SESSION,
    "GET /api/forums/{id}/speakers": SESSION,
    "GET /healthz": set(EVERYBODY),
    "GET /readyz": set(EVERYBODY),
    "GET /metrics": set(EVERYBODY),
    "GET /api/limits": set(EVERYBODY),
    "GET /api/openapi.json": set(EVERYBODY),
    "GET /api/places/{id}/qr.svg": set(EVERYBODY),
}
"""Written by hand from the issue, not read from the code: a new route must be added here."""
LAST = ("POST /api/staff/sign-out", "DELETE /api/me")
"""End the session of the caller, so they come last."""
AFTER_HELLO = [kind for kind in typing.get_args(messages.ClientMessage) if kind is not messages.Hello]
MEASURES = (
    lambda person: messages.Mute("m1", person, 60, "이유"),
    lambda person: messages.MoveOut("m2", person, "이유"),
    lambda person: messages.Lift("m3", person, "이유"),
    lambda person: messages.Ban("m4", person, 60, "이유"),
)


@pytest.fixture
async def caller(server):
    """Make a caller of a kind: nobody, a guest, a moderator of one forum, or staff by role."""
    sessions = []

    async def make(kind):
        http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        sessions.append(http)
        citizen = Citizen(server.address, http)
        if kind == "guest":
            await citizen.enter("가야 바람")
        elif kind != "nobody":
            role, forum = (Role.ADMIN, "one-forum") if kind == "forum" else (Role(kind), None)
            token = await server.people_parts.staff.invite(role, forum, "test")
            body = {"token": token, "login": f"log-{kind}", "name": "김담당", "password": "구지봉에 거북이 산다"}
            assert (await citizen.post("/api/staff/accept", body))[0] == 200
        return citizen

    yield make
    for http in sessions:
        await http.close()


async def ask(server, citizen, route):
    """Return status and code of the answer to a call with an empty body."""
    method, path = route.split(" ")
    url = server.address + path.replace("{id}", "none")
    body = {} if method == "POST" else None
    async with citizen.http.request(method, url, json=body, headers={"Origin": server.address}) as answer:
        code = (await answer.json()).get("code") if answer.status >= 400 and path.startswith("/api") else None
        return answer.status, code


async def test_every_route_stands_in_the_matrix(server, caller):
    """What the published document lists is what is written here."""
    nobody = await caller("nobody")
    async with nobody.http.get(f"{server.address}/api/openapi.json") as answer:
        document = await answer.json()

    listed = {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}
    assert listed == set(MAY)


@pytest.mark.parametrize("kind", EVERYBODY)
async def test_a_route_answers_whom_it_may_and_nobody_else(server, caller, kind):
    """Without a session 401, with the wrong role 403 and what it needs; else whatever it says, but never 5xx."""
    citizen = await caller(kind)
    refused = {}
    for route in sorted(MAY, key=lambda route: (route in LAST, route)):
        if kind == "nobody":
            citizen.http.cookie_jar.clear()  # the door made a guest of them
        status, code = await ask(server, citizen, route)
        assert status < 500, route
        if status in {401, 403} and code in {"sign_in_first", "not_allowed"}:
            refused[route] = status

    expected = 401 if kind == "nobody" else 403
    assert refused == {route: expected for route, may in MAY.items() if kind not in may}


async def test_staff_do_not_erase_themselves(server, caller):
    """An admin ends an account first: what staff did is answered for."""
    moderator = await caller("moderator")

    assert await ask(server, moderator, "DELETE /api/me") == (403, "not_allowed")


@pytest.mark.parametrize("kind", ["guest", "forum", "moderator", "clerk", "officer", "admin"])
@pytest.mark.parametrize("measure", MEASURES, ids=["mute", "move-out", "lift", "ban"])
async def test_measures_are_for_staff(caller, citizens, kind, measure):
    """A guest and a moderator of one forum alone are refused; staff of the installation are not."""
    actor, target = await caller(kind), await citizens("이서준")
    await actor.connect()
    await actor.until("welcome")

    await actor.send(measure(target.participant))

    act = measure(target.participant).request_id
    if kind in STAFF:
        assert await actor.until("done", act)
    else:
        assert await actor.until("refused", act, "not_allowed")
    await actor.socket.close()


@pytest.mark.parametrize(("kind", "allowed"), [("moderator", False), ("officer", False), ("admin", True)])
async def test_only_an_admin_acts_upon_staff(caller, kind, allowed):
    """Staff are equals to each other, whatever they are called."""
    actor, clerk = await caller(kind), await caller("clerk")
    for one in (actor, clerk):
        await one.connect()
        await one.until("welcome")
    async with clerk.http.get(f"{clerk.address}/api/door") as answer:
        clerk_id = (await answer.json())["me"]["participant"]

    await actor.send(messages.Mute("m1", clerk_id, 60, "이유"))

    assert await actor.until("done", "m1") if allowed else await actor.until("refused", "m1", "not_allowed")
    for one in (actor, clerk):
        await one.socket.close()


@pytest.mark.parametrize("act", AFTER_HELLO, ids=lambda kind: kind.__name__)
async def test_nothing_is_done_before_hello(citizens, act):
    """Whatever comes first, if it is not hello it ends the line."""
    samples = {
        messages.Leave: ("a",), messages.Say: ("a", messages.Reach.SAY, None, "말"),
        messages.CountHearers: ("a", messages.Reach.SAY), messages.Goto: ("a", "city-hall"),
        messages.Ride: ("a", "city-hall"), messages.Pose: ("a", messages.Posture.SIT),
        messages.RaiseHand: ("a", True), messages.Gesture: ("a", messages.Emote.WAVE), messages.Change: ("a",),
        messages.Follow: ("a", None), messages.ChangeView: (messages.View.MAP,), messages.Who: ([1],),
        messages.AskRoster: ("a",), messages.Block: ("a", "b"), messages.Unblock: ("a", "b"),
        messages.Report: ("a", "b", "이유"), messages.Mute: ("a", "b", 1, ""), messages.MoveOut: ("a", "b", ""),
        messages.Ban: ("a", "b", 1, ""), messages.Lift: ("a", "b", ""), messages.Sync: (1,),
        messages.Listen: ("a", "f", True), messages.CarryVenueAudio: ("a", "f", True),
        messages.Attend: ("a", "f", messages.ForumView.PARTICIPANT), messages.LeaveForum: ("a", "f"),
        messages.GiveCommand: ("a", "f", next(order for order in CLIENT_COMMANDS if order.__name__ == "YieldFloor")()),
        messages.ShowSignal: ("a", "f", messages.Signal.APPLAUSE),
    }  # fmt: skip
    kim = await citizens("김하늘", connect=False)
    kim.say_hello = lambda *_: kim.send(act(*samples[act]))

    await kim.connect()

    assert await kim.until_closed() == 4504


WRITES = (
    messages.Say("a1", messages.Reach.SAY, None, "안녕하세요"),
    messages.CountHearers("a1", messages.Reach.SAY),
    messages.Change("a1", name="새 이름"),
)


@pytest.mark.parametrize("message", WRITES, ids=["say", "count", "rename"])
async def test_who_only_looks_around_does_not_write(caller, message):
    """Without a name there is no consent, so nothing of theirs is shown or kept."""
    looker = await caller("nobody")
    assert (await looker.post("/api/door", {}))[0] == 200
    await looker.connect()
    await looker.until("welcome")

    await looker.send(message)

    assert await looker.until("refused", "a1", "verify_first")
    await looker.socket.close()


async def test_in_a_city_a_guest_reads_and_does_not_write(tmp_path, one_page):
    """The profile of a city asks for a verified citizen (정보통신망법 44조의5)."""
    del one_page
    async with running(
        tmp_path, profile="city", secret="0123456789abcdef" * 2, public_url=None
    ) as server, aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:  # fmt: skip
        guest = Citizen(server.address, http)
        await guest.enter("가야 바람")
        await guest.connect()
        await guest.until("welcome")
        await guest.send(WRITES[0])
        assert await guest.until("refused", "a1", "verify_first")
        await guest.socket.close()
