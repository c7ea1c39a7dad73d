"""
The searchable list of who is present, in one order of our own.

Order: Hangul names first, by their syllables (which follow 초성, 중성, 종성); then all others by their letters
without regard to case; equal names by participant. A search matches anywhere in the name; consonants alone
match the first sounds of syllables (ㄱㅎ finds 김해).
"""

import unicodedata
from bisect import bisect_left, insort

PAGE = 50
"""People on one page: a long look on a phone, 4 kB on the wire."""
_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_BASE, _LAST, _PER_FIRST = 0xAC00, 0xD7A3, 588  # Unicode standard, section 3.12: Hangul syllables


def first_sounds(text: str) -> str:
    """Return the text with every Hangul syllable replaced by its first consonant."""
    return "".join(_FIRST[(ord(c) - _BASE) // _PER_FIRST] if _BASE <= ord(c) <= _LAST else c for c in text)


def folded(text: str) -> str:
    """Return the text as it is compared in a search: NFKC for width and case, then NFC syllables, no spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_WIDE).casefold()
    return "".join(plain.split())


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width Latin to plain

_Key = tuple[bool, str, str]


def sort_key(name: str, participant: str) -> _Key:
    """Return what the list is sorted by."""
    plain = folded(name)
    hangul = bool(plain) and (_BASE <= ord(plain[0]) <= _LAST or plain[0] in _FIRST)
    return (not hangul, plain, participant)


class RosterIndex:
    """Names in order, kept sorted as people come and go."""

    def __init__(self) -> None:
        self._keys: list[_Key] = []
        self._sounds: dict[str, tuple[_Key, str]] = {}

    def put(self, participant: str, name: str) -> None:
        """Add somebody, or file them under another name."""
        self.drop(participant)
        key = sort_key(name, participant)
        insort(self._keys, key)
        self._sounds[participant] = (key, first_sounds(key[1]))

    def drop(self, participant: str) -> None:
        """Take somebody off the list, if they are on it."""
        found = self._sounds.pop(participant, None)
        if found is not None:
            del self._keys[bisect_left(self._keys, found[0])]

    def search(self, words: str, hidden: frozenset[str]) -> list[str]:
        """Return all who match, in order, without those hidden from the asker."""
        needle = folded(words)
        return [key[2] for key in self._keys if key[2] not in hidden and self._matches(key, needle)]

    def _matches(self, key: _Key, needle: str) -> bool:
        if needle in key[1]:
            return True
        return all(c in _FIRST for c in needle) and needle in self._sounds[key[2]][1]

    def __len__(self) -> int:
        return len(self._keys)
