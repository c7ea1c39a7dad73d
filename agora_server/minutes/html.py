"""
The minutes as one HTML file that stands alone: no script, no address of anything else, printable on A4.

The style is inside, so the answer needs a security policy that names its hash (``Page.policy``).
"""

import base64
import hashlib
from html import escape
from pathlib import Path

from msgspec import Struct

from agora_server import qr
from agora_server.minutes.paper import (
    CHECK_AT,
    Bar,
    Block,
    Cell,
    Column,
    Facts,
    Mark,
    Paper,
    Seal,
    Section,
    Sentence,
    Speech,
    Table,
    Vote,
)

STYLE = (Path(__file__).parent / "minutes.css").read_text(encoding="utf-8")
LOGO = (
    '<svg viewBox="0 0 40 28" aria-hidden="true"><circle cx="25" cy="8" r="6" fill="#F28A4B"/>'
    '<path d="M1 27c0-10 5-17 12-17s12 7 12 17z" fill="#275D3C"/>'
    '<path d="M17 27c0-7 4-12 10-12s11 5 12 12z" fill="#1F6B62"/></svg>'
)
_SHAPES = {
    Mark.PRO: '<circle class="pro" cx="10" cy="10" r="10"/>',
    Mark.CON: '<rect class="con" width="20" height="20" rx="3"/>',
}
WIDE = 5
"""Columns from which a table is scrolled sideways on a phone, with the keyboard too."""
_OUTLINED = '<rect class="plain" x="1" y="1" width="18" height="18" rx="3"/>'


class Page(Struct, frozen=True):
    """The file and the policy under which a browser shows it."""

    body: bytes
    policy: str


def page(paper: Paper, *, large: bool = False) -> Page:
    """Return the minutes as a page; ``large``: the edition in large print."""
    style = STYLE + _foot(paper.value)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'self'"
    size = ' class="large"' if large else ""
    text = (
        f'<!doctype html>\n<html lang="ko"{size}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.kind)}: {escape(paper.title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body>\n<main class="sheet">\n{_content(paper)}\n</main>\n</body>\n</html>\n'
    )
    return Page(text.encode(), policy)


def _foot(value: str) -> str:
    """Return the foot of every printed page: the chain's value and the number of the page."""
    return (
        "@page { size: A4; margin: 14mm 14mm 18mm; "
        f'@bottom-left {{ content: "{value}"; font: 7pt ui-monospace, monospace; width: 80% }} '
        '@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }\n'
    )


def _content(paper: Paper) -> str:
    parts = [_top(paper), _facts(paper.facts), *map(_section, paper.first), _seal(paper.seal)]
    foot = f'<footer><p class="value">{paper.value}</p></footer>'
    return "\n".join([*parts, *map(_section, paper.then), foot])


def _top(paper: Paper) -> str:
    return (
        f'<header class="top">{LOGO}<div><p class="house">{escape(paper.house)}</p>'
        f'<h1>{escape(paper.kind)}</h1></div><div class="right"><p>{escape(paper.number)}</p>'
        f"<p>{escape(paper.day)}</p></div></header>"
    )


def _section(section: Section) -> str:
    aside = f'<p class="aside">{escape(section.aside)}</p>' if section.aside else ""
    head = f'<div class="head"><h2>{escape(section.title)}</h2>{aside}</div>'
    return f"<section>{head}\n" + "\n".join(map(_block, section.blocks)) + "</section>"


def _block(block: Block) -> str:
    match block:
        case Table():
            return _table(block)
        case Facts():
            return _facts(block)
        case Sentence():
            return f"<p>{escape(block.text)}</p>"
        case Speech():
            return _speech(block)
        case Vote():
            return _vote(block)


