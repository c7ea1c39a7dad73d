"""Long forums by hypothesis, deep enough to vote and count: their journal gives the same state, whatever happened."""

import json

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooms.base import tally
from rooms.base.chain import Row
from rooms.base.errors import Refusal
from rooms.forum import forum
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Kind, Level, QuestionState, Secrecy, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, SECOND, Hall, a_ballot, citizen, rows

SEQUENCES, SEQUENCES_LONG = 60, 10_000
PEOPLE = [*(f"p{n}" for n in range(5)), "s1", "s2"]
CHOICES = ("yes", "no", "abstain")

who = st.sampled_from(PEOPLE)
number = st.integers(0, 5)
flag = st.booleans()


class Quick(Hall):
    """A hall that only decides and folds, and keeps the ballot box.

    What the journal brings back is compared at the end.
    """

    def __init__(self, **rules):
        self.urns, self.voted, self.papers, self.trackers = {}, {}, {}, 0
        super().__init__(**rules)

    def tries(self, command, now=None):
        """Give a command."""
        self.now = now or self.now
        decided = forum.decide(self.state, command, self.now)
        if isinstance(decided, Refusal):
            return decided
        if isinstance(command, c.Cast):
            self.urns.setdefault(command.ballot, []).extend(
                v for _, v in forum.ballot_box(self.state, command, decided)
            )
        self.state = forum.fold(self.state, decided)
        self.events += decided
        return decided


# ---- scenes: several acts that belong together, sensible or not --------------------------------------


def speak(hall, one, n, pro, kind):
    """Somebody asks, is called, speaks, is stopped; or is undone, or passed over."""
    hall.entries += 1
    entry, stance = f"e{hall.entries}", (Stance.PRO if pro else Stance.CON) if kind is Kind.NORMAL else Stance.NONE
    hall.tries(c.AskFloor(by=CLERK, person=one, entry=entry, kind=kind, stance=stance, note="메모"))
    line = hall.line()
    if line and n % 5 == 1:
        hall.tries(c.MoveEntry(by=MODERATOR, entry=line[-1], place=1, saw=hall.version, reason="급합니다"))
    if line:
        call = c.CallPerson if n % 3 == 2 else c.CallNext
        more = {"reason": "막차"} if call is c.CallPerson else {}
        hall.tries(call(by=MODERATOR, entry=line[-1] if more else hall.line()[0], saw=hall.version, **more))
    hall.tries(c.Caption(by=CLERK, text="말씀입니다"))
    hall.wait(n * 11)
    if n in {3, 4}:
        end = c.UndoCall if n == 3 else c.StopSpeech
        hall.tries(end(by=MODERATOR if pro else SECOND, saw=hall.version))


def vote(hall, ballot, casts, papers, flags):
    """A ballot from its preparation to its count, with votes of some, twice of others, and papers."""
    hidden, published = flags
    terms = a_ballot(secrecy=Secrecy.HIDDEN if hidden else Secrecy.NAMED)
    id_ = f"b{ballot}"
    hall.tries(c.CreateBallot(by=MODERATOR, ballot=id_, terms=terms))
    hall.tries(c.StartBallot(by=MODERATOR, ballot=id_, saw=version(hall.state.ballots, id_)))
    for person in papers:
        if isinstance(hall.tries(c.IssuePaper(by=CLERK, ballot=id_, person=person)), list):
            hall.papers[id_] = hall.papers.get(id_, 0) + 1
    for person, choice in casts:
        hall.trackers += 1
        drawn = f"{hall.trackers:032x}" if hidden else ""
        taken = hall.tries(c.Cast(by=citizen(person), ballot=id_, choice={choice: 1}, tracker=drawn))
        if isinstance(taken, list):
            hall.voted.setdefault(id_, {})[taken[0].who] = choice
    hall.wait(200)
    issued = hall.papers.get(id_, 0)
    for officer in (OFFICER, SECOND):
        hall.tries(c.EnterPaper(by=officer, ballot=id_, papers=issued, totals={"no": issued} if issued else {}))
    hall.tries(c.CountBallot(by=c.TIMER, ballot=id_, votes=tuple(hall.urns.get(id_, []))))
    if published:
        hall.tries(c.PublishBallot(by=OFFICER, ballot=id_, saw=version(hall.state.ballots, id_)))


