"""Talking in the square: audiences, counts, refusals, nudges."""

import pytest

from rooms.base.roles import Role
from rooms.square.effects import Deliver
from rooms.square.square import WritingProfile
from rooms.square.words import WordList
from rooms.wire.messages import Block, Change, CountHearers, Mute, Reach, Say, Uttered
from tests.scene import OPEN_GROUND, Scene, refused

X, Y = OPEN_GROUND
LIST = """
[[words]]
category = "profanity"
match = "word"
forms = ["나쁜말"]
"""


def a_scene(**more):
    """Return three people: b next to a, c twenty metres off."""
    scene = Scene(**more)
    scene.come("a", at=(X, Y))
    scene.come("b", at=(X + 3, Y))
    scene.come("c", at=(X + 20, Y))
    return scene


def counted(scene, pid, reach, to=None):
    """Return how many would hear somebody."""
    scene.do(pid, CountHearers("ask", reach, to))
    assert scene.reply().ask == "ask"
    return scene.reply().count


def test_those_near_hear():
    """[HE1] [CH6] `say` goes once to each who hears it and once to its author."""
    scene = a_scene()

    assert scene.say("a", "안녕하세요") == ["b"]
    assert [entry.text for entry in scene.heard["a"]] == ["안녕하세요"]
    assert [entry.text for entry in scene.heard["b"]] == ["안녕하세요"]
    assert scene.heard["c"] == []


@pytest.mark.parametrize("reach", Reach)
def test_the_count_is_who_then_hears(reach):
    """[HE9] In every reach the count before equals the number that hears, and the number on the utterance."""
    scene = Scene()
    scene.come("a", at=(190, 200), role=Role.MODERATOR)
    for n in range(9):
        scene.come(f"p{n}", at=(191 + 2 * n, 200))
    scene.do("p2", Block("x", "a"))
    scene.do("p7", Block("x", "a"))
    scene.lose("p1")
    to = "p0" if reach in (Reach.WHISPER, Reach.DIRECT) else None
    count = counted(scene, "a", reach, to)
    heard = scene.say("a", "모두에게", reach, to)

    assert len([one for one in heard if one != "p1"]) == count
    assert scene.heard["a"][-1].hearers == count
    assert count == {"say": 4, "hall": 8, "whisper": 1, "direct": 1}[reach]


def test_the_away_are_not_counted_but_miss_nothing():
    """[HE10] [PR5] Who is away in reach is not counted, and has the words in the inbox on coming back."""
    scene = a_scene()
    scene.lose("b")

    assert counted(scene, "a", Reach.SAY) == 0
    assert scene.say("a", "들리나요") == ["b"]
    assert scene.heard["a"][-1].hearers == 0
    scene.wait(30_000)
    scene.come("b")
    assert [entry.text for entry in scene.square.snapshot("b").log] == ["들리나요"]


def test_a_whisper_is_heard_by_one():
    """[HE2] A whisper reaches its person alone, and carries their id."""
    scene = a_scene()
    scene.put("c", X + 2, Y)

    assert scene.say("a", "비밀입니다", Reach.WHISPER, "b") == ["b"]
    assert scene.heard["b"][-1].to == "b"


def test_a_whisper_needs_nearness():
    """[HE2] Too far for a whisper is refused with the metres and the limit."""
    assert refused(a_scene().say, "a", "저기요", Reach.WHISPER, "c") == ("too_far", {"metres": 20, "limit": 4})


def test_a_direct_message_goes_anywhere():
    """[HE8] A direct message reaches its person wherever they are, past walls and tables."""
    scene = a_scene()
    scene.put("c", 100, 100)

    assert scene.say("a", "어디세요", Reach.DIRECT, "c") == ["c"]


@pytest.mark.parametrize("reach", [Reach.WHISPER, Reach.DIRECT])
def test_words_to_one_need_the_one(reach):
    """[HE8] Without a person, to a stranger, or to oneself, words to one are refused."""
    scene = a_scene()

    assert refused(scene.say, "a", "?", reach, None)[0] == "unknown_person"
    assert refused(scene.say, "a", "?", reach, "nobody")[0] == "unknown_person"
    assert refused(scene.say, "a", "?", reach, "a")[0] == "not_yourself"


def test_say_has_no_addressee():
    """[HE1] What is said to all carries no person, whatever the client sent."""
    scene = a_scene()
    scene.say("a", "여러분", Reach.SAY, "c")

    assert scene.heard["b"][-1].to is None


@pytest.mark.parametrize("role", [Role.GUEST, Role.CITIZEN])
def test_the_hall_needs_the_floor(role):
    """[HE7] In a hall, without the floor, one is refused."""
    scene = Scene()
    scene.come("a", at=(200, 200), role=role)

    assert refused(scene.say, "a", "발언합니다", Reach.HALL) == ("no_floor", {})
    assert refused(scene.do, "a", CountHearers("q", Reach.HALL)) == ("no_floor", {})


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN])
def test_staff_speak_to_the_hall(role):
    """[HE6] [HE7] Staff in a hall are heard by all in it; outside of one, not even they."""
    scene = Scene()
    scene.come("a", at=(200, 200), role=role)
    scene.come("b", at=(235, 200))
    scene.come("c", at=(300, 200))

    assert scene.say("a", "시작하겠습니다", Reach.HALL) == ["b"]
    scene.put("a", X, Y)
    assert refused(scene.say, "a", "시작", Reach.HALL) == ("not_in_hall", {})


