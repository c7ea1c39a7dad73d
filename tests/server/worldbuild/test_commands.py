"""Building again gives the committed file, byte for byte."""

import json

from agora_server.resources.world import world_bytes
from agora_server.worldbuild import commands


def test_the_committed_file_is_what_its_sources_give(tmp_path):
    """The same sources give the same bytes: nobody edits the world file by hand, and none forgets to build it."""
    path = tmp_path / "world.json"

    assert commands.build(path) == len(world_bytes())
    assert path.read_bytes() == world_bytes()


def test_the_committed_file_goes_back_to_wgs84():
    """The command hands out the 19 districts and every place as GeoJSON."""
    layers = [feature["properties"]["layer"] for feature in json.loads(commands.geojson())["features"]]

    assert layers.count("district") == 19
    assert layers.count("place") == 49
