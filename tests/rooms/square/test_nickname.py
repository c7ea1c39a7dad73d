"""Nicknames: a corpus of names that would pass for staff, and of names that must not be refused."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.square import nickname
from rooms.wire.messages import Change
from tests.scene import Scene, refused

OFFICES = [
    "시장",
    "관리자",
    "운영자",
    "사회자",
    "서기",
    "김해시청",
    "의장",
    "공무원",
    "moderator",
    "admin",
    "staff",
    "mayor",
]
CYRILLIC = str.maketrans("aceopxydmhtbi", "асеорхуԁмһтві")
GREEK = str.maketrans("aeopitkvn", "αεοριτκνη")


def _typed(name):
    """Letters typed one by one."""
    from unicodedata import normalize

    from rooms.square.confusables import CONJOINING

    return "".join(CONJOINING.get(c, c) for c in normalize("NFD", name))


def _disguises(name):
    yield name
    yield name.upper()
    yield " ".join(name)
    yield "-".join(name)
    yield name + "님"
    yield name + "1"
    yield f"김해 {name}"
    yield f"{name} 홍길동"
    yield f"가람 {name}"
    yield name[0] + "\u200b" + name[1:]
    yield "\u202e" + name[::-1]
    yield name + "\u3164"
    yield name + "\ufe0f"
    yield name[0] + "\u0301\u0302\u0303" + name[1:]
    yield f"★{name}"
    yield f"✅ {name}"
    yield _typed(name)
    yield _typed(name).replace("ㅣ", "l")
    yield _typed(name).replace("ㅣ", "1").replace("ㅇ", "0")
    yield "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in name)
    yield name.translate(CYRILLIC)
    yield name.translate(GREEK)
    yield name.replace("o", "0").replace("i", "1").replace("e", "3").replace("a", "4")
    yield name.replace("m", "rn")
    yield name.replace("i", "í").replace("a", "á").replace("o", "ö")


CORPUS = sorted({disguise for name in OFFICES for disguise in _disguises(name)})
GOOD = (
    """
