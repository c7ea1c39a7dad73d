"""The routes of the calendar."""

import feedparser
import icalendar
import pytest

from agora_server.api.feeds import OVER, FeedsApi
from agora_server.forum.host import ForumHost
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Rules
from tests.rooms.forum.kit import OFFICER
from tests.server import evenings
from tests.server.installation import Browser, installed

LATE = 9_000_000_000_000_000
STATES = {"f1": "CONFIRMED", "f2": "CONFIRMED", "f3": "CANCELLED"}


async def test_forums_come_and_go_in_the_calendar(tmp_path):
    """One that is planned leads to its page with its length, one over to its record, one called off says why."""
    async with installed(tmp_path) as installation:
        await evenings.keep(evenings.evening(), installation.journal)
        await evenings.keep(evenings.planned(), installation.journal, "f2")
        off = evenings.planned()
        off.do(c.CancelForum(by=OFFICER, reason="태풍", saw=off.state.revision.version))
        await evenings.keep(off, installation.journal, "f3")
        forums = ForumHost(installation.journal, installation.clock)
        await forums.open()
        api = FeedsApi(forums, place=lambda place: f"곳 {place}", public_url="https://agora.example:8443")
        browser = Browser(api.routes(), installation.sessions)
        ics = await browser.call("GET", "/api/forums.ics")
        atom = await browser.call("GET", "/api/forums.atom")
        await forums.close()

    text = ics.body.replace(b"\r\n ", b"").decode()
    assert "UID:f1@agora.example\r\n" in text
    assert "URL:https://agora.example:8443/hall/f1/record" in text
    assert f"SEQUENCE:{OVER}" in text
    assert "URL:https://agora.example:8443/hall/f2\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text.split("UID:f3@")[1].split("END:VEVENT")[0]
    assert "URL:https://agora.example:8443/hall/f3\r\n" in text
    assert "DESCRIPTION:태풍\r\n" in text
    assert "(취소)\n태풍" in atom.body.decode()
    assert "LOCATION:곳 city-hall" in text
    assert "tag:agora.example,2026:forum:f2" in atom.body.decode()
    told = {str(one["UID"]): str(one["STATUS"]) for one in icalendar.Calendar.from_ical(ics.body).walk("VEVENT")}
    assert told == {f"{forum}@agora.example": state for forum, state in STATES.items()}
    read = feedparser.parse(atom.body)
    assert not read.bozo
    assert {one.id.rpartition(":")[2] for one in read.entries} == set(STATES)


@pytest.mark.parametrize("opens", [LATE, 253_402_300_799_000])
async def test_a_time_that_was_kept_and_no_calendar_knows_leaves_that_forum_out(tmp_path, opens):
    """[JO25] Both feeds are served with all others, whatever stands in one."""
    async with installed(tmp_path) as installation:
        await evenings.keep(evenings.evening(), installation.journal)
        forums = ForumHost(installation.journal, installation.clock)
        await forums.open()
        planned = c.CreateForum(by=OFFICER, title="먼 훗날", hall="city-hall", opens_at=opens, rules=Rules())
        await forums.create("late", [planned], "officer:late")
        api = FeedsApi(forums, place=str, public_url="https://agora.example")
        browser = Browser(api.routes(), installation.sessions)
        bodies = [(await browser.call("GET", path)).body for path in ("/api/forums.ics", "/api/forums.atom")]
        await forums.close()

    for body in bodies:
        assert b"f1" in body
        assert b"late" not in body
