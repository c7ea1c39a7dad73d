"""
A guard against ballots on candidates and parties: the election law limits who may ask that, and how.

It looks for words, so it can be wrong both ways; the officer sees the word and can reword. Site candidates (후보지),
just causes (정당한) and winning designs (당선작) pass. Knows: patterns. Does not know: ballots.
"""

import re

PARTIES = ("국민의힘", "더불어민주당", "민주당", "조국혁신당", "개혁신당", "진보당", "정의당", "기본소득당", "무소속")
OFFICES = "대통령|시장|군수|구청장|도지사|교육감|국회의원|시의원|도의원|구의원|의원|비례대표"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        *map(re.escape, PARTIES),
        r"예비\s*후보(?!지)",
        r"후보자",
        rf"(?:{OFFICES})\s*후보(?!지)",
        r"[0-9]+번\s*후보(?!지|안)",
        r"지지\s*(?:정당|후보(?!지))",
        r"후보(?:를|에게)\s*(?:지지|찍)",
        r"지지하는\s*(?:정당|후보(?!지))",
        r"정당(?![한하했할함히성화])",
        r"지지율",
        r"당선(?!작)",
        r"낙선(?!작)",
        r"공천",
        r"출마",
        r"\b(?:candidates?|political part(?:y|ies))\b",
    )
)


def candidate_word(*texts: str) -> str:
    """Return the first words that read as a question on candidates or parties; empty if there are none."""
    for text in texts:
        for pattern in _PATTERNS:
            found = pattern.search(text.lower())
            if found:
                return found.group()
    return ""
