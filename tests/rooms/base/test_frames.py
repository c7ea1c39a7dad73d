"""The fixed-size frames."""

import itertools

import pytest

from rooms.base.frames import KIND_MOVE, MOVE, RECORD, EmoteBits, Gait, Presence, StateFlag, pack_move, pack_state


def test_a_state_byte_keeps_its_four_parts_apart():
    """Every combination of gait, presence, emote and hand gives a byte of its own, and each part can be read back."""
    seen = {}
    for gait, presence, emote, hand in itertools.product(Gait, Presence, EmoteBits, (False, True)):
        state = pack_state(gait, presence, emote, hand=hand)
        seen[state] = (gait, presence, emote, hand)

        assert (state & 7, state >> 4 & 3, state >> 6, bool(state & StateFlag.HAND)) == (gait, presence, emote, hand)
        assert 0 <= state < 256
    assert len(seen) == len(Gait) * len(Presence) * len(EmoteBits) * 2


@pytest.mark.parametrize("x", [0, 1, 255, 256, 65_535])
def test_a_move_is_eight_bytes(x):
    """A move holds its fields in eight bytes, little endian, whatever they are."""
    move = pack_move(255, x, 65_535 - x, 128, Gait.RUN)

    assert len(move) == MOVE.size == 8
    assert MOVE.unpack(move) == (KIND_MOVE, 255, x, 65_535 - x, 128, Gait.RUN)


def test_a_record_is_eight_bytes():
    """A person in a crowd frame costs eight bytes: the promise of the wire."""
    assert RECORD.itemsize == 8
