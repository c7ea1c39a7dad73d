"""
The minutes as PDF: an order as JSON on standard input, the file on standard output.

``exports.py`` runs it as a process of its own, so that a long one holds up no citizen. Tagged, with title, language
and outline; Korean embedded as the subset that is used; A4, or large print on A4.
"""

import os
import sys
from contextlib import closing
from datetime import UTC, datetime

import msgspec
from fpdf.prefs import ViewerPreferences

from agora_server.core import qr
from agora_server.minutes import pdf_blocks as blocks
from agora_server.minutes.paper import CHECK_AT, Paper, PrintJob, Seal
from agora_server.minutes.pdf_sheet import FOOT, HEIGHT, MARGIN, SECOND, TEXT, Sheet

BASE, LARGE = 10.5, 16.0
"""Points of the running text, in the usual and in the large edition."""
SMALL = 7.5
"""Points of the foot of a page: the chain's value in one line."""
LOGO = 16.0
"""Width of the city's hills and sun, millimetres."""


CODE = 20.0
"""Side of the QR code, millimetres."""
MISSING = "이 파일의 글꼴에 없는 글자 {}개는 □로 적었습니다. 웹 문서와 표 파일에는 그대로 있습니다."


def pdf(order: PrintJob) -> bytes:
    """Return the file."""
    base = LARGE if order.large else BASE
    with closing(Sheet(base, _seal_height(order.paper.seal, base))) as sheet:
        return _drawn(sheet, order)


def _drawn(sheet: Sheet, order: PrintJob) -> bytes:
    paper = order.paper
    _describe(sheet, paper, order.made_at)
    _top(sheet, paper)
    blocks.facts(sheet, paper.facts)
    for part in paper.first:
        _marked(sheet, part.title)
        blocks.section(sheet, part)
    _seal(sheet, paper.seal)
    for part in paper.then:
        _marked(sheet, part.title)
        blocks.section(sheet, part)
    if sheet.missing:
        sheet.paragraph("P", MISSING.format(sheet.missing), size=sheet.base * 0.86, colour=SECOND)
    _feet(sheet, paper.value)
    return bytes(sheet.pdf.output())


def _describe(sheet: Sheet, paper: Paper, made_at: int) -> None:
    document = sheet.pdf
    document.set_lang("ko")
    document.set_title(f"{paper.kind}: {paper.title}")
    document.set_author(paper.publisher)
    document.set_subject(f"{paper.number}, {paper.day}")
    document.set_creation_date(datetime.fromtimestamp(made_at / 1_000, UTC))
    document.viewer_preferences = ViewerPreferences(display_doc_title=True)


def _marked(sheet: Sheet, title: str) -> None:
    """Name the place in the outline."""
    sheet.pdf.start_section(title)


def _top(sheet: Sheet, paper: Paper) -> None:
    base, left, top = sheet.base, sheet.left, sheet.y
    _logo(sheet, left, top + 1)
    with sheet.tags.marked("P"):
        sheet.draw(paper.publisher, left + LOGO + 4, top, base * 1.1, bold=True)
    title = base * 2
    with sheet.tags.marked("H1"):
        sheet.draw(" ".join(paper.kind), left + LOGO + 4, top + sheet.height(base * 1.1) - 1, title, bold=True)
    bottom = top + sheet.height(base * 1.1) + sheet.height(title) - 1
    for number, text in enumerate((paper.number, paper.day)):
        y = bottom - (2 - number) * sheet.height(base)
        with sheet.tags.marked("P"):
            sheet.draw(text, sheet.right - sheet.measure(text, base), y, base, colour=SECOND)
    sheet.rule(bottom + 1, 0.9, TEXT)
    sheet.y = bottom + 5


