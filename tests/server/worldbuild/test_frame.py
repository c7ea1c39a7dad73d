"""Whole shapes keep their form on the way to the square."""

import shapely
from shapely.geometry import LineString

from agora_server.worldbuild import frame


def test_borders_stay_shared(scene):
    """Simplified in the square, the districts are still a coverage."""
    assert shapely.coverage_is_valid(scene.borders)


def test_a_straight_border_bends_as_it_should():
    """A long straight line passes, in the square, within a metre of its true middle."""
    line = LineString([(128.75, 35.20), (128.95, 35.30)])
    middle = frame.to_square(line.interpolate(0.5, normalized=True))

    assert frame.to_square(line).distance(middle) < 0.2
    assert frame.to_square(line).length > frame.to_square(shapely.Point(line.coords[0])).distance(middle)
