"""Going, sitting, waving, changing."""

import pytest

from rooms.base.frames import EmoteBits, Gait
from rooms.base.geometry import distance
from rooms.wire.messages import Aid, Change, Emote, Gesture, Goto, Look, Pose, Posture, RaiseHand
from tests.scene import OPEN_GROUND, Scene, refused

SIT, STAND = Pose("x", Posture.SIT), Pose("x", Posture.STAND)


def test_going_to_a_place():
    """[RI3] One stands at the place at once and all tabs are told."""
    scene = Scene()
    scene.come("a", at=OPEN_GROUND)
    scene.do("a", Goto("x", "museum"))

    assert scene.square.here(scene.now).places == {"museum": 1}
    assert [placed.why for placed in scene.told("a")] == ["goto"]
    assert scene.square.place_of("a") == (scene.told("a")[0].x, scene.told("a")[0].y, scene.told("a")[0].heading)


def test_going_nowhere():
    """[RI3] An unknown place is refused."""
    scene = Scene()
    scene.come("a")

    assert refused(scene.do, "a", Goto("x", "atlantis")) == ("unknown_place", {})


def test_people_do_not_stack():
    """[RI3] Sixty who go to one place stand on sixty spots."""
    scene = Scene()
    for n in range(60):
        scene.come(f"p{n}", at=(n * 3.0, 900.0))
    for n in range(60):
        scene.square.receive(f"p{n}", "t", Goto("x", "museum"), scene.now, "i")
    spots = [scene.where(f"p{n}") for n in range(60)]

    assert len(set(spots)) == 60
    assert min(distance(*a, *b) for i, a in enumerate(spots) for b in spots[:i]) >= 0.6


def test_spots_are_used_again():
    """[RI3] Where people come and go, spots near the place are found again: nobody is sent ever further off."""
    scene = Scene()
    scene.come("a")
    farthest = 0.0
    for _ in range(200):
        scene.do("a", Goto("x", "museum"))
        scene.do("a", Goto("x", "yeonji-park"))
        farthest = max(farthest, distance(*scene.where("a"), 500, 700))

    assert farthest < 20


def test_sitting_and_standing_up():
    """[RI6] Sitting lasts until one stands up."""
    scene = Scene()
    scene.come("a")
    scene.do("a", SIT)
    scene.wait(60_000)
    assert (scene.me("a").posture, scene.avatar("a").gait) == (Posture.SIT, Gait.SIT)
    scene.do("a", STAND)

    assert (scene.me("a").posture, scene.avatar("a").gait) == (Posture.STAND, Gait.STAND)


def test_walking_ends_sitting():
    """[RI6] Who walks off does not sit, and knows it at the next tick."""
    scene = Scene()
    scene.come("a")
    scene.do("a", SIT)
    scene.crowd.walk(scene.square.slot("a"), *OPEN_GROUND, scene.now)
    scene.wait(100)

    assert scene.me("a").posture is Posture.STAND


def test_going_away_from_a_seat():
    """[RI6] Going to a place ends sitting."""
    scene = Scene()
    scene.come("a")
    scene.do("a", SIT)
    scene.do("a", Goto("x", "museum"))

    assert scene.me("a").posture is Posture.STAND


@pytest.mark.parametrize("command", [SIT, RaiseHand("x", up=True)])
def test_twice_is_once(command):
    """[RI6] Sitting or raising a hand again changes nothing and tells nothing."""
    scene = Scene()
    scene.come("a")
    scene.do("a", command)
    scene.do("a", command)

    assert scene.effects == []


def test_a_raised_hand():
    """[RI6] A hand is up until it is lowered."""
    scene = Scene()
    scene.come("a")
    scene.do("a", RaiseHand("x", up=True))
    scene.wait(60_000)
    assert scene.me("a").hand
    assert scene.crowd.shows_hand(scene.square.slot("a"))
    scene.do("a", RaiseHand("x", up=False))

    assert not scene.me("a").hand
    assert not scene.crowd.shows_hand(scene.square.slot("a"))


def test_a_hand_outlasts_a_lost_line():
    """[RI6] [PR4] A dropped connection lowers no hand: who is back before 120 s are over still has it up."""
    scene = Scene()
    scene.come("a")
    scene.do("a", RaiseHand("x", up=True))
    scene.lose("a")
    scene.wait(30_000)
    scene.come("a")

    assert scene.me("a").hand
    assert scene.crowd.shows_hand(scene.square.slot("a"))


@pytest.mark.parametrize(
    ("emote", "bits"), [(Emote.WAVE, EmoteBits.WAVE), (Emote.CLAP, EmoteBits.CLAP), (Emote.NOD, EmoteBits.NOD)]
)
def test_a_gesture_is_short(emote, bits):
    """[RI6] A gesture is shown for three seconds."""
    scene = Scene()
    scene.come("a")
    scene.do("a", Gesture("x", emote))
    scene.wait(2_999)
    assert scene.avatar("a").emote is bits
    scene.wait(1)

    assert scene.avatar("a").emote is EmoteBits.NONE


def test_the_last_gesture_counts():
    """[RI6] A second gesture has its own three seconds."""
    scene = Scene()
    scene.come("a")
    scene.do("a", Gesture("x", Emote.WAVE))
    scene.wait(2_000)
    scene.do("a", Gesture("y", Emote.CLAP))
    scene.wait(2_000)
    assert scene.avatar("a").emote is EmoteBits.CLAP
    scene.wait(1_000)

    assert scene.avatar("a").emote is EmoteBits.NONE


def test_changing_is_kept():
    """[NA1] Name, look and settings are kept together; what is not named stays."""
    scene = Scene()
    scene.come("a", name="민들레")
    look = Look(figure=3, aid=Aid.WHEELCHAIR)
    scene.do("a", Change("x", look=look))
    (kept,) = scene.kept("profile")

    assert kept.facts == {"name": "민들레", "look": look, "followable": True, "quiet": False}
    assert (scene.me("a").look, scene.me("a").name) == (look, "민들레")


def test_a_refused_change_changes_nothing():
    """[NA3] If the name is refused, the rest of the change is not done either."""
    scene = Scene()
    scene.come("a")

    assert refused(scene.do, "a", Change("x", name="시장", quiet=True))[0] == "name_reserved"
    assert not scene.me("a").quiet
