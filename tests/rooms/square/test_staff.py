"""Reports and acts of staff in the square."""

import pytest
from msgspec.structs import replace

from rooms.square.moderation import Known
from rooms.wire.messages import (
    Ban,
    Block,
    Follow,
    Lift,
    MoveOut,
    Mute,
    Pose,
    Posture,
    Proof,
    Reach,
    Report,
    Ride,
    Role,
)
from tests.scene import OPEN_GROUND, Scene, refused

X, Y = OPEN_GROUND
ACTS = [
    Mute("x", "a", 60, "도배"),
    MoveOut("x", "a", "길을 막음"),
    Ban("x", "a", 600, "욕설"),
    Lift("x", "a", "잘못 판단"),
]


def a_scene():
    """Return a and b side by side, and a moderator elsewhere."""
    scene = Scene()
    scene.come("a", at=(X, Y))
    scene.come("b", at=(X + 1, Y))
    scene.come("m", role=Role.MODERATOR)
    return scene


def desk(**known):
    """Return a moderator in an empty square, and what the store knows of others."""
    scene = Scene()
    scene.come("m", role=Role.MODERATOR)
    scene.known.update(known)
    return scene


def proof_of(entry):
    """Return an utterance of one's own log as a proof."""
    return Proof(entry.utterance, entry.speaker, entry.reach, entry.at, entry.text, entry.mac)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
@pytest.mark.parametrize("who", ["a", "b"])
def test_citizens_do_not_moderate(act, who):
    """[MO1] Acts of staff by others are refused with the role that they need."""
    assert refused(a_scene().do, who, act) == ("not_allowed", {"needs": "moderator"})


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_every_act_is_kept_and_told(act):
    """[MO2] Each act is kept with who, reason and time; who stays here gets a notice with the reason."""
    scene = a_scene()
    scene.do("m", Mute("x", "a", 30, "첫째"))
    scene.do("m", act)
    kind = {"Mute": "mute", "MoveOut": "move_out", "Ban": "ban", "Lift": "lift"}[type(act).__name__]
    kept = scene.measures[-1]

    assert kept.kind == kind
    assert (kept.participant, kept.by, kept.reason, kept.at) == ("a", "m", act.reason, scene.now)
    assert kept.until == scene.now + getattr(act, "seconds", 0) * 1_000
    if kind != "ban":
        assert scene.square.snapshot("a").notices[-1].facts["reason"] == act.reason


def test_a_mute_ends_by_itself():
    """[MO3] [CH8] Muted is not heard; when the time is over one is told and heard again."""
    scene = a_scene()
    scene.do("m", Mute("x", "a", 60, "도배"))
    assert scene.me("a").muted_until == scene.now + 60_000
    scene.wait(59_999)
    assert refused(scene.say, "a")[0] == "muted"
    scene.wait(1)

    assert scene.say("a") == ["b"]
    assert scene.notices("a") == ["muted", "unmuted"]
    assert scene.me("a").muted_until == 0


def test_a_mute_is_lifted():
    """[MO3] Lifted, one is heard at once; the old end of it is not told again."""
    scene = a_scene()
    scene.do("m", Mute("x", "a", 60, "도배"))
    scene.do("m", Lift("y", "a", "오해"))
    assert scene.say("a") == ["b"]
    scene.wait(60_000)

    assert scene.notices("a") == ["muted", "lifted"]


def test_a_longer_mute_outlasts_the_shorter():
    """[MO3] The last mute counts."""
    scene = a_scene()
    scene.do("m", Mute("x", "a", 60, "도배"))
    scene.do("m", Mute("y", "a", 120, "또 도배"))
    scene.wait(60_000)

    assert refused(scene.say, "a") == ("muted", {"seconds": 60, "reason": "또 도배"})


def test_a_mute_outlasts_a_return():
    """[MO3] What the store remembers of a mute holds at the next arrival, and ends in time."""
    scene = Scene()
    scene.come("a", at=(X, Y), muted_until=scene.now + 5_000, mute_reason="도배")
    assert refused(scene.say, "a") == ("muted", {"seconds": 5, "reason": "도배"})
    scene.wait(5_000)

    assert scene.say("a") == []
    assert scene.notices("a") == ["unmuted"]


