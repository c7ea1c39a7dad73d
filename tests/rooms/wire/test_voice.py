"""The bytes of a voice, and how much of one is taken."""

import contextlib
import random

import pytest

from rooms.base.errors import Refusal, Why
from rooms.base.frames import KIND_VOICE
from rooms.wire.voice import (
    ANEW_MS,
    BURST_BYTES,
    BYTES_PER_100_MS,
    DOWN,
    MAX_PACKET_BYTES,
    MAX_PACKETS,
    OLD_MS,
    UP,
    Fate,
    VoiceFilter,
    pack_down,
    pack_up,
    read_up,
)


def up(seq=0, stamp=0, count=2, size=60):
    """Return a frame of a speaker, read."""
    return read_up(pack_up(seq, stamp, [bytes([seq % 256]) * size] * count))


def test_a_frame_goes_down_with_the_packets_it_came_up_with():
    """[VO2] Packets are handed on untouched, behind turn, number and the server's time."""
    taken = up(seq=65_535, stamp=2**32 - 1, count=MAX_PACKETS)
    down = pack_down(65_537, 2**40 + 5, taken)

    assert (taken.count, taken.seq, taken.stamp) == (MAX_PACKETS, 65_535, 2**32 - 1)
    assert DOWN.unpack_from(down) == (KIND_VOICE, MAX_PACKETS, 1, 65_535, 5)
    assert down[DOWN.size :] == taken.packets


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x03",
        UP.pack(KIND_VOICE, 0, 0, 0),
        UP.pack(KIND_VOICE, 1, 0, 0),
        UP.pack(KIND_VOICE, 1, 0, 0) + b"\x00",
        UP.pack(KIND_VOICE, 1, 0, 0) + b"\x02a",
        UP.pack(KIND_VOICE, 1, 0, 0) + b"\x01ab",
        UP.pack(KIND_VOICE, 2, 0, 0) + b"\x01a",
        UP.pack(KIND_VOICE, 255, 0, 0) + b"\x01a" * 200,
        UP.pack(2, 1, 0, 0) + b"\x01a",
        pack_up(0, 0, [b"a"] * (MAX_PACKETS + 1)),
        pack_up(0, 0, [b"a" * (MAX_PACKET_BYTES + 1)]),
    ],
)
def test_what_is_no_frame_is_refused(frame):
    """[VO3] Bytes of another layout, too many packets or too large ones are malformed."""
    with pytest.raises(Refusal) as caught:
        read_up(frame)

    assert caught.value.why is Why.MALFORMED


def test_no_bytes_do_worse_than_malformed():
    """[VO3] Whatever comes in, the outcome is a frame or the refusal."""
    rng = random.Random(3)
    for _ in range(5_000):
        frame = bytes([KIND_VOICE, rng.randrange(8)]) + rng.randbytes(rng.randrange(40))
        with contextlib.suppress(Refusal):
            taken = read_up(frame)
            assert pack_up(taken.seq, taken.stamp, packets(taken)) == frame


def packets(taken):
    """Return the packets of a frame."""
    found, rest = [], taken.packets
    while rest:
        found.append(rest[1 : 1 + rest[0]])
        rest = rest[1 + rest[0] :]
    return found


def test_a_voice_of_usual_weight_is_taken_whole():
    """[VO4] An hour at 24 kbit/s, over the turn of the numbers, loses nothing."""
    voice_filter = VoiceFilter()
    fates = {voice_filter.judge(up(n * 2, n * 40), 10_000 + n * 40) for n in range(90_000)}

    assert fates == {Fate.TAKEN}


def test_a_voice_too_heavy_is_cut_to_its_weight():
    """[VO4] Whoever sends far too much is taken at most a kilobyte in 100 ms, after one burst."""
    voice_filter, taken = VoiceFilter(), 0
    for n in range(1_000):
        one = up(n * 5, n * 10, count=5, size=200)
        if voice_filter.judge(one, n * 10) is Fate.TAKEN:
            taken += len(one.packets)

    assert taken <= BURST_BYTES + BYTES_PER_100_MS * 100
    assert taken > BYTES_PER_100_MS * 95


def test_a_line_that_stood_still_gives_what_is_worth_hearing():
    """[VO5] After three seconds of standing, what is older than a second behind is left out, the rest goes on."""
    voice_filter = VoiceFilter()
    for n in range(50):
        voice_filter.judge(up(n * 2, 7_000 + n * 40, size=10), n * 40)
    stood = [voice_filter.judge(up(n * 2, 7_000 + n * 40, size=10), 5_000) for n in range(50, 125)]

    assert stood.count(Fate.OLD) == 50
    assert set(stood[50:]) == {Fate.TAKEN}
    assert 5_000 - 75 * 40 - OLD_MS == 1_000


def test_a_clock_of_the_speaker_may_say_anything():
    """[VO5] The stamp is compared with itself alone: it may start anywhere and turn over."""
    voice_filter = VoiceFilter()
    fates = {
        voice_filter.judge(up(n * 2, (2**32 - 400 + n * 40) % 2**32), 1_800_000_000_000 + n * 40) for n in range(100)
    }

    assert fates == {Fate.TAKEN}


def test_a_clock_that_stood_still_does_not_silence_a_speaker():
    """[VO5] A machine that slept is late by its own clock for ever; after three seconds it counts as prompt again."""
    voice_filter = VoiceFilter()
    voice_filter.judge(up(0, 0), 0)
    fates = [voice_filter.judge(up(2 + n * 2, 40 + n * 40), 60_000 + n * 40) for n in range(100)]

    assert set(fates[: ANEW_MS // 40]) == {Fate.OLD}
    assert set(fates[ANEW_MS // 40 :]) == {Fate.TAKEN}


def test_a_number_that_was_taken_is_not_taken_again():
    """[VO4] A repeated or an older frame is left out; a gap is a gap."""
    voice_filter = VoiceFilter()

    assert voice_filter.judge(up(65_534, 0), 0) is Fate.TAKEN
    assert voice_filter.judge(up(65_534, 0), 0) is Fate.REPEATED
    assert voice_filter.judge(up(65_532, 0), 0) is Fate.REPEATED
    assert voice_filter.judge(up(0, 40), 40) is Fate.TAKEN
    assert voice_filter.judge(up(90, 1_840), 1_840) is Fate.TAKEN
