"""The square as a whole: commands, corrections, counts, effects."""

import typing

import pytest

from rooms.base.roles import Role
from rooms.square.square import HANDLERS
from rooms.square.state import WritingProfile
from rooms.wire import messages
from rooms.wire.messages import Hello, RaiseHand, Ride, Sync, View
from tests.scene import OPEN_GROUND, Scene, refused

GATEWAY = (messages.ChangeView, messages.Hello, messages.Sync)
HALL = (messages.Attend, messages.LeaveForum, messages.GiveCommand, messages.ShowSignal)
VOICE = (messages.Listen, messages.CarryVenueAudio)
STAFF = (messages.Mute, messages.MoveOut, messages.Ban, messages.Lift)
ELSEWHERE = (*GATEWAY, *HALL, *VOICE, *STAFF)


@pytest.mark.parametrize("command", typing.get_args(messages.ClientMessage), ids=lambda kind: kind.__name__)
def test_every_command_has_a_handler(command):
    """[PR2] Every client message is the square's, the gateway's, a hall's or an act of staff; none is forgotten."""
    assert (command in HANDLERS) is (command not in ELSEWHERE)


@pytest.mark.parametrize("command", [Hello("d", "t", View.MAP), Sync(1), "nonsense", None])
def test_what_is_not_for_the_square(command):
    """[PR2] Anything else is refused as malformed, and is no act."""
    scene = Scene()
    scene.come("a")

    assert refused(scene.do, "a", command) == ("malformed", {})


def test_effects_are_drained():
    """[CH6] Effects come once and in order."""
    scene = Scene()
    scene.come("a")
    scene.square.receive("a", "t", RaiseHand("x", up=True), scene.now, "i")

    assert len(scene.square.effects()) == 1
    assert scene.square.effects() == []


def test_corrections_are_told():
    """[CR5] Whom the crowd corrected is told where they stand; unknown slots are passed over."""
    scene = Scene()
    scene.come("a", at=OPEN_GROUND)
    scene.square.steered([scene.square.slot("a"), 4_711], scene.now)
    (effect,) = scene.square.effects()

    assert (effect.participant, effect.message.why) == ("a", "corrected")
    assert (effect.message.x, effect.message.y, effect.message.heading) == scene.square.place_of("a")


def test_counts_by_place():
    """[PR5] Everybody is counted in the total; at a place only within its radius."""
    scene = Scene()
    scene.come("a", place="museum")
    scene.come("b", place="museum")
    scene.come("c", at=OPEN_GROUND)
    scene.come("d", place="museum")
    scene.lose("d")
    here = scene.square.here(scene.now)

    assert (here.total, here.places) == (3, {"museum": 2})
    assert len(scene.square) == 4


def test_a_new_role_is_told():
    """[PR1] A tab that comes with another role, after a sign-in, changes the participant's role for all tabs."""
    scene = Scene()
    scene.come("a")
    scene.come("a", role=Role.MODERATOR, tab="two")

    assert scene.me("a").role is Role.MODERATOR


def test_unknown_people_have_no_place():
    """[PR3] Slot, place and snapshot of who is not here are refused."""
    square = Scene().square

    assert refused(square.slot, "x")[0] == "unknown_person"
    assert refused(square.place_of, "x")[0] == "unknown_person"
    assert refused(square.snapshot, "x")[0] == "unknown_person"


def test_profiles_have_names_for_settings():
    """[CH7] Profiles are named as the command line names them."""
    assert {profile.value for profile in WritingProfile} == {"demo", "city"}


def test_what_fails_for_one_person_costs_nobody_else_anything():
    """What was raised for one in a tick is handed on; trains go on, and what comes due for others comes."""
    scene, faults = Scene(), []
    scene.square._fault = faults.append
    for name in ("a", "b", "c"):
        scene.come(name, at=(300, 300))
        scene.do(name, Ride("x", "station-east"))
    scene.square._state.people["a"].ride = None  # a fault: who rides has a ride
    before = scene.where("c")

    scene.now += 1_000
    scene.square.tick(scene.now)

    assert [type(error) for error in faults] == [AssertionError]
    assert scene.where("c") != before


def test_without_anybody_to_tell_a_fault_is_raised():
    """Tests of the rules see every fault."""
    scene = Scene()
    scene.come("a", at=(300, 300))
    scene.do("a", Ride("x", "station-east"))
    scene.square._state.people["a"].ride = None

    with pytest.raises(AssertionError):
        scene.square.tick(scene.now)