def _mark(mark: Mark | None) -> str:
    """Return the sign; the words beside it say the same, so a screen reader passes it by."""
    if mark is None:
        return ""
    letter = "on" if mark in _SHAPES else "letter"
    shape = _SHAPES.get(mark, _OUTLINED)
    return (
        f'<svg class="mark" viewBox="0 0 20 20" aria-hidden="true">{shape}'
        f'<text class="{letter}" x="10" y="14.3">{mark.value}</text></svg>'
    )


def _kind(column: Column) -> str:
    """Return the class of a column's cells."""
    kinds = [name for name, wanted in (("number", column.number), ("tight", column.tight)) if wanted]
    return f' class="{" ".join(kinds)}"' if kinds else ""


def _cell(cell: Cell, column: Column) -> str:
    return f"<td{_kind(column)}>{_mark(cell.mark)}{escape(cell.text)}</td>"


def _table(table: Table) -> str:
    widths = sum(column.share for column in table.columns)
    heads = "".join(
        f'<th scope="col" width="{100 * column.share // widths}%"{_kind(column)}>{escape(column.title)}</th>'
        for column in table.columns
    )
    rows = "\n".join(f"<tr>{''.join(map(_cell, row, table.columns))}</tr>" for row in table.rows)
    foot = f'<tr class="foot"><td colspan="{len(table.columns)}">{escape(table.foot)}</td></tr>' if table.foot else ""
    wide = ' class="wide" tabindex="0"' if len(table.columns) >= WIDE else ""
    return f"<div{wide}><table><thead><tr>{heads}</tr></thead>\n<tbody>{rows}\n{foot}</tbody></table></div>"


def _facts(facts: Facts) -> str:
    rows = []
    for row in facts.rows:
        span = ' colspan="3"' if len(row) == 1 else ""
        cells = "".join(f'<th scope="row">{escape(name)}</th><td{span}>{escape(value)}</td>' for name, value in row)
        rows.append(f"<tr>{cells}</tr>")
    return f'<table class="facts"><tbody>{"".join(rows)}</tbody></table>'


def _speech(speech: Speech) -> str:
    lines = []
    for line in speech.lines:
        before = "".join(f"<del>{escape(text)}</del> " for text in line.before)
        note = f'<span class="note">{escape(line.note)}</span>' if line.note else ""
        lines.append(f"<p>{before}{escape(line.text)}{note}</p>")
    head = f"<h3>{_mark(speech.head.mark)}{escape(speech.head.text)}</h3>"
    return f'<div class="speech">{head}{"".join(lines)}</div>'


def _vote(vote: Vote) -> str:
    bars = "".join(_bar(bar, vote.line) for bar in vote.bars)
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in vote.facts)
    return (
        f'<div class="vote"><p class="asked">{escape(vote.question)}</p><p>{escape(vote.verdict)}</p>'
        f"<table><tbody>{bars}</tbody></table><dl>{facts}</dl></div>"
    )


def _bar(bar: Bar, line: int) -> str:
    tone = {Mark.PRO: "pro", Mark.CON: "con"}.get(bar.tone, "filled") if bar.tone else "filled"
    half = f'<rect class="half" x="{line - 2}" width="4" height="40"/>' if line else ""
    picture = (
        '<svg class="bar" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="1000" height="40"/><rect class="{tone}" width="{bar.per_mille}" height="40"/>'
        f"{half}</svg>"
    )
    return (
        f'<tr><th scope="row">{_mark(bar.tone)}{escape(bar.label)}</th><td width="45%">{picture}</td>'
        f'<td class="number tight">{escape(bar.votes)}</td><td class="number tight">{escape(bar.share)}</td></tr>'
    )


def _seal(seal: Seal) -> str:
    sentences = "".join(f"<p>{escape(text)}</p>" for text in seal.sentences)
    code = qr.svg(seal.address).decode()
    return (
        f'<div class="seal"><div><p class="sealed">{escape(seal.title)}</p>{sentences}'
        f'<p class="value">{seal.value}</p><p>{CHECK_AT.format(escape(seal.address))}</p></div>{code}</div>'
    )
