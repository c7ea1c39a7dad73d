"""Slips, the venue's code and citizens' proofs in a forum of a running server, over real HTTP and real lines."""

import asyncio

import pytest

from agora_server.core.seals import Seals
from agora_server.people.venue import Venue
from rooms.base.roles import Role
from rooms.forum.model.events import OPTIONS_OF_YES_NO
from rooms.forum.model.state import Terms
from rooms.forum.model.terms import Base, Majority, Method, QuorumOf, Secrecy
from tests.server.hall_kit import HallKit


@pytest.fixture(autouse=True)
async def _within_half_a_minute():
    async with asyncio.timeout(30):
        yield


@pytest.fixture
async def hall(server):
    """Callers of a running server."""
    kit = HallKit(server)
    yield kit
    await kit.close()


@pytest.fixture
def venue(server, tmp_path):
    """What proves presence in its halls."""
    del server
    return Venue(Seals(bytes.fromhex((tmp_path / "secret").read_text().strip())))


async def opened(hall):
    """Return a clerk at the desk of an open forum, and its id."""
    officer = await hall.staff()
    forum = await hall.opened(officer)
    clerk = await hall.staff(Role.CLERK)
    await clerk.attend(forum, "desk")
    return clerk, forum


async def test_a_phone_that_scans_its_slip_is_its_person(hall, venue):
    """Checked in on paper, asked for by the clerk, linked: the phone sees the place of the slip."""
    clerk, forum = await opened(hall)
    assert await clerk.order(forum, "CheckIn", slip=12, level="citizen", name="박순자") == ""
    onsite = await clerk.sees("onsite", lambda part: part["people"])
    person = onsite["people"][0]["person"]
    assert await clerk.order(forum, "AskFloor", person=person, stance="pro") == ""
    kim = await hall.citizen("김하늘")
    status, answer = await kim.post(f"/api/forums/{forum}/slips/link", {"number": 12, "seal": venue.slip(forum, 12)})
    assert (status, answer) == (200, {"forum": forum})
    await kim.attend(forum)
    mine = await kim.sees("mine", lambda part: part["entry"])

    assert (mine["slip"], mine["channel"], mine["level"]) == (12, "onsite", "citizen")
    assert (await clerk.sees("onsite", lambda part: part["people"][0]["linked"]))["people"][0]["slip"] == 12


async def test_a_slip_is_linked_once_and_only_once_it_was_given(hall, venue):
    """A slip that nobody has yet, or that another phone has, says so."""
    clerk, forum = await opened(hall)
    body = {"number": 12, "seal": venue.slip(forum, 12)}
    kim, lee = await hall.citizen("김하늘"), await hall.citizen("이서준")
    early = await kim.post(f"/api/forums/{forum}/slips/link", body)
    await clerk.order(forum, "CheckIn", slip=12, level="guest")
    first = await kim.post(f"/api/forums/{forum}/slips/link", body)
    second = await lee.post(f"/api/forums/{forum}/slips/link", body)

    assert [status for status, _ in (early, first, second)] == [409, 200, 409]
    assert [early[1]["code"], second[1]["code"]] == ["no_such", "linked_already"]


async def test_the_venues_code_makes_a_phone_on_site_before_or_after_it_attends(hall, server, venue):
    """From a screen of the hall; the channel is never one's own word."""
    clerk, forum = await opened(hall)
    _, made = await clerk.post(f"/api/forums/{forum}/venue/screen", {})
    key = made["address"].partition("#venue=")[2]
    screen = hall.visitor()
    status, shown = await screen.post(f"/api/forums/{forum}/venue/code", {"key": key})
    assert status == 200
    assert shown["picture"].startswith("data:image/svg+xml")
    early, late = await hall.citizen("김하늘"), await hall.citizen("이서준")
    await late.attend(forum)
    assert (await late.sees("mine", lambda part: part["person"]))["channel"] == "online"
    for phone in (early, late):
        code = venue.code(forum, server.clock())
        assert (await phone.post(f"/api/forums/{forum}/venue/onsite", {"code": code}))[0] == 200
    await early.attend(forum)

    for phone in (early, late):
        assert await phone.sees("mine", lambda part: part["channel"] == "onsite")
    assert await clerk.sees("present", lambda part: part["onsite"] == 2)


