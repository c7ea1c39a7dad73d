"""
The line between ``./agora admin`` and the running server: a Unix socket of mode 0600 in the data folder.

One request a connection, one JSON object a line each way. Who may open the socket owns the data anyway.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger()

Run = Callable[[str, dict[str, str]], Awaitable[dict[str, Any]]]

REQUEST_BYTES = 64 * 1024
"""Bytes of a request: a name and a reason."""
ANSWER_BYTES = 16 * 1024 * 1024
"""Bytes of an answer: the largest export."""
WAIT_S = 120
"""Seconds for an answer: a backup of the largest store."""
REQUEST_S = 10
"""Seconds for a request to arrive."""
PATH_BYTES = 107
"""A longer path does not fit a socket's address; then the folder is entered through /proc."""


class NoServerError(Exception):
    """No server listens in the data folder."""


class AdminSocket:
    """The server's side.

    Args:
        path: where the socket stands; one left behind by a killed server is taken away, for the lock is ours.
        run: does a task by name and arguments.
    """

    def __init__(self, path: Path, run: Run) -> None:
        self._path = path
        self._run = run
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; the socket is never open to others, not even while it is made."""
        self._path.unlink(missing_ok=True)
        mask = os.umask(0o177)
        try:
            with _short(self._path) as path:
                self._server = await asyncio.start_unix_server(self._serve, path, limit=REQUEST_BYTES)
        finally:
            os.umask(mask)

    async def close(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answer = await self._answer(reader)
            writer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> dict[str, Any]:
        try:
            async with asyncio.timeout(REQUEST_S):
                request = json.loads(await reader.readline())
            name, arguments = request["task"], request["arguments"]
            if not all(isinstance(value, str) for value in [name, *arguments, *arguments.values()]):
                return {"error": "malformed"}
        except (TimeoutError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {"error": "malformed"}
        log.info("admin", task=name)
        try:
            return await self._run(name, arguments)
        except Exception:
            log.exception("admin_failed", task=name)
            return {"error": "internal"}


async def ask(path: Path, task: str, arguments: dict[str, str]) -> dict[str, Any]:
    """Return the running server's answer.

    Raises:
        NoServerError: if none listens.
    """
    try:
        with _short(path) as short:
            reader, writer = await asyncio.open_unix_connection(short, limit=ANSWER_BYTES)
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
        raise NoServerError from None
    try:
        writer.write(json.dumps({"task": task, "arguments": arguments}).encode() + b"\n")
        async with asyncio.timeout(WAIT_S):
            answer: dict[str, Any] = json.loads(await reader.readline() or b'{"error": "no_answer"}')
        return answer
    finally:
        writer.close()


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """Give a path that fits a socket's address: a deep folder is named by its open descriptor."""
    if len(os.fsencode(path)) <= PATH_BYTES:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
