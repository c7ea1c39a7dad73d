"""Forums as an Atom feed (RFC 4287) for news readers: the last ones that were announced or changed come first. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from agora_server.api.icalendar import Occasion
from agora_server.core.clock import SEOUL

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no document of XML 1.0 can hold, escaped or not: most controls, halves of a sign, U+FFFE and U+FFFF."""
ATOM = "http://www.w3.org/2005/Atom"


def feed(occasions: Iterable[Occasion], *, name: str, address: str, domain: str) -> bytes:
    """Return the feed.

    Args:
        occasions: the forums.
        name: of the feed and of who publishes it.
        address: of the installation, without a trailing slash.
        domain: the authority of every id; must stay the same.
    """
    listed = sorted(occasions, key=lambda one: (-one.changed_at, one.id))
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "ko"})
    _text(root, "id", f"tag:{domain},2026:forums")
    _text(root, "title", name)
    _text(root, "updated", _time(max((one.changed_at for one in listed), default=0)))
    _text(SubElement(root, "author"), "name", name)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{address}/api/forums.atom"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}/"})
    for one in listed:
        _entry(root, one, domain)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}'.encode()


def _entry(root: Element, one: Occasion, domain: str) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", f"tag:{domain},2026:forum:{one.id}")
    _text(entry, "title", one.title)
    _text(entry, "updated", _time(one.changed_at))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.address})
    begins = datetime.fromtimestamp(one.begins_at // 1_000, SEOUL)
    when = f"{begins.year}. {begins.month}. {begins.day}. {begins:%H:%M}, {one.place}"
    state = " (취소)" if one.cancelled else " (끝남)" if one.over else ""
    _text(entry, "summary", "\n".join(part for part in (when + state, one.about) if part))


def _text(parent: Element, name: str, text: str) -> None:
    """Add an element of text; characters that XML cannot hold are left out."""
    SubElement(parent, name).text = NO_XML.sub("", text)


def _time(at: int) -> str:
    return datetime.fromtimestamp(at // 1_000, SEOUL).isoformat(timespec="seconds")
