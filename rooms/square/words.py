"""
Words to think over: nudges the author and, in the open, tells the moderators. Never deletes, never blocks.

A sentence is cut at its spaces, since Korean profanity hides in good words across them (김해시 발전): a match
never crosses a space unless every piece is a single letter or syllable (ㅅ ㅂ). Before comparing, sounds drawn out,
characters and digits inside a word, and letters typed one by one are folded. The list is data
(``rooms/data/words.toml``, handed in as text); phrases it allows are taken out first.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rooms.square.confusables import letters

_WORD_LIMIT = 64
"""Signs of one word that are looked at: longer ones are links or noise; it bounds the work of a check."""
_BREAK = "\n"
_SINGLE = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_INNER = re.compile("(?<=[가-힣ㄱ-ㅎㅏ-ㅣ])[^가-힣ㄱ-ㅎㅏ-ㅣ]+(?=[가-힣ㄱ-ㅎㅏ-ㅣ])")
_EDGE = re.compile("^[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ]+|[^a-z가-힣ㄱ-ㅎㅏ-ㅣ]+$")
_STROKE = re.compile("(?<=[ㄱ-ㅎ])[l1i|!](?=[ㄱ-ㅎ]|$)")
_INITIALS = re.compile("[ㄱ-ㅎ]+")
_REPEATED = re.compile(r"(.)\1+")


class Match(StrEnum):
    """Where a form is looked for; see the head of the list."""

    INSIDE = "inside"
    WORD = "word"
    INITIALS = "initials"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class _Group:
    category: str
    match: Match
    pattern: re.Pattern[str]


def _flat(text: str) -> str:
    return letters(unicodedata.normalize("NFD", text))


def _drawn_out(before: str, character: str) -> bool:
    """Tell whether a syllable only goes on with the vowel of the one before (씨이이)."""
    if not ("가" <= before <= "힣" and "가" <= character <= "힣"):
        return False
    one, other = ord(before) - 0xAC00, ord(character) - 0xAC00
    silent = other // 588 == 11  # initial ㅇ
    return silent and other % 28 == 0 and one % 28 == 0 and one % 588 // 28 == other % 588 // 28


def _shortened(word: str) -> str:
    kept: list[str] = []
    for character in word:
        if not (kept and _drawn_out(kept[-1], character)):
            kept.append(character)
    return "".join(kept)


def _folded(text: str) -> str:
    """Return the sentence in one width and case, syllables composed, single letters as the keyboard has them."""
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return unicodedata.normalize("NFC", text).translate(wide).casefold()


def split(sentence: str) -> list[str]:
    """Return the words of a folded sentence; runs of single letters or syllables count as one word."""
    words: list[str] = []
    for line in sentence.split(_BREAK):
        run = ""
        for piece in line.split():
            bare = _EDGE.sub("", piece)
            if len(bare) == 1 and _SINGLE.match(bare):
                run += bare
                continue
            words += [run, piece]
            run = ""
        words.append(run)
    return [word for word in words if word]


class WordList:
    """A list of words by category.

    Args:
        toml: the list as text; empty for a list that knows nothing.

    Raises:
        ValueError, KeyError, re.error: the list is not well-formed; at the start, never on a citizen's text.
    """

    def __init__(self, toml: str = "") -> None:
        data = tomllib.loads(toml)
        self._allow = re.compile("|".join(data["allow"])) if data.get("allow") else None
        self._groups = tuple(_group(row, data.get("tails", [])) for row in data.get("words", ()))

    def category(self, text: str) -> str:
        """Return the category of the first group of words to think over that the text has, or an empty string."""
        if not self._groups:
            return ""
        sentence = _folded(text)
        if self._allow is not None:
            sentence = self._allow.sub(_BREAK, sentence)
        bare = [_bare(word[:_WORD_LIMIT]) for word in split(sentence)]
        flat = "\n".join(_flat(_shortened(word)) for word in bare)
        initials = "\n".join(_REPEATED.sub(r"\1", run) for word in bare for run in _INITIALS.findall(word))
        subjects = {Match.PATTERN: sentence, Match.INITIALS: initials, Match.INSIDE: flat, Match.WORD: flat}
        return next((group.category for group in self._groups if group.pattern.search(subjects[group.match])), "")


def _bare(word: str) -> str:
    """Return a word without characters at its ends and inside, strokes that stand for ㅣ folded."""
    return _STROKE.sub("ㅣ", _INNER.sub(_keep_strokes, _EDGE.sub("", word)))


def _keep_strokes(found: re.Match[str]) -> str:
    """Drop characters inside a word, but keep a single stroke that may stand for ㅣ behind a consonant."""
    before = found.string[found.start() - 1]
    return found[0] if "ㄱ" <= before <= "ㅎ" and found[0] in "l|i" else ""


def _group(row: dict[str, Any], tails: list[str]) -> _Group:
    """Return one group of the list as one pattern over the sentence, the initials or the flattened words."""
    match = Match(row["match"])
    forms: list[str] = row["forms"]
    match match:
        case Match.PATTERN:
            pattern = "|".join(forms)
        case Match.INITIALS:
            pattern = f"^(?:{_any_of(forms)})$"
        case Match.INSIDE:
            pattern = _any_of(_flat(_folded(form)) for form in forms)
        case Match.WORD:
            endings = _any_of(_flat(tail) for tail in ("", *tails))
            pattern = f"^(?:{_any_of(_flat(_folded(form)) for form in forms)})(?:{endings})$"
    return _Group(row["category"], match, re.compile(pattern, re.MULTILINE))


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in forms)
