"""The calendar of forums."""

import os
import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from msgspec.structs import replace

from agora_server.api.icalendar import Occasion, calendar, escaped, folded

AT = 1_795_773_600_000
"""27 November 2026, 19:00 in Gimhae."""
FORUM = Occasion(
    "f1",
    "외동 주차장; 찬성, 반대",
    "무엇을\n다루는지",
    "김해시청",
    AT,
    AT + 5_400_000,
    AT - 9_000,
    3,
    "https://a.kr/hall/f1",
)


def unfolded(raw):
    """Return the lines, unfolded."""
    return raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


@pytest.fixture(params=["Asia/Seoul", "America/New_York", "UTC"])
def zone(request, monkeypatch):
    """A machine in some time zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    os.environ.pop("TZ")
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_a_forum_stands_at_its_hour_in_korea():
    """Whatever the machine's zone: local time with its zone, an id that stays, a version that rises."""
    lines = unfolded(calendar([FORUM], name="토론회", domain="agora.example"))

    for line in (
        "UID:f1@agora.example",
        "DTSTART;TZID=Asia/Seoul:20261127T190000",
        "DTEND;TZID=Asia/Seoul:20261127T203000",
        "DTSTAMP:20261127T095951Z",
        "SEQUENCE:3",
        "SUMMARY:외동 주차장\\; 찬성\\, 반대",
        "DESCRIPTION:무엇을\\n다루는지",
        "URL:https://a.kr/hall/f1",
        "TZID:Asia/Seoul",
        "TZOFFSETTO:+0900",
    ):
        assert line in lines
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")


def test_every_block_is_closed():
    """What begins ends, in order, and every line ends as the RFC says."""
    raw = calendar([FORUM, FORUM], name="토론회", domain="agora.example")
    open_ = []
    for line in unfolded(raw):
        if line.startswith("BEGIN:"):
            open_.append(line[6:])
        elif line.startswith("END:"):
            assert open_.pop() == line[4:]

    assert open_ == []
    assert raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.parametrize("text", ["짧은 말", "가" * 100, "a가나" * 60, "👩‍🦽" * 40, "x" * 75, "x" * 76])
def test_long_lines_are_folded_in_octets(text):
    """At most 75 octets, no character torn, nothing lost."""
    raw = folded(f"SUMMARY:{text}")
    lines = raw.split(b"\r\n")[:-1]

    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines)
    assert raw.replace(b"\r\n ", b"").decode() == f"SUMMARY:{text}\r\n"


def test_texts_hold_no_line_of_their_own():
    """Whoever names a forum cannot add a line to the calendar."""
    assert escaped("a\r\nDTSTART:1\rb\x00\\;,") == "a\\nDTSTART:1\\nb\\\\\\;\\,"


def test_an_end_before_the_beginning_is_a_minute():
    """A forum that was closed before it was to open still is an event."""
    early = Occasion("f1", "t", "", "p", AT, AT - 1, AT, 1, "https://a.kr")

    assert "DTEND;TZID=Asia/Seoul:20261127T190100" in unfolded(calendar([early], name="n", domain="d"))


def test_one_that_was_called_off_says_so():
    """Phones strike it through; those that know no state read it in the title."""
    lines = unfolded(calendar([replace(FORUM, cancelled=True)], name="토론회", domain="agora.example"))
    assert "STATUS:CANCELLED" in lines
    assert "SUMMARY:취소: 외동 주차장\\; 찬성\\, 반대" in lines
    assert "STATUS:CONFIRMED" not in lines


TITLES = [
    "외동 주차장; 찬성, 반대",
    '역빗금 \\ 과 \\n 과 "따옴표"',
    "줄\n바꿈\n\n둘",
    "가나다라 " * 60,
    "👩‍🦽👨‍👩‍👧 " * 30,
    "BEGIN:VEVENT\nEND:VCALENDAR",
    "끝\uffff판 \ufffe",
    "x:y;z=1,2",
]


def events(occasions):
    """Return the events as another program reads them."""
    read = icalendar.Calendar.from_ical(calendar(occasions, name="토론회", domain="agora.example"))
    assert not read.errors
    assert str(read["NAME"]) == "토론회"
    found = read.walk("VEVENT")
    assert all(not one.errors for one in found)
    return found


@pytest.mark.parametrize("text", TITLES, ids=range(len(TITLES)))
def test_another_program_reads_every_text_as_it_was(text):
    """Commas, line ends, folding and emoji come back through the library of others, in title, place and description."""
    (event,) = events([replace(FORUM, title=text, about=text, place=text)])

    assert [str(event[name]) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")] == [text, text, text]


def test_another_program_reads_times_changes_and_what_was_called_off():
    """A changed forum keeps its id and has a higher number; one that was called off says so and keeps its hour."""
    changed = replace(FORUM, version=4, begins_at=AT + 3_600_000, ends_at=AT + 9_000_000)
    off = replace(FORUM, id="f2", cancelled=True, about="태풍")
    before, after, called_off = events([FORUM, changed, off])

    assert before["UID"] == after["UID"] == "f1@agora.example"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (3, 4)
    assert after.start - before.start == timedelta(hours=1)
    assert before.start.utcoffset() == timedelta(hours=9)
    assert before.end.astimezone(ZoneInfo("Asia/Seoul")).isoformat() == "2026-11-27T20:30:00+09:00"
    assert (called_off["STATUS"], str(called_off["SUMMARY"])) == ("CANCELLED", f"취소: {FORUM.title}")
    assert str(called_off["DESCRIPTION"]) == "태풍"
