"""The golden vectors of the wire, replayed here and by ``web_client/src/protocol/vectors.test.ts``."""

import json
from typing import get_args

import msgspec
import pytest

from agora_server.transport import wire
from rooms.wire import messages
from tests.vectors import make

VECTORS = json.loads((make.FOLDER / "messages.json").read_text(encoding="utf-8"))
FROM_CLIENT = [vector for vector in VECTORS if vector["from"] == "client"]


def test_the_committed_messages_are_what_the_server_writes():
    """``messages.json`` is what the wire writes; if not, run ``python -m tests.vectors.make``."""
    assert (make.FOLDER / "messages.json").read_text(encoding="utf-8") == make.render(make.message_vectors())


def test_the_committed_frames_are_what_the_server_writes():
    """``frames.json`` is what the layouts say; if not, run ``python -m tests.vectors.make``."""
    assert (make.FOLDER / "frames.json").read_text(encoding="utf-8") == make.render(make.frame_vectors())


def test_there_is_a_vector_for_every_message():
    """No message of either direction is without a vector."""
    assert {type(message) for message in make.CLIENT} == set(get_args(messages.ClientMessage))
    assert {type(message) for message in make.SERVER} == set(get_args(messages.ServerMessage))


@pytest.mark.parametrize("vector", FROM_CLIENT, ids=lambda vector: vector["value"][0])
def test_a_client_vector_decodes_to_its_value(vector):
    """The bytes of a client message decode to the very value that stands beside them."""
    assert msgspec.to_builtins(wire.decode(bytes.fromhex(vector["hex"]))) == vector["value"]
