"""The whole: commands and events complete, who may, closing, timers; same events, same state."""

import random
import typing

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum import forum
from rooms.forum.minutes.minutes import minutes
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model import permissions
from rooms.forum.model.rules import Rules
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Kind, Level, Phase, QuestionState, Secrecy, Signal, Stance
from rooms.forum.procedure.mute import MINUTES
from rooms.forum.views.view_parts import ForumView
from rooms.forum.views.views import mine, parts, prepare
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, a_ballot, bare, citizen


def below(kind):
    """Return all classes under a class."""
    return {one for child in kind.__subclasses__() for one in ({child} | below(child))}


def test_nothing_is_forgotten():
    """[FO1] Every command has one who decides it and roles that may; every event changes the state."""
    assert set(typing.get_args(e.AnyEvent)) == below(e.ForumEvent) - {e.About, e.Unknown} == set(forum.CHANGES)
    assert below(c.Command) == set(forum.HANDLERS) == set(permissions.MAY)


def test_a_forum_is_created_opened_closed():
    """[FO2] Planned, open, closed; each act at its time, by those who may."""
    hall = Hall()
    assert hall.no(c.OpenForum(by=citizen("a"))).facts == {"needs": "moderator"}
    change = c.ChangeForum(by=OFFICER, title="새 이름", hall="h", opens_at=5, rules=Rules(), saw=1)
    hall.do(change)
    assert hall.no(change).why is Why.STALE
    hall.do(c.OpenForum(by=MODERATOR))
    assert hall.no(c.OpenForum(by=MODERATOR)).facts == {"by": "mod"}
    assert hall.no(c.CloseForum(by=MODERATOR)).facts == {"needs": "officer"}
    hall.do(c.CloseForum(by=OFFICER))
    assert hall.state.phase is Phase.CLOSED
    assert hall.events[-1].__struct_config__.tag == "closed"
    for command in (c.OpenForum(by=MODERATOR), c.ComeOnline(by=citizen("a"), level=Level.CITIZEN)):
        assert hall.no(command).why is Why.FORUM_CLOSED


def test_nothing_before_the_first_event():
    """[FO2] A forum that was not created takes nothing; rules that do not fit are refused."""
    assert forum.decide(forum.start("x"), c.OpenForum(by=MODERATOR), 1).why is Why.NO_SUCH
    wrong = Rules(camp_budget_s=60)
    refused = forum.decide(forum.start("x"), c.CreateForum(by=OFFICER, title="t", hall="h", opens_at=1, rules=wrong), 1)
    assert refused.facts["what"] == "camp_budget_s"


def test_timers_are_nobody_elses():
    """[FO3] What a timer does no role can do; its id is made of the thing and the deadline."""
    hall = Hall().opened(people="ab")
    entry = hall.ask("a", Stance.CON)
    hall.away("a")
    hall.call()
    (timer,) = forum.due(hall.state)

    assert timer.act == f"pass:{entry}:{timer.at}"
    pass_over = c.PassOver(by=c.By("x", Role.ADMIN), entry=entry, until=timer.at)
    assert hall.no(pass_over, timer.at).why is Why.NOT_ALLOWED
    assert hall.no(timer.command, timer.at - 1).why is Why.STALE
    hall.do(timer.command, timer.at)
    assert hall.no(timer.command).why is Why.STALE
    assert forum.due(hall.state) == []


def test_a_ballot_has_timers():
    """[FO3] The end of a ballot and its count are timers, so that any node may do them, once."""
    hall = Hall().opened(people="a")
    hall.ballot()
    acts = [forum.due(hall.state)[0].act]
    hall.wait(200)
    acts.append(forum.due(hall.state)[0].act)

    assert [act.split(":")[0] for act in acts] == ["finish", "count"]


NAMES = ("a", "b", "c", "s1", "s2")


class Draw(typing.NamedTuple):
    """What a command is made of."""

    hall: Hall
    who: str
    n: int
    f: bool
    stance: Stance
    kind: Kind
    version: int


@st.composite
def commands(draw):
    """Return a function of a forum that makes a command, sensible or not, as people would send it."""
    who = draw(st.sampled_from(NAMES))
    number = draw(st.integers(0, 5))
    flag = draw(st.booleans())
    stance, kind = draw(st.sampled_from(Stance)), draw(st.sampled_from(Kind))
    stale = draw(st.integers(0, 9)) == 0
    name = draw(st.sampled_from(sorted(MAKERS)))
    return lambda hall: MAKERS[name](Draw(hall, who, number, flag, stance, kind, hall.version - stale))


def line_entry(hall, number):
    """Return one of the entries that wait, or one that does not exist."""
    entries = hall.line()
    return entries[number % len(entries)] if entries else "none"


def version_of(table, id_):
    """Return the version of a ballot or a question, 0 if there is none."""
    return table[id_].revision.version if id_ in table else 0


