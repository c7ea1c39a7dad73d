"""
Reads a format (``formats/*.toml``) and says in Korean what is wrong with it, all at once.

Officers edit these files. Knows: the shape and what goes together (``rules.faults``). Does not know: files; it is
given text.
"""

import re
import tomllib
from typing import Any

import msgspec

from rooms.forum.model.rules import Format, faults
from rooms.forum.model.terms import ItemKind

_WRONG = {
    "repeated": "같은 규칙이 두 번 있습니다. 하나를 지우세요.",
    "always": "이 규칙은 늘 지켜지므로 적지 않습니다. 지우세요.",
    "camps_first": "찬반 규칙(balance, alternate_camp)을 맨 앞에 적으세요.",
    "no_camps": "찬반이 없는 토론회에는 쓸 수 없습니다. camps = true 로 바꾸거나 이 줄을 지우세요.",
    "no_stance": "pro(찬성)나 con(반대)을 적으세요.",
    "no_normal": "normal(일반 발언)이 빠졌습니다. 더하세요.",
    "longer_than_open_s": "open_s보다 깁니다. 줄이세요.",
    "debate_without_camps": "찬반 안건이 있는데 camps = true 가 없습니다.",
}
_MESSAGES = (
    (r"missing required field `([^`]+)`", "'{0}' 항목이 빠졌습니다. 더하세요."),
    (r"contains unknown field `([^`]+)`", "'{0}' 항목은 쓰지 않습니다. 철자를 살펴보세요."),
    (r"Invalid enum value '([^']+)'", "'{0}' 값은 쓸 수 없습니다. 쓸 수 있는 값은 안내에 있습니다."),
    (r"Expected `(int|float)` >= (\S+)", "수가 너무 작습니다. {1} 이상으로 적으세요."),
    (r"Expected `(int|float)` <= (\S+)", "수가 너무 큽니다. {1} 이하로 적으세요."),
    (r"Expected `([^`]+)`, got `([^`]+)`", "'{0}' 꼴이어야 하는데 '{1}' 꼴입니다."),
    (r"of length >= (\d+)", "너무 짧습니다. {0}개(자) 이상으로 적으세요."),
    (r"of length <= (\d+)", "너무 깁니다. {0}개(자) 이하로 적으세요."),
    (r"matching regex", "영어 작은 글자와 숫자와 '-'만 쓰세요."),
)


class FormatError(ValueError):
    """A format cannot be used. ``faults`` holds one Korean sentence each, with where it is."""

    def __init__(self, name: str, found: list[str]) -> None:
        super().__init__(f"{name}: " + " / ".join(found))
        self.name = name
        self.faults = found


def parse(name: str, text: str) -> Format:
    """
    Return the format of a file.

    Raises:
        FormatError: with everything that is wrong, in Korean.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"{place.group(1)}번째 줄" if place else "파일"
        raise FormatError(name, [f"{where}: 읽을 수 없습니다. 따옴표와 괄호를 살펴보세요."]) from None
    return _checked(name, raw)


def _checked(name: str, raw: dict[str, Any]) -> Format:
    try:
        format_ = msgspec.convert(raw, Format)
    except msgspec.ValidationError as error:
        raise FormatError(name, [korean(str(error))]) from None
    found = [f"rules.{field}: {_WRONG[why]}" for field, why in faults(format_.rules)]
    if not format_.rules.camps and any(item.kind is ItemKind.DEBATE for item in format_.agenda):
        found.append(f"rules.camps: {_WRONG['debate_without_camps']}")
    if found:
        raise FormatError(name, found)
    return format_


def korean(message: str) -> str:
    """Return what a check says, with where it is, in Korean."""
    place = re.search(r"at `\$\.?([^`]*)`", message)
    where = place.group(1) if place and place.group(1) else "파일"
    for pattern, words in _MESSAGES:
        found = re.search(pattern, message)
        if found:
            return f"{where}: {words.format(*found.groups())}"
    return f"{where}: 값이 맞지 않습니다. 안내의 보기와 견주어 보세요."
