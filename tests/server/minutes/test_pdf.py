"""The minutes as PDF, read back."""

import re
import zlib
from contextlib import closing

import msgspec
import pytest
from fontTools.ttLib import TTFont

from agora_server.minutes import pdf_sheet
from agora_server.minutes.paper import Cell, Column, PrintJob, Section, Sentence, Table
from agora_server.minutes.pdf import pdf
from agora_server.minutes.pdf_sheet import Sheet


def streams(raw):
    """Return the unpacked content streams."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL)
    unpacked = []
    for one in found:
        try:
            unpacked.append(zlib.decompress(one))
        except zlib.error:
            unpacked.append(one)
    return unpacked


def made(paper, **how):
    """Return a file."""
    return pdf(PrintJob(paper, how.get("large", False), 1_795_773_600_000))


def pages(raw):
    """Return how many pages a file has."""
    return len(re.findall(rb"/Type /Page\b", raw))


def test_the_file_is_tagged_and_says_what_it_is(paper):
    """Title, language, structure; Korean fonts are embedded as subsets with a way back to text."""
    raw = made(paper)

    assert raw.startswith(b"%PDF-")
    assert b"/MarkInfo" in raw
    assert b"/Lang (ko)" in raw
    assert b"/DisplayDocTitle true" in raw
    assert {b"H1", b"H2", b"H3", b"P", b"Table", b"TR", b"TH", b"TD"} <= set(re.findall(rb"/S /(\w+)", raw))
    assert raw.count(b"/FontFile3") == 2
    assert raw.count(b"/ToUnicode") == 2
    assert len(raw) < 300_000


def test_every_marked_piece_is_closed_and_known(paper):
    """As many ends as beginnings on each page, and an element for every number."""
    raw = made(paper)
    contents = [one for one in streams(raw) if b" BDC" in one]

    assert len(contents) == pages(raw)
    for content in contents:
        begun = content.count(b" BDC") + content.count(b"/Artifact BMC")
        assert begun == content.count(b"EMC")
        numbers = [int(one) for one in re.findall(rb"<</MCID (\d+)>>", content)]
        assert sorted(numbers) == list(range(len(numbers)))


def test_a_long_table_goes_over_pages_with_its_head(paper):
    """Rows that are taller than a page go on behind it; all others stay whole; both editions hold."""
    rows = tuple((Cell(f"{number}"), Cell("길고 긴 말 " * (900 if number == 7 else 9))) for number in range(60))
    long = Table((Column("순서", 10, tight=True), Column("말", 90)), rows)
    paper = msgspec.structs.replace(paper, then=(Section("긴 표", (long, Sentence("끝"))),))

    assert pages(made(paper)) > 4
    assert pages(made(paper, large=True)) > pages(made(paper))


def test_signs_that_the_font_has_not_are_counted(paper):
    """Hanja and emoji become squares, and the file says how many; joiners vanish; the alias of fpdf2 is plain text."""
    with closing(Sheet(10.5)) as sheet:
        assert sheet.clean("金海 👩\u200d🦽 {nb}") == "□□ □□ {nb}"
        assert sheet.missing == 4
    assert pages(made(msgspec.structs.replace(paper, title="金海시 {nb}"))) == pages(made(paper))


@pytest.mark.parametrize("width", [12.0, 30.0, 80.0])
def test_lines_break_between_words(width):
    """No line is wider than the column, and no word is broken that would fit."""
    text = "우리 동네는 밤마다 차 댈 곳이 없습니다 " + "가나다라마바사아자차카타파하" * 2
    with closing(Sheet(10.5)) as sheet:
        lines = sheet.wrap(text, width, 10.5)
        assert all(sheet.measure(line, 10.5) <= width for line in lines)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert "동네는" in " ".join(lines)


@pytest.mark.parametrize("name", ["Regular", "Bold"])
def test_the_font_has_every_korean_syllable(name):
    """All 11,172, so that nobody's name is missing one."""
    with TTFont(pdf_sheet.FONTS / f"PretendardGOV-{name}.otf") as font:
        known = font.getBestCmap()

    assert all(code in known for code in range(0xAC00, 0xD7A4))
