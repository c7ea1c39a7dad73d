"""
The minutes as one HTML file that stands alone: no script, no address of anything else, printable on A4.

The style is inside, so the answer needs a security policy that names its hash (``Page.policy``). The markup is a
template that escapes whatever it is given.
"""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from agora_server.core import qr
from agora_server.minutes.paper import CHECK_AT, Block, CellMark, Paper

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "minutes.css").read_text(encoding="utf-8")
WIDE = 5
"""Columns from which a table is scrolled sideways on a phone, with the keyboard too."""


class Page(Struct, frozen=True):
    """The file and the policy under which a browser shows it."""

    body: bytes
    policy: str


def _kind_of(block: Block) -> str:
    """Return the name of the macro that shows a block."""
    return str(type(block).__struct_config__.tag)


_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
)
_TEMPLATES.globals.update(
    Mark=CellMark,
    FILLED=(CellMark.PRO, CellMark.CON),
    TONES={CellMark.PRO: "pro", CellMark.CON: "con"},
    WIDE=WIDE,
    CHECK_AT=CHECK_AT,
    kind_of=_kind_of,
)
_PAGE = _TEMPLATES.get_template("minutes.html.jinja")


def page(paper: Paper, *, large: bool = False) -> Page:
    """Return the minutes as a page; ``large``: the edition in large print."""
    style = STYLE + _foot(paper.value)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'self'"
    code = Markup(qr.svg(paper.seal.address).decode())  # noqa: S704 - drawn by us: squares, no text
    text = _PAGE.render(paper=paper, large=large, style=Markup(style), code=code)  # noqa: S704 - ours, and the hash
    return Page(text.encode(), policy)


def _foot(value: str) -> str:
    """Return the foot of every printed page: the chain's value and the number of the page."""
    return (
        "@page { size: A4; margin: 14mm 14mm 18mm; "
        f'@bottom-left {{ content: "{value}"; font: 7pt ui-monospace, monospace; width: 80% }} '
        '@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }\n'
    )
