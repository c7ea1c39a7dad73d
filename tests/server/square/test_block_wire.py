"""What reaches a blocked person over the wire, tick by tick: not a byte about whoever blocked them."""

import msgpack
import numpy as np
import pytest

from rooms.base.errors import Refusal
from rooms.base.frames import RECORD, Gait, pack_move
from rooms.square.moderation import Measure, MeasureKind
from rooms.wire.messages import (
    AskRoster,
    Block,
    Change,
    CountHearers,
    Emote,
    Follow,
    Gesture,
    Leave,
    RaiseHand,
    Reach,
    Say,
    Unblock,
    Who,
)
from tests.server.square.test_host import HostUnderTest, heard


class Wire:
    """Collects all that a host would write to a link."""

    def __init__(self, hosted, client):
        self.hosted, self.client = hosted, client
        self.records, self.messages = [], []

    def step(self, ms=100):
        """Do a tick and take what is due."""
        self.hosted.step(ms)
        crowd, client = self.hosted.host.crowd, self.client
        frame = (
            crowd.frame_without(client.slot, client.blocked_slots)
            if client.blocked_slots
            else crowd.frame_for(client.slot)
        )
        if frame:
            self.records += [tuple(int(v) for v in row) for row in np.frombuffer(frame, RECORD, offset=4)]
        self.messages += heard(client)

    def of(self, slot):
        """Return the records about a slot."""
        return [record for record in self.records if record[0] == slot]

    def forget(self):
        """Forget what came until now."""
        heard(self.client)
        self.records, self.messages = [], []

    def names(self, client):
        """Tell whether any message holds the id or the name of somebody."""
        packed = msgpack.packb(self.messages)
        return client.participant.encode() in packed


@pytest.fixture
def scene():
    """The one who blocks, the one who is blocked, and the wire of the latter."""
    hosted = HostUnderTest()
    blocker, blocked = hosted.enter("hana-blocks"), hosted.enter("dul-blocked")
    wire = Wire(hosted, blocked)
    wire.step()
    return hosted, blocker, blocked, wire


def do(hosted, client, message):
    """Do something; a refusal is an answer too."""
    try:
        hosted.host.receive(client, message, hosted.now)
    except Refusal as refusal:
        return refusal.why.value
    return ""


def test_a_block_in_view_takes_the_other_out_without_a_place(scene):
    """The blocked person gets a tombstone at no place, three times at most, and then nothing."""
    hosted, blocker, _, wire = scene
    assert wire.of(blocker.slot)
    wire.forget()

    do(hosted, blocker, Block("b", "dul-blocked"))
    for _ in range(60):
        wire.step()

    assert wire.of(blocker.slot) == [(blocker.slot, 0, 0, 0, Gait.GONE)] * 3


def test_nothing_that_the_blocker_does_reaches_the_blocked(scene):
    """Words, hands, gestures, moves, a new name, staff's measures: no record and no message tells of them."""
    hosted, blocker, blocked, wire = scene
    do(hosted, blocker, Block("b", blocked.participant))
    for _ in range(5):
        wire.step()
    wire.forget()

    x, y, heading = hosted.host.square.place_of(blocker.participant)
    for n, message in enumerate((
        Say("s", Reach.SAY, None, "들리나요"), RaiseHand("r", up=True), Gesture("g", Emote.WAVE),
        Change("c", name="hana-anew"), Follow("f", blocked.participant), CountHearers("q", Reach.SAY),
        Say("w", Reach.WHISPER, blocked.participant, "쉿"), Say("d", Reach.DIRECT, blocked.participant, "쉿"),
    )):  # fmt: skip
        do(hosted, blocker, message)
        hosted.host.crowd.inbox[blocker.slot * 16 : blocker.slot * 16 + 14] = b"\x82\x88\0\0\0\0" + pack_move(
            n + 1, x + n, y, heading, Gait.WALK
        )
        wire.step()
    for kind in (MeasureKind.MUTE, MeasureKind.MOVE_OUT):
        measure = Measure(kind, blocker.participant, "staff", "이유", hosted.now, hosted.now + 60_000)
        hosted.host.square.enforce(measure, hosted.now)
    for _ in range(50):
        wire.step()

    assert wire.of(blocker.slot) == []
    assert not wire.names(blocker)


