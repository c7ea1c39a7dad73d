"""What a server begins with."""

import pytest

from agora_server.assembly.runtime import address_of, build_runtime, port_of
from agora_server.http.port import bind
from agora_server.ops.heartbeat import Heartbeat
from agora_server.ops.settings import Settings
from tests.server.installation import HandClock


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://localhost:8443"),
        ({"host": "192.0.2.7", "tls_cert": "c.pem", "tls_key": "k.pem"}, "https://192.0.2.7:8443"),
        ({"public_url": "https://agora.example.kr/"}, "https://agora.example.kr"),
    ],
)
def test_the_address_is_what_citizens_open(tmp_path, given, address):
    """It is the one of the settings, else that of the port, by name where only this machine reaches it."""
    chosen = Settings.model_construct(**{**Settings(data=tmp_path).model_dump(), **given})

    assert address_of(chosen, 8443) == address


def test_the_port_is_the_one_that_was_taken():
    """Any free port is told as it came; before a start there is none to tell."""
    bound = bind("127.0.0.1", 0)
    try:
        assert port_of(bound) == bound[0].getsockname()[1] > 0
    finally:
        for one in bound:
            one.close()
    with pytest.raises(AssertionError):
        port_of([])


async def test_health_follows_the_heart(tmp_path):
    """A node lives while ticks go on, and is ready for citizens as long."""
    now = [0.0]
    runtime = build_runtime(Settings(data=tmp_path), HandClock(), Heartbeat(3.0, lambda: now[0]))
    assert runtime.alive()
    now[0] = 3.0

    assert not runtime.alive()
    assert not await runtime.ticks()
