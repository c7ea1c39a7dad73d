"""Figures as Markdown and a chart."""

import xml.etree.ElementTree as ET

from agora_server.bench import report

ROW = {
    "walkers": 1_000,
    "p50_ms": 55.0,
    "p99_ms": 110.0,
    "core_percent": 18.0,
    "ratio": 1.3,
    "lag_p99_ms": 4,
    "lost": 0,
    "server": {"too_slow": 0},
}
DENSE = {"nearest_share": 1.0, "most_bytes_per_s": 10_300.0, "lag_p99_ms": 26, "p99_ms": 9, "server": {}}
VOICE = {
    "listeners": 1_000,
    "square": {"points": 2.0},
    "light": {"points": 14.9},
    "stalled": 10,
    "seen_stalled": True,
    "calm_p99_ms": 100,
    "rough_p99_ms": 110,
    "lost_frames": 1,
    "stalled_back": 10,
    "lines_lost": 0,
}
FORUM = {
    "listeners": 1_000,
    "voters": 2_000,
    "points": 1.4,
    "saw_it_open": 1_000,
    "open_p99_ms": 86.0,
    "dropped_by_opening": 0,
    "acknowledged": 2_000,
    "counted": 1_999,
    "not_acknowledged": 0,
    "exact": False,
    "vote_seconds": 9.1,
    "vote_p99_ms": 824.0,
}


def test_a_section_is_replaced_and_the_rest_kept(tmp_path):
    """Writing twice leaves one section, and every word around it."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    for walkers in (1_000, 5_000):
        report.write({"crowd": [ROW, {**ROW, "walkers": walkers}], "dense": DENSE}, page)

    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert text.count(report.BEGIN) == 1
    assert "| 5000 | 18.0 |" in text
    assert '"p99_ms": 9}`' in text
    drawn = ET.fromstring(page.with_suffix(".svg").read_text(encoding="utf-8"))  # noqa: S314 - drawn by us
    assert drawn.tag.endswith("svg")


def test_promises_are_judged():
    """A figure beyond its mark is said to miss it; what failed or was skipped is not judged."""
    results = {
        "crowd": [ROW, {**ROW, "walkers": 8_000, "ratio": 2.4}],
        "dense": DENSE,
        "idle": {"connections": 5_000, "kib_per_connection": 12.0},
        "joins": {"asked": 500, "inside": 499, "seconds": 9.0},
        "herd": {"cut": 2_000, "back": 2_000, "resumed": 2_000, "seconds": 6.0, "fullest_bin_share": 0.08},
        "churn": {"connects": 20_000, "rss_growth_kib": 90, "before": {"links": 0}, "after": {"links": 3}},
        "stalled": {"failed": "OSError"},
        "voice": VOICE,
        "forum": FORUM,
    }
    missed = [mark.what for mark in report.marks(results) if not mark.met]

    assert missed == [
        "8,000 walkers: CPU against the floor",
        "2,000 in one place: loop lag p99",
        "joins from one address",
        "20,000 connects: tables and descriptors",
        "a voice to 1,000: frames that the others miss beside 1 % stalled",
        "2,000 ballots, 30 % sent again or over a broken line: the tally",
    ]
    assert "1,000 walkers: lines lost" in [mark.what for mark in report.marks(results)]
