"""Figures as Markdown and a chart."""

import xml.etree.ElementTree as ET

from agora_server.bench import report

ROW = {"walkers": 1_000, "p50_ms": 55.0, "p99_ms": 110.0, "core_percent": 18.0, "ratio": 1.3}


def test_a_section_is_replaced_and_the_rest_kept(tmp_path):
    """Writing twice leaves one section, and every word around it."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    for walkers in (1_000, 5_000):
        report.write({"crowd": [ROW, {**ROW, "walkers": walkers}], "dense": {"p99_ms": 9, "server": {}}}, page)

    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert text.count(report.BEGIN) == 1
    assert "| 5000 | 18.0 |" in text
    assert '`dense`: `{"p99_ms": 9}`' in text
    drawn = ET.fromstring(page.with_suffix(".svg").read_text(encoding="utf-8"))  # noqa: S314 - drawn by us
    assert drawn.tag.endswith("svg")
