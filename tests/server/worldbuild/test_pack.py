"""The written file has the published shape, and stays inside the square."""

import msgspec
from shapely.geometry import Point

from agora_server.worldbuild.pack import pack
from rooms.world import format as world_format


def test_the_file_reads_back(scene):
    """What is packed is a world file of this version, with all lines inside the wire's range."""
    file = msgspec.json.decode(pack(scene), type=world_format.WorldFile)
    lines = [row.line for row in (*file.rivers, *file.roads, file.rail)] + [row.ring for row in file.districts]

    assert file.version == world_format.VERSION
    assert all(0 <= unit <= 65_535 for line in lines for unit in line)
    assert all(len(line) % 2 == 0 for line in (*lines, *file.scatter.values()))


def test_labels_lie_in_their_districts(scene):
    """The point for a district's name lies inside the district."""
    file = msgspec.json.decode(pack(scene), type=world_format.WorldFile)
    borders = dict(zip((d.id for d in scene.districts), scene.borders, strict=True))

    assert all(borders[row.id].contains(Point(*row.label)) for row in file.districts)
