"""Routes of the hall: who prints and shows, whom a slip and a code let in, and whom they do not."""

import base64

import pytest

from agora_server.api.venue import SLIPS_A_SHEET
from agora_server.core import qr
from agora_server.people.venue import STEP_MS, Venue
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.commands import ConfirmOnsite, LinkSlip
from tests.server.installation import installed

LINK, ONSITE = "/api/forums/{id}/slips/link", "/api/forums/{id}/venue/onsite"
CODE, SCREEN, SLIPS = "/api/forums/{id}/venue/code", "/api/forums/{id}/venue/screen", "/api/forums/{id}/slips"


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


@pytest.fixture
def venue(installation):
    """What another node of it would make."""
    return Venue(installation.seals)


async def code_of(request):
    """Return the code of a refused request."""
    with pytest.raises(Refusal) as refused:
        await request
    return str(refused.value)


def drawn(address):
    """Return the picture of an address."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr.svg(address)).decode()


async def test_slips_are_printed_in_advance_and_are_the_same_again(installation, venue):
    """The QR code of a number leads to the page of slips, with its seal behind ``#``."""
    clerk = await installation.staff(Role.CLERK, forum="one")
    sheet = (await clerk.call("GET", SLIPS, id="one", q_from="11", q_to="13")).body

    assert [slip.number for slip in sheet.slips] == [11, 12, 13]
    assert sheet.slips[1].picture == drawn(f"https://agora.example.kr/slip#one/12/{venue.slip('one', 12)}")
    assert (await clerk.call("GET", SLIPS, id="one", q_from="11", q_to="13")).body == sheet


@pytest.mark.parametrize(("first", "last"), [("0", "0"), ("0", "5"), ("6", "5"), ("1", str(SLIPS_A_SHEET + 1))])
async def test_a_sheet_is_bounded(installation, first, last):
    """Numbers that make no sheet are said to make none."""
    clerk = await installation.staff(Role.CLERK)

    assert await code_of(clerk.call("GET", SLIPS, id="one", q_from=first, q_to=last)) == "slips_range"


async def test_a_phone_becomes_the_person_of_its_slip(installation, venue):
    """The forum gets the command of who scanned it."""
    kim, me = await installation.guest()
    body = {"number": 12, "seal": venue.slip("one", 12)}

    assert (await kim.call("POST", LINK, body, id="one")).body.forum == "one"
    [(forum, command)] = installation.forums.given
    assert (forum, command.by.who, command) == ("one", me, LinkSlip(by=command.by, slip=12))


async def test_a_slip_of_another_number_or_forum_is_refused(installation, venue):
    """Nobody takes the next one's place by counting up."""
    kim, _ = await installation.guest()
    wrong = [(11, "one"), (12, "two"), (13, "one")]
    codes = [
        await code_of(kim.call("POST", LINK, {"number": number, "seal": venue.slip("one", 12)}, id=forum))
        for number, forum in wrong
    ]

    assert codes == ["slip_invalid"] * 3
    assert installation.forums.given == []


async def test_what_the_roll_refuses_reaches_the_phone(installation, venue):
    """A slip that is linked already says so."""
    installation.forums.refusal = Refusal(Why.LINKED_ALREADY, slip=12)
    kim, _ = await installation.guest()

    assert await code_of(kim.call("POST", LINK, {"number": 12, "seal": venue.slip("one", 12)}, id="one")) == (
        "linked_already"
    )


async def test_who_scans_the_venues_code_is_on_site(installation, venue):
    """A code of a minute ago still does, for a slow camera."""
    kim, me = await installation.guest()
    code = venue.code("one", installation.clock())
    installation.clock.forward(ms=2 * STEP_MS)
    await kim.call("POST", ONSITE, {"code": code}, id="one")

    [(forum, command)] = installation.forums.given
    assert (forum, command.by.who, type(command)) == ("one", me, ConfirmOnsite)


async def test_a_photo_sent_home_comes_too_late(installation, venue):
    """A code of another forum, of long ago, or made up makes nobody on-site."""
    kim, _ = await installation.guest()
    codes = [
        venue.code("two", installation.clock()),
        venue.code("one", installation.clock()),
        venue.slip("one", 1),
        "A" * 16,
    ]
    installation.clock.forward(ms=3 * STEP_MS)

    assert [await code_of(kim.call("POST", ONSITE, {"code": code}, id="one")) for code in codes] == [
        "venue_code_invalid"
    ] * 4
    assert installation.forums.given == []


async def test_guessing_is_bounded(installation, venue):
    """After five wrong ones a session waits, with the right one too."""
    kim, _ = await installation.guest()
    for _ in range(5):
        await code_of(kim.call("POST", ONSITE, {"code": "A" * 16}, id="one"))

    assert await code_of(kim.call("POST", ONSITE, {"code": venue.code("one", installation.clock())}, id="one")) == (
        "too_many_codes"
    )


async def test_the_screen_shows_the_code_without_a_session(installation, venue):
    """By the key in its address, which staff of the forum made for it."""
    clerk = await installation.staff(Role.CLERK, forum="one")
    made = (await clerk.call("POST", SCREEN, id="one")).body
    base, _, key = made.address.partition("#venue=")
    shown = (await installation.browser().call("POST", CODE, {"key": key}, id="one")).body

    assert base == "https://agora.example.kr/hall/one/screen"
    assert shown.picture == drawn(f"https://agora.example.kr/on#one/{venue.code('one', installation.clock())}")
    assert shown.until - shown.now <= STEP_MS
    assert (await clerk.call("POST", CODE, {}, id="one")).body == shown


async def test_who_is_not_in_the_hall_does_not_get_the_code(installation):
    """Neither a guest, nor staff of another forum, nor the screen of another forum."""
    clerk = await installation.staff(Role.CLERK, forum="two")
    other = (await clerk.call("POST", SCREEN, id="two")).body.address.partition("#venue=")[2]
    kim, _ = await installation.guest()

    assert await code_of(installation.browser().call("POST", CODE, {}, id="one")) == "sign_in_first"
    assert await code_of(kim.call("POST", CODE, {"key": other}, id="one")) == "not_allowed"
    assert await code_of(clerk.call("POST", CODE, {}, id="one")) == "not_allowed"
    assert await code_of(clerk.call("POST", SCREEN, id="one")) == "not_allowed"
    assert await code_of(clerk.call("GET", SLIPS, id="one", q_from="1", q_to="2")) == "not_allowed"