def move_question(d):
    """Return a step of a question."""
    to = list(QuestionState)[(d.n + d.f * 3) % len(QuestionState)]
    saw = version_of(d.hall.state.questions, f"q{d.n}")
    more = {"department": "교통과", "until": "2026-12-01", "reason": "x", "answer": "답"}
    return c.MoveQuestion(by=MODERATOR, question=f"q{d.n}", to=to, saw=saw, **more)


def ask_floor(d):
    """Return a request with a new id, mostly one that fits."""
    d.hall.entries += 1
    stance = (Stance.PRO if d.f else Stance.CON) if d.kind is Kind.NORMAL else Stance.NONE
    stance = d.stance if d.n == 0 else stance
    return c.AskFloor(by=CLERK, person=d.who, entry=f"e{d.hall.entries}", kind=d.kind, stance=stance, note="메모")


def on_ballot(kind, by=MODERATOR):
    """Return a maker of a command upon a ballot."""
    return lambda d: kind(by=by, ballot=f"b{d.n % 2}", saw=version_of(d.hall.state.ballots, f"b{d.n % 2}"))


MAKERS = {
    "ask": ask_floor,
    "ask2": ask_floor,
    "withdraw": lambda d: c.WithdrawFloor(by=citizen(d.who), entry=line_entry(d.hall, d.n)),
    "next": lambda d: c.CallNext(by=MODERATOR, entry=line_entry(d.hall, 0), saw=d.version),
    "call": lambda d: c.CallPerson(by=MODERATOR, entry=line_entry(d.hall, d.n), saw=d.version, reason="막차"),
    "move": lambda d: c.MoveEntry(by=MODERATOR, entry=line_entry(d.hall, d.n), place=d.n, saw=d.version, reason="급함"),
    "pause": lambda d: c.PauseSpeech(by=MODERATOR, saw=d.version),
    "resume": lambda d: c.ResumeSpeech(by=MODERATOR, saw=d.version),
    "extend": lambda d: c.ExtendSpeech(by=MODERATOR, seconds=d.n * 10 - 20, saw=d.version),
    "stop": lambda d: c.StopSpeech(by=MODERATOR, saw=d.version),
    "undo": lambda d: c.UndoCall(by=MODERATOR, saw=d.version),
    "say": lambda _d: c.Caption(by=CLERK, text="말씀"),
    "presence": lambda d: c.SetPresence(by=c.TIMER, person=d.who, present=d.f),
    "remove": lambda d: c.Remove(by=MODERATOR, person=d.who if d.n == 0 else "none", reason="욕설"),
    "attend": lambda d: c.ComeOnline(by=citizen(d.who), level=Level.CITIZEN, name="가나", district="장유"),
    "link": lambda d: c.LinkSlip(by=citizen(d.who), slip=d.n),
    "item": lambda d: c.NextItem(by=MODERATOR, saw=d.hall.state.agenda.revision.version),
    "help": lambda d: c.FinishHelp(by=MODERATOR, signal=Signal.CANT_HEAR, saw=d.n),
    "announce": lambda d: c.Announce(by=MODERATOR, text="곧 시작" if d.f else ""),
    "slow": lambda d: c.SetSlow(by=MODERATOR, seconds=30 if d.f else 0),
    "mute": lambda d: c.MutePerson(by=MODERATOR, person=d.who, minutes=MINUTES[d.n % len(MINUTES)], reason="소란"),
    "unmute": lambda d: c.UnmutePerson(by=MODERATOR, person=d.who),
    "hold": lambda _d: c.PauseForum(by=MODERATOR, reason="소란"),
    "go": lambda _d: c.ResumeForum(by=MODERATOR),
    "ballot": lambda d: c.CreateBallot(
        by=MODERATOR, ballot=f"b{d.n % 2}", terms=a_ballot(secrecy=Secrecy.HIDDEN if d.n > 2 else Secrecy.NAMED)
    ),
    "start": on_ballot(c.StartBallot),
    "publish": on_ballot(c.PublishBallot, OFFICER),
    "cast": lambda d: c.Cast(by=citizen(d.who), ballot=f"b{d.n % 2}", choice={"yes": 1}),
    "paper": lambda d: c.IssuePaper(by=CLERK, ballot=f"b{d.n % 2}", person=d.who),
    "enter": lambda d: c.EnterPaper(
        by=CLERK if d.f else OFFICER, ballot=f"b{d.n % 2}", papers=d.n % 3, totals={"no": d.n % 3}
    ),
    "count": lambda d: c.CountBallot(by=c.TIMER, ballot=f"b{d.n % 2}"),
    "question": lambda d: c.AskQuestion(by=citizen(d.who), question=f"q{d.n}", text="왜요"),
    "want": lambda d: c.VoteQuestion(by=citizen(d.who), question=f"q{d.n}", wanted=d.f),
    "show": move_question,
    "merge": lambda d: c.MergeQuestion(
        by=MODERATOR, question=f"q{d.n}", into="q0", saw=version_of(d.hall.state.questions, f"q{d.n}")
    ),
}


