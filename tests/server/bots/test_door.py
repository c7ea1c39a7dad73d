"""The way in of a bot."""

import msgspec

from agora_server.bots.door import look_of
from rooms.messages import Look


def test_bots_dress():
    """Each name has one look, which the square accepts, and a crowd of names has many."""
    looks = [look_of(f"봇 {n}") for n in range(200)]

    assert looks == [look_of(f"봇 {n}") for n in range(200)]
    assert len({msgspec.convert(look, Look) for look in looks}) > 150
