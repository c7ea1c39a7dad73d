"""The last second of a voice."""

from agora_server.voice_lane import MOST_TICKS, Lane
from rooms.voice import OLD_MS


def test_who_is_up_to_date_gets_the_same_bytes():
    """[VO2] A tick's voice is joined once; everybody who is one tick behind gets that very object."""
    lane = Lane()
    lane.put(b"one")
    lane.put(b"two")

    assert lane.tick(0)
    assert lane.since(0) is lane.since(0) is lane.last
    assert lane.last == b"onetwo"
    assert lane.since(lane.head) == b""


def test_a_silent_tick_is_none():
    """Without voice the place stays."""
    lane = Lane()

    assert not lane.tick(0)
    assert lane.head == 0
    assert lane.since(0) == b""


def test_who_could_not_be_written_to_goes_on_with_a_second_at_most():
    """[VO5] What is older is left out, also when nothing new comes."""
    lane = Lane()
    for tick in range(30):
        lane.put(bytes([tick]))
        lane.tick(tick * 100)

    assert lane.since(25) == bytes([25, 26, 27, 28, 29])
    assert lane.since(0) == bytes(range(19, 30))
    lane.tick(2_900 + OLD_MS + 1)
    assert lane.since(0) == lane.since(29) == b""


def test_a_lane_is_bounded_whatever_the_clock_says():
    """A clock that stands still does not make a lane grow."""
    lane = Lane()
    for _ in range(MOST_TICKS * 2):
        lane.put(b"x")
        lane.tick(0)

    assert len(lane.since(0)) == MOST_TICKS
