"""The chat of a hall follows its forums."""

from types import SimpleNamespace

import msgspec

from agora_server.forum.chat_limits import ForumChatRestrictions
from rooms.forum.model import commands as c
from rooms.square.chat_limits import FREE, ChatRestriction
from tests.rooms.forum.kit import MODERATOR, OFFICER, Hall

PLACE = "city-hall"


class Follower:
    """A follower whose square is a dict, and forums that go on."""

    def __init__(self):
        zones = [SimpleNamespace(id="room", place=PLACE), SimpleNamespace(id="yard", place="elsewhere")]
        self.told = {}
        self.calls = 0
        self.chat_restriction = ForumChatRestrictions(zones, self._tell)

    def _tell(self, zone, request):
        self.calls += 1
        self.told[zone] = request

    def do(self, forum, hall, *commands):
        """Let a forum go on."""
        for command in commands:
            hall.do(command)
        self.chat_restriction.follow(SimpleNamespace(id=forum, durable=hall.state))


def test_paused_slow_and_over():
    """[CH10] Each state is told once, to the zones of its hall alone."""
    follower, hall = Follower(), Hall().opened()
    follower.do("f1", hall)
    assert follower.calls == 0
    follower.do("f1", hall, c.SetSlow(by=MODERATOR, seconds=30))
    follower.do("f1", hall, c.PauseForum(by=MODERATOR, reason="소란"))
    follower.do("f1", hall, c.Announce(by=MODERATOR, text="곧 시작"))
    assert follower.told == {"room": ChatRestriction(paused=True, slow=30)}
    assert follower.calls == 2
    follower.do("f1", hall, c.ResumeForum(by=MODERATOR))
    assert follower.told["room"] == ChatRestriction(slow=30)
    follower.do("f1", hall, c.CloseForum(by=OFFICER))
    assert follower.told["room"] == FREE


def test_two_forums_of_one_hall():
    """[CH10] What one asks holds until it asks no more."""
    follower, one, other = Follower(), Hall().opened(), Hall().opened()
    follower.do("f1", one, c.SetSlow(by=MODERATOR, seconds=10))
    follower.do("f2", other, c.PauseForum(by=MODERATOR, reason="소란"))
    assert follower.told["room"] == ChatRestriction(paused=True, slow=10)
    follower.do("f1", one, c.SetSlow(by=MODERATOR, seconds=0))
    assert follower.told["room"] == ChatRestriction(paused=True)


def test_a_practice_hushes_nobody():
    """[CH10] Who practises slows nobody's chat."""
    follower, hall = Follower(), Hall().opened()
    hall.do(c.SetSlow(by=MODERATOR, seconds=30))
    practice = msgspec.structs.replace(hall.state, practice_of="f1")
    follower.chat_restriction.follow(SimpleNamespace(id="p", durable=practice))
    assert follower.told == {}
