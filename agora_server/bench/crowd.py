"""What ``./agora bench`` runs."""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from agora_server.bench import extremes, report
from agora_server.bench.hall import hall
from agora_server.bench.runner import Bed, CannotMeasure, Plan, bed, cores, run
from agora_server.bench.voice import voice

SIZES = (200, 1_000, 3_000, 5_000, 8_000)
DENSE = 2_000
TRIES = 2
"""A void run is repeated once; one that is void then is shown as such."""
BOUND_S = 690.0
"""Nothing is begun after this: the whole is bounded, also on a busy machine."""
PAGE = Path("docs/performance.md")
EXTREMES: dict[str, Callable[[Bed], dict[str, Any]]] = {
    "idle": extremes.idle,
    "joins": extremes.joins,
    "herd": extremes.herd,
    "churn": extremes.churn,
    "stalled": extremes.stalled,
    "voice": voice,
    "forum": hall,
}
EVERYTHING = ("crowd", "dense", *EXTREMES)


def run_bench(
    what: Sequence[str] = ("crowd",),
    *,
    sizes: Sequence[int] = SIZES,
    seconds: float = 8.0,
    bare: bool = False,
    write: bool = False,
) -> int:
    """Run benchmarks, print one JSON object; return 0, or 2 where the machine lacks something.

    Args:
        what: of ``EVERYTHING``, or ``all``.
        sizes: walkers of ``crowd``.
        seconds: measured, after warming up.
        bare: load connections and crowd alone in ``crowd`` and ``dense``, without rules, store and door.
        write: whether to put the figures into ``docs/performance.md``.
    """
    wanted = EVERYTHING if "all" in what else tuple(what)
    if unknown := set(wanted) - set(EVERYTHING):
        _say(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(EVERYTHING)} and all")
        return 2
    try:
        with bed() as shared:
            os.sched_setaffinity(0, {cores()[1]})
            results = _Bench(shared, sizes, Plan(0, seconds=seconds, bare=bare)).results(wanted)
    except CannotMeasure as lack:
        _say(str(lack))
        return 2
    finally:
        os.sched_setaffinity(0, set(cores()))
    print(json.dumps(results))  # noqa: T201
    if write:
        report.write(results, PAGE)
    return 0


class _Bench:
    """One call of the command."""

    def __init__(self, shared: Bed, sizes: Sequence[int], plan: Plan) -> None:
        self._bed = shared
        self._sizes = sizes
        self._plan = plan
        self._began = time.monotonic()

    def results(self, wanted: Sequence[str]) -> dict[str, Any]:
        """Run each benchmark asked for, in the order of ``EVERYTHING``, while there is time."""
        results: dict[str, Any] = {}
        for name in EVERYTHING:
            if name not in wanted:
                continue
            if self._late():
                results[name] = [] if name == "crowd" else {"skipped": "out of time"}
                _say(f"{name}: skipped, out of time")
                continue
            results[name] = self._one(name)
            _say(f"{self._at()} {name}: {json.dumps(results[name])}")
        return results

    def _one(self, name: str) -> Any:
        if name == "crowd":
            rows = [self._against_the_floor(size) for size in self._sizes if not self._late()]
            return [row for row in rows if "failed" not in row]
        if name == "dense":
            return self._valid(replace(self._plan, walkers=DENSE, mode="dense", leash=1.0))
        try:
            return EXTREMES[name](self._bed)
        except Exception as error:  # noqa: BLE001 - the others are measured all the same
            return {"failed": f"{type(error).__name__}: {error}"[:200]}

    def _against_the_floor(self, size: int) -> dict[str, Any]:
        """Return a row and, in it, what the floor costs for the same bytes on as many sockets."""
        row = self._valid(replace(self._plan, walkers=size))
        if "failed" in row:
            return row
        payload = round(row["bytes"] / max(1, row["frames"]))
        floor = self._valid(replace(self._plan, walkers=size, mode="floor", size=payload, warm=2.0))
        if "failed" in floor:
            return floor
        row["floor_us"] = floor["us_per_client_tick"]
        row["floor_void"] = floor["void"]
        row["ratio"] = round(row["us_per_client_tick"] / max(0.01, floor["us_per_client_tick"]), 2)
        return row

    def _valid(self, plan: Plan) -> dict[str, Any]:
        """Return the first run that is not void, else the last one; one that broke is void and says why."""
        row: dict[str, Any] = {}
        for _ in range(TRIES):
            try:
                row = run(plan, self._bed)
            except Exception as error:  # noqa: BLE001 - a machine too busy for one size may do for the others
                row = {"failed": f"{type(error).__name__}: {error}"[:200]}
                _say(f"{self._at()} {plan.mode} {plan.walkers}: {row['failed']}")
                continue
            figures = f"p99 {row['p99_ms']} ms, {row['core_percent']} % of the core, void {row['void']}"
            _say(f"{self._at()} {plan.mode} {plan.walkers}: {figures}")
            if not row["void"] or self._late():
                break
        return row

    def _late(self) -> bool:
        return time.monotonic() - self._began > BOUND_S

    def _at(self) -> str:
        return f"[{time.monotonic() - self._began:4.0f} s]"


def _say(line: str) -> None:
    """Show progress on standard error: standard output is the JSON."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201
