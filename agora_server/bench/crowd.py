"""What ``./agora bench`` runs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agora_server.bench import extremes, report
from agora_server.bench.runner import CannotMeasure, Plan, generator, run

SIZES = (200, 1_000, 3_000, 5_000, 8_000)
DENSE = 2_000
TRIES = 3
"""A void run is repeated; what is still void then is shown as such."""
PAGE = Path("docs/performance.md")


def run_bench(
    what: Sequence[str] = ("crowd", "dense", "idle", "churn"),
    *,
    sizes: Sequence[int] = SIZES,
    seconds: float = 10.0,
    url: str | None = None,
    write: bool = False,
) -> int:
    """Run benchmarks, print one JSON object; return 0, or 2 where the machine lacks something.

    Args:
        what: of ``crowd``, ``dense``, ``idle``, ``churn`` and ``joins``.
        sizes: walkers of ``crowd``.
        seconds: measured, after warming up.
        url: a running server for ``joins``.
        write: whether to put the figures into ``docs/performance.md``.
    """
    try:
        results = _results(what, sizes, seconds, url)
    except CannotMeasure as lack:
        _say(str(lack))
        return 2
    print(json.dumps(results))  # noqa: T201
    if write and "crowd" in results:
        report.write(results, PAGE)
    return 0


def _results(what: Sequence[str], sizes: Sequence[int], seconds: float, url: str | None) -> dict[str, Any]:
    """Run each benchmark asked for."""
    results: dict[str, Any] = {}
    with generator() as binary:
        if "crowd" in what:
            results["crowd"] = [_against_the_floor(size, seconds, binary) for size in sizes]
        if "dense" in what:
            results["dense"] = _valid(Plan(DENSE, "dense", seconds=seconds, leash=1.0), binary)
    if "idle" in what:
        results["idle"] = extremes.idle()
    if "churn" in what:
        results["churn"] = extremes.churn()
    if "joins" in what and url is not None:
        results["joins"] = extremes.joins(url)
    return results


def _against_the_floor(size: int, seconds: float, binary: Path) -> dict[str, Any]:
    """Return a row and, in it, what the floor costs for the same bytes on as many sockets."""
    row = _valid(Plan(size, seconds=seconds), binary)
    payload = round(row["bytes"] / max(1, row["frames"]))
    floor = _valid(Plan(size, "floor", seconds=seconds, size=payload), binary)
    row["floor_us"] = floor["us_per_client_tick"]
    row["floor_void"] = floor["void"]
    row["ratio"] = round(row["us_per_client_tick"] / max(0.01, floor["us_per_client_tick"]), 2)
    return row


def _valid(plan: Plan, binary: Path) -> dict[str, Any]:
    """Return the first run that is not void, else the last one."""
    row: dict[str, Any] = {}
    for _ in range(TRIES):
        row = run(plan, binary)
        figures = f"p99 {row['p99_ms']} ms, {row['core_percent']} % of the core, void {row['void']}"
        _say(f"{plan.mode} {plan.walkers}: {figures}")
        if not row["void"]:
            break
    return row


def _say(line: str) -> None:
    """Show progress on standard error: standard output is the JSON."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201
