"""
Characters that look alike, as data: what ``nickname.py`` and ``words.py`` fold before they compare.

A small table of our own, kept to what a Korean screen shows alike; what Unicode itself calls compatible
(full-width, circled, mathematical letters) is folded by NFKD and is not listed.
"""

_L = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_V = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_T = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

CONJOINING: dict[str, str] = (
    {chr(0x1100 + i): c for i, c in enumerate(_L)}
    | {chr(0x1161 + i): c for i, c in enumerate(_V)}
    | {chr(0x11A8 + i): c for i, c in enumerate(_T)}
)
"""Conjoining jamo, as NFD yields them, to the letters of the keyboard (compatibility jamo)."""

CLUSTERS: dict[str, str] = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㅐ": "ㅏㅣ", "ㅒ": "ㅑㅣ", "ㅔ": "ㅓㅣ", "ㅖ": "ㅕㅣ", "ㅘ": "ㅗㅏ",
    "ㅙ": "ㅗㅏㅣ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅓㅣ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
}  # fmt: skip
"""Letters that are written of several strokes which can be typed one by one."""

LOOK_ALIKES: dict[str, str] = {
    # Hangul letters and the characters that pass for them
    "ㅣ": "l", "丨": "l", "ㅇ": "o", "〇": "o", "○": "o", "◯": "o", "人": "ㅅ", "入": "ㅅ", "卜": "ㅏ", "口": "ㅁ",
    "ロ": "ㅁ", "□": "ㅁ", "己": "ㄹ", "匚": "ㄷ", "丁": "ㅜ", "一": "ㅡ", "ー": "ㅡ", "ㆍ": "", "ᆞ": "",
    # digits and strokes
    "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "8": "b", "i": "l", "|": "l", "!": "l", "$": "s", "@": "a",
    # Cyrillic
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ɡ": "g", "һ": "h", "н": "h", "і": "l", "ӏ": "l",
    "ј": "j", "к": "k", "ӎ": "m", "м": "m", "п": "n", "ո": "n", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s",
    "т": "t", "ц": "u", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y", "ү": "y", "з": "e",
    # Greek
    "α": "a", "β": "b", "ϲ": "c", "δ": "d", "ε": "e", "η": "n", "ι": "l", "κ": "k", "μ": "u", "ν": "v", "ο": "o",
    "π": "n", "ρ": "p", "σ": "o", "ς": "c", "τ": "t", "υ": "u", "ω": "w", "χ": "x", "γ": "y",
    # Latin with a twist
    "ɑ": "a", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ɢ": "g", "ʜ": "h", "ɪ": "l", "ı": "l", "ᴊ": "j",
    "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v",
    "ᴡ": "w", "ʏ": "y", "ᴢ": "z", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ŧ": "t", "ħ": "h", "ƒ": "f",
}  # fmt: skip
"""Signs, after NFKD and case folding, to what they pass for. Digits stay different from each other."""

PAIRS: tuple[tuple[str, str], ...] = (("rn", "m"), ("vv", "w"))
"""Two letters that pass for one."""


def letters(text: str) -> str:
    """Return decomposed text (NFD or NFKD) with Hangul as single letters: 시장 becomes ㅅㅣㅈㅏㅇ, 과 ㄱㅗㅏ."""
    flat = (CONJOINING.get(c, c) for c in text)
    return "".join(CLUSTERS.get(c, c) for c in flat)
