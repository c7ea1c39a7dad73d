"""The composed square is whole: connected ground, bridges over water, roads to every place."""

import shapely
from shapely.geometry import Point

from agora_server.worldbuild import ground


def test_walkable_ground_is_one_piece(scene):
    """Every walkable cell is reached from the Forum Square: nobody is put on an island."""
    forum = next(site for site in scene.sites if site.id == "forum-square")

    assert (ground.connected(scene.free, forum.x, forum.y) == scene.free).all()


def test_water_is_walked_on_bridges_alone(scene):
    """A walkable cell in a river's bed lies on a road's bridge."""
    beds = shapely.union_all([river.bed.buffer(-1.5) for river in scene.rivers])
    wet = ground.covered(beds) & scene.free
    decks = ground.covered(shapely.union_all([bridge.buffer(6.0) for bridge in scene.bridges]))

    assert scene.bridges
    assert not (wet & ~decks).any()


def test_footprints_are_not_walkable(scene):
    """Nobody walks through a model, and everybody arrives in front of it."""
    for site in (site for site in scene.sites if site.size):
        assert not scene.free[ground.covered(ground.footprint(site))].any()
        assert not ground.footprint(site).covers(Point(*site.entrance[:2]))


def test_steep_ground_is_walked_on_roads_alone(scene):
    """On the flank of Muchoksan there is ground that nobody walks, and a road that leads to the top."""
    peak = next(site for site in scene.sites if site.id == "muchoksan")
    around = ground.covered(Point(peak.x, peak.y).buffer(60.0))

    assert (around & ~scene.free).sum() > 500
    assert any(road.distance(Point(*peak.entrance[:2])) < 5 for road in scene.roads)
