"""The last second of a voice."""

from agora_server.transport.audio_buffer import MOST_TICKS, AudioBuffer
from rooms.wire.voice import OLD_MS


def test_who_is_up_to_date_gets_the_same_bytes():
    """[VO2] A tick's voice is joined once; everybody who is one tick behind gets that very object."""
    audio = AudioBuffer()
    audio.put(b"one")
    audio.put(b"two")

    assert audio.tick(0)
    assert audio.since(0) is audio.since(0) is audio.last
    assert audio.last == b"onetwo"
    assert audio.since(audio.head) == b""


def test_a_silent_tick_is_none():
    """Without voice the place stays."""
    audio = AudioBuffer()

    assert not audio.tick(0)
    assert audio.head == 0
    assert audio.since(0) == b""


def test_who_could_not_be_written_to_goes_on_with_a_second_at_most():
    """[VO5] What is older is left out, also when nothing new comes."""
    audio = AudioBuffer()
    for tick in range(30):
        audio.put(bytes([tick]))
        audio.tick(tick * 100)

    assert audio.since(25) == bytes([25, 26, 27, 28, 29])
    assert audio.since(0) == bytes(range(19, 30))
    audio.tick(2_900 + OLD_MS + 1)
    assert audio.since(0) == audio.since(29) == b""


def test_a_lane_is_bounded_whatever_the_clock_says():
    """A clock that stands still does not make a lane grow."""
    audio = AudioBuffer()
    for _ in range(MOST_TICKS * 2):
        audio.put(b"x")
        audio.tick(0)

    assert len(audio.since(0)) == MOST_TICKS
