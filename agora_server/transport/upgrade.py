"""
From HTTP to a WebSocket: answers the handshake and takes aiohttp's transport over.

Knows: the handshake of RFC 6455, and what aiohttp must be told. Does not know: frames (``connection.py``), tickets.
"""

import asyncio
import logging
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from websockets.datastructures import Headers
from websockets.http11 import Request
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from agora_server.transport.connection import Connection, Handlers

SUBPROTOCOL = "agora.1"
SEND_BUFFER_BYTES = 65_536
"""``SO_SNDBUF``: the kernel hides at most a few seconds of a stalled reader from us, not half a minute."""
NOT_SENT_BYTES = 16_384
"""``TCP_NOTSENT_LOWAT``: beyond it the transport's own buffer fills, and we see that the reader is slow."""
_NOTSENT_LOWAT = getattr(socket, "TCP_NOTSENT_LOWAT", 25)

_LOG = logging.getLogger("agora.connection")


@dataclass(frozen=True, slots=True)
class Rejected:
    """The handshake is not one: what to answer over HTTP."""

    status: int
    reason: str


def adopt(
    transport: asyncio.Transport,
    old_protocol: Any,
    path: str,
    headers: Iterable[tuple[str, str]],
    *,
    handlers: Handlers,
    inbox: bytearray,
) -> Connection | Rejected:
    """Answer the handshake and take the transport over, without an await between.

    Ticket and ``Origin`` are the caller's to check before. The aiohttp handler of ``old_protocol`` is told
    here that its connection is over (its table would leak an entry otherwise); its caller then returns any
    response, which goes nowhere.
    """
    handshake = ServerProtocol(subprotocols=[Subprotocol(SUBPROTOCOL)], logger=_LOG)
    response = handshake.accept(Request(path, Headers(list(headers))))
    if response.status_code != 101:
        return Rejected(response.status_code, "the handshake is not one of RFC 6455")
    if handshake.subprotocol != SUBPROTOCOL:
        return Rejected(400, f"the subprotocol is {SUBPROTOCOL}")
    early = bool(getattr(old_protocol, "_message_tail", b"") or getattr(old_protocol, "_messages", ()))
    if early or transport.is_closing():
        return Rejected(400, "bytes before the 101")
    _tune(transport)
    connection = Connection(transport, handlers, inbox)
    transport.write(response.serialize())
    transport.set_protocol(connection)
    old_protocol.transport = None  # else it would close what is ours now
    old_protocol.connection_lost(None)
    return connection


def _tune(transport: asyncio.Transport) -> None:
    """Set the options of the TCP socket below, whatever layers stand on it."""
    sock = transport.get_extra_info("socket")
    if sock is None or sock.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    sock.setsockopt(socket.IPPROTO_TCP, _NOTSENT_LOWAT, NOT_SENT_BYTES)