def test_moving_out_puts_at_the_gate():
    """[MO4] Moved out, one stands at the Forum Square and the client is told."""
    scene = a_scene()
    scene.do("a", Pose("x", Posture.SIT))
    scene.do("m", MoveOut("x", "a", "길을 막음"))

    assert scene.square.here(scene.now).places["forum-square"] == 2
    assert [placed.why for placed in scene.told("a")] == ["moved_out"]
    assert scene.me("a").posture is Posture.STAND


def test_moving_out_works_on_a_train():
    """[MO4] Not even a train carries one away."""
    scene = a_scene()
    scene.put("a", 300, 300)
    scene.do("a", Ride("x", "station-east"))
    scene.do("m", MoveOut("x", "a", "소란"))
    scene.wait(5_000)

    assert scene.me("a").riding_to is None
    assert scene.square.here(scene.now).places["forum-square"] == 2


def test_a_ban_is_at_once():
    """[MO5] Banned is dismissed with reason and length, and gone."""
    scene = a_scene()
    scene.do("m", Ban("x", "a", 600, "욕설"))
    (dismiss,) = [effect for effect in scene.effects if type(effect).__name__ == "Dismiss"]

    assert (dismiss.participant, dismiss.close_with) == ("a", "banned")
    assert dismiss.facts == {"seconds": 600, "reason": "욕설"}
    assert "a" not in scene.square


@pytest.mark.parametrize("act", [ACTS[0], ACTS[2], ACTS[3]], ids=lambda act: type(act).__name__)
def test_who_is_gone_can_still_be_judged(act):
    """[MO2] [MO8] A mute, a ban or a lift of somebody who left, and whom the store knows, is kept for their return."""
    scene = desk(a=Known(Role.CITIZEN))
    scene.do("m", act)

    assert [measure.participant for measure in scene.measures] == ["a"]
    assert [one[0] for one in scene.dismissed()] == (["a"] if isinstance(act, Ban) else [])


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_who_is_nowhere_is_told_as_that(act):
    """[MO8] Somebody who never came, or was erased, is nobody to act upon."""
    scene = desk()

    assert refused(scene.do, "m", act) == ("unknown_person", {})
    assert (scene.measures, scene.square.effects()) == ([], [])


def test_who_is_gone_cannot_be_moved():
    """[MO4] Moving out needs the person here."""
    scene = desk(a=Known(Role.GUEST))

    assert refused(scene.do, "m", ACTS[1])[0] == "unknown_person"


@pytest.mark.parametrize("act", [ACTS[0], ACTS[2], ACTS[3]], ids=lambda act: type(act).__name__)
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN])
def test_absent_staff_are_staff(act, role):
    """[MO1] [MO8] Who is away has the role that the store knows: an equal is refused, an admin is not."""
    scene = desk(a=Known(role))
    scene.come("boss", role=Role.ADMIN)
    assert refused(scene.do, "m", act) == ("not_allowed", {"needs": "admin"})
    assert scene.measures == []
    scene.do("boss", act)

    assert len(scene.measures) == 1


def test_the_higher_of_two_roles_counts():
    """[MO8] Whom the store knows as staff is staff, though their line came as a guest's."""
    scene = a_scene()
    scene.known["a"] = Known(Role.OFFICER)

    assert refused(scene.do, "m", ACTS[0]) == ("not_allowed", {"needs": "admin"})


def test_a_ban_of_the_banned_is_told_who_was_first():
    """[MO8] Who is away and banned is not banned again, until the ban has ended."""
    scene = desk(a=Known(Role.GUEST, banned_until=1_005_000, banned_by="김담당"))
    assert refused(scene.do, "m", ACTS[2]) == ("already", {"by": "김담당"})
    scene.wait(5_000)
    scene.do("m", ACTS[2])

    assert len(scene.measures) == 1


def test_deciding_changes_nothing():
    """[MO8] Until the store has it, an act of staff has no effect on anybody."""
    scene = a_scene()
    before = scene.square.snapshot("a")
    for act in ACTS:
        scene.square.decide_measure("m", act, None, scene.now)

    assert scene.square.effects() == []
    assert (scene.square.snapshot("a"), scene.say("a")) == (before, ["b"])


