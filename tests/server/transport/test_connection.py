"""The WebSocket endpoint on raw sockets: fast path, close handshakes, slow and silent peers."""

import asyncio
import errno
import ssl
from types import SimpleNamespace

import pytest
import trustme

from agora_server.transport.close_codes import Code
from agora_server.transport.connection import (
    FRAMES_PER_SWEEP,
    MOVES_PER_SWEEP,
    PING_AFTER,
    SILENT_AFTER,
    SWEEP_SECONDS,
    frame,
    whole_moves,
)
from rooms.base.frames import Gait, pack_move
from tests.server.sockets import MASK, Client, client_frame, listening_server, until

MOVE = pack_move(1, 100, 200, 3, Gait.WALK)
OTHER = pack_move(2, 300, 400, 5, Gait.RUN)


def inbox_move(listening, slot):
    """Return the unmasked move in a slot's row, if there is one."""
    row = listening.inbox[slot * 16 : slot * 16 + 14]
    if row[0] != 0x82:
        return None
    return bytes(b ^ row[2 + i % 4] for i, b in enumerate(row[6:14]))


def hello(connection, message):
    """Give the slot 3 to who says hello."""
    if message == b"\x00hello":
        connection.slot = 3


async def ready(listening):
    """Return a client that said hello."""
    client = await Client.dial(listening)
    client.write(client_frame(b"\x00hello"))
    await until(lambda: b"\x00hello" in listening.messages)
    return client


async def test_moves_go_to_the_inbox_and_the_newest_wins():
    """A whole masked move lies in the row of the slot; of several in one segment the last."""
    async with listening_server(on_message=hello) as listening:
        client = await ready(listening)
        client.write(client_frame(MOVE))
        await until(lambda: inbox_move(listening, 3) == MOVE)
        client.write(client_frame(MOVE), client_frame(OTHER, mask=b"\x00\x00\x00\x00"))
        await until(lambda: inbox_move(listening, 3) == OTHER)
        assert listening.messages == [b"\x00hello"]
        await client.close()


async def test_moves_before_hello_are_ignored():
    """Without a slot a move goes nowhere and hurts nobody."""
    async with listening_server(on_message=hello) as listening:
        client = await Client.dial(listening)
        client.write(client_frame(MOVE))
        client.write(client_frame(b"\x00hello"))
        await until(lambda: listening.messages)
        assert listening.inbox == bytearray(16 * 8)
        await client.close()


async def test_any_split_gives_the_same():
    """A move, a message, a fragmented message and a move, cut at every byte: the same messages, the same inbox."""
    stream = (
        client_frame(MOVE)
        + client_frame(b"\x00one")
        + client_frame(b"\x00tw", fin=False)
        + client_frame(b"", 9)
        + client_frame(b"o", 0)
        + client_frame(OTHER)
    )
    async with listening_server(on_message=hello) as listening:
        client = await ready(listening)
        connection = listening.connections[0]
        for cut in range(1, len(stream)):
            listening.messages.clear()
            listening.inbox[48] = 0
            connection.data_received(stream[:cut])
            connection.data_received(stream[cut:])
            assert listening.messages == [b"\x00one", b"\x00two"]
            assert inbox_move(listening, 3) == OTHER
            connection.sweep()
        await client.close()


async def test_a_move_inside_a_fragmented_message_is_no_move():
    """While a message is open, bytes that look like a move go through the parser, which fails them."""
    async with listening_server(on_message=hello) as listening:
        client = await ready(listening)
        client.write(client_frame(b"\x00x", fin=False))
        await until(lambda: not listening.connections[0]._fast)
        client.write(client_frame(MOVE))
        assert [opcode for opcode, _ in await client.all_frames()] == [8]
        assert inbox_move(listening, 3) is None


async def test_the_fast_path_comes_back():
    """After a fragmented message is whole, and after half a frame is, moves are fast again."""
    async with listening_server(on_message=hello) as listening:
        client = await ready(listening)
        connection = listening.connections[0]
        for part in (client_frame(b"\x00x", fin=False), client_frame(b"y", 0)[:3], client_frame(b"y", 0)[3:]):
            assert connection._fast is (part == client_frame(b"\x00x", fin=False))
            connection.data_received(part)
        assert connection._fast
        await client.close()


