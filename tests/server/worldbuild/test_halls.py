"""How halls are furnished: seats counted as they are drawn, in the frame that each faces with."""

import math

import pytest

from agora_server.worldbuild import ground, halls
from rooms.world.format import StandRow

HALLS = {hall.place: hall for hall in halls.rows()}


@pytest.mark.parametrize("hall", HALLS.values(), ids=HALLS)
def test_seats_are_counted_and_apart(hall):
    """[HA4] A hall has as many seats as it says, nobody nearer than a shoulder's width to another."""
    seats = halls.seats(hall)

    assert len(seats) == hall.seats
    assert min(math.dist(a, b) for i, a in enumerate(seats) for b in seats[:i]) > 0.75


@pytest.mark.parametrize("hall", HALLS.values(), ids=HALLS)
def test_all_is_reached_on_foot(scene, hall):
    """[HA2] Seats, microphones and lectern stand on ground that one reaches from the Forum Square."""
    place = next(site for site in scene.sites if site.id == hall.place)
    spots = [
        halls.on_square(hall, (place.x, place.y), at) for at in (hall.lectern, *hall.pro, *hall.con, *halls.seats(hall))
    ]

    assert all(scene.free[int(y // ground.CELL), int(x // ground.CELL)] for x, y in spots)


def test_a_hall_lies_the_way_it_faces():
    """What stands towards the screen lies west of the middle where one faces west, and its right lies north."""
    west = HALLS["hall-1"]

    assert halls.on_square(west, (100.0, 50.0), (0.0, -10.0)) == pytest.approx((90.0, 50.0), abs=0.01)
    assert halls.on_square(west, (100.0, 50.0), (4.0, 0.0)) == pytest.approx((100.0, 54.0), abs=0.01)


def test_a_bent_row_keeps_its_length_and_a_straight_one_its_turn():
    """Neighbours of a bent row sit 0.8 m apart along it; a row turned to the left runs along the hall."""
    bent = StandRow(at=(0.0, 5.0), half=4.0, rows=1, deep=1.0, bend=5.0, aisle=0.9, aisles=(0.0,))
    straight = StandRow(at=(-4.0, 0.0), half=2.0, rows=2, deep=1.0, turn=-math.pi / 2)

    row = halls.seats_of(bent, 0)
    assert {round(math.hypot(*seat), 6) for seat in row} == {5.0}
    assert len(row) == 6
    assert all(x == pytest.approx(-5.0) for x, _ in halls.seats_of(straight, 1))
