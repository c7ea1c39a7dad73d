"""The way in for a bot: the same door, cookie and ticket as a citizen's. Knows HTTP; knows no sockets."""

import http.client
import json
import random
import secrets
import ssl
from typing import Any
from urllib.parse import urlsplit

from agora_server.transport import emit_typescript

TIMEOUT_S = 20.0


NAME_TRIES = 5
"""Bots of several fleets meet in one square; of 900 numbers five tries find a free one."""


class DoorClosedError(Exception):
    """The server did not let the bot in."""


def look_of(name: str) -> list[int | str]:
    """Return a look as on the wire, fixed by the name: a crowd of bots looks like a crowd of people."""
    rng = random.Random(name)  # noqa: S311 - behaviour, not secrets
    figure, hair_style = rng.choices(range(4), (3, 4, 3, 1))[0], rng.randrange(4)
    aid = rng.choices(("none", "cane", "wheelchair"), (92, 4, 4))[0]
    return [figure, hair_style, rng.randrange(15), rng.randrange(6), rng.randrange(7), rng.randrange(5), aid]


class BotSession:
    """One bot's session: a cookie and where to use it.

    Args:
        origin: address of the server, ``http://127.0.0.1:8000``.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin.rstrip("/")
        self._cookie = ""

    @property
    def socket_address(self) -> str:
        """Address of the WebSocket, without a ticket."""
        return self.origin.replace("http", "ws", 1) + "/ws"

    def enter(self, name: str) -> None:
        """Come in with a name; one that is taken is tried again with a number.

        Raises:
            DoorClosedError: if the server says no.
        """
        notice = self.ask("GET", "/api/door", None)["notice"]["version"]
        wish = {"nickname": name, "look": look_of(name), "notice": notice, "of_age": True}
        for _ in range(NAME_TRIES):
            try:
                self.ask("POST", "/api/door", wish)
            except DoorClosedError as closed:
                if "name_taken" not in str(closed):
                    raise
                wish["nickname"] = f"{name} {100 + secrets.randbelow(900)}"
            else:
                return
        raise DoorClosedError(f"{name}: taken, with {NAME_TRIES} numbers")

    def ticket(self) -> str:
        """Return a fresh ticket.

        Raises:
            DoorClosedError: if the server says no.
        """
        return str(self.ask("POST", "/api/ticket", {"digest": emit_typescript.digest()})["ticket"])

    def ask(self, method: str, path: str, body: Any) -> Any:
        """Ask once; keep the cookie.

        Raises:
            DoorClosedError: if the server says no.
        """
        parts = urlsplit(self.origin)
        if parts.scheme == "https":
            trust = ssl.create_default_context()
            line: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.netloc, timeout=TIMEOUT_S, context=trust
            )
        else:
            line = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_S)
        headers = {"Origin": self.origin, "Content-Type": "application/json", "Cookie": self._cookie}
        try:
            line.request(method, path, None if body is None else json.dumps(body), headers)
            answer = line.getresponse()
            data = answer.read()
        finally:
            line.close()
        if answer.status != http.client.OK:
            raise DoorClosedError(f"{path}: {answer.status} {data[:200]!r}")
        if cookie := answer.getheader("Set-Cookie"):
            self._cookie = cookie.split(";", 1)[0]
        return json.loads(data)