def a_full_hall():
    """Return a debate with people online and by slip, and a second item."""
    hall = Hall(speech_s=60, hard_stop=False).opened(people="abc")
    for number in (1, 2):
        hall.slip(f"s{number}", number)
    hall.do(c.AddItem(by=MODERATOR, item="i2", title="둘째", kind="debate", minutes=10))
    return hall


def carry_out(hall, acts):
    """Give commands with time between them; every one is taken or refused, nothing else."""
    for make, seconds in acts:
        hall.wait(seconds)
        command = make(hall)
        if isinstance(command, c.CountBallot) and command.ballot in hall.state.ballots:
            ballot = hall.state.ballots[command.ballot]
            if ballot.terms.secrecy is Secrecy.HIDDEN and ballot.casts:
                continue
        hall.tries(command)


ACTS = st.lists(st.tuples(commands(), st.integers(0, 90)), max_size=60)


def a_walk(seed, steps):
    """Return so many acts of a seed: longer and fuller than what hypothesis draws by itself."""
    rng = random.Random(seed)
    names = [*sorted(MAKERS), *["ask", "ask", "ask", "next", "next", "stop", "undo", "go", "go", "presence"] * 2]

    def act():
        drawn = (rng.choice(NAMES), rng.randrange(6), rng.random() < 0.7)
        stance, kind = rng.choice(list(Stance)), rng.choice([*Kind, Kind.NORMAL, Kind.NORMAL])
        name, stale = rng.choice(names), rng.random() < 0.1
        return lambda hall: MAKERS[name](Draw(hall, *drawn, stance, kind, hall.version - stale))

    return [(act(), rng.randrange(60)) for _ in range(steps)]


@pytest.mark.parametrize("seed", range(40))
def test_long_walks_replay(seed):
    """[FO4] Long walks of a seed, through every feature, come to the same state from their journal."""
    hall = a_full_hall()
    carry_out(hall, a_walk(seed, 150))

    assert forum.fold(forum.start("f1"), [bare(event) for event in hall.events]) == hall.state
    assert (hall.state.floor.speech is None) is (hall.state.clock.speech is None)
    assert (hall.state.floor.suspended is None) is (hall.state.clock.suspended is None)
    assert minutes("f1", hall.events).events == len(hall.events)
    for face in ForumView:
        shared = prepare(hall.state, hall.now, {})
        assert parts(hall.state, face, {}, shared)
        assert mine(hall.state, shared, "a", {}, hall.now)


@settings(max_examples=120)
@given(ACTS)
def test_same_events_same_state(acts):
    """[FO4] The same events give the same state; old snapshot + events = fresh snapshot, without what was personal."""
    hall = a_full_hall()
    carry_out(hall, acts)

    fresh = forum.fold(forum.start("f1"), [bare(event) for event in hall.events])
    assert fresh == hall.state
    half = len(hall.events) // 2
    snapshot = msgspec.msgpack.encode(forum.fold(forum.start("f1"), hall.events[:half]))
    assert forum.fold(msgspec.msgpack.decode(snapshot, type=ForumState), hall.events[half:]) == hall.state


@settings(max_examples=120)
@given(ACTS)
def test_what_always_holds(acts):
    """[FO5] One speaks at a time and has a clock; who is removed has no place; counts and times agree."""
    hall = a_full_hall()
    for act in acts:
        carry_out(hall, [act])
        state = hall.state
        assert (state.floor.speech is None) is (state.clock.speech is None)
        assert (state.floor.suspended is None) is (state.clock.suspended is None)
        assert state.roll.present == sum(person.present for person in state.roll.people.values())
        waiting = [state.roll.people[entry.person] for entry in state.floor.waiting.values()]
        assert not any(person.removed for person in waiting)
        assert min(state.floor.spoken.values(), default=0) >= 0
        assert all(entry.overtaken >= 0 and entry.pin >= 0 for entry in state.floor.waiting.values())
        assert all(one.issued >= 0 and one.casts.keys() <= one.entitled for one in state.ballots.values())
    times = [event.at for event in hall.events]
    assert times == sorted(times)


@pytest.mark.parametrize("kind", sorted(below(c.Command), key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_a_guest_gives_no_command_of_staff(kind):
    """[FO6] A citizen's role gives only a citizen's commands."""
    assert (Role.CITIZEN in permissions.MAY[kind]) is (kind in permissions.CITIZENS_ACTS)


def test_refusals_are_values():
    """[FO7] A refusal comes back as a value with its code and facts."""
    refused = forum.decide(Hall().state, c.OpenForum(by=citizen("a")), 1)

    assert isinstance(refused, Refusal)
    assert refused.why is Why.NOT_ALLOWED
