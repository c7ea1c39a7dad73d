"""The bounded outbox of one connection."""

from agora_server.transport.outbox import MAX_BYTES, MAX_MESSAGES, Outbox


def test_messages_leave_in_order_and_once():
    """What was put is taken in order, joined, once."""
    outbox = Outbox()
    assert not outbox.due
    assert outbox.put(b"one")
    assert outbox.put(b"two")

    assert outbox.due
    assert len(outbox) == 6
    assert outbox.take_waiting() == b"onetwo"
    assert outbox.take_waiting() == b""
    assert not outbox.due
    assert len(outbox) == 0


def test_one_message_is_not_copied():
    """A single message is handed on as it is."""
    outbox, message = Outbox(), b"x" * 100
    outbox.put(message)

    assert outbox.take_waiting() is message


def test_too_many_bytes_overflow():
    """Past the bound nothing is kept and nothing more is taken in; it stays due so that the close is said."""
    outbox = Outbox()
    assert outbox.put(bytes(MAX_BYTES))
    assert not outbox.put(b"x")

    assert outbox.overflown
    assert outbox.due
    assert outbox.take_waiting() == b""
    assert outbox.due
    assert not outbox.put(b"y")
    assert len(outbox) == 0


def test_too_many_messages_overflow():
    """Many small messages are bounded too."""
    outbox = Outbox()
    assert all(outbox.put(b"x") for _ in range(MAX_MESSAGES))
    assert not outbox.put(b"x")
