"""Figures as a Markdown section with a chart, written between two marks of ``docs/performance.md``."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- bench crowd: begin -->", "<!-- bench crowd: end -->"
COLUMNS = (
    ("walkers", "walkers"),
    ("core %", "core_percent"),
    ("µs/client-tick", "us_per_client_tick"),
    ("floor", "floor_us"),
    ("ratio", "ratio"),
    ("ns/update", "ns_per_update"),
    ("updates/s", "updates_per_s"),
    ("B/s/client", "bytes_per_client_s"),
    ("p50 ms", "p50_ms"),
    ("p99 ms", "p99_ms"),
    ("lag p99 ms", "lag_p99_ms"),
    ("ticks/s", "ticks_per_s"),
    ("lateness p99 ms", "lateness_p99_ms"),
    ("void", "void"),
)


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| " + " | ".join(title for title, _ in COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    lines += ["| " + " | ".join(str(row.get(key, "")) for _, key in COLUMNS) + " |" for row in rows]
    return "\n".join(lines)


def chart(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return an SVG of p50 and p99 by the number of walkers; the table says the same in words."""
    width, height, left, bottom = 560, 220, 46, 190
    top = max([150.0, *(float(row["p99_ms"]) for row in rows)])
    most = max(int(row["walkers"]) for row in rows)

    def points(key: str) -> str:
        return " ".join(
            f"{left + int(row['walkers']) / most * (width - left - 16):.0f},{bottom - float(row[key]) / top * 165:.0f}"
            for row in rows
        )

    mark = bottom - 150 / top * 165
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="11" role="img" aria-label="p50 and p99 by walkers">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<line x1="{left}" y1="{mark:.0f}" x2="{width - 16}" y2="{mark:.0f}" stroke="#b45309" stroke-dasharray="4 4"/>'
        f'<text x="{left + 4}" y="{mark - 4:.0f}" fill="#b45309">150 ms</text>'
        f'<polyline points="{points("p99_ms")}" fill="none" stroke="#1d4f7c" stroke-width="2"/>'
        f'<polyline points="{points("p50_ms")}" fill="none" stroke="#5c8f7b" stroke-width="2"/>'
        f'<line x1="{left}" y1="{bottom}" x2="{width - 16}" y2="{bottom}" stroke="#444"/>'
        f'<text x="{left}" y="{bottom + 18}">0</text>'
        f'<text x="{width - 16}" y="{bottom + 18}" text-anchor="end">{most:,} walkers</text>'
        '<text x="6" y="14" fill="#1d4f7c">p99 ms</text><text x="60" y="14" fill="#5c8f7b">p50 ms</text></svg>\n'
    )


def section(results: Mapping[str, Any]) -> str:
    """Return the Markdown between the marks."""
    machine = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    parts = [BEGIN, f"Measured by `./agora bench crowd --write` on: {machine}.", "", table(results["crowd"]), ""]
    parts += ["![p50 and p99 by walkers](performance.svg)", ""]
    for name in ("dense", "idle", "churn", "joins"):
        if name in results:
            row = {key: value for key, value in results[name].items() if key != "server"}
            parts += [f"`{name}`: `{json.dumps(row)}`", ""]
    return "\n".join([*parts, END])


def write(results: Mapping[str, Any], page: Path) -> None:
    """Put section and chart in place."""
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    page.write_text(head + section(results) + rest.split(END, 1)[1], encoding="utf-8")
    page.with_suffix(".svg").write_text(chart(results["crowd"]), encoding="utf-8")