def _logo(sheet: Sheet, x: float, y: float) -> None:
    """Draw the sun and the two hills of the mark, as plain shapes."""
    document, unit = sheet.pdf, LOGO / 40
    with sheet.tags.artifact():
        document.set_fill_color(0xF2, 0x8A, 0x4B)
        document.ellipse(x + 19 * unit, y + 2 * unit, 12 * unit, 12 * unit, style="F")
        for colour, start, end, high in (((0x27, 0x5D, 0x3C), 1, 25, 17), ((0x1F, 0x6B, 0x62), 17, 39, 12)):
            document.set_fill_color(*colour)
            with document.rect_clip(x, y, LOGO, 27 * unit):
                document.ellipse(
                    x + start * unit, y + (27 - high) * unit, (end - start) * unit, 2 * high * unit, style="F"
                )


# ---- the seal and the feet ----


def _seal_height(seal: Seal, base: float) -> float:
    """Return how much of the first page's foot the box takes; in large print it stands in the text instead."""
    return 0.0 if base > BASE else 6 + (len(seal.sentences) + 4) * base * 0.353 * 1.5 + 5


def _seal(sheet: Sheet, seal: Seal) -> None:
    """Draw the box: at the foot of the first page, or here if the print is large."""
    height = _seal_height(seal, sheet.base)
    if height:
        with sheet.on_page(1):
            _box(sheet, seal, HEIGHT - MARGIN - FOOT - height + 5, height - 5)
        return
    line = sheet.height(sheet.base)
    lines = sum(len(_wrapped(sheet, text)) for text in _texts(seal))
    sheet.y += 4
    sheet.fit((lines + 1) * line + 6)
    _box(sheet, seal, sheet.y, (lines + 1) * line + 6)
    sheet.y += (lines + 1) * line + 8


def _texts(seal: Seal) -> tuple[str, ...]:
    return (*seal.sentences, seal.value, CHECK_AT.format(seal.address))


def _wrapped(sheet: Sheet, text: str) -> list[str]:
    return sheet.wrap(text, sheet.width - CODE - 7, sheet.base)


def _box(sheet: Sheet, seal: Seal, top: float, height: float) -> None:
    document, line = sheet.pdf, sheet.height(sheet.base)
    with sheet.tags.artifact():
        document.set_draw_color(*TEXT)
        document.set_line_width(0.5)
        document.rect(sheet.left, top, sheet.width, height, style="D", round_corners=True, corner_radius=2)
    y = top + 3
    with sheet.tags.marked("P"):
        sheet.draw(seal.title, sheet.left + 4, y, sheet.base, bold=True)
    y += line
    for text in _texts(seal):
        with sheet.tags.marked("P"):
            for part in _wrapped(sheet, text):
                sheet.draw(part, sheet.left + 4, y, sheet.base, bold=text == seal.value)
                y += line
    _code(sheet, seal.address, sheet.right - CODE - 2, top + (height - CODE) / 2)


def _code(sheet: Sheet, address: str, x: float, y: float) -> None:
    """Draw the QR code; what it says stands beside it as text."""
    rows = qr.modules(address)
    unit = CODE / len(rows)
    with sheet.tags.artifact():
        sheet.pdf.set_fill_color(0, 0, 0)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    sheet.pdf.rect(x + across * unit, y + down * unit, unit * 1.02, unit * 1.02, style="F")


def _feet(sheet: Sheet, value: str) -> None:
    """Write the chain's value and the number on every page, now that it is known how many there are."""
    pages = sheet.pdf.pages_count
    y = HEIGHT - MARGIN - sheet.height(SMALL)
    for page in range(1, pages + 1):
        with sheet.on_page(page), sheet.tags.artifact():
            sheet.draw(value, sheet.left, y, SMALL, colour=SECOND)
            number = f"{page} / {pages}"
            sheet.draw(number, sheet.right - sheet.measure(number, 9), y - 0.4, 9, colour=SECOND)


def main() -> None:
    """Read an order from standard input, write the file to standard output; the hall goes first."""
    os.nice(10)
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=PrintJob)
    sys.stdout.buffer.write(pdf(order))


if __name__ == "__main__":
    main()