민들레|김서방|전통시장 떡집|동상시장|badminton|서기환|시청자|Ann-Marie|nguyễn an|O'Brien|홍길동 2|가야금|수로왕
허황옥|해반천 산책|장유 아빠|진영 단감|봉하마을|Müller|José|Łukasz|Иван|Ελένη|山田太郎|小明|สมชาย|राम|محمد|박1
lee.js|김_하늘|x|가|ㅋㅋㅋ|12345|느긋한 거북|관리비 걱정
""".strip()
    .replace("\n", "|")
    .split("|")
)


def test_the_corpus_is_large():
    """[NA3] At least two hundred names that want to pass for staff."""
    assert len(CORPUS) >= 200


@pytest.mark.parametrize("name", CORPUS)
def test_none_passes_as_staff(name):
    """[NA3] [NA4] [NA5] Not one of them is taken, and each refusal brings two other names that are."""
    with pytest.raises(Refusal) as refusal:
        nickname.checked(name, 7)
    two = {refusal.value.facts["suggestion"], refusal.value.facts["suggestion2"]}

    assert len(two) == 2
    assert {nickname.checked(str(one), 0) for one in two} == two


@pytest.mark.parametrize("name", GOOD)
def test_good_names_pass(name):
    """[NA3] Names of people and places, of any script, are taken as they are."""
    assert nickname.checked(name, 0) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "name_empty"),
        ("   ", "name_empty"),
        ("\n", "name_empty"),
        ("\u3164\u3164", "name_unreadable"),
        ("가\u200b나", "name_unreadable"),
        ("\u202eabc", "name_unreadable"),
        ("가\u200d나", "name_unreadable"),
        ("a\u0300\u0301\u0302\u0303", "name_unreadable"),
        ("a\u20dd", "name_unreadable"),
        ("---", "name_unreadable"),
        ("별★", "name_unreadable"),
        ("<b>", "name_unreadable"),
        ("\ud800가", "name_unreadable"),
        ("\ue000", "name_unreadable"),
        ("가" * 17, "name_too_long"),
    ],
)
def test_names_that_cannot_be_shown(name, why):
    """[NA1] [NA4] Empty, hidden, stacked, decorated and long names are refused with their reason."""
    with pytest.raises(Refusal) as refusal:
        nickname.checked(name, 0)

    assert refusal.value.why.value == why


@pytest.mark.parametrize(
    ("typed", "shown"), [("  민들레  ", "민들레"), ("가  나", "가 나"), ("\u1100\u1161", "가"), ("가" * 16, "가" * 16)]
)
def test_a_name_is_shown_in_nfc(typed, shown):
    """[NA1] Composed, with single spaces, sixteen signs at most."""
    assert nickname.checked(typed, 0) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "anna"),
        ("Anna", "аnnа"),
        ("Anna", "Ａｎｎａ"),
        ("민들레", "민 들 레"),
        ("민들레", "민-들-레"),
        ("이슬", "ㅇㅣㅅㅡㄹ"),
        ("이슬", "0l슬"),
        ("과일", "ㄱㅗㅏ일"),
        ("닭", "ㄷㅏㄹㄱ"),
        ("Jose", "José"),
        ("comet", "cornet"),
        ("bill", "bi11"),
        ("①번", "1번"),
    ],
)
def test_look_alikes_are_the_same(one, other):
    """[NA2] Names that look alike have one skeleton."""
    assert nickname.skeleton(one) == nickname.skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("민들레", "민들래"),
        ("강아", "가아"),
        ("홍길동 2", "홍길동 3"),
        ("가나", "나가"),
        ("Anna", "Ann"),
        ("박5", "박6"),
    ],
)
def test_different_names_differ(one, other):
    """[NA2] Names that can be told apart stay apart."""
    assert nickname.skeleton(one) != nickname.skeleton(other)


def test_digits_stay_different():
    """[NA2] No two digits fold to the same sign, so numbers behind a name do not collide."""
    assert len({nickname.skeleton(str(n)) for n in range(1_000)}) == 1_000


@pytest.mark.parametrize("rng", [0, 1, 95, 96, 97, 10_000, 2**32 - 1])
def test_suggestions_follow_the_dice(rng):
    """[NA5] The same dice give the same two different names, both good."""
    first, second = nickname.suggestions(rng)

    assert (first, second) == nickname.suggestions(rng)
    assert first != second
    assert nickname.checked(first, 0) == first


@settings(max_examples=80)
@given(st.text(max_size=20))
def test_any_name_is_taken_or_refused(name):
    """[NA1] [NA4] Any text is a name within the limit, or refused with a code; taken names stay as they are."""
    try:
        shown = nickname.checked(name, 3)
    except Refusal:
        return
    assert 0 < len(shown) <= nickname.NAME_LIMIT
    assert nickname.checked(shown, 3) == shown


def test_a_taken_name_is_refused_with_free_ones():
    """[NA6] [NA5] Changing to a name like another's is refused; both suggestions are free and work."""
    scene = Scene()
    scene.come("a", name="민들레")
    scene.come("b", name="개나리")
    why, facts = refused(scene.do, "b", Change("x", name="민 들 레"))

    assert why == "name_taken"
    for suggestion in (facts["suggestion"], facts["suggestion2"]):
        scene.do("b", Change("y", name=suggestion))
        assert scene.me("b").name == suggestion


def test_the_second_of_a_name_gets_a_number():
    """[NA6] Whoever arrives with a taken name gets a number behind it, is told, and it is kept."""
    scene = Scene()
    scene.come("a", name="민들레")
    scene.come("b", name="민들레")
    scene.come("c", name="민들레")

    assert [scene.me(pid).name for pid in "abc"] == ["민들레", "민들레 2", "민들레 3"]
    assert scene.square.snapshot("c").notices[0].facts == {"name": "민들레 3", "wanted": "민들레"}


def test_a_released_name_is_free():
    """[NA6] A changed or left name can be had by others; one's own look-alike is one's own."""
    scene = Scene()
    scene.come("a", name="민들레")
    scene.come("b", name="개나리")
    assert not scene.square.name_free("민들레", "b")
    assert scene.square.name_free("민들레", "a")
    assert scene.square.name_taken("민들레", "b", 1).facts["suggestion"] == "민들레 2"
    scene.do("a", Change("x", name="민-들-레"))
    assert scene.me("a").name == "민-들-레"
    scene.do("a", Change("x", name="진달래"))

    assert scene.square.name_free("민들레", "b")


def test_long_names_get_a_number_too():
    """[NA6] A number behind a long name keeps it within the limit."""
    names = nickname.Names()
    for n, pid in enumerate(itertools.islice("abcdefghijklmnop", 12)):
        name = names.variant("가" * 16, pid)
        names.take_name(name, pid)
        assert len(name) <= nickname.NAME_LIMIT, n
    assert len(names._owners) == 12


@pytest.mark.parametrize("role", [Role.GUEST, Role.CITIZEN, Role.ADMIN])
def test_reserved_names_are_refused_in_the_square(role):
    """[NA3] Nobody renames themselves to an office inside the square."""
    scene = Scene()
    scene.come("a", role=role)

    assert refused(scene.do, "a", Change("x", name="관리자"))[0] == "name_reserved"
