"""Formats as data: six that ship, and what an officer is told about a wrong one."""

import pytest

from rooms.forum.model.formats import FormatError, parse
from tests import source

FOLDER = source.ROOT / "rooms" / "forum" / "formats"
NAMES = {"debate", "roundtable", "townhall", "briefing", "deliberation", "assembly"}
GOOD = (FOLDER / "debate.toml").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(NAMES))
def test_formats_that_ship(name):
    """[AG7] Every format that ships can be read, is named as its file, and has a Korean name."""
    format_ = parse(name, (FOLDER / f"{name}.toml").read_text("utf-8"))

    assert format_.id == name
    assert any("가" <= sign <= "힣" for sign in format_.ko)
    assert {file.stem for file in FOLDER.glob("*.toml")} == NAMES


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("speech_s = 180", "speech_s = 5", "rules.speech_s", "10 이상"),
        ("speech_s = 180", "speech_s = 9999", "rules.speech_s", "3600 이하"),
        ("speech_s = 180", 'speech_s = "긴"', "rules.speech_s", "꼴이어야"),
        ("speech_s = 180", "speach_s = 180", "rules", "'speach_s'"),
        ('id = "debate"', "", "파일", "'id' 항목이 빠졌습니다"),
        ('id = "debate"', 'id = "찬반"', "id", "영어 작은 글자"),
        ('kind = "debate"', 'kind = "fight"', "agenda", "'fight' 값은"),
        ('first_camp = "con"', 'first_camp = "none"', "rules.first_camp", "pro(찬성)나 con(반대)"),
        ('"alternate_camp", "alternate_channel"', '"alternate_channel", "alternate_camp"', "order", "맨 앞에"),
        ('"request_time"]', '"request_time", "first_time"]', "rules.order", "두 번"),
        ('"request_time"]', '"kept"]', "rules.order", "늘 지켜지므로"),
        ("camps = true", "camps = false", "rules.camps", "찬반 안건"),
        ("speech_s = 180", "speech_s = 180\ncamps = true", "번째 줄", "읽을 수 없습니다"),
        ('kind = "ballot"\nminutes = 5', 'kind = "ballot"\nminutes = 0', "minutes", "1 이상"),
    ],
)
def test_a_wrong_format_is_told_in_korean(old, new, where, words):
    """[AG8] What is wrong with a format is said in Korean, with where it is and what to do."""
    with pytest.raises(FormatError) as told:
        parse("debate", GOOD.replace(old, new, 1))

    (fault,) = told.value.faults
    assert where in fault
    assert words in fault


def test_all_that_does_not_go_together_is_told_at_once():
    """[AG8] Several faults of the rules are told together."""
    text = GOOD.replace("camps = true", "camps = false\ncamp_budget_s = 60")
    with pytest.raises(FormatError) as told:
        parse("debate", text)

    assert len(told.value.faults) == 2
