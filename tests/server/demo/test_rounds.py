"""The demonstration goes round: debate, questions, a ballot, and the debate again; it never ends."""

import pytest

from agora_server.demo import forum as demo_forum
from agora_server.demo.forum import FORUM, DemoForum
from agora_server.forum.host import ForumHost
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.terms import BallotState, ItemKind, ItemState, Level, Phase, QuestionState, Stance
from tests.server.installation import HandClock

VISITOR = c.By("visitor", Role.GUEST)


class Evening:
    """A seeded forum whose clock and steps the test holds."""

    def __init__(self, journal):
        self.clock = HandClock()
        self.forums = ForumHost(journal, self.clock)
        self.demo = DemoForum(self.forums, self.clock, "forum-square")

    async def goes_on(self, until):
        """Let the moderator look every five seconds until something holds; return whether it did."""
        for _ in range(400):
            live = await self.forums.forum(FORUM)
            if until(live.durable):
                return True
            await self.demo.step(live)
            self.clock.forward(seconds=5)
            await self.forums.timers.fire(live)
        return False


@pytest.fixture
async def evening(journal, monkeypatch):
    """A seeded forum."""
    monkeypatch.setattr(demo_forum, "STEP_S", 3_600.0)
    made = Evening(journal)
    await made.demo.start()
    yield made
    await made.demo.stop()
    await made.forums.close()


async def test_a_round_shows_everything(evening):
    """A visitor who asks is called, the most wanted question is answered, a hidden ballot is published, and round."""
    await evening.forums.act(FORUM, c.ComeOnline(by=VISITOR, level=Level.NAMED), "visitor:1")
    await evening.forums.act(FORUM, c.AskFloor(by=VISITOR, entry="v1", stance=Stance.CON), "visitor:2")

    assert await evening.goes_on(lambda state: state.floor.speeches.get("visitor"))
    await evening.forums.act(FORUM, c.YieldFloor(by=VISITOR), "visitor:3")
    assert await evening.goes_on(lambda state: state.questions["question1"].state is QuestionState.ANSWERED)
    assert await evening.goes_on(lambda state: any(one.started_at and one.id != "first" for one in ballots(state)))
    cast = c.Cast(by=VISITOR, ballot="ballot2", choice={"yes": 1}, tracker="0" * 32)
    await evening.forums.act(FORUM, cast, "visitor:4")
    assert await evening.goes_on(lambda state: all(one.state is BallotState.PUBLISHED for one in ballots(state)))
    state = (await evening.forums.forum(FORUM)).durable
    assert state.ballots["ballot2"].result.tally == {"yes": 1}
    assert await evening.goes_on(debating)


def ballots(state):
    """Return the ballots of a forum."""
    return state.ballots.values()


def debating(state):
    """Tell whether the debate is on."""
    running = [item for item in state.agenda.items if item.state is ItemState.RUNNING]
    return bool(running) and running[0].kind is ItemKind.DEBATE


async def test_it_never_ends(evening):
    """Three rounds later the forum is open, and the debate is on again."""
    for number in (2, 3, 4):
        assert await evening.goes_on(lambda state, n=number: len(state.ballots) == n)
        assert await evening.goes_on(debating)

    assert (await evening.forums.forum(FORUM)).durable.phase is Phase.OPEN
