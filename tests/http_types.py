"""
The client's types of HTTP: the OpenAPI document of a whole server, as a file, and the TypeScript made from it.

``python -m tests.http_types`` writes both anew. The file is held against a server by
``tests/server/http/test_openapi.py``, the TypeScript against the file by the step ``client-http-types`` of the checks.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import aiohttp

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.resources import assets
from tests import node

CLIENT = node.ROOT / "web_client"
DOCUMENT = CLIENT / "openapi.json"
COMMAND = ".venv/bin/python -m tests.http_types"
"""What brings both files up to date; named by the test that finds them behind."""


def text_of(document: dict[str, Any]) -> str:
    """Return a document as the file holds it: without the version of the program, which is no part of a type."""
    info = {**document["info"], "version": "-"}
    return json.dumps({**document, "info": info}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


async def of_server() -> dict[str, Any]:
    """Return the document that a server of this checkout answers."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(assets, "load", dict):
        server = Server(Settings(data=Path(folder), port=0))
        try:
            await server.start()
            async with aiohttp.ClientSession() as http, http.get(f"{server.address}/api/openapi.json") as answer:
                document: dict[str, Any] = await answer.json()
        finally:
            await server.stop()
    return document


def main() -> int:
    """Write the document, then have the client's tools write the types; return their status."""
    DOCUMENT.write_text(text_of(asyncio.run(of_server())), encoding="utf-8")
    npm, env = node.tools()
    command = [str(part) for part in (*npm, "run", "http-types")]
    return subprocess.run(command, cwd=CLIENT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
