"""Who may be heard: one voice a forum."""

from agora_server.forum.voice_gate import GRACE_MS, HALL, SILENT_MS, VoiceGate


def test_the_voice_opens_and_closes_with_the_floor():
    """[VO1] Only who has the floor is heard, and only while it is open."""
    gate = VoiceGate()
    gate.set("f1", "kim", 0)
    assert gate.turn_of("kim", object()).forum == "f1"
    assert gate.turn_of("lee", object()) is None

    gate.set("f1", None, 10)
    assert gate.turn_of("kim", object()) is None
    assert "f1" in gate


def test_setting_what_holds_changes_nothing():
    """[VO1] The host may say it as often as it likes; another opening is another turn."""
    gate = VoiceGate()
    gate.set("f1", "kim", 0)
    first = gate.turn_of("kim", None)
    gate.set("f1", "kim", 1)
    assert gate.turn_of("kim", None) is first

    gate.set("f1", None, 2)
    gate.set("f1", "kim", 3)
    assert gate.turn_of("kim", None) is not first


def test_what_was_on_the_way_is_no_fault():
    """[VO6] Within the grace after the floor closed, frames are expected; later and from others they are not."""
    gate = VoiceGate()
    gate.set("f1", "kim", 0)
    gate.set("f1", "lee", 100)

    assert gate.just_closed("kim", None, 100 + GRACE_MS)
    assert not gate.just_closed("kim", None, 101 + GRACE_MS)
    assert not gate.just_closed("park", None, 100)


def test_the_hall_is_heard_through_the_machine_that_carries_it():
    """[VO7] With somebody on site, the carrying machine is heard, the newest one, and no other."""
    gate, old, new = VoiceGate(), object(), object()
    gate.set("f1", HALL, 0)
    assert gate.turn_of("clerk", old) is None

    gate.carry_venue_audio("f1", old)
    assert gate.turn_of("clerk", old).taken_from(old, 0)
    gate.carry_venue_audio("f1", new)
    assert gate.turn_of("clerk", old) is None
    assert gate.turn_of("clerk", new).taken_from(new, 1)
    gate.put_down(new)
    assert gate.turn_of("clerk", new) is None


def test_the_hall_is_silent_while_somebody_remote_speaks():
    """[VO7] While a remote citizen has the floor, the hall's microphone is closed: it would echo."""
    gate, machine = VoiceGate(), object()
    gate.set("f1", HALL, 0)
    gate.carry_venue_audio("f1", machine)
    gate.set("f1", "kim", 1)

    assert gate.turn_of("clerk", machine) is None
    assert gate.just_closed("clerk", machine, 2)


def test_one_tab_of_a_speaker_speaks():
    """[VO8] A second tab is heard once the first is lost or silent."""
    gate, phone, desk = VoiceGate(), object(), object()
    gate.set("f1", "kim", 0)
    turn = gate.turn_of("kim", phone)

    assert turn.taken_from(phone, 0)
    assert not turn.taken_from(desk, SILENT_MS - 1)
    assert turn.taken_from(desk, SILENT_MS)
    assert not turn.taken_from(phone, SILENT_MS + 1)
    gate.put_down(desk)
    assert turn.taken_from(phone, SILENT_MS + 2)


def test_a_page_loaded_anew_speaks_on_under_another_number():
    """[VO8] Its numbers and its clock begin anew: listeners must not take it for the past of the same voice."""
    gate, before, after = VoiceGate(), object(), object()
    gate.set("f1", "kim", 0)
    turn = gate.turn_of("kim", before)
    turn.taken_from(before, 0)
    first, voice_filter = turn.number, turn.voice_filter
    turn.taken_from(before, 20)
    assert (turn.number, turn.voice_filter) == (first, voice_filter)

    gate.put_down(before)
    turn.taken_from(after, 40)
    assert turn.number != first
    assert turn.voice_filter is not voice_filter


def test_a_forum_that_is_over_is_forgotten():
    """Nothing of a forum stays."""
    gate = VoiceGate()
    gate.set("f1", HALL, 0)
    gate.carry_venue_audio("f1", "machine")
    gate.forget("f1")

    assert "f1" not in gate
    assert gate.turn_of("clerk", "machine") is None
