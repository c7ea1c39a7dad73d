"""The socket's handshake."""

from unittest.mock import AsyncMock, Mock

import pytest

from agora_server.gateway.handshake import Entrance
from agora_server.http.web import Handshake
from agora_server.transport.tickets import Pass, Tickets
from rooms.base.roles import Role

HEADERS = [
    ("Host", "localhost"),
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Protocol", "agora.1"),
]


@pytest.fixture
def installation():
    """An entrance whose fact writer knows everybody, and its gateway."""
    tickets, gateway, fact_writer = Tickets(), Mock(), Mock(arrival=AsyncMock(), settle=AsyncMock())
    tickets.issue("good", Pass("s", "kim", "김", Role.GUEST, "line", True, None, 0))
    entrance = Entrance(tickets, fact_writer, gateway, Mock(inbox=bytearray(32)), lambda: 0)
    return entrance, gateway, fact_writer


def handshake(ticket, headers=HEADERS):
    """Return a handshake over a line that notes what is written."""
    transport = Mock()
    transport.is_closing.return_value = False
    transport.get_extra_info.return_value = None
    protocol = Mock(_message_tail=b"", _messages=())
    return Handshake(transport, protocol, "/ws", headers, ticket, None)


async def test_a_good_ticket_is_admitted(installation):
    """The line gets its 101 and the gateway the connection."""
    entrance, gateway, _ = installation
    line = handshake("good")

    assert await entrance.upgrade(line) == 101
    assert line.transport.write.call_args.args[0].startswith(b"HTTP/1.1 101")
    gateway.admit.assert_called_once()


async def test_a_bad_ticket_is_forbidden(installation):
    """Nothing is written and nobody admitted."""
    entrance, gateway, _ = installation

    assert await entrance.upgrade(handshake("bad")) == 403
    gateway.admit.assert_not_called()


async def test_who_was_erased_meanwhile_is_forbidden(installation):
    """A ticket of somebody who no longer exists opens nothing."""
    entrance, gateway, fact_writer = installation
    fact_writer.arrival.return_value = None

    assert await entrance.upgrade(handshake("good")) == 403
    gateway.admit.assert_not_called()


async def test_a_handshake_that_is_none_is_refused(installation):
    """Without the subprotocol of ours the answer is 400."""
    entrance, gateway, _ = installation

    assert await entrance.upgrade(handshake("good", HEADERS[:-1])) == 400
    gateway.admit.assert_not_called()
