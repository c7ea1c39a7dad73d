"""The forum to look at: every face shows something, and it goes on by itself."""

import itertools

import pytest

from agora_server.demo import forum as demo_forum
from agora_server.demo.forum import FORUM, KEEP_STILL_MS, PEOPLE, DemoForum
from agora_server.forum.host import ForumHost
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.terms import BallotState, Phase
from rooms.forum.views import views
from rooms.forum.views.view_parts import ForumView
from tests.server.installation import HandClock


@pytest.fixture
async def evening(journal, monkeypatch):
    """A seeded forum whose moderator acts when told to."""
    monkeypatch.setattr(demo_forum, "STEP_S", 3_600.0)
    clock = HandClock()
    forums = ForumHost(journal, clock)
    made = DemoForum(forums, clock, "forum-square")
    made.clock, made.forums = clock, forums
    await made.start()
    made.live = await forums.forum(FORUM)
    yield made
    await made.stop()
    await forums.close()


async def test_every_face_shows_something(evening):
    """People, a result, questions, a running item; after some steps a speaker, words and a queue with reasons."""
    for seconds in (0, 1, 15):
        evening.clock.forward(seconds=seconds)
        await evening.step(evening.live)
    state, texts = evening.live.durable, evening.live.texts.by_row
    shared = views.prepare(state, evening.clock(), texts)
    shown = {type(part).__name__: part for part in views.parts(state, ForumView.PARTICIPANT, texts, shared)}

    assert state.phase is Phase.OPEN
    assert state.ballots["first"].state is BallotState.PUBLISHED
    assert shown["FloorPart"].speaker.name.endswith("(가상)")
    assert shown["LinesPart"].lines[-1].text in {words for _, _, words in PEOPLE}
    assert shown["QueuePart"].waiting == 4
    assert shown["QuestionsPart"].questions
    assert shown["PresentPart"].onsite == len(PEOPLE)


async def test_the_evening_goes_on(evening):
    """Speeches end with their time, camps alternate, nobody's turn is skipped; a start goes on with the same forum."""
    for _ in range(22):
        evening.clock.forward(seconds=10)
        await evening.step(evening.live)
    turns = [turn.stance for turn in evening.live.durable.floor.turns]
    rows = evening.live.tail.seq
    again = DemoForum(evening.forums, evening.clock, "forum-square")
    await again.start()
    await again.stop()

    assert len(turns) >= 3
    assert all(one is not other for one, other in itertools.pairwise(turns))
    assert evening.live.tail.seq == rows


async def test_a_real_moderator_is_not_disturbed(evening):
    """While somebody else conducts, the made-up moderator keeps still; after ten minutes it goes on."""
    real = c.By("real", Role.MODERATOR)
    await evening.forums.act(FORUM, c.SetQueue(by=real, open=True), "real:1")
    rows = evening.live.tail.seq
    await evening.step(evening.live)
    assert evening.live.tail.seq == rows
    evening.clock.forward(ms=KEEP_STILL_MS)
    await evening.step(evening.live)

    assert evening.live.tail.seq > rows
