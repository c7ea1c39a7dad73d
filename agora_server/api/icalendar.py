"""
Forums as a calendar (RFC 5545) that phones subscribe to. Pure.

Times are in Asia/Seoul with its zone, which has had no summer time since 1988; a forum keeps its UID for ever, and its
SEQUENCE rises with every change of what was announced.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from agora_server.core.clock import SEOUL

FOLD = 75
"""Octets of a line, without its end: the RFC's own number."""
ZONE = (
    *("BEGIN:VTIMEZONE", "TZID:Asia/Seoul", "BEGIN:STANDARD", "DTSTART:19881009T030000"),
    *("TZOFFSETFROM:+1000", "TZOFFSETTO:+0900", "TZNAME:KST", "END:STANDARD", "END:VTIMEZONE"),
)


class Occasion(Struct, frozen=True):
    """A forum as calendars show it; times in milliseconds UTC.

    Attributes:
        changed_at: of the last change of what was announced.
        version: how often it was changed.
        address: of its page.
        over: whether it has ended.
        cancelled: whether it was called off; ``about`` says why.
    """

    id: str
    title: str
    about: str
    place: str
    begins_at: int
    ends_at: int
    changed_at: int
    version: int
    address: str
    over: bool = False
    cancelled: bool = False


def calendar(occasions: Iterable[Occasion], *, name: str, domain: str) -> bytes:
    """Return the calendar.

    Args:
        occasions: the forums.
        name: of the calendar, as phones show it.
        domain: stands behind the @ of every UID; must stay the same.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gimhae//Metaverse Agora//KO", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", "X-WR-TIMEZONE:Asia/Seoul"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", *ZONE]
    for one in occasions:
        lines += _event(one, domain)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(one: Occasion, domain: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}@{domain}"
    yield f"DTSTAMP:{_utc(one.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(one.changed_at)}"
    yield f"SEQUENCE:{one.version}"
    yield f"DTSTART;TZID=Asia/Seoul:{_seoul(one.begins_at)}"
    yield f"DTEND;TZID=Asia/Seoul:{_seoul(max(one.ends_at, one.begins_at + 60_000))}"
    yield f"SUMMARY:{escaped(f'취소: {one.title}' if one.cancelled else one.title)}"
    if one.about:
        yield f"DESCRIPTION:{escaped(one.about)}"
    yield f"LOCATION:{escaped(one.place)}"
    yield f"URL:{one.address}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return a value of the type TEXT: backslash, semicolon, comma and line ends escaped, other controls left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(character for character in plain if character >= " " or character in "\n\t")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """Return a line folded at 75 octets, never inside a character."""
    parts: list[bytes] = []
    current = b""
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > FOLD:
            parts.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*parts, current]) + b"\r\n"


def _utc(at: int) -> str:
    return datetime.fromtimestamp(at // 1_000, UTC).strftime("%Y%m%dT%H%M%SZ")


def _seoul(at: int) -> str:
    return datetime.fromtimestamp(at // 1_000, SEOUL).strftime("%Y%m%dT%H%M%S")
