"""The committed world: every place stands, is reached, and answers what the rules ask of it."""

import json
import math
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora_server.resources.world import load_world, world_bytes
from rooms.base.geometry import REACH_SAY, SIDE
from rooms.world.format import WorldFile
from rooms.world.world import World

WORLD = load_world()
FURNISHED = msgspec.json.decode(world_bytes(), type=WorldFile).halls
METRES = st.floats(min_value=-50, max_value=SIDE + 50)


def reached(grid, start):
    """Return the cells that one reaches from a cell by steps to the four sides, by growing row by row."""
    found = np.zeros_like(grid)
    found[start] = True
    while True:
        grown = found.copy()
        grown[1:] |= found[:-1]
        grown[:-1] |= found[1:]
        grown[:, 1:] |= found[:, :-1]
        grown[:, :-1] |= found[:, 1:]
        grown &= grid
        if (grown == found).all():
            return found
        found = grown


def cell(x, y):
    """Return row and column of a point."""
    return int(y // WORLD.cell), int(x // WORLD.cell)


def test_every_place_is_reached_on_foot_from_every_other():
    """All entrances lie in one connected piece of walkable ground, so each is reached from each."""
    found = reached(WORLD.grid, cell(*WORLD.places["forum-square"].entrance[:2]))

    assert [place.id for place in WORLD.places.values() if not found[cell(*place.entrance[:2])]] == []


def test_the_forum_square_holds_two_thousand():
    """2,000 people stand in the Forum Square, nobody nearer than 0.8 m to another, all on walkable ground."""
    forum = WORLD.places["forum-square"]
    spots = np.array([WORLD.standing_spot("forum-square", n)[:2] for n in range(2_000)])

    apart = np.hypot(*(spots[:, None, :] - spots[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= 0.8
    assert WORLD.walkable(spots[:, 0], spots[:, 1]).all()
    assert np.hypot(spots[:, 0] - forum.x, spots[:, 1] - forum.y).max() <= 55


@pytest.mark.parametrize("hall", FURNISHED, ids=lambda hall: hall.place)
def test_a_hall_holds_as_many_as_it_says(hall):
    """[HA4] So many stand in a hall as the set-up says, each on a spot of their own."""
    spots = {WORLD.standing_spot(hall.place, n)[:2] for n in range(hall.room)}

    assert len(spots) == hall.room
    assert 100 <= hall.seats <= hall.room


def test_forums_are_held_where_a_hall_is_furnished():
    """[HA1] The halls of the world are the furnished ones, and every zone that is a hall is among them."""
    assert WORLD.halls == tuple(hall.place for hall in FURNISHED)
    assert set(WORLD.halls) == {zone.place for zone in WORLD.zones if zone.kind in {"hall", "forum"}}


@pytest.mark.parametrize("place", WORLD.places)
def test_arrivals_stand_apart_on_free_ground(place):
    """Forty arrivals at any place stand on walkable ground, over 0.8 m apart, the first ones near the entrance."""
    spots = [WORLD.standing_spot(place, n) for n in range(40)]

    assert all(WORLD.stands(x, y) for x, y, _ in spots)
    assert all(math.dist(a[:2], b[:2]) >= 0.8 for i, a in enumerate(spots) for b in spots[:i])
    assert all(0 <= heading < math.tau for _, _, heading in spots)


@pytest.mark.parametrize("place", WORLD.places)
def test_arrivals_stay_in_the_zone_of_the_entrance(place):
    """Who comes to a hall stands inside it; who comes to the yard is at no table; no spot lies in another zone."""
    home = WORLD.zone_at(*WORLD.places[place].entrance[:2])

    assert all(WORLD.zone_at(*WORLD.standing_spot(place, n)[:2]) is home for n in range(300))


def test_spots_never_run_out():
    """A number beyond the last spot wraps around instead of failing."""
    assert WORLD.standing_spot("hall-1", 10**6)[2] >= 0


@given(METRES, METRES)
def test_one_point_and_many_agree(x, y):
    """The vectorised check answers as the single one, and is false outside the square."""
    both = WORLD.walkable(np.array([x]), np.array([y]))[0]

    assert both == WORLD.stands(x, y)
    assert not both or (0 <= x <= SIDE and 0 <= y <= SIDE)


def test_halls_keep_words_inside():
    """A line from inside a hall to outside is not clear, not even through the doorway; inside it is."""
    hall = WORLD.places["hall-1"]

    assert not WORLD.line_clear(hall.x, hall.y, hall.x + 30, hall.y)
    assert not WORLD.line_clear(hall.x, hall.y, hall.x, hall.y + 30)
    assert WORLD.line_clear(hall.x - 5, hall.y, hall.x + 5, hall.y + 3)


def test_zones_are_found_innermost_first():
    """Halls and tables are closed, the tomb's garden is quiet, the Forum Square is open, the fields are no zone."""
    kinds = {zone.kind: zone.hearing for zone in WORLD.zones}
    forum, hall, garden = (WORLD.places[name] for name in ("forum-square", "hall-2", "quiet-garden"))

    assert kinds == {"table": "closed", "hall": "closed", "garden": "quiet", "forum": "open"}
    assert WORLD.zone_at(forum.x, forum.y).id == "forum-square"
    assert WORLD.zone_at(hall.x, hall.y).id == "hall-2"
    assert WORLD.zone_at(garden.x, garden.y).id == "quiet-garden"
    assert WORLD.zone_at(10.0, 10.0) is None


def test_the_nearest_place_is_the_one_entered_deepest():
    """Inside the Forum Square the place is the Forum Square; at a landmark it is that landmark."""
    for name in ("forum-square", "bongha", "station-buram"):
        place = WORLD.places[name]
        assert WORLD.nearest_place(place.x, place.y) is place


def test_every_ride_begins_and_ends_at_its_stations():
    """Between any two stations the train runs from the one to the other, without leaps, facing the way it goes."""
    for start in WORLD.stations:
        for end in set(WORLD.stations) - {start}:
            ride, a, b = WORLD.ride(start, end), WORLD.places[start], WORLD.places[end]
            assert math.dist(ride.at(0)[:2], (a.x, a.y)) < 0.1
            assert math.dist(ride.at(ride.length)[:2], (b.x, b.y)) < 0.1
            steps = [ride.at(ride.length * i / 50)[:2] for i in range(51)]
            assert all(math.dist(p, q) <= ride.length / 50 + 1e-6 for p, q in pairwise(steps))


def test_there_and_back_is_the_same_way():
    """The way back mirrors the way there, and headings turn around."""
    there, back = WORLD.ride("station-buwon", "station-jinae"), WORLD.ride("station-jinae", "station-buwon")

    assert math.isclose(there.length, back.length)
    assert math.dist(there.at(30)[:2], back.at(back.length - 30)[:2]) < 1e-6


def test_a_ride_needs_two_stations():
    """A ride to where one is, or to what is no station, is refused."""
    with pytest.raises(ValueError, match="already"):
        WORLD.ride("station-buwon", "station-buwon")
    with pytest.raises(ValueError, match="tuple"):
        WORLD.ride("station-buwon", "suro-tomb")


def test_a_file_of_another_version_is_refused():
    """A world file of another version, of another shape or with a damaged grid is not read."""
    file = json.loads(world_bytes())

    with pytest.raises(ValueError, match="version 99"):
        World.from_json(json.dumps(file | {"version": 99}).encode())
    with pytest.raises(ValueError, match="damaged"):
        World.from_json(json.dumps(file | {"grid": file["grid"] | {"cells": 9}}).encode())
    with pytest.raises(msgspec.ValidationError):
        World.from_json(b"{}")


def test_newcomers_to_the_square_can_talk_at_once():
    """The first twenty who come to the Forum Square stand within the reach of one another's words."""
    spots = [WORLD.standing_spot("forum-square", n)[:2] for n in range(20)]

    assert max(math.dist(one, other) for one in spots for other in spots) <= REACH_SAY