async def test_moves_and_close_in_one_segment():
    """What came before a close counts: the move is in the inbox, the message delivered, the close answered."""
    async with listening_server(on_message=hello) as listening:
        client = await ready(listening)
        client.write(client_frame(MOVE), client_frame(b"\x00bye"), client_frame(b"\x03\xe8", 8))
        assert await client.all_frames() == [(8, b"\x03\xe8")]
        assert inbox_move(listening, 3) == MOVE
        assert listening.messages[-1] == b"\x00bye"
        await client.close()
        await until(lambda: listening.lost == [1000])


async def test_half_a_close_ends_the_connection():
    """A peer that ends its side without a close frame is lost, without a code."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        client.writer.write_eof()
        assert await client.all_frames() == []
        await until(lambda: listening.lost == [None])
        assert not listening.connections[0].open
        listening.connections[0].send(b"\x00late")


async def test_nothing_is_written_to_a_line_that_was_reset(monkeypatch):
    """A line that is already gone cannot be ended; what is sent until it is lost is dropped, and raises nothing."""
    async with listening_server() as listening:
        client = await ready(listening)
        (connection,) = listening.connections
        whole = connection.transport.write_eof

        def reset():
            whole()
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

        monkeypatch.setattr(connection.transport, "write_eof", reset)
        connection.eof_received()  # as the loop calls it
        connection.send(b"late")

        assert not connection.open
        await client.close()
        await until(lambda: listening.lost == [None])


async def test_the_goodbye_has_its_code():
    """A goodbye is a close frame with the code of the table; after it nothing is written, and the answer ends it."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        connection = listening.connections[0]
        connection.send(b"\x00last words")
        connection.close_with(Code.RESTARTING, "restarting")
        connection.close_with(Code.ABUSE)
        connection.send(b"\x00late")
        assert await client.frame() == (2, b"\x00last words")
        assert await client.frame() == (8, b"\x0f\xa0restarting")
        client.write(client_frame(b"\x0f\xa0", 8))
        assert await client.all_frames() == []
        await client.close()
        await until(lambda: listening.lost == [4000])


async def test_who_does_not_answer_a_goodbye_is_cut(monkeypatch):
    """A peer that ignores the close frame is cut after a while."""
    monkeypatch.setattr("agora_server.transport.connection.CLOSE_SECONDS", 0.05)
    async with listening_server() as listening:
        client = await Client.dial(listening)
        listening.connections[0].close_with(Code.TOO_SLOW)
        await until(lambda: listening.lost == [4001])
        await client.close()


async def test_silence_is_pinged_then_dismissed():
    """Ten silent seconds bring a ping, twenty-five the goodbye; a pong in time starts anew."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        connection = listening.connections[0]
        for _ in range(PING_AFTER + 1):
            connection.sweep()
        assert await client.frame() == (9, b"")
        client.write(client_frame(b"", 10))
        await until(lambda: connection._heard)
        for _ in range(SILENT_AFTER):
            connection.sweep()
        assert connection.open
        connection.sweep()
        assert not connection.open
        assert (8, Code.SILENT.to_bytes(2, "big")) in await client.all_frames()


@pytest.mark.parametrize("opcode", [9, 10, 2])
async def test_floods_of_frames_are_abuse(opcode):
    """Far more frames than a client of ours sends end the connection, and the work stops there."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        client.write(client_frame(b"", opcode) * 20_000)
        frames = await client.all_frames()
        assert frames[-1] == (8, Code.ABUSE.to_bytes(2, "big") + b"abuse")
        assert len(frames) <= FRAMES_PER_SWEEP + 4_096 // 6 + 2
        assert listening.connections[0]._frames <= FRAMES_PER_SWEEP + 4_096 // 6 + 1


async def test_a_late_sweep_makes_nobody_an_abuser():
    """A node that was starved for a minute has read a minute of an honest voice at once: that is no flood."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        connection = listening.connections[0]
        connection._swept_at -= 60
        client.write(client_frame(b"\x03voice") * (25 * 60))
        await until(lambda: len(listening.messages) == 25 * 60)
        connection.sweep()

        assert connection.open


async def test_floods_of_moves_are_abuse():
    """A thousand moves in a sweep are abuse; twice a hundred are not."""
    async with listening_server(on_message=hello) as listening:
        client = await ready(listening)
        connection = listening.connections[0]
        connection.data_received(client_frame(MOVE) * 200)
        connection.sweep()
        assert connection.open
        connection.data_received(client_frame(MOVE) * (MOVES_PER_SWEEP + 1))
        connection.sweep()
        assert not connection.open
        await client.close()


async def test_a_stalled_reader_is_seen():
    """Bytes that a peer does not take show in ``buffered``: the kernel does not hide megabytes."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        client.reader._transport.pause_reading()
        connection = listening.connections[0]
        written = 0
        while connection.buffered() == 0 and written < 64:
            connection.write_framed(frame(bytes(65_536)))
            written += 1
            await asyncio.sleep(0)
        assert connection.buffered() > 0
        client.reader._transport.resume_reading()
        received = 0
        while received < written * 65_536:
            received += len(await client.reader.read(1 << 20))
        await until(lambda: connection.buffered() == 0)
        await client.close()