def test_nothing_that_the_blocked_asks_tells_of_the_blocker(scene):
    """Who, the list, its search, follow, whisper and direct message answer as to somebody who is not there."""
    hosted, blocker, blocked, wire = scene
    do(hosted, blocker, Block("b", blocked.participant))
    wire.step()
    wire.forget()

    do(hosted, blocked, Who([blocker.slot]))
    for search in ("", "hana", "hana-blocks"):
        do(hosted, blocked, AskRoster("q", search))
    answers = [
        do(hosted, blocked, message)
        for message in (
            Follow("f", blocker.participant),
            Say("w", Reach.WHISPER, blocker.participant, "저기"),
            Say("d", Reach.DIRECT, blocker.participant, "저기"),
            CountHearers("h", Reach.DIRECT, blocker.participant),
        )
    ]
    wire.step()

    assert answers == ["unknown_person"] * 4
    assert not wire.names(blocker)


def test_a_blocker_who_leaves_takes_no_leave_of_the_blocked(scene):
    """The tombstone of somebody hidden tells where they stood last: it is hidden like they were."""
    hosted, blocker, blocked, wire = scene
    do(hosted, blocker, Block("b", blocked.participant))
    for _ in range(5):
        wire.step()
    wire.forget()

    do(hosted, blocker, Leave("l"))
    for _ in range(80):
        wire.step()

    assert wire.of(blocker.slot) == []


def test_a_blocker_who_comes_back_is_hidden_from_the_first_frame(scene):
    """The list comes with the arrival; another tab of the blocked sees as little."""
    hosted, blocker, blocked, wire = scene
    do(hosted, blocker, Block("b", blocked.participant))
    do(hosted, blocker, Leave("l"))
    for _ in range(80):
        wire.step()
    wire.forget()
    arrival = blocker.arrival
    arrival.blocks[blocked.participant] = "dul-blocked"

    again = hosted.enter("hana-blocks", "t9")
    arrival.blocks.clear()
    hosted.host.square.receive("hana-blocks", "t9", Block("b2", blocked.participant), hosted.now, "id")
    other_tab = Wire(hosted, hosted.enter("dul-blocked", "t2"))
    for _ in range(40):
        wire.step()
        other_tab.step(0)

    told = {record[1:] for record in wire.of(again.slot) + other_tab.of(again.slot)}
    assert told <= {(0, 0, 0, Gait.GONE)}


def test_who_is_unblocked_sees_the_other_again(scene):
    """Within a rotation the record is back."""
    hosted, blocker, blocked, wire = scene
    do(hosted, blocker, Block("b", blocked.participant))
    for _ in range(10):
        wire.step()
    wire.forget()

    do(hosted, blocker, Unblock("u", blocked.participant))
    for _ in range(40):
        wire.step()

    assert any(record[4] & 7 != Gait.GONE for record in wire.of(blocker.slot))


def test_every_tab_of_the_blocked_is_told_to_forget_the_other(scene):
    """Eight tabs that look on are all told, not the first three of them."""
    hosted, blocker, blocked, wire = scene
    tabs = [wire, *(Wire(hosted, hosted.enter("dul-blocked", f"tab{n}")) for n in range(7))]
    for tab in tabs:
        tab.step(10)
    for tab in tabs:
        tab.forget()

    do(hosted, blocker, Block("b", blocked.participant))
    hosted.step()
    frames = [hosted.host.crowd.frame_without(tab.client.slot, tab.client.blocked_slots) for tab in tabs]

    assert all(frame and blocker.slot in np.frombuffer(frame, RECORD, offset=4)["slot"] for frame in frames)
