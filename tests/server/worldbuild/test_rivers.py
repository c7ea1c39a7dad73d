"""Rivers follow the borders that run in them."""

import math

from rooms.world import projection


def test_all_six_rivers_are_there(scene):
    """Nakdong, Seonakdong, Jomangang, Hwapocheon, Yulhacheon and Haebancheon are drawn, each as one line."""
    names = {river.id for river in scene.rivers}

    assert names == {"nakdong", "seonakdong", "jomangang", "hwapocheon", "yulhacheon", "haebancheon"}
    assert all(river.line.geom_type == "LineString" and river.line.is_simple for river in scene.rivers)


def test_the_nakdong_runs_around_the_north_and_east(scene):
    """The great river passes north of the rail park and east of Daedong, and stays in the square."""
    nakdong = next(river for river in scene.rivers if river.id == "nakdong")
    x0, _, x1, y1 = nakdong.bed.bounds
    park = projection.project_point(128.820839, 35.371776)

    assert y1 > park[1]
    assert x0 > 0
    assert x1 < 1_310
    assert nakdong.line.length > 1_000


def test_haebancheon_runs_beside_the_viaduct(scene):
    """The stream keeps a few metres from the rail along its whole course."""
    stream = next(river for river in scene.rivers if river.id == "haebancheon")
    apart = [scene.rail.distance(stream.line.interpolate(i / 20, normalized=True)) for i in range(21)]

    assert min(apart) > 5
    assert max(apart) < 14
    assert math.isfinite(stream.line.length)
