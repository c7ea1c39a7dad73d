"""
Coverage against its floors: ``python -m tests.floors python`` after the unit tests, ``client`` after the client's.

Both tools leave their totals under ``.agora/coverage``. The floors are committed in ``tests/floors.toml`` and only
rise: a run fails below one, and raises one that has fallen more than a point behind, for its author to commit.
"""

import json
import math
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.source import ROOT

FOLDER = ROOT / ".agora" / "coverage"
FLOORS = ROOT / "tests" / "floors.toml"
SLACK = 1.0
"""Points by which a floor may lie below what is measured: drawn examples reach a line more or less."""


def of_python(folder: Path = FOLDER) -> dict[str, float]:
    """Return lines and branches that the unit tests ran, in percent, as SlipCover counted them."""
    total = json.loads((folder / "python.json").read_text(encoding="utf-8"))["summary"]
    return {
        what: 100 * total[f"covered_{what}"] / (total[f"covered_{what}"] + total[f"missing_{what}"])
        for what in ("lines", "branches")
    }


def of_client(folder: Path = FOLDER) -> dict[str, float]:
    """Return lines and branches that the client's tests ran, in percent, as V8 counted them."""
    total = json.loads((folder / "client" / "coverage-summary.json").read_text(encoding="utf-8"))["total"]
    return {what: 100 * total[what]["covered"] / total[what]["total"] for what in ("lines", "branches")}


def trouble(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return each share that lies below its floor, a sentence each."""
    return [
        f"{what}: {share:.2f} % is below the floor of {floors[what]} %; write the tests that lack"
        for what, share in measured.items()
        if share < floors[what]
    ]


def risen(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the floors that have fallen more than the slack behind, with the number that each rises to."""
    return {
        what: math.floor(share * 10 - SLACK * 5) / 10
        for what, share in measured.items()
        if share > floors[what] + SLACK
    }


def with_floors(text: str, part: str, numbers: Mapping[str, float]) -> str:
    """Return the text of the floors' file with new numbers in one part."""
    head, mark, rest = text.partition(f"[{part}]")
    own, bracket, others = rest.partition("[")
    for what, number in numbers.items():
        own = re.sub(rf"^{what} = .*$", f"{what} = {number}", own, flags=re.MULTILINE)
    return head + mark + own + bracket + others


def main(part: str) -> int:
    """Print what was measured beside its floor, and raise a floor that fell behind; the status is 0 if all hold."""
    measured = {"python": of_python, "client": of_client}[part]()
    text = FLOORS.read_text(encoding="utf-8")
    floors = tomllib.loads(text)[part]
    print(
        f"coverage of {part}: "
        + ", ".join(f"{what} {measured[what]:.2f} % (floor {floors[what]})" for what in measured)
    )
    higher = risen(measured, floors)
    if higher:
        FLOORS.write_text(with_floors(text, part, higher), encoding="utf-8")
        told = ", ".join(f"{what} {number}" for what, number in higher.items())
        print(f"raised in {FLOORS.name}, to be committed: {told}")
    wrong = trouble(measured, floors)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
