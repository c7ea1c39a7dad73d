"""One socket of one tab."""

from unittest.mock import Mock

from agora_server.transport.client_session import ClientSession
from agora_server.transport.connection import frame
from rooms.base.roles import Role
from rooms.square.square import Arrival
from rooms.wire.messages import Look


def client():
    """Return a link whose connection notes what is written."""
    return ClientSession(Mock(), Arrival(participant="kim", name="김", role=Role.GUEST, look=Look(), blocks={}), "s")


def test_a_message_waits_framed_for_the_tick():
    """Posting writes nothing; the outbox holds a whole frame."""
    one = client()
    one.post(b"\x00hello")

    one.connection.write_framed.assert_not_called()
    assert one.outbox.take_waiting() == frame(b"\x00hello")


def test_flushing_writes_what_waits_at_once():
    """Before a goodbye nothing is left behind, and nothing is written twice."""
    one = client()
    one.post(b"a")
    one.post(b"b")

    one.flush()
    one.flush()

    one.connection.write_framed.assert_called_once_with(frame(b"a") + frame(b"b"))
