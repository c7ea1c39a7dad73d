"""The minutes as CSV for a spreadsheet: every table of the document, one after the other, safe against formulas."""

import csv
import io
from collections.abc import Iterator

from agora_server.journal.export import BOM, safe_cell
from agora_server.minutes.paper import Block, FactList, Paper, Section, Sentence, SpeechBlock, Table, VoteBlock


def sheet(paper: Paper) -> bytes:
    """Return UTF-8 with a mark that spreadsheets need for Korean; a blank row stands between two parts."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    for row in _rows(paper):
        table.writerow([safe_cell(cell) for cell in row])
    return (BOM + out.getvalue()).encode()


def _rows(paper: Paper) -> Iterator[list[str]]:
    yield [paper.publisher, paper.kind, paper.number, paper.day]
    yield from _block(paper.facts)
    for section in (*paper.first, *paper.then):
        yield []
        yield from _section(section)
    yield []
    yield [paper.seal.title, *paper.seal.sentences]
    yield [paper.seal.value, paper.seal.address]


def _section(section: Section) -> Iterator[list[str]]:
    yield [section.title, section.aside] if section.aside else [section.title]
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[list[str]]:
    match block:
        case Table():
            yield [column.title for column in block.columns]
            yield from ([cell.text for cell in row] for row in block.rows)
            if block.foot:
                yield [block.foot]
        case FactList():
            yield from ([name, value] for row in block.rows for name, value in row)
        case Sentence():
            yield [block.text]
        case SpeechBlock():
            yield from ([block.head.text, line.text or line.note, *line.before] for line in block.lines)
        case VoteBlock():
            yield [block.question, block.verdict]
            yield from ([bar.label, bar.votes, bar.share] for bar in block.bars)
            yield from ([name, value] for name, value in block.facts)