async def test_a_code_lets_one_vote_without_coming_anew(hall):
    """The level rises on the open line, and what was refused before is taken."""
    clerk, forum = await opened(hall)
    _, made = await clerk.post("/api/codes", {"name": "정문", "count": 1, "days": 1, "forum": forum})
    kim = await hall.citizen("김하늘")
    await kim.attend(forum)
    assert (await kim.sees("mine", lambda part: part["person"]))["level"] == "named"
    status, done = await kim.post("/api/codes/redeem", {"code": made["slips"][0]["code"]})

    assert (status, done) == (200, {"forum": forum})
    assert await kim.sees("mine", lambda part: part["level"] == "citizen")


async def test_an_account_that_ends_closes_its_desk(hall, server):
    """Within the moment, not at the next order."""
    clerk, _ = await opened(hall)
    async with clerk.http.get(f"{server.address}/api/staff/me") as answer:
        account = (await answer.json())["account"]
    await server.people_parts.staff.revoke(account)

    assert await clerk.until_closed() is not None


def terms():
    """Return the terms of a vote by yes and no."""
    return Terms(
        question="도로를 넓힐까요",
        options=OPTIONS_OF_YES_NO,
        method=Method.YES_NO,
        secrecy=Secrecy.HIDDEN,
        base=Base.YES_NO,
        quorum_of=QuorumOf.NOBODY,
        quorum_per_mille=0,
        majority=Majority.SIMPLE,
    )


async def started_ballot(clerk, officer, forum):
    """Check a citizen in to slip 12 and open a ballot; return it and the person."""
    assert await clerk.order(forum, "CheckIn", slip=12, level="citizen") == ""
    onsite = await clerk.sees("onsite", lambda part: part["people"])
    assert await officer.order(forum, "CreateBallot", terms=terms()) == ""
    made = (await officer.sees("desk", lambda part: part["ballots"]))["ballots"][0]
    assert await officer.order(forum, "StartBallot", ballot=made["id"], saw=made["version"]) == ""
    return made["id"], onsite["people"][0]["person"]


async def test_paper_and_phone_exclude_each_other_and_two_officers_must_agree(hall, venue):
    """From the slip to the published result: counts stay blind, differing ones are void, too many are refused."""
    officer = await hall.staff()
    forum = await hall.opened(officer)
    clerk = await hall.staff(Role.CLERK)
    await clerk.attend(forum, "desk")
    ballot, person = await started_ballot(clerk, officer, forum)
    assert await clerk.order(forum, "IssuePaper", ballot=ballot, person=person) == ""
    phone = await hall.citizen("김하늘")
    await phone.post(f"/api/forums/{forum}/slips/link", {"number": 12, "seal": venue.slip(forum, 12)})
    await phone.attend(forum)
    assert await phone.order(forum, "Cast", ballot=ballot, choice={"yes": 1}, tracker="0" * 32) == "paper_held"
    open_ = await officer.sees("desk", lambda part: part["papers"][0]["issued"] == 1)
    assert await officer.order(forum, "FinishBallot", ballot=ballot, saw=open_["ballots"][0]["version"]) == ""

    count = {"ballot": ballot, "papers": 1, "totals": {"yes": 1}}
    assert await officer.order(forum, "EnterPaper", **count | {"papers": 2, "totals": {"yes": 2}}) == "papers_too_many"
    assert await officer.order(forum, "EnterPaper", **count) == ""
    assert await officer.order(forum, "EnterPaper", **count) == "other_officer"
    seen = await clerk.sees("desk", lambda part: len(part["papers"][0]["entered"]) == 1)
    assert "totals" not in str(seen["papers"])
    assert await clerk.order(forum, "EnterPaper", **count | {"totals": {"no": 1}}) == ""
    assert await clerk.sees("desk", lambda part: part["papers"][0]["disputed"] and not part["papers"][0]["entered"])
    for one in (clerk, officer):
        assert await one.order(forum, "EnterPaper", **count) == ""
    counted = await officer.sees("desk", lambda part: part["ballots"][0]["result"])
    assert await officer.order(forum, "PublishBallot", ballot=ballot, saw=counted["ballots"][0]["version"]) == ""
    shown = await phone.sees("ballot", lambda part: part["ballot"]["result"])

    assert (shown["ballot"]["result"]["papers"], shown["ballot"]["result"]["tally"]["yes"]) == (1, 1)


async def test_two_clerks_do_not_give_one_slip_twice(hall):
    """Of two at two doors one is told that the slip is taken."""
    clerk, forum = await opened(hall)
    other = await hall.staff(Role.CLERK)
    await other.attend(forum, "desk")
    answers = await asyncio.gather(*(one.order(forum, "CheckIn", slip=12, level="guest") for one in (clerk, other)))

    assert sorted(answers) == ["", "slip_taken"]
