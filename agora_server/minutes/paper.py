"""
The minutes as a document: headings, facts, tables, sentences, all in words. HTML, PDF and CSV lay out the same one.

Knows: the kinds of blocks. Does not know: forums, fonts, tags.
"""

from enum import StrEnum

from msgspec import Struct

CHECK_AT = "QR 코드를 찍거나 {} 에서 확인하세요."
"""What stands beside the QR code; it says the same as the code."""


class CellMark(StrEnum):
    """A sign beside a cell: shape and letter say what colour says too (circle, square, outlined square)."""

    PRO = "찬"
    CON = "반"
    QUESTION = "질"
    INTERVENTION = "보"
    PROCEDURE = "진"


class Cell(Struct, frozen=True):
    """A cell of a table."""

    text: str
    mark: CellMark | None = None


class Column(Struct, frozen=True):
    """A column: its head, its share of the width, whether it holds numbers; ``tight``: short values, never broken."""

    title: str
    share: int
    number: bool = False
    tight: bool = False


class Table(Struct, frozen=True, tag="table"):
    """A table. The head stands again on every page; ``foot`` is a last row of one sentence."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: str = ""


class FactList(Struct, frozen=True, tag="facts"):
    """Names and values, one or two pairs a row."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


class Sentence(Struct, frozen=True, tag="sentence"):
    """A paragraph."""

    text: str


class SaidBlock(Struct, frozen=True):
    """Words of a speech: the last version, what stood there before, a note where there are no words."""

    text: str
    before: tuple[str, ...] = ()
    note: str = ""


class SpeechBlock(Struct, frozen=True, tag="speech"):
    """The words of a speech under the line that says whose it is."""

    head: Cell
    lines: tuple[SaidBlock, ...]


class Bar(Struct, frozen=True):
    """An option of a ballot. ``per_mille`` is the length of its bar, ``tone`` its colour beside the words."""

    label: str
    votes: str
    share: str
    per_mille: int
    tone: CellMark | None = None


class VoteBlock(Struct, frozen=True, tag="vote"):
    """A ballot: the question, the sentence it came to, bars, how it was computed. ``line``: the majority, per mille."""

    question: str
    verdict: str
    bars: tuple[Bar, ...]
    line: int
    facts: tuple[tuple[str, str], ...]


Block = Table | FactList | Sentence | SpeechBlock | VoteBlock


class Section(Struct, frozen=True):
    """A part under a heading; ``aside`` stands small beside it."""

    title: str
    blocks: tuple[Block, ...]
    aside: str = ""


class Seal(Struct, frozen=True):
    """The box that says how to check: sentences, the chain's value, the address behind the QR code."""

    title: str
    sentences: tuple[str, ...]
    value: str
    address: str


class Paper(Struct, frozen=True):
    """The whole document.

    Attributes:
        day: when it was published, or that it is a draft.
        first: sections of the first page, before the seal; ``then``: those behind it.
        value: the chain's value in groups of four, for the foot of every page.
    """

    publisher: str
    kind: str
    title: str
    number: str
    day: str
    facts: FactList
    first: tuple[Section, ...]
    seal: Seal
    then: tuple[Section, ...]
    value: str


def grouped(value: str) -> str:
    """Return a value in groups of four signs, so that two people can compare it aloud."""
    return " ".join(value[at : at + 4] for at in range(0, len(value), 4))


class PrintJob(Struct, frozen=True):
    """What is to be made. ``made_at``: milliseconds UTC, for the file's own date."""

    paper: Paper
    large: bool
    made_at: int
