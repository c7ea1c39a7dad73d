"""How a bot walks."""

import math
import random
from itertools import pairwise

from agora_server.bots.walking import NEAR_METRES, Walker
from rooms.base.frames import Gait
from rooms.base.geometry import WALK_SPEED


class Yard:
    """A yard of 100 m with a wall across it that has one gap."""

    def __init__(self, gap=None):
        self.gap = gap

    def stands(self, x, y):
        """Tell whether a point is in the yard and not in the wall."""
        inside = 0 <= x <= 100 and 0 <= y <= 100
        return inside and not (self.gap is not None and abs(x - 50) < 1.5 and abs(y - self.gap) > 8)


def life(walker, seconds):
    """Return the places of a walker over time."""
    return [(walker.step(t / 10, 0.1), walker.x, walker.y, walker.gait)[1:] for t in range(int(seconds * 10))]


def test_a_bot_reaches_its_place_and_stops():
    """On open ground a bot walks straight to its place at a walk's speed, then stands."""
    walker = Walker(Yard(), [(80, 20)], random.Random(1))
    walker.put(20, 20)
    way = life(walker, 35)

    assert min(math.dist(spot[:2], (80, 20)) for spot in way) < NEAR_METRES + 6 * 2**0.5
    assert {spot[2] for spot in way} == {Gait.STAND, Gait.WALK}
    steps = [math.dist(a[:2], b[:2]) for a, b in pairwise(way)]
    assert max(steps) <= WALK_SPEED * 0.1 + 1e-9


def test_a_bot_never_stands_in_a_wall():
    """A wall in the way is walked around or turned away from, never into."""
    yard = Yard(gap=60)
    walker = Walker(yard, [(90, 50), (10, 50)], random.Random(2))
    walker.put(20, 50)
    way = life(walker, 300)

    assert all(yard.stands(x, y) for x, y, _ in way)
    assert len({(round(x), round(y)) for x, y, _ in way}) > 50


def test_the_server_has_the_last_word():
    """Put elsewhere, a bot goes on from there, with another place in mind."""
    walker = Walker(Yard(), [(80, 80)], random.Random(3))
    walker.put(20, 20)
    life(walker, 3)
    walker.put(50, 50)

    assert (walker.x, walker.y) == (50, 50)
    assert walker.units()[:2] == (2_500, 2_500)


def test_walled_in_is_no_error():
    """A bot that cannot go anywhere stays, for ever, without an error."""
    walker = Walker(Yard(), [(80, 80)], random.Random(4))
    walker.put(-50, -50)

    assert {spot[:2] for spot in life(walker, 60)} == {(-50, -50)}
