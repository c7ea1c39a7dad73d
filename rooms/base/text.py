"""
What a text must be before anybody hears it: NFC, no hidden steering characters, at most 500 code points.

Knows: characters and lengths. Does not know: words (``rooms/square/words.py``), names (``rooms/square/nickname.py``).
Every class of characters is written as explicit ranges, so that the TypeScript twin gives the same answer whatever
its version of Unicode; ``tests/vectors/text.json`` is replayed by both.
"""

import re
import unicodedata

from rooms.base.errors import Refusal, Why

TEXT_LIMIT = 500
"""Code points of one utterance after normalisation: about 25 lines of a bubble, the most one reads while walking."""
MARK_LIMIT = 3
"""Combining marks on one sign: Vietnamese and polytonic Greek need two, a keycap one; more is a tower."""

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_BLANKS = re.compile("[\t\u000b\u000c]")
_HIDDEN = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f"  # controls except the line end
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, direction marks, zero-width space
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # direction overrides and isolates, joiners, anchors
    "\ud800-\udfff]",  # halves of a sign
)
MARKS = "\u0300-\u036f\u0483-\u0489\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Combining marks that stack, as the inside of a character class."""
_TOWERS = re.compile(f"([{MARKS}]{{{MARK_LIMIT}}})[{MARKS}]+")
_GAPS = re.compile("\n{3,}")
SPACES = "\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space that is left after the controls went, as the inside of a character class."""
_EDGES = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_NOTHING = re.compile(f"[{SPACES}{MARKS}\u115f\u1160\u2800\u3164\uffa0\u200c\u200d\ufe00-\ufe0f]+")
"""Signs that show nothing by themselves: Hangul fillers, the blank Braille cell, joiners, variation selectors."""


def normalise(text: str) -> str:
    r"""
    Return the text as it is kept and shown. Normalising twice changes nothing.

    Line ends become ``\n`` (at most two in a row), tabs become spaces, controls and characters that steer the direction
    or hide are dropped, towers of combining marks are cut to three, white space at both ends goes.
    """
    plain = _HIDDEN.sub("", _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text)))
    composed = _TOWERS.sub(r"\1", unicodedata.normalize("NFC", plain))
    return _EDGES.sub("", _GAPS.sub("\n\n", composed))


def is_empty(text: str) -> bool:
    """Tell whether a normalised text shows nothing."""
    return _NOTHING.sub("", text) == ""


def checked(text: str) -> str:
    """
    Return the normalised text.

    Raises:
        Refusal: ``empty_text``, or ``text_too_long`` with the length and the limit in code points.
    """
    result = normalise(text)
    if is_empty(result):
        raise Refusal(Why.EMPTY_TEXT)
    if len(result) > TEXT_LIMIT:
        raise Refusal(Why.TEXT_TOO_LONG, length=len(result), limit=TEXT_LIMIT)
    return result
