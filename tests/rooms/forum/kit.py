"""A forum for tests: gives commands, folds events, and holds old snapshot + events = fresh snapshot at every step."""

import subprocess
import sys

import msgspec

from rooms.base import chain
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum import forum
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.rules import Rules
from rooms.forum.model.state import ForumState, Terms
from rooms.forum.model.terms import Base, ItemKind, Kind, Level, Majority, Method, QuorumOf, Secrecy, Stance
from tests import source

MODERATOR = c.By("mod", Role.MODERATOR)
SECOND = c.By("mod2", Role.MODERATOR)
CLERK = c.By("clerk", Role.CLERK)
OFFICER = c.By("officer", Role.OFFICER)
MINUTE = 60_000


def citizen(who):
    """Return a citizen who gives commands."""
    return c.By(who, Role.CITIZEN)


class Hall:
    """A forum under test; ``now`` moves by hand."""

    def __init__(self, **rules):
        self.now = 1_000_000
        self.events = []
        self.state = forum.start("f1")
        self.entries = 0
        rules.setdefault("camps", True)
        self.do(c.CreateForum(by=OFFICER, title="도서관", hall="city-hall", opens_at=1_000_000, rules=Rules(**rules)))

    def do(self, command, now=None):
        """Give a command that is taken; return its events."""
        events = self.tries(command, now)
        assert not isinstance(events, Refusal), (events.why, events.facts)
        return events

    def no(self, command, now=None):
        """Give a command that is refused; return the refusal."""
        refused = self.tries(command, now)
        assert isinstance(refused, Refusal), refused
        return refused

    def tries(self, command, now=None):
        """Give a command; fold what it makes happen and compare with what the journal would bring back."""
        self.now = now or self.now
        before = self.state
        decided = forum.decide(before, command, self.now)
        if isinstance(decided, Refusal):
            return decided
        self.state = forum.fold(before, decided)
        self.events += decided
        restored = msgspec.json.decode(msgspec.json.encode(before), type=ForumState)
        assert forum.fold(restored, [bare(event) for event in decided]) == self.state
        return decided

    def wait(self, seconds):
        """Let time pass, with all timers that come due."""
        until = self.now + int(seconds * 1_000)
        while (timers := [one for one in forum.due(self.state) if one.at <= until]) and self._fire(timers[0]):
            pass
        self.now = until

    def _fire(self, timer):
        if isinstance(timer.command, c.CountBallot):
            return False
        return self.do(timer.command, max(self.now, timer.at))

    def opened(self, kind=ItemKind.DEBATE, minutes=30, people=()):
        """Open the forum with one item running and people attending."""
        self.do(c.AddItem(by=MODERATOR, item="i1", title="찬반", kind=kind, minutes=minutes))
        self.do(c.OpenForum(by=MODERATOR))
        self.do(c.StartItem(by=MODERATOR, item="i1", saw=self.state.agenda.revision.version))
        self.do(c.SetQueue(by=MODERATOR, open=True))
        for person in people:
            self.come(person)
        return self

    def come(self, person, level=Level.CITIZEN):
        """Let somebody attend online."""
        return self.do(c.ComeOnline(by=citizen(person), level=level, name=f"이름 {person}"))

    def slip(self, person, number, level=Level.CITIZEN):
        """Check somebody in on site."""
        return self.do(c.CheckIn(by=CLERK, person=person, slip=number, level=level))

    def ask(self, person, stance=Stance.NONE, kind=Kind.NORMAL):
        """Ask for the floor a second later; return the entry."""
        self.now += 1_000
        self.entries += 1
        entry = f"e{self.entries}"
        self.do(c.AskFloor(by=citizen(person), entry=entry, kind=kind, stance=stance))
        return entry

    @property
    def version(self):
        """What a desk sees of the floor."""
        return self.state.floor.revision.version

    def line(self):
        """Return the entries in the order of the calls to come."""
        return [place.entry for place in self.places() if not place.away]

    def places(self):
        """Return the queue."""
        return forum.floor.line(self.state, self.now)

    def call(self):
        """Call who is next; return the entry."""
        entry = self.line()[0]
        self.do(c.CallNext(by=MODERATOR, entry=entry, saw=self.version))
        return entry

    def stop(self):
        """End the speech."""
        return self.do(c.StopSpeech(by=MODERATOR, saw=self.version))

    def away(self, person, *, present=False):
        """Let the server see somebody's line go, or come back."""
        return self.do(c.SetPresence(by=c.TIMER, person=person, present=present))

    def ballot(self, id_="b1", **terms):
        """Prepare and start a ballot."""
        self.do(c.CreateBallot(by=MODERATOR, ballot=id_, terms=a_ballot(**terms)))
        self.do(c.StartBallot(by=MODERATOR, ballot=id_, saw=self.state.ballots[id_].revision.version))
        return id_

    def cast(self, person, choice="yes", id_="b1", tracker=""):
        """Vote."""
        return self.do(c.Cast(by=citizen(person), ballot=id_, choice={choice: 1}, tracker=tracker))

    def finish(self, id_="b1"):
        """Wait for the least time and end the voting."""
        self.now = max(self.now, self.state.ballots[id_].started_at + MINUTE)
        return self.do(c.FinishBallot(by=MODERATOR, ballot=id_, saw=self.state.ballots[id_].revision.version))

    def result(self, id_="b1", votes=()):
        """Count and return the result."""
        self.do(c.CountBallot(by=c.TIMER, ballot=id_, votes=tuple(votes)))
        return self.state.ballots[id_].result


def a_ballot(**changes):
    """Return the terms of a named ballot by yes and no."""
    terms = {
        "question": "도서관을 새로 지을까요?",
        "options": forum.e.OPTIONS_OF_YES_NO,
        "method": Method.YES_NO,
        "secrecy": Secrecy.NAMED,
        "base": Base.VALID,
        "quorum_of": QuorumOf.NOBODY,
        "quorum_per_mille": 500,
        "majority": Majority.SIMPLE,
    }
    return Terms(**{**terms, **changes})


def bare(event):
    """Return an event as it comes back from the journal: through JSON, without what was personal."""
    kept = journalled.to_journal(event)
    row = chain.Row("f1", 1, kept.kind, kept.at, kept.who, kept.subject, kept.data, {}, "")
    return journalled.from_row(msgspec.json.decode(msgspec.json.encode(row), type=chain.Row))


def rows(hall):
    """Return the journal of a forum as rows of a chain."""
    salts = (bytes(32) for _ in iter(int, 1))
    return chain.link("f1", chain.start("f1"), [journalled.to_journal(event) for event in hall.events], salts)[0]


PLANTED = """from rooms.forum.model import commands
class Planted(commands.Command, frozen=True, kw_only=True):
    pass
"""


def planted(*lines, first=""):
    """Run lines in a Python of their own, in which somebody has added the command ``Planted`` after ``first``."""
    script = "\n".join((first, PLANTED, *lines))
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=source.ROOT)
