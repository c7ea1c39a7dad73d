"""Figures as a Markdown section with a chart, written between two marks of ``docs/performance.md``."""

import json
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Target:
    """One promise: what was measured against what was promised."""

    what: str
    figure: str
    mark: str
    met: bool


def marks(results: Mapping[str, Any]) -> list[Target]:
    """Return the promises that the results can judge."""
    found = [mark for row in results.get("crowd", ()) for mark in _crowd_marks(row)]
    for name, judge in _JUDGES.items():
        if (row := results.get(name)) and "skipped" not in row and "failed" not in row:
            found += judge(row)
    return found


def _crowd_marks(row: Mapping[str, Any]) -> list[Target]:
    walkers = f"{row['walkers']:,} walkers"
    ratio = Target(f"{walkers}: CPU against the floor", f"{row['ratio']}", "<= 2", row["ratio"] <= 2)
    most = {1_000: 120, 5_000: 150}.get(row["walkers"])
    if most is None:
        return [ratio]
    lost = row["lost"] + row["server"].get("too_slow", 0)
    return [
        Target(f"{walkers}: p99", f"{row['p99_ms']} ms", f"<= {most} ms", row["p99_ms"] <= most),
        Target(f"{walkers}: loop lag p99", f"{row['lag_p99_ms']} ms", "<= 20 ms", row["lag_p99_ms"] <= 20),
        Target(f"{walkers}: lines lost", f"{lost}", "0", lost == 0),
        ratio,
    ]


def _dense_marks(row: Mapping[str, Any]) -> list[Target]:
    share, most = row["nearest_share"], row["most_bytes_per_s"]
    return [
        Target("2,000 in one place: nearest 30 at 5 Hz", f"{share:.1%}", "all", share > 0.999),
        Target("2,000 in one place: most bytes of any client", f"{most:,} B/s", "<= 12,000", most <= 12_000),
        Target("2,000 in one place: loop lag p99", f"{row['lag_p99_ms']} ms", "<= 20 ms", row["lag_p99_ms"] <= 20),
    ]


def _idle_marks(row: Mapping[str, Any]) -> list[Target]:
    kib = row["kib_per_connection"]
    return [Target(f"{row['connections']:,} idle: resident memory each", f"{kib} KiB", "<= 40 KiB", kib <= 40)]


def _churn_marks(row: Mapping[str, Any]) -> list[Target]:
    grown, name = row["rss_growth_kib"], f"{row['connects']:,} connects"
    same = {key for key in row["before"] if key != "rss_kib" and row["before"][key] != row["after"][key]}
    return [
        Target(f"{name}: growth of memory", f"{grown:,} KiB", "<= 8,192 KiB", grown <= 8_192),
        Target(f"{name}: tables and descriptors", "flat" if not same else f"changed: {sorted(same)}", "flat", not same),
    ]


def _joins_marks(row: Mapping[str, Any]) -> list[Target]:
    met = row["inside"] == row["asked"] and row["seconds"] <= 60
    figure = f"{row['inside']} of {row['asked']} in {row['seconds']} s"
    return [Target("joins from one address", figure, "500 in 60 s", met)]


def _stalled_marks(row: Mapping[str, Any]) -> list[Target]:
    return [
        Target("p99 beside stalled readers and slow requests", f"x {row['ratio']}", "<= x 1.1", row["ratio"] <= 1.1)
    ]


def _herd_marks(row: Mapping[str, Any]) -> list[Target]:
    name = f"{row['cut']:,} cut at once"
    whole = row["back"] == row["cut"] == row["resumed"]
    return [
        Target(f"{name}: all back and resumed", f"{row['resumed']:,} in {row['seconds']} s", "20 s", whole),
        Target(
            f"{name}: fullest 250 ms", f"{row['fullest_bin_share']:.1%}", "<= 10 %", row["fullest_bin_share"] <= 0.1
        ),
    ]


def _voice_marks(row: Mapping[str, Any]) -> list[Target]:
    name, late = f"a voice to {row['listeners']:,}", row["rough_p99_ms"] - row["calm_p99_ms"]
    whole = (
        row["seen_stalled"]
        and row["lost_frames"] == 0
        and row["stalled_back"] == row["stalled"]
        and not row["lines_lost"]
    )
    cost = max(row["square"]["points"], row["light"]["points"])
    return [
        Target(f"{name}: CPU over the silent hall", f"{cost} points", "<= 15 points", cost <= 15),
        Target(f"{name}: frames that the others miss beside 1 % stalled", f"{row['lost_frames']}", "0", whole),
        Target(f"{name}: p99 to the ear beside 1 % stalled", f"{late:+} ms", "<= +20 ms", late <= 20),
    ]


def _forum_marks(row: Mapping[str, Any]) -> list[Target]:
    voters, late = f"{row['voters']:,} ballots, 30 % sent again or over a broken line", row["open_p99_ms"]
    exact = row["exact"] and row["acknowledged"] == row["voters"] and row["not_acknowledged"] == 0
    figure = f"{row['counted']:,} counted of {row['acknowledged']:,} acknowledged"
    cost, whole = row["points"], row["saw_it_open"] == row["listeners"] and row["dropped_by_opening"] == 0
    return [
        Target(voters, f"{row['vote_seconds']} s", "<= 10 s", row["vote_seconds"] <= 10),
        Target(f"{voters}: the tally", figure, "the acknowledged voters, exactly", exact),
        Target(f"{voters}: p99 of the acknowledgement", f"{row['vote_p99_ms']} ms", "reported", met=True),
        Target(f"a ballot opens for {row['listeners']:,}: p99", f"{late} ms", "<= 1,000 ms", whole and late <= 1_000),
        Target("the opening drops", f"{row['dropped_by_opening']} lines", "0", whole),
        Target(f"the floor changes every second, {row['listeners']:,} look on", f"{cost} points", "reported", met=True),
    ]


_JUDGES: Mapping[str, Callable[[Mapping[str, Any]], list[Target]]] = {
    "dense": _dense_marks,
    "idle": _idle_marks,
    "joins": _joins_marks,
    "herd": _herd_marks,
    "churn": _churn_marks,
    "stalled": _stalled_marks,
    "voice": _voice_marks,
    "forum": _forum_marks,
}


def section(results: Mapping[str, Any]) -> str:
    """Return the Markdown between the marks."""
    machine = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    parts = [BEGIN, f"Measured by `./agora bench all --write` on: {machine}. A run that is *void* says nothing.", ""]
    judged = marks(results)
    parts += ["| promise | measured | mark | met |", "|---|---|---|---|"]
    parts += [f"| {m.what} | {m.figure} | {m.mark} | {'yes' if m.met else '**no**'} |" for m in judged]
    if results.get("crowd"):
        parts += ["", table(results["crowd"]), "", "![p50 and p99 by walkers](performance.svg)", ""]
    for name in _JUDGES:
        if name in results:
            row = {key: value for key, value in results[name].items() if key != "server"}
            parts += [f"`{name}`: `{json.dumps(row)}`", ""]
    return "\n".join([*parts, END])


def write(results: Mapping[str, Any], page: Path) -> None:
    """Put section and chart in place."""
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    page.write_text(head + section(results) + rest.split(END, 1)[1], encoding="utf-8")
    if results.get("crowd"):
        page.with_suffix(".svg").write_text(chart(results["crowd"]), encoding="utf-8")
