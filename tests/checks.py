"""
Every check of the project, in one table; ``./agora test`` prepares the environment and calls this.

The first failure ends the run: its log is shown, then the table of what ran and how long it took.
``--long`` runs the full sizes and writes docs/results/<date>.md. ``--only <part>`` runs the steps whose
part or name is given.
"""

import argparse
import dataclasses
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from agora_server.bench import report

ROOT = Path(__file__).parents[1]
LOGS = ROOT / ".agora" / "checks"
PYTHON = sys.executable
APT_LINE = "apt-get update && apt-get install -y chromium fonts-nanum"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WORKERS = max(1, min(4, os.cpu_count() or 1))
"""Unit tests in parallel: more workers than four start slower than they save."""
SHOWN_LINES = 80
"""Lines of a failed step's log that are printed."""


@dataclasses.dataclass(frozen=True)
class Step:
    """One row: a command that passes by status 0.

    Attributes:
        name: what the table shows.
        part: what ``--only`` takes: python, client, load, browser, package, bench.
        command: arguments; ``npm`` alone runs with the client's folder as its place.
        limit: seconds after which the step is ended and has failed.
        needs: ``client`` where the client must be built, ``browser`` where a real browser must be there too.
        long_only: whether it is a step of ``--long`` alone.
    """

    name: str
    part: str
    command: tuple[str, ...]
    limit: int
    needs: str = ""
    long_only: bool = False


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What came of a step: seconds, and tests passed and failed as its tool counted them."""

    step: Step
    ok: bool
    seconds: float
    passed: int
    failed: int


def pytest(*arguments: str) -> tuple[str, ...]:
    """Return a pytest command whose marker expression comes with its own long switch."""
    return (PYTHON, "-m", "pytest", *arguments)


def client(*arguments: str) -> tuple[str, ...]:
    """Return a command of the client's tools, by the same node that builds it."""
    return (PYTHON, "-m", "tests.node", *arguments)


APART = "browser or load or package"
STEPS = (
    Step("format", "python", (PYTHON, "-m", "ruff", "format", "--check", ".", "agora"), 60),
    Step("lint", "python", (PYTHON, "-m", "ruff", "check", ".", "agora"), 60),
    Step("types", "python", (PYTHON, "-m", "mypy"), 300),
    Step("tests", "python", pytest("-n", str(WORKERS), "-m", f"not ({APART})"), 600),
    Step("client-lint", "client", client("run", "lint"), 120),
    Step("client-types", "client", client("run", "types"), 120),
    Step("client-tests", "client", client("run", "test"), 300),
    Step("client-build", "client", (str(ROOT / "agora"), "build"), 300),
    Step("client-size", "client", pytest("-m", "package", "-s", "tests/client"), 60),
    Step("load", "load", pytest("-m", "load", "-s"), 900, needs="client"),
    Step("browser", "browser", pytest("-m", "browser", "-s"), 1_200, needs="browser"),
    Step("package", "package", pytest("-m", "package", "-s", "tests/package"), 1_200),
    Step("bench", "bench", (PYTHON, "-m", "agora_server", "bench", "all"), 900, long_only=True),
)
LONG_LIMIT = 2
"""With --long a step may take this many times its limit: the longest, fuzzing, is a quarter of an hour."""


# ---- what a browser step needs ---------------------------------------------------------------------


