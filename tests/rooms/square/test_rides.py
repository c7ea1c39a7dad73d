"""Rides on the light rail."""

import pytest

from rooms.base.frames import Gait
from rooms.base.geometry import REACH_STATION, quantise
from rooms.square.rides import TRAIN_SPEED
from rooms.wire.messages import Follow, Goto, Leave, Pose, Posture, Ride
from tests.scene import Scene, refused

WEST, EAST = (300, 300), (900, 300)
JOURNEY_MS = int(600 / TRAIN_SPEED * 1000)


def aboard():
    """Return a scene with a on the train from west to east."""
    scene = Scene()
    scene.come("a", at=WEST)
    scene.do("a", Ride("x", "station-east"))
    return scene


@pytest.mark.parametrize("metres", [0.0, 10.0, REACH_STATION])
def test_boarding_within_reach(metres):
    """[RI1] Within 25 m of a station one boards, and is told."""
    scene = Scene()
    scene.come("a", at=(300 - metres, 300))
    scene.do("a", Ride("x", "station-east"))

    assert scene.me("a").riding_to == "station-east"
    assert [placed.why for placed in scene.told("a")] == ["ride"]
    assert scene.avatar("a").gait is Gait.RIDE


def test_too_far_from_any_station():
    """[RI1] Elsewhere the nearest station is named, with the metres."""
    scene = Scene()
    scene.come("a", at=(300, 330))

    assert refused(scene.do, "a", Ride("x", "station-east")) == (
        "not_at_station",
        {"station": "station-west", "metres": 30, "limit": 25},
    )


@pytest.mark.parametrize(
    ("station", "why"), [("station-west", "same_station"), ("museum", "unknown_place"), ("atlantis", "unknown_place")]
)
def test_another_station_it_must_be(station, why):
    """[RI1] The same station, or no station, is refused."""
    scene = Scene()
    scene.come("a", at=WEST)

    assert refused(scene.do, "a", Ride("x", station))[0] == why


@pytest.mark.parametrize("part", [0.1, 0.25, 0.5, 0.9])
def test_the_train_moves(part):
    """[RI2] After a part of the time, one has come that part of the way."""
    scene = aboard()
    scene.wait(int(JOURNEY_MS * part))
    x, y = scene.where("a")

    assert x == pytest.approx(300 + 600 * part, abs=0.05)
    assert y == 300


def test_the_train_arrives():
    """[RI2] At the station one stands, free to go, and is told where."""
    scene = aboard()
    scene.wait(JOURNEY_MS + 1)

    assert scene.me("a").riding_to is None
    assert scene.avatar("a").gait is Gait.STAND
    (placed,) = scene.told("a")
    assert (placed.why, placed.x, placed.y) == ("arrived", quantise(EAST[0]), quantise(EAST[1]))


@pytest.mark.parametrize("command", [Goto("x", "museum"), Ride("x", "station-mid"), Pose("x", Posture.SIT)])
def test_nobody_gets_off_on_the_way(command):
    """[RI2] While the train moves, going elsewhere is refused."""
    assert refused(aboard().do, "a", command)[0] == "riding"


def test_nobody_starts_following_on_the_way():
    """[RI2] Nor does one follow somebody from the train."""
    scene = aboard()
    scene.come("b")

    assert refused(scene.do, "a", Follow("x", "b"))[0] == "riding"


def test_one_can_speak_on_the_train():
    """[RI2] [HE1] On the train one speaks and hears as anywhere."""
    scene = aboard()
    scene.wait(JOURNEY_MS // 2)
    scene.come("b", at=(600, 305))

    assert scene.say("a") == ["b"]


def test_leaving_on_the_way():
    """[PR8] Who leaves on the train is gone from it."""
    scene = aboard()
    scene.do("a", Leave("x"))
    scene.wait(1_000)

    assert scene.crowd.avatars == {}


def test_the_away_ride_on():
    """[RI2] [PR4] Who loses the line on the train arrives all the same."""
    scene = aboard()
    scene.lose("a")
    scene.wait(JOURNEY_MS + 1)
    scene.come("a")

    assert scene.where("a") == EAST
    assert scene.me("a").riding_to is None


def test_corrections_leave_riders_alone():
    """[RI2] The crowd's corrections are not told to who sits on a train."""
    scene = aboard()
    scene.square.steered([scene.square.slot("a"), 999], scene.now)

    assert scene.square.effects() == []


def test_those_who_get_up_for_the_train():
    """[RI6] [RI2] Whoever sat does not sit on the train, nor after it."""
    scene = Scene()
    scene.come("a", at=WEST)
    scene.do("a", Pose("x", Posture.SIT))
    scene.do("a", Ride("x", "station-mid"))

    assert scene.me("a").posture is Posture.STAND
