"""What every handler does with the square's state."""

from rooms.square.state import FORUM_SQUARE, NOTICE_LIMIT
from rooms.wire.messages import Change, Leave, Noticed
from tests.scene import Scene


def test_notices_are_bounded():
    """[ST5] A snapshot holds the last notices; the replica agrees after the bound."""
    scene = Scene()
    scene.come("a")
    person = scene.square._state.people["a"]
    for n in range(NOTICE_LIMIT + 5):
        scene.square._state.notice(person, "renamed", name=str(n), wanted="x")
    scene._perform()

    assert len(scene.square.snapshot("a").notices) == NOTICE_LIMIT
    assert scene.square.snapshot("a").notices[-1].facts["name"] == str(NOTICE_LIMIT + 4)


def test_an_item_for_nobody_is_no_effect():
    """[CH6] Nothing is delivered to nobody."""
    scene = Scene()
    scene.square._state.deliver((), Noticed("x", {}, 1))

    assert scene.square.effects() == []


def test_one_lands_at_the_forum_square():
    """[PR1] Without a wish one lands at the Forum Square, on a spot of its own."""
    scene = Scene()
    scene.come("a")
    scene.come("b")

    assert scene.square.here(scene.now).places == {FORUM_SQUARE: 2}
    assert scene.where("a") != scene.where("b")


def test_who_left_and_came_back_is_not_reported_gone():
    """[PR8] The list of the gone has only who is really gone."""
    scene = Scene()
    scene.come("a")
    scene.come("b")
    for pid in "ab":
        scene.square.receive(pid, "t", Leave("x"), scene.now, "i")
    scene.replicas.pop("b")
    scene.come("b")
    scene.do("b", Change("x", quiet=True))

    assert list(scene.replicas) == ["b"]