async def test_it_works_over_tls():
    """Handshake, moves, messages and the goodbye are the same over TLS."""
    authority = trustme.CA()
    server, trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("localhost").configure_cert(server)
    authority.configure_trust(trust)
    async with listening_server(ssl=server, on_message=hello) as listening:
        client = await Client.dial(listening, ssl=trust, server_hostname="localhost")
        client.write(client_frame(b"\x00hello"), client_frame(MOVE))
        await until(lambda: inbox_move(listening, 3) == MOVE)
        listening.connections[0].send(b"\x00" + bytes(300))
        assert await client.frame() == (2, b"\x00" + bytes(300))
        listening.connections[0].close_with(Code.LEFT)
        assert await client.frame() == (8, b"\x11\x95")
        client.write(client_frame(b"\x11\x95", 8))
        await until(lambda: listening.lost == [4501])
        await client.close()


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_server_frames_have_the_shortest_length(size):
    """A server's frame is unmasked and says its length in the shortest way."""
    framed = frame(bytes(size))
    head = 2 if size < 126 else 4 if size < 65_536 else 10

    assert len(framed) == head + size
    assert framed[0] == 0x82


@pytest.mark.parametrize(
    ("data", "moves"),
    [
        (client_frame(MOVE), True),
        (client_frame(MOVE) * 3, True),
        (b"", False),
        (client_frame(MOVE)[:13], False),
        (client_frame(MOVE) + b"\x82", False),
        (client_frame(bytes(8)), False),
        (client_frame(MOVE) + client_frame(bytes(8)), False),
        (client_frame(MOVE, fin=False), False),
        (client_frame(MOVE, 1), False),
        (client_frame(MOVE, mask=None) + MASK, False),
    ],
)
def test_only_whole_masked_moves_are_fast(data, moves):
    """The fast path takes whole masked binary frames of eight bytes of kind 1 and nothing else."""
    assert whole_moves(data) is moves


@pytest.mark.load
async def test_tables_are_empty_after_two_thousand_sockets():
    """Connections come and go in every way there is, and nothing stays behind."""
    async with listening_server() as listening:
        for round_ in range(20):
            clients = await asyncio.gather(*[Client.dial(listening) for _ in range(100)])
            for i, client in enumerate(clients):
                if (i + round_) % 3 == 0:
                    client.write(client_frame(b"\x03\xe8", 8))
                elif (i + round_) % 3 == 1:
                    client.writer.transport.abort()
                await client.close()
        await until(lambda: len(listening.lost) == 2_000)
        assert all(connection.transport.is_closing() for connection in listening.connections)


class Stalled:
    """A transport that says itself how many bytes wait."""

    def __init__(self, transport, waiting):
        self._transport = transport
        self.get_write_buffer_size = waiting

    def __getattr__(self, name):
        """Do everything else as the transport does."""
        return getattr(self._transport, name)


@pytest.mark.parametrize("takes", [False, True])
async def test_who_does_not_take_what_was_written_is_too_slow(takes):
    """Bytes that wait for the peer for 25 s end the connection, though it sends; a slow one that takes them stays."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        await until(lambda: listening.connections)
        connection = listening.connections[0]
        waiting, now = 0, connection._loop.time()
        connection.transport = Stalled(connection.transport, lambda: waiting)
        connection._loop = SimpleNamespace(time=lambda: now, call_later=connection._loop.call_later)
        for _ in range(8):
            connection.send(b"text")
            waiting = 6 if takes else connection.sent_bytes
            now += SWEEP_SECONDS
            connection._heard = True
            connection.sweep()
        assert connection.open is takes
        if not takes:
            client.writer.write_eof()
            await until(lambda: listening.lost)
            assert listening.lost == [Code.TOO_SLOW]
