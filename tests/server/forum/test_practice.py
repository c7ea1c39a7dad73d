"""Practice forums: made-up people ask, speak, vote and go; nobody finds them on a calendar."""

import pytest
from msgspec.structs import replace

from agora_server.forum import practice
from agora_server.forum.host import ForumHost
from agora_server.forum.practice import LASTS_MS, MOST, OF_ONE, PEOPLE, SAID, Practice
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.floor import floor
from rooms.forum.model import commands as c
from rooms.forum.model.terms import ItemKind, Phase, Secrecy
from tests.rooms.forum.kit import Hall, a_ballot
from tests.server.installation import HandClock

MODERATOR = c.By("mod", Role.MODERATOR)


@pytest.fixture
async def made(journal, monkeypatch):
    """A practice of a debate, whose people act when told to."""
    monkeypatch.setattr(practice, "STEP_S", 3_600.0)
    clock = HandClock()
    forums = ForumHost(journal, clock)
    one = Practice(forums, clock)
    one.clock, one.forums = clock, forums
    await one.begin("p1", a_debate())
    one.live = await forums.forum("p1")
    yield one
    await one.close()
    await forums.close()


def a_debate():
    """Return the state of a forum to practise."""
    hall = Hall()
    hall.do(c.AddItem(by=MODERATOR, item="i1", title="찬반", kind=ItemKind.DEBATE, minutes=30))
    return hall.state


async def give(made, command):
    """Give a command of the moderator."""
    await made.forums.act("p1", command, f"mod:{made.live.tail.seq}")


async def begun(made):
    """Open the practice, begin the debate and open the queue, as a moderator does."""
    state = made.live.durable
    await give(made, c.OpenForum(by=MODERATOR))
    await give(made, c.StartItem(by=MODERATOR, item="item1", saw=state.agenda.revision.version))
    await give(made, c.SetQueue(by=MODERATOR, open=True))


async def steps(made, count=6, seconds=10):
    """Let the people act."""
    for _ in range(count):
        made.clock.forward(seconds=seconds)
        await made.step(made.live)


async def test_it_is_a_copy_that_says_what_it_is(made):
    """Rules and agenda are the forum's, people are made up by name, and no calendar lists it."""
    state = made.live.durable
    assert (state.title, state.details.practice, state.rules) == ("연습: 도서관", True, a_debate().rules)
    assert [item.title for item in state.agenda.items] == ["찬반"]
    assert state.roll.present == len(PEOPLE)
    assert all(name.endswith("(가상)") for name in PEOPLE)
    assert "p1" in made.forums.heads
    assert made.forums.announced == []


async def test_people_ask_speak_and_give_the_floor_back(made):
    """Four wait, of both camps; who is called says something, and stops when the time is over."""
    await begun(made)
    await steps(made)
    state = made.live.durable
    assert len(state.floor.waiting) == practice.WAITING
    assert {one.stance.value for one in state.floor.waiting.values()} == {"pro", "con"}
    assert len(state.questions) == len(practice.QUESTIONS)

    first = floor.line(state, made.clock())[0].entry
    await give(made, c.CallNext(by=MODERATOR, entry=first, saw=state.floor.revision.version))
    await steps(made, 2)
    assert made.live.texts.by_row[made.live.durable.lines[-1].row, "text"] == SAID
    await steps(made, 1, seconds=state.rules.speech_s)
    assert made.live.durable.floor.speech is None


@pytest.mark.parametrize("secrecy", Secrecy)
async def test_all_of_them_vote(made, secrecy):
    """In a named ballot and in a hidden one, each once."""
    await begun(made)
    await give(made, c.CreateBallot(by=MODERATOR, ballot="b1", terms=a_ballot(secrecy=secrecy)))
    await give(made, c.StartBallot(by=MODERATOR, ballot="b1", saw=made.live.durable.ballots["b1"].revision.version))
    await steps(made, len(PEOPLE) + 1, seconds=1)
    assert len(made.live.durable.ballots["b1"].casts) == len(PEOPLE)


async def test_it_ends_by_itself_and_goes_on_after_a_restart(made):
    """Another start goes on with the same people; after an hour it is over."""
    again = Practice(made.forums, made.clock)
    await again.resume()
    await again.begin("p1", a_debate())
    assert made.live.durable.roll.present == len(PEOPLE)
    await again.close()
    await begun(made)
    await steps(made, 1, seconds=LASTS_MS / 1_000 + 1)
    assert made.live.durable.phase is Phase.CLOSED


async def test_there_are_so_many_at_once(made):
    """One more is refused with the bound."""
    for number in range(2, MOST + 1):
        await made.begin(f"p{number}", replace(a_debate(), forum=f"f{number}"))
    with pytest.raises(Refusal) as no:
        await made.begin("one-more", replace(a_debate(), forum="another"))
    assert (no.value.why, no.value.facts) == (Why.FULL, {"limit": MOST})


async def test_one_forum_leaves_room_for_others(made):
    """Of one forum there are two practices at once; the one that runs already is no third."""
    for number in range(2, OF_ONE + 1):
        await made.begin(f"p{number}", a_debate())
    with pytest.raises(Refusal) as no:
        await made.begin("one-more", a_debate())
    assert (no.value.why, no.value.facts) == (Why.FULL, {"limit": OF_ONE})
    await made.begin("p1", a_debate())
    await made.begin("another", replace(a_debate(), forum="another"))
