"""
Every check of the project, in one table; ``./agora test`` prepares the environment and calls this.

Steps run side by side while there are cores for them. After a failure none is started any more: its log is shown, then
the slowest tests, the table of what ran and how long it took, and the coverage. ``--long`` runs the full sizes, one
step after another, and writes docs/results/<date>.md. ``--only <part>`` runs the steps whose part or name is given.
``--seed`` repeats an order of the tests.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from agora_server.bench import report
from tests import floors
from tests.order import new_seed

ROOT = Path(__file__).parents[1]
LOGS = ROOT / ".agora" / "checks"
PYTHON = sys.executable
CORES = max(1, os.cpu_count() or 1)
WORKERS = min(4, CORES)
"""Tests in parallel: more workers than four start slower than they save."""
SHOWN_LINES = 80
"""Lines of a failed step's log that are printed."""
SLOWEST = 20
"""Tests whose time is printed at the end: where to look when the run grows long."""
MEMORY = Path("/dev/shm")  # noqa: S108 - the system's own folder in memory, and a folder of ours in it
ROOM = 8 * 2**30
"""Free bytes that the folder in memory must have: environments and data of all steps together take two GiB."""
DURATION = re.compile(r"^(\d+\.\d+)s +(call|setup|teardown) +(\S.*)$", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Step:
    """One row: a command that passes by status 0.

    Attributes:
        name: what the table shows.
        part: what ``--only`` takes: python, client, load, browser, package, bench.
        command: arguments; ``npm`` alone runs with the client's folder as its place.
        limit: seconds after which the step is ended and has failed.
        after: names of steps that must have passed before this one starts.
        whole: whether it wants every core: its tests run in parallel, or measure.
        long_only: whether it is a step of ``--long`` alone.
    """

    name: str
    part: str
    command: tuple[str, ...]
    limit: int
    after: tuple[str, ...] = ()
    whole: bool = False
    long_only: bool = False


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What came of a step: seconds, and tests passed and failed as its tool counted them."""

    step: Step
    ok: bool
    seconds: float
    passed: int
    failed: int

    @property
    def log(self) -> Path:
        """Where everything stands that the step printed."""
        return LOGS / f"{self.step.name}.log"

    def text(self) -> str:
        """Return everything that the step printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def pytest(*arguments: str) -> tuple[str, ...]:
    """Return a pytest command that lists its slowest tests."""
    return (PYTHON, "-m", "pytest", f"--durations={SLOWEST}", "--durations-min=0.1", *arguments)


def covered(command: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command of Python that also notes what it ran; pyproject.toml says of what, and where to."""
    python, *rest = command
    return (python, "-m", "slipcover", *rest)


def client(*arguments: str) -> tuple[str, ...]:
    """Return a command of the client's tools, by the same node that builds it."""
    return (PYTHON, "-m", "tests.node", *arguments)


APART = "browser or load or package"
PARALLEL = ("-n", str(WORKERS), "--dist", "worksteal")
BUILD, BROWSER = "client-build", "chromium"
STEPS = (
    Step(BUILD, "client", (str(ROOT / "agora"), "build"), 300),
    Step("format", "python", (PYTHON, "-m", "ruff", "format", "--check", ".", "agora"), 60),
    Step("lint", "python", (PYTHON, "-m", "ruff", "check", ".", "agora"), 60),
    Step("types", "python", (PYTHON, "-m", "mypy"), 300),
    Step("client-lint", "client", client("run", "lint"), 120),
    Step("client-types", "client", client("run", "types"), 120),
    Step("client-http-types", "client", client("run", "http-types", "--", "--check"), 120),
    Step(BROWSER, "browser", (PYTHON, "-m", "tests.chromium"), 600),
    Step("client-tests", "client", client("run", "coverage"), 600),
    Step("package", "package", pytest("-m", "package", "tests/package"), 1_200, after=(BUILD,)),
    Step("client-size", "client", pytest("-m", "package", "tests/client"), 60, after=(BUILD,)),
    Step("client-floors", "client", (PYTHON, "-m", "tests.floors", "client"), 60, after=("client-tests",)),
    Step("tests", "python", covered(pytest(*PARALLEL, "-m", f"not ({APART})")), 1_800, whole=True),
    Step("floors", "python", (PYTHON, "-m", "tests.floors", "python"), 60, after=("tests",)),
    Step("browser", "browser", pytest(*PARALLEL, "-m", "browser"), 1_800, after=(BUILD, BROWSER), whole=True),
    Step("load", "load", pytest("-m", "load"), 900, after=(BUILD, BROWSER), whole=True),
    Step("bench", "bench", (PYTHON, "-m", "agora_server", "bench", "all"), 900, whole=True, long_only=True),
)
LONG_LIMIT = 2
"""With --long a step may take this many times its limit: the longest, fuzzing, is a quarter of an hour."""


# ---- running ---------------------------------------------------------------------------------------


class Run:
    """One run of the table.

    Attributes:
        long: whether it is of the full sizes: then no step has another beside it, for what is measured is written down.
        seed: of the order of the tests.
        folder: where tests, servers and browsers keep what they write.
    """

    def __init__(self, *, long: bool, seed: int, folder: str) -> None:
        self.long = long
        self.seed = seed
        self.folder = folder
        self._started: set[subprocess.Popen[bytes]] = set()  # processes that have not ended yet, each with its group

    def all(self, steps: list[Step]) -> list[Outcome]:
        """Run steps, each as soon as what it needs has passed and there is a core for it; stop at the first failure."""
        waiting, running, outcomes = list(steps), dict[Future[Outcome], Step](), list[Outcome]()
        with ThreadPoolExecutor(CORES) as pool:
            try:
                while waiting or running:
                    if step := self._next(waiting, list(running.values())):
                        print(f"▸ {step.name}", flush=True)
                        waiting.remove(step)
                        running[pool.submit(self._one, step)] = step
                        continue
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        running.pop(future)
                        outcomes.append(future.result())
                        if not outcomes[-1].ok:
                            waiting.clear()
            except BaseException:
                for process in list(self._started):
                    _end(process)
                raise
        return outcomes

    def _next(self, waiting: list[Step], running: list[Step]) -> Step | None:
        """Return the first step that may start now."""
        free = (1 if self.long else CORES) - len(running)
        if free < 1 or any(step.whole for step in running):
            return None
        open_ = {step.name for step in (*waiting, *running)}
        ready = (step for step in waiting if not open_.intersection(step.after))
        return next((step for step in ready if not (step.whole and running)), None)

    def _one(self, step: Step) -> Outcome:
        """Run a step into its log."""
        began = time.monotonic()
        command = list(step.command)
        if "pytest" in command:
            command += [f"--order={self.seed}", *(["--long"] if self.long else [])]
        with (LOGS / f"{step.name}.log").open("wb") as out:
            process = subprocess.Popen(
                command,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, "TMPDIR": self.folder},
                start_new_session=True,
            )
            self._started.add(process)
            try:
                ok = process.wait(step.limit * (LONG_LIMIT if self.long else 1)) == 0
            except subprocess.TimeoutExpired:
                ok = False
                out.write(f"\n✗ ended after {step.limit} s\n".encode())
                _end(process)
            finally:
                self._started.discard(process)
        outcome = Outcome(step, ok, time.monotonic() - began, 0, 0)
        text = outcome.text()
        return dataclasses.replace(outcome, passed=_count(text, "passed"), failed=_count(text, "failed"))


@contextlib.contextmanager
def scratch() -> Iterator[str]:
    """
    Give a folder that is gone with the run: in memory where there is room, else on the disk.

    Tens of thousands of small files are made and removed. A process that is killed leaves the same behind in both.
    """
    fits = (
        MEMORY.is_dir()
        and shutil.disk_usage(MEMORY).free >= ROOM
        and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC  # the package's tests start programs in it
    )
    with tempfile.TemporaryDirectory(prefix="agora-", dir=MEMORY if fits else None, ignore_cleanup_errors=True) as made:
        yield made


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command with all it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, 15)
    process.wait(30)


