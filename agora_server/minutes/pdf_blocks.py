"""
Draws the blocks of the minutes on sheets: tables whose heads come again and whose rows stay whole, ballots, words.

Knows: where things stand. Does not know: how a line is broken (``pdf_sheet.py``), what it says (``compose.py``).
"""

from collections.abc import Sequence

from fpdf.structure_tree import StructElem
from msgspec import Struct

from agora_server.minutes.paper import (
    Bar,
    Cell,
    CellMark,
    Column,
    FactList,
    Section,
    Sentence,
    SpeechBlock,
    Table,
    VoteBlock,
)
from agora_server.minutes.pdf_sheet import LINE_COLOUR, PALE, QUIET, SECOND, SUNK, TEXT, Colour, Sheet

PAD = 1.6
"""Space in a cell, left and right."""
GAP = 1.1
"""Space in a cell, above and below."""
FILLS: dict[CellMark, Colour] = {CellMark.PRO: (0x1C, 0x56, 0x87), CellMark.CON: (0x7A, 0x4E, 0x00)}
WHITE: Colour = (0xFF, 0xFF, 0xFF)
HEAD, ASIDE = 1.24, 0.86
"""Sizes of headings and of what stands beside them, by that of the text."""


class Spot(Struct, frozen=True):
    """A cell as it will be drawn: where, how wide, its lines, its sign."""

    x: float
    width: float
    lines: list[str]
    mark: CellMark | None = None
    right: bool = False
    bold: bool = False
    kind: str = "TD"


# ---- sections ----


def section(sheet: Sheet, part: Section) -> None:
    """Draw a heading and what stands under it; a heading is never alone at the foot of a page."""
    size = sheet.base * HEAD
    sheet.y += 4.5
    sheet.fit(sheet.height(size) + 24)
    with sheet.tags.marked("H2"):
        sheet.draw(sheet.clean(part.title), sheet.left, sheet.y, size, bold=True)
    small = sheet.base * ASIDE
    aside = sheet.clean(part.aside)
    if aside:
        x = sheet.right - sheet.measure(aside, small)
        below = sheet.measure(part.title, size, bold=True) > x - sheet.left - 4
        sheet.y += sheet.height(size) if below else 0
        with sheet.tags.marked("P"):
            sheet.draw(aside, x, sheet.y + (sheet.height(size) - sheet.height(small)) / 1.5, small, colour=SECOND)
    sheet.y += sheet.height(size) + 0.8
    for block in part.blocks:
        match block:
            case Table():
                table(sheet, block)
            case FactList():
                facts(sheet, block)
            case Sentence():
                sheet.paragraph("P", block.text)
            case SpeechBlock():
                speech(sheet, block)
            case VoteBlock():
                vote(sheet, block)


# ---- tables ----


def table(sheet: Sheet, block: Table) -> None:
    """Draw a table."""
    widths = _widths(sheet, block)
    spots = [sheet.left + sum(widths[:number]) for number in range(len(widths))]
    element = sheet.table()
    _head(sheet, block.columns, spots, widths, element)
    for row in block.rows:
        cells = [
            Spot(x, width, _lines(sheet, cell, width), cell.mark, column.number)
            for cell, column, x, width in zip(row, block.columns, spots, widths, strict=True)
        ]
        if sheet.fit(min(_tall(sheet, cells), sheet.room)):
            _head(sheet, block.columns, spots, widths, None)
        _row(sheet, cells, element)
    if block.foot:
        lines = sheet.wrap(block.foot, sheet.width - 2 * PAD, sheet.base, bold=True)
        foot = Spot(sheet.left, sheet.width, lines, bold=True)
        sheet.fit(_tall(sheet, [foot]))
        sheet.shade(sheet.left, sheet.y, sheet.width, _tall(sheet, [foot]), PALE)
        _row(sheet, [foot], element)
    sheet.rule(sheet.y, 0.5)
    sheet.y += 2.5


def _widths(sheet: Sheet, block: Table) -> list[float]:
    """Return the widths of the columns: short values as wide as they are, the others share what is left."""
    total = sum(column.share for column in block.columns)
    widths = [sheet.width * column.share / total for column in block.columns]
    fixed = {}
    for number, column in enumerate(block.columns):
        if column.tight or column.number:
            texts = [column.title, *(row[number].text for row in block.rows)]
            needed = max(sheet.measure(sheet.clean(text), sheet.base, bold=True) for text in texts) + 2 * PAD
            if needed > widths[number]:
                fixed[number] = needed
    shared = sum(width for number, width in enumerate(widths) if number not in fixed)
    left = sheet.width - sum(fixed.values())
    return [fixed.get(number, width * left / shared) for number, width in enumerate(widths)]