@pytest.mark.parametrize("reach", [Reach.WHISPER, Reach.DIRECT])
def test_who_watches_quietly_is_left_alone(reach):
    """[HE11] Nobody but staff writes to somebody who watches quietly; what is said near is still heard."""
    scene = a_scene()
    scene.come("s", at=(X + 1, Y), role=Role.CLERK)
    scene.do("b", Change("x", quiet=True))

    assert refused(scene.say, "a", "저기요", reach, "b") == ("not_allowed", {"needs": "moderator"})
    assert scene.say("s", "도와드릴까요", reach, "b") == ["b"]
    assert "b" in scene.say("a", "모두 안녕하세요")


def test_a_guest_of_the_city_reads_only():
    """[CH7] In the city profile a guest does not write; citizens and staff do, and the guest hears them."""
    scene = Scene(profile=WritingProfile.CITY)
    scene.come("g", at=(X, Y))
    scene.come("c", at=(X + 1, Y), role=Role.CITIZEN)

    for reach in Reach:
        assert refused(scene.say, "g", "안녕", reach, "c") == ("verify_first", {})
    assert refused(scene.do, "g", CountHearers("q", Reach.SAY)) == ("verify_first", {})
    assert scene.say("c", "안녕하세요") == ["g"]


def test_everybody_writes_in_the_demo():
    """[CH7] In the demo profile a guest writes."""
    assert a_scene().say("a") == ["b"]


@pytest.mark.parametrize("reach", Reach)
def test_a_muted_person_is_not_heard(reach):
    """[CH8] Muted, every reach is refused, with the seconds left and the reason."""
    scene = a_scene()
    scene.come("m", role=Role.MODERATOR)
    scene.do("m", Mute("x", "a", 60, "도배"))
    scene.wait(20_500)

    assert refused(scene.say, "a", "저요", reach, "b") == ("muted", {"seconds": 40, "reason": "도배"})


def test_a_text_is_checked_before_anybody_hears():
    """[CH1] [CH3] Too long or empty texts reach nobody."""
    scene = a_scene()

    assert refused(scene.say, "a", "가" * 501) == ("text_too_long", {"length": 501, "limit": 500})
    assert refused(scene.say, "a", " \u200b ")[0] == "empty_text"
    assert scene.heard["b"] == []


def test_what_is_heard_is_nfc():
    """[CH1] Decomposed Hangul is heard composed."""
    scene = a_scene()
    scene.say("a", "\u1112\u1161\u11ab\u1100\u1173\u11af")

    assert scene.heard["b"][0].text == "한글"


def test_an_utterance_is_forgotten_after_two_minutes():
    """[CH6] The log of a snapshot holds 120 s."""
    scene = a_scene()
    scene.say("a")
    scene.wait(119_999)
    assert len(scene.square.snapshot("b").log) == 1
    scene.wait(1)

    assert scene.square.snapshot("b").log == []


def test_the_author_alone_is_nudged():
    """[WO3] A word of the list is heard unchanged; the author's copy carries the category, others' do not."""
    scene = a_scene(words=WordList(LIST))
    scene.say("a", "이런 나쁜말 보세요")

    assert scene.heard["b"][0].text == "이런 나쁜말 보세요"
    assert scene.heard["b"][0].nudge == ""
    assert scene.heard["a"][0].nudge == "profanity"


def test_staff_see_a_flag():
    """[WO3] [MO7] A word of the list in the open is kept for moderators, and staff here are told."""
    scene = a_scene(words=WordList(LIST))
    scene.come("m", role=Role.MODERATOR)
    scene.say("a", "나쁜말")
    (kept,) = scene.kept("words")
    (flag,) = scene.square.snapshot("m").flags

    assert (flag.kind, flag.person.participant, flag.text) == ("words", "a", "나쁜말")
    assert kept.facts["flag"] == flag.flag
    assert kept.facts["category"] == "profanity"
    assert scene.square.snapshot("b").flags == []


@pytest.mark.parametrize("reach", [Reach.WHISPER, Reach.DIRECT])
def test_private_words_stay_private(reach):
    """[WO4] Words to one person nudge the author and are shown to no moderator."""
    scene = a_scene(words=WordList(LIST))
    scene.come("m", role=Role.MODERATOR)
    scene.say("a", "나쁜말", reach, "b")

    assert scene.heard["a"][0].nudge == "profanity"
    assert scene.kept("words") == []
    assert scene.square.snapshot("m").flags == []


def test_one_object_for_all_who_hear():
    """[CH6] What many hear is one item, so that the host packs it once."""
    scene = a_scene()
    scene.do("a", Say("x", Reach.SAY, None, "하나"))
    to_others, to_author = [effect for effect in scene.of(Deliver) if isinstance(effect.item, Uttered)]

    assert to_others.to == ("b",)
    assert to_author.to == ("a",)


def test_who_only_looks_around_does_not_write():
    """[CH9] Without a name given at the door one hears, but neither writes nor takes a name."""
    scene = a_scene()
    scene.come("d", at=(X + 1, Y), named=False)

    assert "d" in scene.say("a")
    assert refused(scene.do, "d", Say("act", Reach.SAY, None, "저도요"))[0] == "verify_first"
    assert refused(scene.do, "d", CountHearers("ask", Reach.SAY))[0] == "verify_first"
    assert refused(scene.do, "d", Change("act", name="하늘이"))[0] == "verify_first"


def test_a_name_given_later_is_taken_over_by_the_avatar():
    """[CH9] After naming oneself at the door, the kept avatar has the name, the look, and a voice."""
    scene = a_scene()
    scene.come("d", at=(X + 1, Y), named=False, quiet=True)
    spot = scene.where("d")

    scene.lose("d")
    scene.come("d", name="하늘이")

    assert scene.me("d").name == "하늘이"
    assert not scene.me("d").quiet
    assert scene.where("d") == spot
    assert "a" in scene.say("d", "안녕하세요")
