"""The light rail runs smoothly through its stations in their order."""

import math
from itertools import pairwise

from shapely.geometry import Point

from agora_server.worldbuild import rail


def test_the_line_meets_every_station(scene):
    """Each station lies on the line, in order."""
    stations = [site for site in scene.sites if site.kind == "station"]

    assert [s.id for s in stations] == scene.stations
    assert all(scene.rail.distance(Point(s.x, s.y)) < 0.05 for s in stations)
    assert all(a < b for a, b in pairwise(scene.marks))


def test_the_line_does_not_kink(scene):
    """Between two pieces of the line the train never turns by more than 40 degrees."""
    headings = [math.atan2(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(scene.rail.coords)]
    turns = [abs((b - a + math.pi) % math.tau - math.pi) for a, b in pairwise(headings)]

    assert math.degrees(max(turns)) < 40
    assert rail.STEPS >= 8
