"""Following."""

import pytest

from rooms.square.follow import Follows
from rooms.wire.messages import Block, Change, Follow, Goto, Leave
from tests.scene import Scene, refused


def following():
    """Return a scene in which b follows a."""
    scene = Scene()
    for pid in "abc":
        scene.come(pid)
    scene.do("b", Follow("x", "a"))
    return scene


def test_one_follows_who_allows_it():
    """[RI4] The follower's state says whom; the followed is told by whom."""
    scene = following()

    assert scene.me("b").following == "a"
    assert scene.square.snapshot("a").notices[-1].facts == {"participant": "b", "name": "b"}


def test_following_twice_is_told_once():
    """[RI4] Asking again for the same person tells nothing new."""
    scene = following()
    scene.do("b", Follow("y", "a"))

    assert scene.notices("a") == ["followed"]


@pytest.mark.parametrize("change", [{"followable": False}, {"quiet": True}])
def test_nobody_follows_who_does_not_allow_it(change):
    """[RI4] [HE11] Who allows nobody, or watches quietly, is not followed."""
    scene = Scene()
    scene.come("a")
    scene.come("b")
    scene.do("a", Change("x", **change))

    assert refused(scene.do, "b", Follow("y", "a"))[0] == "not_followable"


def test_whom_nobody_can_follow():
    """[RI4] Oneself, strangers and the away are refused."""
    scene = following()
    scene.lose("c")

    assert refused(scene.do, "b", Follow("x", "b"))[0] == "not_yourself"
    assert refused(scene.do, "b", Follow("x", "nobody"))[0] == "unknown_person"
    assert refused(scene.do, "b", Follow("x", "c"))[0] == "unknown_person"


ENDS = {
    "leaves": lambda scene: scene.do("a", Leave("y")),
    "away": lambda scene: scene.lose("a"),
    "disallows": lambda scene: scene.do("a", Change("y", followable=False)),
    "quiet": lambda scene: scene.do("a", Change("y", quiet=True)),
}


@pytest.mark.parametrize("end", ENDS)
def test_the_followed_ends_it(end):
    """[RI5] Whatever the followed does to end it, the follower is told and follows nobody."""
    scene = following()
    ENDS[end](scene)

    assert scene.me("b").following is None
    assert scene.notices("b") == ["follow_ended"]


OWN_ENDS = {
    "stops": lambda scene: scene.do("b", Follow("y", None)),
    "goes elsewhere": lambda scene: scene.do("b", Goto("y", "museum")),
    "away": lambda scene: scene.lose("b"),
}


@pytest.mark.parametrize("end", OWN_ENDS)
def test_the_follower_ends_it(end):
    """[RI5] Who stops by an act of their own needs no notice."""
    scene = following()
    OWN_ENDS[end](scene)

    assert scene.me("b").following is None
    assert scene.notices("b") == []


@pytest.mark.parametrize(("who", "whom"), [("a", "b"), ("b", "a")])
def test_a_block_ends_it(who, whom):
    """[RI5] [BL1] A block by either ends it, and does not tell."""
    scene = following()
    scene.do(who, Block("y", whom))

    assert scene.me("b").following is None
    assert scene.notices("b") == []


def test_a_change_of_another_kind_keeps_it():
    """[RI5] A new name ends nothing."""
    scene = following()
    scene.do("a", Change("y", name="새이름"))

    assert scene.me("b").following == "a"


def test_one_at_a_time():
    """[RI4] Following another lets go of the first."""
    scene = following()
    scene.do("b", Follow("y", "c"))
    scene.do("a", Leave("z"))

    assert scene.me("b").following == "c"
    assert scene.notices("b") == []


def test_stopping_without_following():
    """[RI5] Stopping when following nobody changes nothing."""
    scene = following()
    scene.do("c", Follow("y", None))

    assert scene.effects == []


def test_pairs_are_forgotten():
    """[PR8] No empty sets stay behind."""
    follows = Follows()
    follows.start("b", "a")
    follows.start("c", "a")
    assert follows.followers("a") == ["b", "c"]
    follows.stop("b")
    follows.stop("c")

    assert follows._followers == {}
    assert follows.leader("b") is None