def browser_path() -> str | None:
    """Return the browser to drive: ``AGORA_CHROMIUM``, else the first of the usual names on the path."""
    named = os.environ.get("AGORA_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def has_korean_font() -> bool:
    """Tell whether Korean can be drawn; pictures with empty boxes prove nothing."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def lacking() -> list[str]:
    """Return what the browser tests miss on this machine."""
    return [name for name, there in (("chromium", browser_path()), ("fonts-nanum", has_korean_font())) if not there]


def ensure_browser() -> str:
    """Install browser and font where we may; return what still lacks, as a sentence, else nothing."""
    if lacking() and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"▸ {APT_LINE}", flush=True)
        with (LOGS / "apt.log").open("wb") as out:
            env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
            for line in APT_LINE.split(" && "):
                subprocess.run(line.split(), stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=env, check=False)
    missing = lacking()
    return f"{', '.join(missing)} 없음. 먼저 실행하세요 (run first): sudo sh -c '{APT_LINE}'" if missing else ""


# ---- running ---------------------------------------------------------------------------------------


def run(step: Step, *, long: bool) -> Outcome:
    """Run a step into its log."""
    print(f"▸ {step.name}", flush=True)
    started = time.monotonic()
    log = LOGS / f"{step.name}.log"
    if step.needs == "browser" and (trouble := ensure_browser()):
        log.write_text(trouble + "\n", encoding="utf-8")
        return Outcome(step, ok=False, seconds=time.monotonic() - started, passed=0, failed=0)
    command = [*step.command, "--long"] if long and "pytest" in step.command else list(step.command)
    with log.open("wb") as out:
        ok = _ended_well(command, out, step.limit * (LONG_LIMIT if long else 1))
        if not ok and step.needs == "browser":
            # software drawing on a starved core misses time-outs; a real fault fails twice, both runs are in the log
            print("  ↻ those that failed, once more", flush=True)
            ok = _ended_well([*command, "--last-failed", "--last-failed-no-failures", "none"], out, step.limit)
    text = log.read_text(encoding="utf-8", errors="replace")
    return Outcome(step, ok, time.monotonic() - started, _count(text, "passed"), _count(text, "failed"))


def _ended_well(command: list[str], out: object, limit: int) -> bool:
    """Run a command in a group of its own; a command over its limit is ended with all it started."""
    process = subprocess.Popen(
        command,
        stdout=out,  # type: ignore[call-overload]
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        return bool(process.wait(limit) == 0)
    except BaseException as error:
        os.killpg(process.pid, 15)
        process.wait(30)
        if isinstance(error, subprocess.TimeoutExpired):
            return False
        raise


def _count(text: str, word: str) -> int:
    """Return how many tests passed or failed, from the last line of pytest or vitest that says so."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = [line for line in plain.splitlines() if re.search(r"\d+ (passed|failed)", line)]
    found = re.search(rf"(\d+) {word}", lines[-1]) if lines else None
    return int(found.group(1)) if found else 0


def chosen(only: str | None, *, long: bool) -> Iterator[Step]:
    """Yield the steps of a part or of a name, and the build before them where they open the built client."""
    asked = [step for step in STEPS if only in (None, step.part, step.name) and (long or not step.long_only)]
    build = next(step for step in STEPS if step.name == "client-build")
    if build not in asked and any(step.needs for step in asked):
        yield build
    yield from asked


def table(outcomes: list[Outcome]) -> str:
    """Return the table of what ran."""
    rows = [
        f"{'✓' if one.ok else '✗'} {one.step.name:<14}{one.seconds:8.1f} s{one.passed or '':>8}{one.failed or '':>6}"
        for one in outcomes
    ]
    total = sum(one.seconds for one in outcomes)
    return "\n".join([f"  {'step':<14}{'time':>10}{'passed':>8}{'failed':>6}", *rows, f"  {'total':<14}{total:8.1f} s"])


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


def record(outcomes: list[Outcome]) -> None:
    """Write the results of a long run: the machine, what ran, every figure that the tests printed, the benchmark."""
    day = time.strftime("%Y-%m-%d", time.gmtime())
    logs = {
        one.step.name: (LOGS / f"{one.step.name}.log").read_text(encoding="utf-8", errors="replace") for one in outcomes
    }
    figures = [
        line.partition("figure: ")[2].strip()
        for log in logs.values()
        for line in log.splitlines()
        if "figure: " in line
    ]
    text = f"# Results of {day}\n\n{machine()}- command: `./agora test --long`\n\n```\n{table(outcomes)}\n```\n"
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
    given = options.parse_args()
    LOGS.mkdir(parents=True, exist_ok=True)
    steps = list(chosen(given.only, long=given.long))
    if not steps:
        options.error("no such part; there are " + ", ".join(sorted({s.part for s in STEPS} | {s.name for s in STEPS})))
    outcomes: list[Outcome] = []
    for step in steps:
        outcomes.append(run(step, long=given.long))
        if not outcomes[-1].ok:
            log = LOGS / f"{step.name}.log"
            print("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-SHOWN_LINES:]))
            print(f"✗ {step.name}: {log.relative_to(ROOT)}")
            break
    good = all(one.ok for one in outcomes)
    if given.long and given.only is None:
        record(outcomes)  # of a failed run too: a missed mark is a figure
    print(table(outcomes))
    failed = sum(one.failed for one in outcomes) or (0 if good else 1)
    print(f"{sum(one.passed for one in outcomes)} passed, {failed} failed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