def _lines(sheet: Sheet, cell: Cell, width: float) -> list[str]:
    inner = width - 2 * PAD - (_sign(sheet) if cell.mark else 0)
    return sheet.wrap(cell.text, inner, sheet.base)


def _tall(sheet: Sheet, cells: Sequence[Spot]) -> float:
    return max(len(cell.lines) for cell in cells) * sheet.height(sheet.base) + 2 * GAP


def _head(
    sheet: Sheet, columns: Sequence[Column], spots: list[float], widths: list[float], element: StructElem | None
) -> None:
    """Draw the head; where it comes again on a page it is decoration: a reader has heard it."""
    cells = [
        Spot(
            x,
            width,
            sheet.wrap(column.title, width - 2 * PAD, sheet.base, bold=True),
            None,
            column.number,
            bold=True,
            kind="TH",
        )
        for column, x, width in zip(columns, spots, widths, strict=True)
    ]
    sheet.fit(_tall(sheet, cells) * 2)
    sheet.shade(sheet.left, sheet.y, sheet.width, _tall(sheet, cells), SUNK)
    sheet.rule(sheet.y, 0.5)
    _row(sheet, cells, element, again=element is None)


def _row(sheet: Sheet, cells: list[Spot], table_element: StructElem | None, *, again: bool = False) -> None:
    """Draw a row; only one taller than a page goes on behind it."""
    line = sheet.height(sheet.base)
    element = None if again else sheet.tags.group("TR", table_element)
    while True:
        tallest = max(len(cell.lines) for cell in cells)
        count = min(tallest, max(int((sheet.limit - sheet.y - 2 * GAP + 0.01) / line), 1))
        for cell in cells:
            with sheet.tags.artifact() if again else sheet.tags.marked(cell.kind, element):
                _cell(sheet, cell, cell.lines[:count])
        sheet.y += count * line + 2 * GAP
        sheet.rule(sheet.y, 0.2, LINE_COLOUR)
        if tallest == count:
            return
        cells = [Spot(one.x, one.width, one.lines[count:], None, one.right, one.bold, one.kind) for one in cells]
        sheet.add_page()


def _cell(sheet: Sheet, cell: Spot, lines: list[str]) -> None:
    x = cell.x + PAD
    if cell.mark:
        sign(sheet, cell.mark, x, sheet.y + GAP)
        x += _sign(sheet)
    for number, text in enumerate(lines):
        at = cell.x + cell.width - PAD - sheet.measure(text, sheet.base, bold=cell.bold) if cell.right else x
        sheet.draw(text, at, sheet.y + GAP + number * sheet.height(sheet.base), sheet.base, bold=cell.bold)


def facts(sheet: Sheet, block: FactList) -> None:
    """Draw names and values."""
    sheet.y += 0.8
    name = max(sheet.measure(pair[0], sheet.base, bold=True) for row in block.rows for pair in row) + 2 * PAD + 2
    sheet.rule(sheet.y, 0.2, LINE_COLOUR)
    element = sheet.table()
    for row in block.rows:
        share = sheet.width / len(row)
        cells = []
        for number, (title, value) in enumerate(row):
            x = sheet.left + number * share
            cells.append(Spot(x, name, [title], bold=True, kind="TH"))
            cells.append(Spot(x + name, share - name, sheet.wrap(value, share - name - 2 * PAD, sheet.base)))
        sheet.fit(_tall(sheet, cells))
        for cell in cells[::2]:
            sheet.shade(cell.x, sheet.y, cell.width, _tall(sheet, cells), PALE)
        _row(sheet, cells, element)
    sheet.rule(sheet.y, 0.5)
    sheet.y += 1.5


# ---- signs ----


def _sign(sheet: Sheet) -> float:
    return sheet.height(sheet.base) * 0.86 + 1.4


def sign(sheet: Sheet, mark: CellMark, x: float, y: float) -> None:
    """Draw a sign: a circle, a square or an outlined square with its letter."""
    pdf, side = sheet.pdf, sheet.height(sheet.base) * 0.86
    top = y + (sheet.height(sheet.base) - side) / 2
    fill = FILLS.get(mark)
    if fill is None:
        pdf.set_draw_color(*TEXT)
        pdf.set_line_width(0.3)
        pdf.rect(x, top, side, side, style="D", round_corners=True, corner_radius=0.7)
    else:
        pdf.set_fill_color(*fill)
        if mark is CellMark.PRO:
            pdf.ellipse(x, top, side, side, style="F")
        else:
            pdf.rect(x, top, side, side, style="F", round_corners=True, corner_radius=0.7)
    size = sheet.base * 0.76
    width = sheet.measure(mark.value, size, bold=True)
    at = y + (sheet.height(sheet.base) - sheet.height(size)) / 2
    sheet.draw(mark.value, x + (side - width) / 2, at, size, bold=True, colour=WHITE if fill else TEXT)


