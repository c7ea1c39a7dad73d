"""A square on fake ground for tests: people come, act and go, and every one's replica is checked as they do."""

import itertools

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.square import replica
from rooms.square.effects import Deliver, Dismiss, Reply, TellTabs, WriteFact
from rooms.square.square import Arrival, Square, WritingProfile
from rooms.wire.messages import Ban, Lift, Look, MoveOut, Mute, Reach, Say, Snapshot, Uttered
from tests.fakes import FakeCrowd, FakeWorld

SECRET = b"a key for tests alone"
OPEN_GROUND = (600.0, 100.0)
"""A spot without walls, zones or places near."""


class Scene:
    """One square, its crowd, its time, and what everybody's client would know.

    Attributes:
        replicas: snapshots folded from deliveries, by participant; compared with the square's own by ``check``.
        effects: those of the last act.
        known: what the store knows of people, by participant.
        measures: acts of staff that were kept, oldest first.
    """

    def __init__(self, profile=WritingProfile.DEMO, words=None, world=None, crowd=None, now=1_000_000):
        self.world = world or FakeWorld()
        self.crowd = crowd or FakeCrowd()
        self.square = Square(self.world, self.crowd, secret=SECRET, profile=profile, words=words)
        self.now = now
        self.replicas: dict[str, Snapshot] = {}
        self.heard: dict[str, list[Uttered]] = {}
        self.effects: list = []
        self.known = {}
        self.measures = []
        self._ids = (f"id{n}" for n in itertools.count())

    # ---- people --------------------------------------------------------------------------------

    def come(self, pid, *, at=None, tab="t", role=Role.GUEST, name=None, **more):
        """Let somebody arrive, by default on open ground under their id as a name."""
        new = pid not in self.square
        self.square.arrive(Arrival(pid, name or pid, role, Look(), **more), tab, self.now)
        if at is not None:
            self.put(pid, *at)
        if new:
            self.replicas[pid] = self.square.snapshot(pid)
            self.heard[pid] = []
            self.square.effects()
        return self._perform()

    def put(self, pid, x, y):
        """Put somebody's avatar somewhere."""
        self.crowd.place(self.square.slot(pid), x, y, 0.0)

    def where(self, pid):
        """Return where somebody stands."""
        return self.crowd.pose(self.square.slot(pid))[:2]

    def avatar(self, pid):
        """Return somebody's row of the fake crowd."""
        return self.crowd.avatars[self.square.slot(pid)]

    def lose(self, pid, tab="t"):
        """Cut a tab's line."""
        self.square.lose(pid, tab, self.now)
        return self._perform()

    # ---- acts ----------------------------------------------------------------------------------

    def do(self, pid, command, tab="t"):
        """Let somebody do something; return the effects. An act of staff is kept by the scene before it is enforced."""
        if isinstance(command, Mute | MoveOut | Ban | Lift):
            measure = self.square.decide_measure(pid, command, self.known.get(command.person), self.now)
            self.measures.append(measure)
            self.square.enforce(measure, self.now)
        else:
            self.square.receive(pid, tab, command, self.now, next(self._ids))
        return self._perform()

    def say(self, pid, text="안녕하세요", reach=Reach.SAY, to=None):
        """Let somebody say something; return who heard it, without the author."""
        self.do(pid, Say("act", reach, to, text))
        return sorted({one for effect in self.of(Deliver) for one in effect.to if self._is_words(effect)} - {pid})

    @staticmethod
    def _is_words(effect):
        return isinstance(effect.item, Uttered)

    def wait(self, ms):
        """Let time pass."""
        self.now += ms
        self.square.tick(self.now)
        return self._perform()

    # ---- looking -------------------------------------------------------------------------------

    def of(self, kind):
        """Return the effects of the last act that are of a kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def kept(self, kind):
        """Return the facts of one kind that the last act keeps."""
        return [effect for effect in self.of(WriteFact) if effect.kind == kind]

    def reply(self):
        """Return the one reply of the last act."""
        (found,) = self.of(Reply)
        return found.message

    def told(self, pid):
        """Return what all tabs of somebody were told outside of the stream."""
        return [effect.message for effect in self.of(TellTabs) if effect.participant == pid]

    def dismissed(self):
        """Return who was dismissed by the last act, with the goodbye."""
        return [(effect.participant, effect.close_with) for effect in self.of(Dismiss)]

    def notices(self, pid):
        """Return the codes of all notices somebody has."""
        return [notice.code for notice in self.square.snapshot(pid).notices]

    def me(self, pid):
        """Return somebody's own state."""
        return self.square.snapshot(pid).me

    # ---- the invariant -------------------------------------------------------------------------

    def _perform(self):
        self.effects = self.square.effects()
        for effect in self.of(Deliver):
            for pid in effect.to:
                self.replicas[pid] = replica.fold(self.replicas[pid], effect.item)
                if isinstance(effect.item, Uttered):
                    self.heard[pid].append(effect.item)
        for pid in self.square.gone():
            del self.replicas[pid], self.heard[pid]
        self.check()
        return self.effects

    def check(self):
        """Compare every replica with the square's own snapshot."""
        for pid, known in self.replicas.items():
            assert replica.settle(known, self.now) == self.square.snapshot(pid)


def refused(call, *args, **kwargs):
    """Call something that must be refused; return the refusal's code and facts."""
    try:
        call(*args, **kwargs)
    except Refusal as refusal:
        return refusal.why.value, refusal.facts
    raise AssertionError("was not refused")
