"""The handshake: answered, refused, and nothing left of who is gone."""

import asyncio

import pytest

from tests.server.sockets import HEAD, Client, client_frame, listening_server, until


async def test_the_handshake_is_answered():
    """A good handshake gets a 101 with the accept of RFC 6455's example; aiohttp's handler is told once."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        assert client.answer.startswith(b"HTTP/1.1 101")
        assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in client.answer
        assert b"agora.1" in client.answer
        assert listening.doors[0].told == 1
        assert listening.doors[0].transport is None
        await client.close()
        await until(lambda: listening.lost == [None])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"agora.1", b"agora.2"),
        (b"Sec-WebSocket-Protocol: agora.1\r\n", b""),
        (b"Version: 13", b"Version: 8"),
        (b"Key: dGhlIHNhbXBsZSBub25jZQ==", b"Key: short"),
        (b"Upgrade: websocket", b"Upgrade: h2c"),
    ],
)
async def test_bad_handshakes_are_refused(old, new):
    """A handshake that is not one of ours gets an HTTP error and no connection."""
    async with listening_server() as listening:
        client = await Client.dial(listening, HEAD.replace(old, new))
        assert client.answer.startswith(b"HTTP/1.1 4")
        assert listening.connections == []
        await client.close()


async def test_bytes_before_the_101_are_refused():
    """Who sends frames before the answer does not get one."""
    async with listening_server() as listening:
        client = await Client.dial(listening, HEAD + client_frame(b"\x00x"))
        assert client.answer.startswith(b"HTTP/1.1 400")
        await client.close()


async def test_a_peer_gone_during_the_check_leaves_nothing():
    """A client that is gone when the ticket was checked leaves no connection behind."""
    async with listening_server() as listening:
        _, writer = await asyncio.open_connection("127.0.0.1", listening.port)
        writer.write(HEAD[:50])
        writer.transport.abort()
        client = await Client.dial(listening)
        assert len(listening.connections) == 1
        await client.close()
