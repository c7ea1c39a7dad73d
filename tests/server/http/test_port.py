"""The port is taken before anything is built."""

import socket

import pytest

from agora_server.http.port import bind


def test_a_free_port_is_known_before_anybody_connects():
    """Port 0 is any free one, and nothing listens yet."""
    (one,) = bind("127.0.0.1", 0)
    with one, pytest.raises(ConnectionRefusedError):
        socket.create_connection(one.getsockname(), timeout=1)

    assert one.fileno() == -1


def test_a_name_with_several_addresses_has_one_port():
    """Every address of a name gets the same port."""
    bound = bind("localhost", 0)
    ports = {one.getsockname()[1] for one in bound}
    for one in bound:
        one.close()

    assert len(ports) == 1


def test_a_taken_port_is_refused_and_leaves_nothing_open():
    """Somebody else's port is an error of the system."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        bind("127.0.0.1", taken.getsockname()[1])


def test_an_unknown_name_is_refused():
    """A host that is none is an error, too."""
    with pytest.raises(OSError, match=r"not known|resolution|No address"):
        bind("no.such.host.invalid", 0)