# ---- words ----


def speech(sheet: Sheet, block: SpeechBlock) -> None:
    """Draw the words of a speech; what was corrected stands before, struck out."""
    sheet.y += 1.5
    sheet.fit(3 * sheet.height(sheet.base))
    x = sheet.left
    with sheet.tags.marked("H3"):
        if block.head.mark:
            sign(sheet, block.head.mark, x, sheet.y)
            x += _sign(sheet)
        sheet.draw(sheet.clean(block.head.text), x, sheet.y, sheet.base, bold=True)
    sheet.y += sheet.height(sheet.base)
    for line in block.lines:
        for before in line.before:
            sheet.paragraph("P", f"(고치기 전: {before})", colour=QUIET)
        if line.text:
            sheet.paragraph("P", line.text)
        if line.note:
            sheet.paragraph("P", line.note, colour=QUIET)


# ---- ballots ----


def vote(sheet: Sheet, block: VoteBlock) -> None:
    """Draw a ballot: bars on the left, how it was computed on the right; in large print one below the other."""
    wide = sheet.base < 14
    half = (sheet.width - 8) / 2 if wide else sheet.width
    rows = [(name, sheet.wrap(value, half * 0.6, sheet.base, bold=True)) for name, value in block.facts]
    line = sheet.height(sheet.base)
    bars, computed = len(block.bars) * (line + 1.6), sum(len(lines) for _, lines in rows) * line
    sheet.fit(3 * line + (max(bars, computed) if wide else bars + computed) + 4)
    sheet.rule(sheet.y, 0.5)
    sheet.y += 1.2
    sheet.paragraph("P", block.question, bold=True)
    sheet.paragraph("P", block.verdict)
    top = sheet.y + 0.8
    sheet.y = top
    element = sheet.table()
    for bar in block.bars:
        _bar(sheet, bar, half, block.line, element)
    bottom = sheet.y
    sheet.y = top if wide else bottom + 1
    x = sheet.left + half + 8 if wide else sheet.left
    element = sheet.table()
    for fact in rows:
        _fact(sheet, fact, x, half, element)
    sheet.y = max(sheet.y, bottom) + 1.2
    sheet.rule(sheet.y, 0.5)
    sheet.y += 1.5


def _fact(sheet: Sheet, fact: tuple[str, list[str]], x: float, width: float, element: StructElem) -> None:
    name, lines = fact
    row = sheet.tags.group("TR", element)
    with sheet.tags.marked("TH", row):
        sheet.draw(name, x, sheet.y, sheet.base, colour=SECOND)
    with sheet.tags.marked("TD", row):
        for text in lines:
            sheet.draw(text, x + width * 0.4, sheet.y, sheet.base, bold=True)
            sheet.y += sheet.height(sheet.base)


def _bar(sheet: Sheet, bar: Bar, width: float, line: int, element: StructElem) -> None:
    """Draw an option: sign, label, bar from zero with the majority's line, figures."""
    high = sheet.height(sheet.base)
    label, figures = width * 0.27, width * 0.36
    lines = sheet.wrap(bar.label, label - (_sign(sheet) if bar.tone else 0) - 1, sheet.base, bold=True)
    row = sheet.tags.group("TR", element)
    x = sheet.left
    with sheet.tags.marked("TH", row):
        if bar.tone:
            sign(sheet, bar.tone, x, sheet.y)
            x += _sign(sheet)
        for number, text in enumerate(lines):
            sheet.draw(text, x, sheet.y + number * high, sheet.base, bold=True)
    track, thick = width - label - figures, high * 0.7
    top = sheet.y + (high - thick) / 2
    sheet.shade(sheet.left + label, top, track, thick, SUNK)
    if bar.per_mille:
        filled = FILLS.get(bar.tone, QUIET) if bar.tone else QUIET
        sheet.shade(sheet.left + label, top, track * bar.per_mille / 1_000, thick, filled)
    if line:
        sheet.shade(sheet.left + label + track * line / 1_000 - 0.2, top - 0.5, 0.4, thick + 1, TEXT)
    for text, share in ((bar.votes, 0.52), (bar.share, 1.0)):
        at = sheet.left + label + track + figures * share - sheet.measure(text, sheet.base)
        with sheet.tags.marked("TD", row):
            sheet.draw(text, at, sheet.y, sheet.base, bold=share == 1.0)
    sheet.y += max(len(lines), 1) * high + 1.6
