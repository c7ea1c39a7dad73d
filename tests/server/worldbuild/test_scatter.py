"""Scenery stands in clumps, off the roads, out of the water, the same every time."""

import shapely
from shapely.geometry import MultiPoint

from agora_server.worldbuild import civic, frame, ponds, roads, scatter


def test_there_is_a_city_and_a_country(scene):
    """There are hundreds of flats, houses, pines and trees, and orchards in Jinyeong."""
    counts = {kind: len(points) for kind, points in scene.scatter.items()}

    assert counts["flat"] > 200
    assert counts["house"] > 250
    assert counts["pine"] > 900
    assert counts["orchard"] > 100
    assert counts["paddy"] > 120


def test_nothing_stands_on_a_road(scene):
    """Flats and houses keep off roads and rails."""
    solid = MultiPoint(scene.scatter["flat"] + scene.scatter["house"])
    ways = shapely.union_all([*scene.roads, scene.rail])

    assert solid.distance(ways) > roads.WIDTH / 2
    assert not scene.free[scatter.blocked(scene.scatter)].any()


def test_yeonji_is_a_pond(scene):
    """Each pond is one ring, and nothing of it is dry ground to walk on."""
    assert {pond.id for pond in scene.ponds} >= {"yeonji", "hwapocheon-upper"}
    assert all(pond.shape.geom_type == "Polygon" for pond in scene.ponds)
    assert ponds.Pond.__doc__


def test_walls_have_doors(scene):
    """Each hall has five solid walls and one doorway that stops words alone; each table has eight hush lines."""
    kinds = [wall[4] for wall in scene.walls]

    assert kinds.count(civic.HUSH) == 2 + 6 * 8
    assert kinds.count(civic.SOLID) == 2 * 5 + 1


def test_borders_stay_shared(scene):
    """Simplified in the square, the districts are still a coverage."""
    assert shapely.coverage_is_valid(scene.borders)
    assert frame.CUT < 0.0011
