"""The minutes for a spreadsheet."""

import csv
import io

from agora_server.minutes.sheet import sheet


def test_the_table_holds_all_and_no_formula(paper):
    """[JO20] Korean survives; a speech that begins like a formula is text."""
    raw = sheet(paper)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert any("'=SUM(1)" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
    titles = {row[0] for row in rows if row}
    assert {part.title for part in (*paper.first, *paper.then)} <= titles
