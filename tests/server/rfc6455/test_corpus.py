"""The corpus of RFC 6455 on raw sockets: in one segment, and byte by byte."""

import pytest

from tests.server.rfc6455.corpus import CASES
from tests.server.sockets import Client, client_frame, listening_server, split_frames

END = b"\x00the end"


def test_the_corpus_is_large_and_its_names_are_unique():
    """Three hundred cases, each with a name of its own."""
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) == len(CASES)


def judge(case, frames, messages):
    """Compare what came back with what must."""
    closes = [payload for opcode, payload in frames if opcode == 8]
    if case.close:
        code = int.from_bytes(closes[0][:2], "big") if closes[0] else 1005
        assert code in case.close
        assert messages == list(case.messages)
    else:
        assert closes == [b"\x03\xe8"]
        assert messages == [*case.messages, END]
    assert [payload for opcode, payload in frames if opcode == 10] == list(case.pongs)
    assert {opcode for opcode, _ in frames} <= {8, 10}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_case_in_one_segment(case):
    """A case sent whole, with a message and a close behind it, has the outcome that the RFC gives it."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        end = b"" if case.close else client_frame(END) + client_frame(b"\x03\xe8", 8)
        client.write(case.data, end)
        judge(case, await client.all_frames(), listening.messages)


class Tap:
    """A transport that keeps what is written."""

    def __init__(self):
        self.written = b""
        self.ended = False

    def write(self, data):
        """Keep."""
        assert not self.ended
        self.written += data

    def write_eof(self):
        """End."""
        self.ended = True

    def can_write_eof(self):
        """Like TCP."""
        return True

    def is_closing(self):
        """Never by itself."""
        return False

    def abort(self):
        """End."""


@pytest.mark.parametrize("case", [case for case in CASES if len(case.data) < 2_000], ids=lambda case: case.name)
async def test_case_byte_by_byte(case):
    """A case fed one byte at a time has the same outcome."""
    from agora_server.transport.connection import Connection, Handlers

    messages, tap = [], Tap()
    connection = Connection(tap, Handlers(lambda _, message: messages.append(message), print), bytearray(16))
    end = b"" if case.close else client_frame(END) + client_frame(b"\x03\xe8", 8)
    for byte in case.data + end:
        connection.data_received(bytes([byte]))
    judge(case, split_frames(tap.written), messages)
    connection.connection_lost(None)
