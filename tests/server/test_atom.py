"""The feed of forums."""

from xml.etree import ElementTree as ET

from agora_server.atom import ATOM, feed
from agora_server.icalendar import Occasion

AT = 1_795_773_600_000
OLD = Occasion(
    "f1", "<주차장> & 공원", "무엇\x0b을", "김해시청", AT, AT + 1, AT - 9_000, 3, "https://a.kr/hall/f1", over=True
)
NEW = Occasion("f2", "도서관", "", "회의장 1", AT, AT + 1, AT, 1, "https://a.kr/hall/f2")
NAMES = {"a": ATOM}


def read(occasions):
    """Return the feed, read."""
    return ET.fromstring(feed(occasions, name="토론회", address="https://a.kr", domain="a.kr"))  # noqa: S314


def test_what_changed_last_comes_first():
    """Ids stay, times are Korean, titles are text."""
    root = read([OLD, NEW])
    entries = root.findall("a:entry", NAMES)

    assert [one.findtext("a:id", None, NAMES) for one in entries] == [
        "tag:a.kr,2026:forum:f2",
        "tag:a.kr,2026:forum:f1",
    ]
    assert root.findtext("a:updated", None, NAMES) == "2026-11-27T19:00:00+09:00"
    assert entries[1].findtext("a:title", None, NAMES) == "<주차장> & 공원"
    assert entries[1].findtext("a:summary", None, NAMES) == "2026. 11. 27. 19:00, 김해시청 (끝남)\n무엇을"
    assert entries[0].find("a:link", NAMES).get("href") == "https://a.kr/hall/f2"


def test_a_feed_of_nothing_is_a_feed():
    """Before the first forum a reader can subscribe."""
    assert read([]).findall("a:entry", NAMES) == []