def _count(text: str, word: str) -> int:
    """Return how many tests passed or failed, from the last line of pytest or vitest that says so."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = [line for line in plain.splitlines() if re.search(r"\d+ (passed|failed)", line)]
    found = re.search(rf"(\d+) {word}", lines[-1]) if lines else None
    return int(found.group(1)) if found else 0


def chosen(only: str | None, *, long: bool) -> Iterator[Step]:
    """Yield the steps of a part or of a name, and before them those that they need."""
    asked = [step for step in STEPS if only in (None, step.part, step.name) and (long or not step.long_only)]
    needed = {name for step in asked for name in step.after}
    return (step for step in STEPS if step in asked or step.name in needed)


# ---- telling ---------------------------------------------------------------------------------------


def slowest(logs: list[str]) -> str:
    """Return the tests that took longest over all steps, a line each."""
    found = [(float(seconds), when, name) for log in logs for seconds, when, name in DURATION.findall(log)]
    rows = sorted(found, reverse=True)[:SLOWEST]
    return "\n".join(f"{seconds:8.1f} s  {when:<9}{name}" for seconds, when, name in rows)


def table(outcomes: list[Outcome], seconds: float) -> str:
    """Return the table of what ran; the total is the time of the clock, less than the sum of what ran side by side."""
    rows = [
        f"{'✓' if one.ok else '✗'} {one.step.name:<14}{one.seconds:8.1f} s{one.passed or '':>8}{one.failed or '':>6}"
        for one in outcomes
    ]
    return "\n".join(
        [f"  {'step':<14}{'time':>10}{'passed':>8}{'failed':>6}", *rows, f"  {'total':<14}{seconds:8.1f} s"]
    )


def machine() -> str:
    """Return processor, cores, memory, system, Python and commit: what a figure is worth nothing without."""
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8", errors="replace") if info.exists() else ""
    model = re.search(r"model name\s*: (.+)", text)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return (
        f"- machine: {model[1] if model else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB\n"
        f"- system: {platform.system()} {platform.release()}, Python {platform.python_version()}\n"
        f"- commit: {commit or 'not a checkout of git'}\n"
    )


def benchmark(log: str) -> str:
    """Return the promises of the benchmark with what was measured, from the object on its last line."""
    found = [line for line in log.splitlines() if line.startswith("{")]
    if not found:
        return ""
    rows = [
        f"| {mark.what} | {mark.figure} | {mark.mark} | {'yes' if mark.met else '**no**'} |\n"
        for mark in report.marks(json.loads(found[-1]))
    ]
    return "\n## Benchmark\n\n| promise | measured | mark | met |\n|---|---|---|---|\n" + "".join(rows)


def record(outcomes: list[Outcome], shown: str) -> None:
    """Write the results of a long run: the machine, what ran, every figure that the tests printed, the benchmark."""
    day = time.strftime("%Y-%m-%d", time.gmtime())
    logs = {one.step.name: one.text() for one in outcomes}
    figures = [
        line.partition("figure: ")[2].strip()
        for log in logs.values()
        for line in log.splitlines()
        if line.startswith("figure: ")
    ]
    text = f"# Results of {day}\n\n{machine()}- command: `./agora test --long`\n\n```\n{shown}\n```\n"
    if figures:
        text += "\n## Figures\n\n" + "".join(f"- {line}\n" for line in figures)
    text += benchmark(logs.get("bench", ""))
    target = ROOT / "docs" / "results" / f"{day}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def main() -> int:
    """Run what was chosen; the status is 0 only if every step passed."""
    options = argparse.ArgumentParser(prog="./agora test")
    options.add_argument("--long", action="store_true", help="full sizes; writes docs/results/<date>.md")
    options.add_argument("--only", help="one part (python, client, load, browser, package, bench) or one step")
    options.add_argument("--seed", type=int, help="run the tests in the order of this seed")
    given = options.parse_args()
    LOGS.mkdir(parents=True, exist_ok=True)
    floors.FOLDER.mkdir(parents=True, exist_ok=True)  # where the steps leave what they covered
    steps = list(chosen(given.only, long=given.long))
    if not steps:
        options.error("no such part; there are " + ", ".join(sorted({s.part for s in STEPS} | {s.name for s in STEPS})))
    seed = given.seed or new_seed()
    print(f"order of the tests: --seed {seed}", flush=True)
    began = time.monotonic()
    with scratch() as folder:
        outcomes = Run(long=given.long, seed=seed, folder=folder).all(steps)
    shown = table(outcomes, time.monotonic() - began)
    if given.long and given.only is None:
        record(outcomes, shown)  # of a failed run too: a missed mark is a figure
    for one in outcomes:
        if not one.ok:
            print("\n".join(one.text().splitlines()[-SHOWN_LINES:]))
            print(f"✗ {one.step.name}: {one.log.relative_to(ROOT)}")
    print(slowest([one.text() for one in outcomes]))
    print(shown)
    print("".join(one.text() for one in outcomes if "tests.floors" in one.step.command), end="")
    good = all(one.ok for one in outcomes)
    failed = sum(one.failed for one in outcomes) or (0 if good else 1)
    print(f"{sum(one.passed for one in outcomes)} passed, {failed} failed; order: --seed {seed}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
