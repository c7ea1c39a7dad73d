"""The rules on the real ground: the shipped world, the real crowd, the shipped words."""

import itertools

import pytest

from agora_server.resources.words import load_words
from agora_server.resources.world import load_world
from rooms.base.geometry import distance
from rooms.base.roles import Role
from rooms.crowd.crowd import Crowd
from rooms.square.square import Arrival, Square, WritingProfile
from rooms.wire.messages import CountHearers, Goto, Reach, Ride, Say

TICK_MS = 100


@pytest.fixture(scope="module")
def world():
    """Return the shipped world."""
    return load_world()


class Ground:
    """A square on the real ground, ticking as the host would."""

    def __init__(self, world, people):
        self.crowd = Crowd(world)
        self.square = Square(world, self.crowd, secret=b"k", profile=WritingProfile.DEMO, words=load_words())
        self.now = 1_000
        for n in range(people):
            self.square.arrive(Arrival(f"p{n}", f"이웃 {n}", Role.MODERATOR if n == 0 else Role.GUEST), "t", self.now)
        self.square.effects()

    def do(self, pid, command):
        """Let somebody do something; return the effects."""
        self.square.receive(pid, "t", command, self.now, "i")
        return self.square.effects()

    def tick(self):
        """Let a tenth of a second pass."""
        self.now += TICK_MS
        self.square.steered(self.crowd.take_moves(self.now), self.now)
        self.square.tick(self.now)
        self.crowd.tick()

    def where(self, pid):
        """Return where somebody stands."""
        return self.crowd.pose(self.square.slot(pid))[:2]


def test_two_hundred_arrive_side_by_side(world):
    """[RI3] Two hundred who arrive at once stand on two hundred spots of the Forum Square."""
    ground = Ground(world, 200)
    spots = [ground.where(f"p{n}") for n in range(200)]

    assert min(distance(*a, *b) for a, b in itertools.combinations(spots, 2)) > 0.6
    assert ground.square.here(ground.now).places == {"forum-square": 200}


def test_the_count_is_who_hears_there_too(world):
    """[HE9] In a crowd the count before speaking is the number that hears."""
    ground = Ground(world, 120)
    count = ground.do("p7", CountHearers("q", Reach.SAY))[-1].message.count
    heard, own = ground.do("p7", Say("x", Reach.SAY, None, "김해시 발전을 위해 모였습니다"))

    assert len(heard.to) == count > 10
    assert (own.item.hearers, own.item.nudge) == (count, "")


def test_every_place_can_be_gone_to(world):
    """[RI3] Going to a place puts one where that place is the nearest."""
    ground = Ground(world, 1)
    for place in world.places:
        ground.do("p0", Goto("x", place))
        assert world.nearest_place(*ground.where("p0")).id == place


@pytest.mark.parametrize("hall", ["hall-1", "hall-2"])
def test_a_hall_hears_the_hall(world, hall):
    """[HE6] Staff in a hall are heard by those who went there, and by nobody on the Forum Square."""
    ground = Ground(world, 12)
    for n in range(6):
        ground.do(f"p{n}", Goto("x", hall))
    heard = ground.do("p0", Say("x", Reach.HALL, None, "시작하겠습니다"))[0]

    assert heard.to == tuple(f"p{n}" for n in range(1, 6))


def test_a_journey(world):
    """[RI1] [RI2] From the first station to the last one rides, arrives within a minute, and walks on."""
    first, last = world.stations[0], world.stations[-1]
    ground = Ground(world, 1)
    ground.do("p0", Goto("x", first))
    ground.do("p0", Ride("x", last))
    ticks = 0
    while ground.square.snapshot("p0").me.riding_to is not None:
        ground.tick()
        ticks += 1
        assert ticks < 700
    station = world.places[last]

    assert distance(*ground.where("p0"), station.x, station.y) < 10
    ground.do("p0", Goto("x", "forum-square"))


def test_all_go_and_nothing_is_left(world):
    """[PR8] [PR4] When all lines are cut, two minutes later the crowd is empty."""
    ground = Ground(world, 50)
    for n in range(50):
        ground.square.lose(f"p{n}", "t", ground.now)
    assert ground.square.here(ground.now).total == 0
    assert len(ground.square) == 50
    ground.square.tick(ground.now + 120_000)

    assert len(ground.square) == 0
    assert ground.crowd.within(655, 655, 2_000) == []
