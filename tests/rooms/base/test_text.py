"""Texts: the vectors that TypeScript replays too, and what must hold for any text."""

import json
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.base import text
from rooms.base.errors import Refusal

VECTORS = json.loads((pathlib.Path(__file__).parents[2] / "vectors" / "text.json").read_text("utf-8"))


def verdict(given_text):
    """Return ``ok``, or the code of the refusal."""
    try:
        text.checked(given_text)
    except Refusal as refusal:
        return refusal.why.value
    return "ok"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vectors(vector):
    """[CH4] [CH1] [CH2] [CH3] Every vector gives its text, its length and its verdict."""
    result = text.normalise(vector["text"])

    assert result == vector["normalised"]
    assert len(result) == vector["length"]
    assert verdict(vector["text"]) == vector["verdict"]


def test_vectors_cover_what_is_dangerous():
    """[CH4] There are vectors of every verdict and of the kinds that languages differ in."""
    kinds = {vector["name"].split(" ")[0] for vector in VECTORS}

    assert {vector["verdict"] for vector in VECTORS} == {"ok", "empty_text", "text_too_long"}
    assert {"emoji", "hangul", "marks", "bidi", "lines", "length", "empty", "controls", "spaces"} <= kinds


@settings(max_examples=80)
@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(anything):
    """[CH2] What is normal stays as it is."""
    once = text.normalise(anything)

    assert text.normalise(once) == once


@settings(max_examples=80)
@given(st.text(alphabet="가a\u0301\u0300\u1100\u1161\u11a8\u200b\u202e\n\r \t\u0e34", max_size=40))
def test_normalising_twice_changes_nothing_among_the_odd(anything):
    """[CH2] Not even where marks, jamo, hidden signs and line ends meet."""
    once = text.normalise(anything)

    assert text.normalise(once) == once
    assert "\u202e" not in once
    assert "\n\n\n" not in once


@settings(max_examples=100)
@given(st.text(max_size=700))
def test_a_text_is_taken_or_refused(anything):
    """[CH1] [CH3] Any text is either taken within the limit or refused with a code."""
    assert verdict(anything) in ("ok", "empty_text", "text_too_long")
    if verdict(anything) == "ok":
        assert 0 < len(text.checked(anything)) <= text.TEXT_LIMIT
