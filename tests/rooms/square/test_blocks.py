"""Blocks, by themselves and in the square."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.square.blocks import BLOCK_LIMIT, Blocks
from rooms.square.state import PARTING_MS
from rooms.wire.messages import AskRoster, Block, Change, Follow, Leave, Reach, Stranger, Unblock, Who
from tests.scene import OPEN_GROUND, Scene, refused

X, Y = OPEN_GROUND


def two():
    """Return a and b, side by side; a has blocked b."""
    scene = Scene()
    scene.come("a", at=(X, Y))
    scene.come("b", at=(X + 1, Y))
    scene.do("a", Block("x", "b"))
    return scene


BOTH_WAYS = pytest.mark.parametrize(("one", "other"), [("a", "b"), ("b", "a")])


@pytest.mark.parametrize("one", ["a", "b"])
def test_neither_hears_the_other(one):
    """[BL1] `say` passes over a block in both directions."""
    assert two().say(one) == []


@BOTH_WAYS
@pytest.mark.parametrize("reach", [Reach.WHISPER, Reach.DIRECT])
def test_neither_writes_to_the_other(one, other, reach):
    """[BL1] [BL4] Whisper and direct message are refused as to somebody who is not there."""
    assert refused(two().say, one, "저기", reach, other) == ("unknown_person", {})


@BOTH_WAYS
def test_neither_follows_the_other(one, other):
    """[BL1] [BL4] Following is refused as well."""
    assert refused(two().do, one, Follow("x", other)) == ("unknown_person", {})


@BOTH_WAYS
def test_neither_finds_the_other(one, other):
    """[BL1] [RO4] The list, its search and `who` show nobody behind a block."""
    scene = two()
    slot = scene.square.slot(other)
    scene.do(one, Who([slot]))
    assert (scene.reply().people, scene.reply().gone) == ([], [slot])
    for search in ("", other):
        scene.do(one, AskRoster("q", search))
        assert other not in [person.participant for person in scene.reply().people]
    assert scene.square.hidden_slots(one) == {slot}
    assert scene.square.with_blocks()[one] == {slot}


def test_the_hall_is_never_blocked():
    """[BL3] [HE6] Words with the floor pass over blocks."""
    scene = Scene()
    scene.come("s", at=(200, 200), role=Role.MODERATOR)
    scene.come("b", at=(210, 200))
    scene.do("b", Block("x", "s"))

    assert scene.say("s", "시작합니다", Reach.HALL) == ["b"]


def test_nobody_is_told():
    """[BL4] The blocked person gets no item, no notice, no reply."""
    scene = two()

    assert scene.replicas["b"].notices == []
    assert scene.replicas["b"].blocks == []
    assert all("b" not in getattr(effect, "to", ()) for effect in scene.effects)


def test_a_block_ends():
    """[BL5] Taken back, both hear each other again."""
    scene = two()
    scene.do("a", Unblock("y", "b"))

    assert scene.say("a") == ["b"]
    assert scene.say("b") == ["a"]
    assert scene.kept("unblock") == []
    assert scene.square.with_blocks() == {}


def test_it_takes_both_to_end_two_blocks():
    """[BL5] Where both blocked, it ends with the second."""
    scene = two()
    scene.do("b", Block("x", "a"))
    scene.do("a", Unblock("y", "b"))
    assert scene.say("a") == []
    scene.do("b", Unblock("y", "a"))

    assert scene.say("a") == ["b"]


def test_blocking_twice_is_once():
    """[BL5] A second block of the same person, and taking back what is not there, change nothing."""
    scene = two()
    scene.do("a", Block("x", "b"))
    assert scene.kept("block") == []
    assert len(scene.square.snapshot("a").blocks) == 1
    scene.do("b", Unblock("y", "a"))

    assert scene.kept("unblock") == []
    assert scene.say("b") == []


def test_acts_are_kept():
    """[BL5] A block and its end are kept, for the next arrival."""
    scene = two()
    (kept,) = scene.kept("block")
    assert (kept.participant, kept.facts) == ("a", {"person": "b", "name": "b"})
    scene.do("a", Unblock("y", "b"))

    assert [effect.facts for effect in scene.kept("unblock")] == [{"person": "b"}]


def test_who_leaves_stays_hidden_until_the_crowd_has_forgotten_them():
    """[BL7] The blocked person is not told where the other stood last."""
    scene = two()
    slot = scene.square.slot("a")

    scene.do("a", Leave("x"))

    assert scene.square.with_blocks() == {"b": {slot}}
    scene.wait(PARTING_MS)
    assert scene.square.hidden_slots("b") == frozenset()


def test_the_list_comes_back():
    """[BL5] [BL6] One's own list is there at the next arrival, with the names of the time."""
    scene = two()
    scene.do("a", Leave("x"))
    scene.wait(PARTING_MS)
    assert scene.square.with_blocks() == {}
    scene.do("b", Change("x", name="새이름"))
    scene.come("a", at=(X, Y), blocks={"b": "b"})

    assert scene.square.snapshot("a").blocks == [Stranger("b", "b")]
    assert scene.say("b") == []


def test_nobody_blocks_themselves_or_a_stranger():
    """[BL2] Oneself and who is not here cannot be blocked."""
    scene = two()

    assert refused(scene.do, "a", Block("x", "a"))[0] == "not_yourself"
    assert refused(scene.do, "a", Block("x", "nobody"))[0] == "unknown_person"


def test_two_hundred_at_most():
    """[BL2] The 201st is refused with the limit; one off the list, there is room again."""
    blocks = Blocks()
    for n in range(BLOCK_LIMIT):
        assert blocks.add("a", f"p{n}", "이름")
    with pytest.raises(Refusal) as refusal:
        blocks.add("a", "one more", "이름")
    assert refusal.value.facts == {"limit": 200}
    blocks.remove("a", "p0")

    assert blocks.add("a", "one more", "이름")


def test_a_stored_list_is_bounded_too():
    """[BL2] What the store hands in beyond the limit, or of oneself, is left out."""
    blocks = Blocks()
    blocks.load("a", {"a": "나"} | {f"p{n}": "이름" for n in range(300)})

    assert len(blocks.of("a")) <= BLOCK_LIMIT
    assert "a" not in blocks.of("a")


@settings(max_examples=50)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=40))
def test_hidden_is_what_the_lists_say(acts):
    """[BL1] After any acts, two are hidden from each other exactly if either list has the other."""
    blocks = Blocks()
    lists = {name: set() for name in "abcd"}
    for add, owner, person in acts:
        if owner == person:
            continue
        (blocks.add(owner, person, "이름") if add else blocks.remove(owner, person))
        (lists[owner].add if add else lists[owner].discard)(person)
    for one in "abcd":
        expected = {other for other in "abcd" if other in lists[one] or one in lists[other]}
        assert blocks.hidden_from(one) == expected
        assert set(blocks.of(one)) == lists[one]
    assert set(blocks.concerned()) == {one for one in "abcd" if blocks.hidden_from(one)}
