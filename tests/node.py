"""Run the client's npm with the node that ``./agora`` chose: ``python -m tests.node run lint``."""

import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]


def start_script() -> ModuleType:
    """Return ``./agora`` as a module."""
    loader = importlib.machinery.SourceFileLoader("agora_start", str(ROOT / "agora"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def tools() -> tuple[list[str | Path], dict[str, str]]:
    """Install the client's tools where they lack; return the npm command and an environment that has node."""
    agora = start_script()
    with agora.alone():
        npm, env = agora.node_tools()
        agora.ensure_npm(npm, env)
    return npm, env


def main() -> int:
    """Run npm; return its status."""
    npm, env = tools()
    command = [str(part) for part in (*npm, *sys.argv[1:])]
    return subprocess.run(command, cwd=ROOT / "web_client", env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
