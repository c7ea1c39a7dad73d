"""
Nicknames: shown as typed, compared by what they look like, never read as staff.

    shown       NFC, single spaces, at most 16 code points
    compared    skeleton: NFKD, case folded, marks and separators dropped, look-alikes folded, Hangul by letters
    refused     characters that hide, mirror or stack; names that read as an official title

Knows: characters and offices. Does not know: who is staff (a role says that), other squares.
"""

import re
import unicodedata
from functools import cache, lru_cache

from rooms.base.errors import Refusal, Why
from rooms.square.confusables import LOOK_ALIKES, PAIRS, letters

NAME_LIMIT = 16
"""Code points: a long Korean nickname or a short English full name; labels over heads stay on one line."""
MARKS_LIMIT = 2
"""Combining marks on one sign after NFC: Thai needs a vowel and a tone."""
VARIANT_TRIES = 10_000
"""Numbers tried behind a name that is taken: more than people who fit into one square share a skeleton by chance."""

_SEPARATORS = " -_.·'"
_KINDS = ("L", "N", "M")  # letters, numbers, marks: no symbols, which would pass for badges
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5")
_VARIATION = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPLIT = re.compile(f"[{re.escape(_SEPARATORS)}]+")

ANYWHERE = (
    "관리자", "운영자", "운영진", "사회자", "진행자", "담당자", "담당관", "주무관", "공무원", "시의원", "도의원",
    "국회의원", "김해시청", "경찰서", "소방서", "선거관리", "공식계정", "안내데스크", "管理者", "司會者", "市廳",
    "moderator", "administrator", "webmaster", "gimhaecity", "cityhall",
)  # fmt: skip
"""Offices that no ordinary name contains."""
ALONE = (
    "시장", "부시장", "시장실", "서기", "의장", "시청", "의원", "경찰", "관리", "운영", "공식", "김해시", "도지사",
    "대통령", "간사", "모더레이터", "어드민", "매니저", "스태프", "市長", "書記", "admin", "mod", "staff", "clerk",
    "officer", "official", "mayor", "system", "root", "operator", "manager", "gimhae",
)  # fmt: skip
"""Offices that are also parts of good names (전통시장, badminton): refused as a word of the name, or as all of it."""
BEFORE = ("", "김해", "김해시", "金海", "전", "현", "총", "수석", "gimhae", "the", "super")
AFTER = ("", "님", "입니다", "계정", "공식", "팀", "봇", "실", "비서", "team", "official", "bot")

_MANNERS = ("느긋한", "다정한", "부지런한", "씩씩한", "차분한", "반가운", "고운", "슬기로운")
_FRIENDS = ("거북", "왜가리", "단감", "억새", "물푸레", "기와", "토기", "은어", "구름", "버드나무", "고니", "장군차")


def shown(name: str) -> str:
    """Return a name as it is shown: NFC, without space at the ends, single spaces inside."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """Return what all names that look like this one have in common."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(c for c in plain if unicodedata.category(c)[0] in "LNPS" and c not in _SEPARATORS)
    folded = "".join(LOOK_ALIKES.get(c, c) for c in letters(bare))
    for pair, one in PAIRS:
        folded = folded.replace(pair, one)
    return folded


@cache
def _offices() -> tuple[frozenset[str], tuple[str, ...]]:
    alone = {skeleton(a + word + b) for word in ALONE for a in BEFORE for b in AFTER}
    return frozenset(alone), tuple(skeleton(word) for word in ANYWHERE)


def reads_as_staff(name: str) -> bool:
    """Tell whether a name, or a word of it, reads as an official title."""
    alone, anywhere = _offices()
    whole = skeleton(name)
    words = [name, *_SPLIT.split(name)]
    trimmed = (skeleton(word.strip("0123456789")) for word in words)
    if any(word in alone for word in trimmed) or any(skeleton(word) in alone for word in words):
        return True
    return any(office in whole for office in anywhere)


def is_readable(name: str) -> bool:
    """Tell whether a shown name has letters or digits only, with few marks and plain separators."""
    marks = 0
    for character in name:
        kind = unicodedata.category(character)
        if (
            character in _FILLERS
            or _VARIATION.match(character)
            or (kind[0] not in _KINDS and character not in _SEPARATORS)
        ):
            return False
        marks = marks + 1 if kind[0] == "M" else 0
        if marks > MARKS_LIMIT or kind == "Me":
            return False
    return any(unicodedata.category(character)[0] in "LN" for character in name)


def suggestions(rng: int) -> tuple[str, str]:
    """Return two different ready names; the same random numbers give the same names."""
    count = len(_MANNERS) * len(_FRIENDS)
    return _ready(rng % count), _ready((rng + 1 + rng // count % (count - 1)) % count)


def _ready(n: int) -> str:
    return f"{_MANNERS[n % len(_MANNERS)]} {_FRIENDS[n // len(_MANNERS)]}"


def checked(name: str, rng: int) -> str:
    """
    Return the name as it is shown.

    Raises:
        Refusal: ``name_empty``, ``name_too_long``, ``name_unreadable`` or ``name_reserved``, with two ready names
            (facts ``suggestion`` and ``suggestion2``) drawn by ``rng``.
    """
    suggestion, other = suggestions(rng)
    result = shown(name)
    if not result:
        raise Refusal(Why.NAME_EMPTY, suggestion=suggestion, suggestion2=other)
    if not is_readable(result):
        raise Refusal(Why.NAME_UNREADABLE, suggestion=suggestion, suggestion2=other)
    if len(result) > NAME_LIMIT:
        raise Refusal(Why.NAME_TOO_LONG, length=len(result), limit=NAME_LIMIT, suggestion=suggestion, suggestion2=other)
    if reads_as_staff(result):
        raise Refusal(Why.NAME_RESERVED, suggestion=suggestion, suggestion2=other)
    return result


class Names:
    """Which names are in use in one square."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def free(self, name: str, participant: str) -> bool:
        """Tell whether nobody else has a name that looks like this one."""
        return self._owners.get(skeleton(name), participant) == participant

    def take_name(self, name: str, participant: str) -> None:
        """Note who has a name."""
        self._owners[skeleton(name)] = participant

    def release(self, name: str) -> None:
        """Note that a name is free again."""
        self._owners.pop(skeleton(name), None)

    def variant(self, name: str, participant: str) -> str:
        """Return the name if it is free, else the first free one with a number behind it."""
        if self.free(name, participant):
            return name
        stem = name[: NAME_LIMIT - 5].rstrip()
        numbered = (f"{stem} {n}" for n in range(2, VARIANT_TRIES))
        return next(candidate for candidate in numbered if self.free(candidate, participant))

    def taken(self, name: str, participant: str, rng: int) -> Refusal:
        """Return the refusal of a name that somebody else has, with two names that are free."""
        count = len(_MANNERS) * len(_FRIENDS)
        ready = (_ready((rng + n) % count) for n in range(count))
        other = next((one for one in ready if self.free(one, participant)), _ready(rng % count))
        return Refusal(
            Why.NAME_TAKEN,
            suggestion=self.variant(name, participant),
            suggestion2=self.variant(other, participant),
        )
