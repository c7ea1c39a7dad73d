"""The list of who is here."""

import random

import pytest

from rooms.square.roster import PAGE, RosterIndex, first_sounds, sort_key
from rooms.wire.messages import AskRoster, Change, Leave, Who
from tests.scene import Scene

ORDER = ["가야", "가 야금", "김해", "나래", "ㄷㄷ", "하늘", "12번", "Anna", "ben", "Ζωή", "山田"]


def test_one_order():
    """[RO1] Hangul by syllables, then others without regard to case; whoever shuffles gets the same."""
    expected = sorted(ORDER, key=lambda name: sort_key(name, "p"))
    roster = RosterIndex()
    shuffled = random.Random(5).sample(ORDER, len(ORDER))
    for name in shuffled:
        roster.put(name, name)

    assert roster.search("", frozenset()) == expected
    assert [name for name in expected if name in ("가야", "김해", "나래", "하늘")] == ["가야", "김해", "나래", "하늘"]
    assert expected.index("하늘") < expected.index("12번") < expected.index("Anna") < expected.index("ben")


def test_equal_names_by_participant():
    """[RO1] Among equal names the participant decides, so that pages do not shift."""
    roster = RosterIndex()
    for pid in ("p3", "p1", "p2"):
        roster.put(pid, "김해")

    assert roster.search("", frozenset()) == ["p1", "p2", "p3"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ㄱㅎ", ["김해", "박김해", "김 해"]),
        ("ㅎ", ["김해", "박김해", "김 해", "하늘"]),
        ("김해", ["김해", "박김해", "김 해"]),
        ("해", ["김해", "박김해", "김 해"]),
        ("ANN", ["Anna"]),
        ("ａｎｎ", ["Anna"]),
        ("ㅁㅁ", []),
        ("없음", []),
        ("", ["김해", "박김해", "김 해", "하늘", "Anna", "ㅋㅋ"]),
        (" ", ["김해", "박김해", "김 해", "하늘", "Anna", "ㅋㅋ"]),
        ("ㅋㅋ", ["ㅋㅋ"]),
        ("ㄱ해", []),
        ("\u1100\u1175\u11b7", ["김해", "박김해", "김 해"]),
    ],
)
def test_search(search, found):
    """[RO2] Part of a name finds it, in any case and width; consonants find first sounds."""
    roster = RosterIndex()
    for name in ("김해", "박김해", "김 해", "하늘", "Anna", "ㅋㅋ"):
        roster.put(name, name)

    assert set(roster.search(search, frozenset())) == set(found)


def test_first_sounds():
    """[RO2] The first sound of every syllable; other signs stay."""
    assert first_sounds("김해시 A동") == "ㄱㅎㅅ Aㄷ"
    assert first_sounds("가힣까") == "ㄱㅎㄲ"


def test_names_move_in_the_list():
    """[RO1] A new name is another place in the list; who leaves is off it; dropping twice is nothing."""
    roster = RosterIndex()
    roster.put("a", "하늘")
    roster.put("b", "나래")
    roster.put("a", "가람")
    assert roster.search("", frozenset()) == ["a", "b"]
    roster.drop("a")
    roster.drop("a")

    assert roster.search("", frozenset()) == ["b"]
    assert len(roster) == 1


def test_pages():
    """[RO3] Fifty people a page, the total on each, nothing beyond the end."""
    scene = Scene()
    for n in range(120):
        scene.square.arrive(_arrival(n), "t", scene.now)
    seen = []
    for offset in (0, 50, 100, 150):
        scene.square.receive("p000", "t", AskRoster("q", "", offset), scene.now, "i")
        page = scene.square.effects()[-1].message
        assert (page.total, page.offset) == (120, offset)
        assert len(page.people) == max(0, min(PAGE, 120 - offset))
        seen += [person.participant for person in page.people]

    assert seen == [f"p{n:03}" for n in range(120)]


def _arrival(n):
    from rooms.square.square import Arrival
    from rooms.wire.messages import Role

    return Arrival(f"p{n:03}", f"사람 {n:03}", Role.GUEST)


def test_the_list_follows_the_square():
    """[RO1] [PR5] Renamed, away and gone people are where, or no longer where, they should be."""
    scene = Scene()
    for pid, name in (("a", "가람"), ("b", "나래"), ("c", "다솜")):
        scene.come(pid, name=name)
    scene.do("a", Change("x", name="하늘"))
    scene.lose("b")
    scene.do("c", AskRoster("q"))
    assert [person.name for person in scene.reply().people] == ["다솜", "하늘"]
    scene.come("b", name="나래")
    scene.do("a", Leave("x"))
    scene.do("c", AskRoster("q"))

    assert [person.name for person in scene.reply().people] == ["나래", "다솜"]


def test_who_answers_what_was_asked():
    """[RO4] People behind slots once each, the rest as gone; nearest place and settings with them."""
    scene = Scene()
    scene.come("a")
    scene.come("b", followable=False, place="museum")
    slot = scene.square.slot("b")
    scene.do("a", Who([slot, 999, slot]))
    (person,) = scene.reply().people

    assert (person.participant, person.place, person.followable) == ("b", "museum", False)
    assert scene.reply().gone == [999]


def test_the_away_are_still_somebody():
    """[RO4] An avatar that is kept has a name."""
    scene = Scene()
    scene.come("a")
    scene.come("b")
    scene.lose("b")
    scene.do("a", Who([scene.square.slot("b")]))

    assert [person.participant for person in scene.reply().people] == ["b"]
