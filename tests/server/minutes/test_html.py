"""The page of the minutes."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import msgspec
import pytest

from agora_server.minutes.html import page

VOID = {"meta", "circle", "rect", "path", "br"}


class Balanced(HTMLParser):
    """Holds that every element that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.ends = []

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        del attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Close it."""
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        """Nothing stays open."""


def test_the_page_stands_alone_under_a_strict_policy(paper):
    """Its one style is named by hash; no script, no attribute of style, no address of anything to load."""
    made = page(paper)
    text = made.body.decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"'sha256-{digest}'" in made.policy
    assert "<script" not in text
    assert "style=" not in text
    assert not re.findall(r'(?:src|href)="', text)


def test_every_element_is_closed(paper):
    """A page that an old browser reads too."""
    reader = Balanced()
    reader.feed(page(paper).body.decode())

    assert reader.open == []


def test_words_of_citizens_are_text(folder, paper):
    """What looks like a tag is shown as it was written."""
    made = page(paper).body.decode()
    evil = page(type(paper)(**{name: getattr(paper, name) for name in paper.__struct_fields__} | {"title": "<b>x</b>"}))

    assert "=SUM(1)" in made
    assert "&lt;b&gt;x&lt;/b&gt;" in evil.body.decode()
    assert folder.head.hash[:4] in made


def test_print_repeats_heads_and_keeps_rows_whole(paper):
    """A4 with 14 mm, the chain's value on every foot; large print on demand."""
    text = page(paper).body.decode()

    assert "size: A4; margin: 14mm" in text
    assert f'content: "{paper.value}"' in text
    assert "table-header-group" in text
    assert "break-inside: avoid" in text
    assert 'class="large"' in page(paper, large=True).body.decode()


HOSTILE = [
    "</title></style><script>alert(1)</script>",
    '" onload="x" style=\'y',
    "{{ 7 * 7 }}{% include 'minutes.css' %}{# #}",
    "<svg/onload=x>&lt;&#60;",
    "\x00\x0b\uffff<img src=x>",
]


class Shape(HTMLParser):
    """Counts elements with the names of their attributes, and keeps the text between them."""

    def __init__(self):
        super().__init__()
        self.elements = Counter()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        """Count an element."""
        self.elements[(tag, *(name for name, _ in attrs))] += 1

    def handle_data(self, data):
        """Keep text."""
        self.text += data


def shape(body):
    """Return the shape of a page."""
    read = Shape()
    read.feed(body.decode())
    return read


def with_every_text(value, text):
    """Return a document each of whose texts is another one; what we draw ourselves stays."""
    match value:
        case str():
            return text
        case tuple():
            return tuple(with_every_text(one, text) for one in value)
        case msgspec.Struct():
            kept = {"value", "address", "mark", "tone"}
            names = [name for name in value.__struct_fields__ if name not in kept]
            changed = {name: with_every_text(getattr(value, name), text) for name in names}
            return msgspec.structs.replace(value, **changed)
        case _:
            return value


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_markup(paper, text):
    """In every place of the document it changes no element, attribute or policy, and is read as it is."""
    plain, hostile = (page(with_every_text(paper, one)) for one in ("가나다", text))

    assert shape(hostile.body).elements == shape(plain.body).elements
    assert hostile.policy == plain.policy
    if "\x00" not in text:
        assert shape(hostile.body).text == shape(plain.body).text.replace("가나다", text)
