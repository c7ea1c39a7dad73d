"""``./agora world``: write the world file.

Knows: the order compose, pack, write. Does not know: command lines.
"""

from pathlib import Path

from agora_server.world_file import PATH
from agora_server.worldbuild.pack import pack
from agora_server.worldbuild.scene import compose


def build(path: Path = PATH) -> int:
    """Write the world file and return its size in bytes."""
    data = pack(compose())
    path.write_bytes(data)
    return len(data)
