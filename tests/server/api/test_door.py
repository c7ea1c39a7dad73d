"""The door: who may come in, under which name, and who gets a ticket."""

import pytest

from agora_server.http.statuses import status_of
from agora_server.people import arrivals
from agora_server.store import measures
from agora_server.store.measures import MeasureRow
from rooms.base.errors import Refusal
from tests.server.installation import installed, named


@pytest.fixture
async def door(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as installation:
        yield installation


async def test_a_named_guest_is_recognised_again(door):
    """Who came in with a name and consent is shown by the door at the next visit."""
    browser = door.browser()
    entered = await browser.call("POST", "/api/door", named())
    shown = await browser.call("GET", "/api/door")

    assert entered.body == shown.body.me
    assert (shown.body.me.name, shown.body.me.named) == ("가야 바람", True)


async def test_reading_needs_no_name(door):
    """Without a name, one gets a neutral one and no consent is asked or kept."""
    browser = door.browser()
    entered = await browser.call("POST", "/api/door")

    assert not entered.body.named
    assert entered.body.name.startswith("손님 ")


async def test_a_looker_who_gives_a_name_stays_the_same_participant_with_a_new_cookie(door):
    """Giving a name changes what one may do, so the cookie is new and the old one is dead."""
    browser = door.browser()
    looker = (await browser.call("POST", "/api/door")).body
    old = browser.cookie
    person = (await browser.call("POST", "/api/door", named())).body

    assert person.participant == looker.participant
    assert person.named
    assert browser.cookie != old
    assert await door.sessions.identify(old) is None


@pytest.mark.parametrize(
    ("change", "code"), [({"of_age": False}, "under_14"), ({"notice": "2001-01"}, "consent_needed")]
)
async def test_a_name_needs_age_and_consent_to_the_notice_of_today(door, change, code):
    """A name is refused under 14 and without consent to the notice in force."""
    with pytest.raises(Refusal) as trouble:
        await door.browser().call("POST", "/api/door", named() | change)

    assert trouble.value.why == code


async def test_a_reserved_name_is_refused_with_a_suggestion(door):
    """The rule of names refuses through the door."""
    with pytest.raises(Refusal) as refusal:
        await door.browser().call("POST", "/api/nickname", {"nickname": "시장"})

    assert "suggestion" in refusal.value.facts


async def test_a_ticket_stands_once_for_its_session(door):
    """A ticket is redeemed once and names the participant and role."""
    browser = door.browser()
    me = (await browser.call("POST", "/api/door", named())).body
    ticket = (await browser.call("POST", "/api/ticket", {"digest": "digest1"})).body.ticket

    assert door.tickets.redeem(ticket, door.clock()).participant == me.participant
    assert door.tickets.redeem(ticket, door.clock()) is None


async def test_no_ticket_without_a_session(door):
    """A ticket needs a session."""
    with pytest.raises(Refusal) as trouble:
        await door.browser().call("POST", "/api/ticket")

    assert (status_of(trouble.value.why), trouble.value.why) == (401, "sign_in_first")


async def test_another_digest_is_told_to_reload(door):
    """A client of another protocol hears so before it opens a socket."""
    browser = door.browser()
    await browser.call("POST", "/api/door", named())
    with pytest.raises(Refusal) as trouble:
        await browser.call("POST", "/api/ticket", {"digest": "old"})

    assert trouble.value.why == "reload"


async def test_a_full_house_is_told_at_the_ticket(door):
    """A full server answers busy with when to come back."""
    browser = door.browser()
    await browser.call("POST", "/api/door", named())
    door.is_full = True
    with pytest.raises(Refusal) as trouble:
        await browser.call("POST", "/api/ticket")

    assert (trouble.value.why, trouble.value.facts) == ("busy", {"seconds": 5})


async def test_a_ban_outlives_a_new_name(door):
    """A guest's ban holds the lineage of the browser's sessions, with its reason and end."""
    browser = door.browser()
    me = (await browser.call("POST", "/api/door", named())).body

    async def ban(connection):
        lineage = await measures.lineage_of(connection, me.participant)
        now = door.clock()
        row = MeasureRow("b1", "ban", "somebody-else", lineage, me.name, "staff", "욕설", now, now + 60_000)
        await measures.add(connection, row)

    await door.store.write(ban)
    await browser.call("POST", "/api/door", named("새 이름"))
    with pytest.raises(Refusal) as trouble:
        await browser.call("POST", "/api/ticket")
    assert (trouble.value.why, trouble.value.facts["reason"]) == ("banned", "욕설")

    door.clock.forward(seconds=61)
    assert (await browser.call("POST", "/api/ticket")).body.ticket


async def test_five_hundred_join_from_one_address_and_a_flood_is_bounded(door):
    """One address may bring a venue; the bound is of the installation, and it says when to come back."""
    for n in range(500):
        assert (await door.browser().call("POST", "/api/door", named(f"이웃 {n}"))).body.named
    for _ in range(arrivals.JOINS.burst):
        door.door._arrivals._joins.take("", arrivals.JOINS, door.clock())
    with pytest.raises(Refusal) as trouble:
        await door.browser().call("POST", "/api/door")

    assert trouble.value.why == "busy"


async def test_a_guests_session_lives_on_by_visits_and_lapses_without(door):
    """A visit within 30 days lets a session live on; 30 days without one end it."""
    browser = door.browser()
    await browser.call("POST", "/api/door", named())
    for _ in range(3):
        door.clock.forward(days=20)
        assert await door.sessions.identify(browser.cookie) is not None
    door.clock.forward(days=30)

    assert await door.sessions.identify(browser.cookie) is None


async def test_the_notice_tells_everything_that_is_kept(door):
    """The door and the privacy page show the same table, in both languages."""
    shown = (await door.browser().call("GET", "/api/door")).body.notice
    published = (await door.browser().call("GET", "/api/privacy")).body

    assert shown == published
    assert all(line.what.ko and line.what.en and line.basis.ko for line in published.table)
