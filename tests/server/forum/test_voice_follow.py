"""The voice follows the floor of a forum."""

import asyncio
from types import SimpleNamespace

from agora_server.forum.voice_follow import ForumVoice
from agora_server.forum.voices import Voices
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Kind, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall


class Stage:
    """A forum whose voice is followed; people answer who they are when the test says so."""

    def __init__(self):
        self.voices = Voices()
        self.known = asyncio.Event()
        self.known.set()
        self.people = {"a": "kim", "b": "lee"}
        self.follower = ForumVoice(self.voices, self._participant, lambda: 0)
        self.hall = Hall().opened(people="ab")
        self.live = SimpleNamespace(id="f1", durable=self.hall.state)

    async def _participant(self, forum, person):
        assert forum == "f1"
        await self.known.wait()
        return self.people.get(person)

    async def went_on(self):
        """Tell the follower what the forum has become, and let it ask."""
        self.follow()
        await self.follower.close()

    def follow(self):
        """Tell the follower what the forum has become."""
        self.live.durable = self.hall.state
        self.follower.follow(self.live)

    def call(self, person):
        """Let somebody ask and be called."""
        self.hall.ask(person, Stance.PRO)
        self.hall.call()

    def heard(self, participant, line="a phone"):
        """Tell whether somebody may be heard."""
        return self.voices.gate.turn_of(participant, line) is not None


async def test_who_is_called_is_heard_until_the_end():
    """[VO1] The square's participant behind the forum's person gets the voice, and loses it with the floor."""
    stage = Stage()
    stage.call("a")
    await stage.went_on()
    assert stage.heard("kim")
    assert not stage.heard("lee")

    stage.hall.do(c.PauseSpeech(by=MODERATOR, saw=stage.hall.version))
    await stage.went_on()
    assert not stage.heard("kim")


async def test_what_is_known_too_late_counts_no_more():
    """[VO1] Who lost the floor while it was asked who they are is not heard."""
    stage = Stage()
    stage.known.clear()
    stage.call("a")
    stage.follow()
    stage.hall.stop()
    stage.follow()
    stage.known.set()
    await stage.follower.close()

    assert not stage.heard("kim")


async def test_on_site_the_hall_is_the_voice():
    """[VO7] For somebody with a slip the carrying machine is heard, between speeches too."""
    stage = Stage()
    await stage.went_on()
    stage.voices.gate.carry_venue_audio("f1", "machine")
    assert stage.heard("clerk", "machine")

    stage.hall.slip("s", 7)
    stage.hall.do(c.AskFloor(by=CLERK, entry="e9", kind=Kind.NORMAL, stance=Stance.CON, person="s"))
    stage.hall.call()
    await stage.went_on()
    assert stage.heard("clerk", "machine")


async def test_who_has_no_line_opens_nobody_s_voice():
    """[VO6] A person whose tie was cut is nobody: nothing is heard."""
    stage = Stage()
    stage.people.clear()
    stage.call("a")
    await stage.went_on()

    assert not stage.heard("kim")
    assert "f1" in stage.voices.gate


async def test_a_closed_forum_has_no_voice():
    """[VO1] After the end there is nothing to listen to."""
    stage = Stage()
    await stage.went_on()
    stage.hall.do(c.CloseForum(by=OFFICER))
    await stage.went_on()

    assert "f1" not in stage.voices.gate
