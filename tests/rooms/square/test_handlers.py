"""The table of what each command does: every command has its own handler, and acts upon who gives it alone."""

import pytest

from rooms.square.handlers import HANDLERS
from rooms.wire import messages as m
from tests.scene import OPEN_GROUND, Scene, refused

NEAR = (OPEN_GROUND[0] + 2, OPEN_GROUND[1])
LOOK = m.Look(figure=3)
OWN = {
    "say": (m.Say("x", m.Reach.SAY, None, "안녕하세요"), lambda s: [one.text for one in s.heard["b"]], ["안녕하세요"]),
    "count_hearers": (m.CountHearers("x", m.Reach.SAY), lambda s: s.reply(), m.Hearers("x", 1)),
    "goto": (m.Goto("x", "museum"), lambda s: s.square.here(s.now).places, {"museum": 1}),
    "pose": (m.Pose("x", m.Posture.SIT), lambda s: s.me("a").posture, m.Posture.SIT),
    "raise_hand": (m.RaiseHand("x", up=True), lambda s: s.me("a").hand, True),
    "change": (m.Change("x", look=LOOK), lambda s: s.me("a").look, LOOK),
    "follow": (m.Follow("x", "b"), lambda s: s.me("a").following, "b"),
    "who": (m.Who([2]), lambda s: [one.participant for one in s.reply().people], ["b"]),
    "ask_roster": (m.AskRoster("x", "b"), lambda s: [one.participant for one in s.reply().people], ["b"]),
    "block": (m.Block("x", "b"), lambda s: [one.facts for one in s.kept("block")], [{"person": "b", "name": "b"}]),
    "report": (m.Report("x", "b", "욕설"), lambda s: [one.participant for one in s.kept("report")], ["a"]),
    "leave": (m.Leave("x"), lambda s: ("a" in s.square, s.dismissed()), (False, [("a", "left")])),
}
"""A command, what of the square it concerns, and what that is afterwards."""


@pytest.fixture
def scene():
    """Return a square in which ``a`` and ``b`` stand side by side."""
    made = Scene()
    made.come("a", at=OPEN_GROUND)
    made.come("b", at=NEAR)
    return made


@pytest.mark.parametrize("name", OWN)
def test_a_command_does_what_its_name_says(scene, name):
    """[PR2] Each name of the wire reaches the rule of that name."""
    command, look, wanted = OWN[name]
    scene.do("a", command)

    assert look(scene) == wanted


@pytest.mark.parametrize("name", OWN)
def test_a_command_is_of_who_gives_it(scene, name):
    """[PR2] The other's own state is as it was, whatever the first one does."""
    before = scene.me("b")
    scene.do("a", OWN[name][0])

    assert scene.me("b") == before


def test_a_block_is_taken_back_by_its_own_command(scene):
    """[PR2] Blocking and unblocking are two commands that undo each other."""
    scene.do("a", m.Block("x", "b"))
    assert scene.say("a") == []
    scene.do("a", m.Unblock("y", "b"))

    assert scene.say("a") == ["b"]


def test_a_gesture_is_no_pose(scene):
    """[PR2] A short gesture shows on the avatar and leaves one standing."""
    before = scene.avatar("a").state
    scene.do("a", m.Gesture("x", m.Emote.CLAP))

    assert scene.avatar("a").state != before
    assert scene.me("a").posture is m.Posture.STAND


def test_a_ride_begins_at_a_station(scene):
    """[PR2] Boarding is not going at once: away from a station it is refused."""
    place = scene.where("a")

    assert refused(scene.do, "a", m.Ride("x", "museum"))[0] in {"not_at_station", "unknown_place"}
    assert scene.where("a") == place


def test_no_two_commands_share_a_handler():
    """[PR2] A copied line of the table would make one command do another's work."""
    assert len(set(HANDLERS.values())) == len(HANDLERS)
    assert {kind.__struct_config__.tag for kind in HANDLERS} == {*OWN, "unblock", "gesture", "ride"}
