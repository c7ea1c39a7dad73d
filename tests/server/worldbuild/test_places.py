"""Landmarks give way to each other, but stay what they are: true bearings, at most 15 m of shift."""

import itertools
import math

from agora_server.worldbuild import places


def test_the_counts_are_those_of_the_city():
    """There are 31 landmarks and 12 stations, each id once."""
    ids = [site.id for site in [*places.landmarks(), *places.stations(), *places.civic()]]

    assert (len(places.landmarks()), len(places.stations())) == (31, 12)
    assert len(set(ids)) == len(ids)


def test_no_landmark_is_shifted_by_more_than_15_metres(scene):
    """The drawn point lies within 15 m of the projected true point."""
    marks = [site for site in scene.sites if site.true and site.kind != "station"]

    assert len(marks) == 31
    assert [s.id for s in marks if math.dist((s.x, s.y), s.anchor) > 15] == []


def test_no_two_footprints_collide(scene):
    """Between any two footprints one can walk."""
    solid = [site for site in scene.sites if site.size]
    gaps = {
        (a.id, b.id): max(abs(a.x - b.x) - a.size[0] - b.size[0], abs(a.y - b.y) - a.size[1] - b.size[1])
        for a, b in itertools.combinations(solid, 2)
    }

    assert {pair: gap for pair, gap in gaps.items() if gap < 2.0} == {}


def test_the_forum_square_fits_between_city_hall_and_the_rail(scene):
    """The plaza has a radius of at least 55 m, south of City Hall and north of the viaduct."""
    forum, hall = (next(s for s in scene.sites if s.id == name) for name in ("forum-square", "city-hall"))

    assert forum.radius >= 55
    assert hall.y - hall.size[1] >= forum.y + forum.radius
    assert scene.rail.distance(places.LineString([(forum.x, forum.y), (forum.x, forum.y + 1)])) >= forum.radius - 3
