"""The chat in a hall, beside the floor."""

import pytest

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.square import chat_limits
from rooms.square.chat_limits import FREE, ChatRestriction, strictest
from rooms.wire.messages import Reach
from tests.scene import Scene, refused


def test_the_strictest_of_several_forums_holds():
    """[CH10] Two forums in one hall: paused by one, as slow as the slower asks; free without any."""
    assert strictest(
        [ChatRestriction(slow=10), ChatRestriction(paused=True), ChatRestriction(slow=60)]
    ) == ChatRestriction(paused=True, slow=60)
    assert strictest([]) == FREE


@pytest.mark.parametrize(("waited", "left"), [(0, 30), (1, 30), (29_001, 1), (30_000, None)])
def test_seconds_that_are_left(waited, left):
    """[CH10] Rounded up, and none at the very end."""
    said = 1_000_000
    if left is None:
        chat_limits.check(ChatRestriction(slow=30), said, said + waited)
        return
    with pytest.raises(Refusal) as no:
        chat_limits.check(ChatRestriction(slow=30), said, said + waited)
    assert no.value.facts == {"every": 30, "seconds": left}


def a_hall(**who):
    """Return a scene with two citizens in a hall, one outside, and its zone's id."""
    scene = Scene()
    scene.come("a", at=(200, 200), **who)
    scene.come("b", at=(203, 200))
    scene.come("c", at=(300, 200))
    scene.come("d", at=(303, 200))
    return scene, scene.world.zone_at(200, 200).id


def test_a_pause_holds_in_the_hall_alone():
    """[CH10] Nobody talks in it; outside, to one person, and afterwards they do."""
    scene, hall = a_hall()
    scene.square.chat_restriction(hall, ChatRestriction(paused=True))

    assert refused(scene.say, "a", "여러분") == ("hall_paused", {})
    assert scene.say("c", "여러분") == ["d"]
    assert scene.say("a", "귓속말", Reach.WHISPER, "b") == ["b"]
    scene.square.chat_restriction(hall, FREE)
    assert scene.say("a", "여러분") == ["b"]


def test_slow_mode_is_for_each():
    """[CH10] One utterance each in so many seconds."""
    scene, hall = a_hall()
    scene.square.chat_restriction(hall, ChatRestriction(slow=30))

    assert scene.say("a", "하나") == ["b"]
    assert scene.say("b", "둘") == ["a"]
    assert refused(scene.say, "a", "셋")[0] == "slow_chat"


def test_staff_keep_the_word():
    """[CH10] A moderator calms a hall that is paused."""
    scene, hall = a_hall(role=Role.MODERATOR)
    scene.square.chat_restriction(hall, ChatRestriction(paused=True, slow=60))

    assert scene.say("a", "잠시만요") == ["b"]
    assert scene.say("a", "곧 시작합니다", Reach.HALL) == ["b"]
