"""Scenery stands in clumps, off the roads, out of the water, the same every time."""

import shapely
from shapely.geometry import MultiPoint

from agora_server.worldbuild import roads, scatter


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
