"""The feed of forums."""

from xml.etree import ElementTree as ET

import feedparser
import pytest
from msgspec.structs import replace

from agora_server.api.atom import ATOM, feed
from agora_server.api.icalendar import Occasion

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


HOSTILE = [
    *("끝\uffff판", "\ufffe", "\x00\x08\x1b\x7f", "반쪽 \ud83d", "]]></title><script>1</script>", "&amp; &#0;"),
    "👩‍🦽 <b>",
]


@pytest.mark.parametrize("title", HOSTILE, ids=ascii)
def test_whatever_a_title_holds_the_feed_is_read(title):
    """Signs that XML cannot hold are left out of the title, and nothing else; another program reads the rest."""
    raw = feed([replace(NEW, title=title, about=title), OLD], name=title, address="https://a.kr", domain="a.kr")
    told = "".join(sign for sign in title if sign not in "\uffff\ufffe\x00\x08\x1b\ud83d")
    (entry, _) = ET.fromstring(raw).findall("a:entry", NAMES)  # noqa: S314
    read_by_others = feedparser.parse(raw)

    assert entry.findtext("a:title", None, NAMES) == told
    assert not read_by_others.bozo
    assert [one.id for one in read_by_others.entries] == ["tag:a.kr,2026:forum:f2", "tag:a.kr,2026:forum:f1"]


def test_a_news_reader_reads_what_is_written():
    """Feed, entries, times, links and states come back through feedparser, in Korean."""
    off = replace(OLD, id="f3", title="경전철 👑", about="태풍", cancelled=True, over=True, changed_at=AT - 20_000)
    found = feedparser.parse(feed([OLD, NEW, off], name="김해 토론회", address="https://a.kr", domain="a.kr"))

    assert (found.bozo, found.version, found.feed.title, found.feed.language) == (False, "atom10", "김해 토론회", "ko")
    assert [one.title for one in found.entries] == ["도서관", "<주차장> & 공원", "경전철 👑"]
    assert [one.link for one in found.entries] == [one.address for one in (NEW, OLD, off)]
    assert found.entries[0].updated_parsed[:5] == (2026, 11, 27, 10, 0)
    assert found.entries[2].summary == "2026. 11. 27. 19:00, 김해시청 (취소)\n태풍"
