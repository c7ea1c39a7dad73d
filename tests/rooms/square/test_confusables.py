"""The table of look-alikes."""

import unicodedata

import pytest

from rooms.square.confusables import CLUSTERS, CONJOINING, LOOK_ALIKES, letters


@pytest.mark.parametrize(
    ("syllable", "typed"), [("시장", "ㅅㅣㅈㅏㅇ"), ("과", "ㄱㅗㅏ"), ("닭", "ㄷㅏㄹㄱ"), ("의", "ㅇㅡㅣ")]
)
def test_syllables_become_letters(syllable, typed):
    """[NA2] A syllable becomes the letters that one types, strokes of compound letters apart."""
    assert letters(unicodedata.normalize("NFD", syllable)) == typed


def test_every_modern_jamo_has_a_letter():
    """[NA2] All 67 conjoining jamo of modern Hangul are in the table."""
    assert len(CONJOINING) == 19 + 21 + 27
    assert CONJOINING["\u1112"] == "ㅎ"
    assert CONJOINING["\u1175"] == "ㅣ"
    assert CONJOINING["\u11c2"] == "ㅎ"


def test_folding_ends():
    """[NA2] What a sign is folded to is not folded further: one pass is enough."""
    targets = {sign for target in LOOK_ALIKES.values() for sign in target}

    assert not {sign for sign in targets if LOOK_ALIKES.get(sign, sign) != sign}
    assert not {sign for target in CLUSTERS.values() for sign in target if sign in CLUSTERS}