def question(hall, one, n, wanted, to):
    """A question is asked, looked at, wanted, merged."""
    id_ = f"q{n}"
    hall.tries(c.AskQuestion(by=citizen(one), question=id_, text="왜 그렇습니까?"))
    saw = version(hall.state.questions, id_)
    more = {"department": "교통과", "until": "2026-12-01", "reason": "겹칩니다", "answer": "답입니다"}
    hall.tries(c.MoveQuestion(by=MODERATOR, question=id_, to=to, saw=saw, **more))
    for person in PEOPLE[:n]:
        hall.tries(c.VoteQuestion(by=citizen(person), question=id_, wanted=wanted))
    saw = version(hall.state.questions, id_)
    hall.tries(c.MergeQuestion(by=MODERATOR, question=id_, into="q0", saw=saw))


def come_and_go(hall, one, n, present):
    """Somebody's line goes or comes; somebody scans a slip; a hard moment; the next item."""
    hall.tries(c.SetPresence(by=c.TIMER, person=one, present=present))
    if n == 1:
        hall.tries(c.LinkSlip(by=citizen(one), slip=1 + present))
    elif n == 2:
        hall.tries(c.PauseForum(by=MODERATOR, reason="소란"))
        hall.wait(20)
        hall.tries(c.ResumeForum(by=MODERATOR))
        hall.tries(c.ResumeSpeech(by=MODERATOR, saw=hall.version))
    elif n == 3:
        hall.tries(c.NextItem(by=MODERATOR, saw=hall.state.agenda.revision.version))
    elif n == 4:
        hall.tries(c.ComeOnline(by=citizen(f"new{present}"), level=Level.CITIZEN, name="가나", district="장유"))
    elif n == 5 and one == PEOPLE[0]:
        hall.tries(c.Remove(by=MODERATOR, person=one, reason="욕설"))
    hall.wait(n)


def version(table, id_):
    """Return the version of a ballot or a question, 0 if there is none."""
    return table[id_].revision.version if id_ in table else 0


def scene(play, *drawn):
    """Return a strategy of a scene with what it is made of."""
    return st.tuples(st.just(play), st.tuples(*drawn))


CASTS = st.lists(st.tuples(who, st.sampled_from(CHOICES)), max_size=12)
SCENES = st.lists(
    st.one_of(
        scene(speak, who, number, flag, st.sampled_from([*Kind, Kind.NORMAL, Kind.NORMAL])),
        scene(vote, st.integers(0, 3), CASTS, st.lists(who, max_size=2, unique=True), st.tuples(flag, flag)),
        scene(question, who, number, flag, st.sampled_from(QuestionState)),
        scene(come_and_go, who, number, flag),
    ),
    min_size=4,
    max_size=14,
)


def a_hall():
    """Return a debate of three items, people online and by slip."""
    hall = Quick(speech_s=60).opened(people=PEOPLE[:5])
    for slip, person in enumerate(PEOPLE[5:], 1):
        hall.slip(person, slip)
    for item in ("i2", "i3"):
        hall.do(c.AddItem(by=MODERATOR, item=item, title="다음", kind="debate", minutes=10))
    return hall


def from_journal(kept: list[Row]):
    """Return the events of rows as a journal keeps them: through JSON."""
    return [journalled.from_row(row) for row in msgspec.json.decode(msgspec.json.encode(kept), type=list[Row])]


def test_same_journal_same_state(long):
    """[FO4] [BA2] A journal gives one state: whole, from a snapshot, after erasures; votes are of distinct voters."""
    depths = {"casts": 0, "counts": 0, "speeches": 0}

    @settings(max_examples=SEQUENCES_LONG if long else SEQUENCES, suppress_health_check=list(HealthCheck))
    @given(SCENES, st.floats(0, 1))
    def holds(scenes, cut):
        hall = a_hall()
        for play, drawn in scenes:
            play(hall, *drawn)
        kept = rows(hall)
        events = from_journal(kept)
        assert forum.fold(forum.start("f1"), events) == hall.state
        half = int(len(events) * cut)
        snapshot = msgspec.msgpack.encode(forum.fold(forum.start("f1"), events[:half]))
        assert forum.fold(msgspec.msgpack.decode(snapshot, type=ForumState), events[half:]) == hall.state
        assert tally.verify(kept) is None
        for id_, ballot in hall.state.ballots.items():
            if ballot.result is not None:
                voted = hall.voted.get(id_, {})
                paper = hall.papers.get(id_, 0)
                assert ballot.result.online == len(voted)
                assert ballot.result.tally == tally.count([*({one: 1} for one in voted.values()), {"no": paper}])
                depths["counts"] += 1
        depths["casts"] += sum(len(one) for one in hall.voted.values())
        depths["speeches"] += sum(hall.state.floor.speeches.values())

    holds()
    print(f"figure: sequences of a forum: {json.dumps(depths)}")
    assert min(depths.values()) >= SEQUENCES // 6  # half of what is drawn on the average: a draw may have few speeches
