"""A server of bare connections and raw clients for tests of the wire."""

import asyncio
import contextlib
import socket
from types import SimpleNamespace

from agora_server.transport.connection import Handlers
from agora_server.transport.upgrade import Rejected, adopt

HEAD = (
    b"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: agora.1\r\n\r\n"
)
MASK = b"\x0a\x0b\x0c\x0d"


def client_frame(payload=b"", opcode=2, *, fin=True, rsv=0, mask=MASK, length=None):
    """Return a frame of a client; ``mask=None`` leaves it off, ``length`` claims another length."""
    size = len(payload) if length is None else length
    bit = 0x80 if mask else 0
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    if size < 126:
        head += bytes([bit | size])
    elif size < 65_536:
        head += bytes([bit | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([bit | 127]) + size.to_bytes(8, "big")
    if mask:
        payload = bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
    return head + (mask or b"") + payload


def split_frames(data):
    """Return the (opcode, payload) of whole frames of a server."""
    frames, at = [], 0
    while len(data) - at >= 2:
        size, head = data[at + 1] & 127, 2
        if size == 126:
            size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
        elif size == 127:
            size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
        if len(data) - at < head + size:
            break
        frames.append((data[at] & 15, data[at + head : at + head + size]))
        at += head + size
    return frames


class Door(asyncio.Protocol):
    """Stands for aiohttp's handler: reads the head, then hands over."""

    def __init__(self, listening):
        self.listening = listening
        self.head = b""
        self._message_tail = b""
        self.told = 0

    def connection_made(self, transport):
        """Wait for the head."""
        self.transport = transport

    def data_received(self, data):
        """Hand over when the head is whole."""
        self.head += data
        end = self.head.find(b"\r\n\r\n") + 4
        if end < 4:
            return
        self._message_tail = self.head[end:]
        lines = self.head[:end].decode().split("\r\n")[1:-2]
        headers = [tuple(line.split(": ", 1)) for line in lines]
        transport = self.transport
        found = adopt(transport, self, "/ws", headers, handlers=self.listening.handlers, inbox=self.listening.inbox)
        if isinstance(found, Rejected):
            transport.write(b"HTTP/1.1 %d no\r\n\r\n" % found.status)
            transport.close()
            return
        self.listening.connections.append(found)
        self.listening.doors.append(self)

    def connection_lost(self, exc):
        """Count how often the old handler was told."""
        del exc
        self.told += 1


@contextlib.asynccontextmanager
async def listening_server(ssl=None, on_message=None):
    """Serve connections; what they say and how they end is recorded."""
    listening = SimpleNamespace(
        inbox=bytearray(16 * 8), connections=[], doors=[], messages=[], lost=[], clients=[], port=0
    )

    def take(connection, message):
        listening.messages.append(message)
        if on_message is not None:
            on_message(connection, message)

    listening.handlers = Handlers(take, lambda _, code: listening.lost.append(code))
    server = await asyncio.get_running_loop().create_server(lambda: Door(listening), "127.0.0.1", 0, ssl=ssl)
    listening.port = server.sockets[0].getsockname()[1]
    try:
        yield listening
    finally:
        server.close()
        for connection in listening.connections:
            connection.abort()
        for client in listening.clients:
            client.writer.transport.abort()
            await client.close()


class Client:
    """A raw client after the 101."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    async def dial(cls, listening, head=HEAD, **options):
        """Connect and shake hands; what follows the head of the answer stays in the reader."""
        reader, writer = await asyncio.open_connection("127.0.0.1", listening.port, **options)
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        writer.write(head)
        client = cls(reader, writer)
        listening.clients.append(client)
        client.answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        return client

    def write(self, *data):
        """Write bytes in one go."""
        self.writer.write(b"".join(data))

    async def all_frames(self):
        """Return every frame until the server ends its side."""
        return split_frames(await asyncio.wait_for(self.reader.read(-1), 5))

    async def frame(self):
        """Return the next frame."""
        head = await asyncio.wait_for(self.reader.readexactly(2), 5)
        size = head[1] & 127
        if size == 126:
            size = int.from_bytes(await self.reader.readexactly(2), "big")
        return head[0] & 15, await asyncio.wait_for(self.reader.readexactly(size), 5)

    async def close(self):
        """Leave without a word."""
        self.writer.close()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()


async def until(condition, seconds=5.0):
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - conditions of many kinds
            await asyncio.sleep(0.002)
