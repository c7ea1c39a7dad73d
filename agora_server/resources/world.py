"""Where the world file lies, and reading it.

Knows: the path. Does not know: what the file says (``rooms/world/world.py``).
"""

from functools import cache
from pathlib import Path

import rooms
from rooms.world.world import World

PATH = Path(rooms.__file__).parent / "data" / "world.json"
"""The committed file; ``./agora world`` writes it."""


def world_bytes() -> bytes:
    """Return the file as served at ``/world.json``."""
    return PATH.read_bytes()


@cache
def load_world() -> World:
    """Return the square's world, read once."""
    return World.from_json(world_bytes())