def test_staff_are_above_blocks():
    """[BL3] Who blocked the moderator is muted all the same."""
    scene = a_scene()
    scene.do("a", Block("x", "m"))
    scene.do("m", Mute("x", "a", 60, "도배"))

    assert refused(scene.say, "a")[0] == "muted"


def test_a_report_with_proof():
    """[MO6] [MO7] A report is kept with what was proven; staff get a flag, the reporter a receipt."""
    scene = a_scene()
    scene.say("a", "험한 말")
    scene.do("b", Report("x", "a", "욕설을 들었습니다", [proof_of(scene.heard["b"][0])]))
    (kept,) = scene.kept("report")
    (flag,) = scene.square.snapshot("m").flags

    assert kept.participant == "b"
    assert (kept.facts["person"], kept.facts["reason"]) == ("a", "욕설을 들었습니다")
    assert [said["text"] for said in kept.facts["proofs"]] == ["험한 말"]
    assert (flag.kind, flag.person.participant, flag.flag) == ("report", "a", kept.facts["flag"])
    assert scene.notices("b") == ["report_received"]
    assert scene.replicas["a"].notices == []


@pytest.mark.parametrize(
    "change", [{"text": "더 험한 말"}, {"speaker": "b"}, {"mac": "00"}, {"reach": Reach.DIRECT}, {"at": 1}], ids=str
)
def test_a_false_proof_is_refused(change):
    """[MO6] A changed utterance, or one of somebody else, proves nothing: the report is refused."""
    scene = a_scene()
    scene.say("a", "험한 말")
    proof = replace(proof_of(scene.heard["b"][0]), **change)

    assert refused(scene.do, "b", Report("x", "a", "이유", [proof])) == ("proof_invalid", {})
    assert scene.square.snapshot("m").flags == []


def test_a_proof_of_another_speaker_is_refused():
    """[MO6] A true utterance of one person does not prove anything of another."""
    scene = a_scene()
    scene.say("b", "제 말입니다")
    proof = proof_of(scene.heard["a"][0])

    assert refused(scene.do, "a", Report("x", "m", "이유", [proof]))[0] == "proof_invalid"


def test_the_gone_can_be_reported_by_proof_alone():
    """[MO6] Who left is reported by what they said; without proof they must be here."""
    scene = a_scene()
    scene.say("a", "험한 말")
    proof = proof_of(scene.heard["b"][0])
    scene.do("m", Ban("x", "a", 5, "이유"))
    scene.do("b", Report("x", "a", "이유", [proof]))
    assert len(scene.kept("report")) == 1

    assert refused(scene.do, "b", Report("y", "a", "이유"))[0] == "unknown_person"


def test_blocked_people_can_be_reported():
    """[MO7] A block is no shield against a report."""
    scene = a_scene()
    scene.do("b", Block("x", "a"))
    scene.do("b", Report("y", "a", "따라다닙니다"))

    assert len(scene.square.snapshot("m").flags) == 1


def test_a_report_needs_a_reason_and_another_person():
    """[MO6] An empty reason and oneself are refused."""
    scene = a_scene()

    assert refused(scene.do, "b", Report("x", "a", "  "))[0] == "empty_text"
    assert refused(scene.do, "b", Report("x", "b", "이유"))[0] == "not_yourself"


def test_flags_reach_staff_alone():
    """[MO7] Of all people here, staff of every role get a flag."""
    scene = a_scene()
    for role in (Role.CLERK, Role.OFFICER, Role.ADMIN):
        scene.come(role.value, role=role)
    scene.come("c", role=Role.CITIZEN)
    scene.do("b", Report("x", "a", "이유"))
    flagged = {pid for pid in scene.replicas if scene.square.snapshot(pid).flags}

    assert flagged == {"m", "clerk", "officer", "admin"}


def test_a_ban_ends_follows():
    """[RI5] [MO5] Who followed a banned person follows nobody."""
    scene = a_scene()
    scene.do("b", Follow("x", "a"))
    scene.do("m", Ban("y", "a", 5, "이유"))

    assert scene.me("b").following is None
    assert scene.notices("b") == ["follow_ended"]
