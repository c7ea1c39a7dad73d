"""
A town full of people who do what they like, drawn from a seed, and the promises that must hold all the while.

Every client is simulated as the wire has it: a ring of its inbox, lines that are cut, resumes, resets, and a
replica that is folded from what arrived. Nothing here knows the wall clock: time is a number that grows.
"""

import random
from dataclasses import dataclass, field

from rooms.base.errors import Refusal
from rooms.base.geometry import distance
from rooms.square import replica
from rooms.square.effects import Deliver, Dismiss
from rooms.square.moderation import Known
from rooms.square.square import Arrival, Square, WritingProfile
from rooms.square.streams import Missed, Ring
from rooms.square.words import WordList
from rooms.wire.messages import (
    Block,
    Change,
    CountHearers,
    Emote,
    Follow,
    Gesture,
    Goto,
    Leave,
    Lift,
    MoveOut,
    Mute,
    Pose,
    Posture,
    RaiseHand,
    Reach,
    Report,
    Ride,
    Role,
    Say,
    Snapshot,
    StreamPosition,
    Unblock,
    Uttered,
)
from tests.fakes import FakeCrowd, FakeWorld

SIDE = 40.0
"""Metres of the ground on which they meet: small, so that they meet often."""
CORNER = (590.0, 590.0)


@dataclass
class Client:
    """One person's browser.

    Attributes:
        seen: seq up to which items arrived.
        got: ids of utterances, each time one arrived.
    """

    pid: str
    online: bool = False
    epoch: str = ""
    seen: int = 0
    known: Snapshot | None = None
    got: list[str] = field(default_factory=list)


class Town:
    """People, their browsers and the square between them.

    Args:
        seed: of everything that happens.
        people: how many may come.
    """

    def __init__(self, seed: int, people: int, *, world=None, crowd=None) -> None:
        self.rng = random.Random(seed)
        self.world = world or FakeWorld()
        self.crowd = crowd or FakeCrowd()
        words = WordList('[[words]]\ncategory = "x"\nmatch = "word"\nforms = ["나쁜말"]')
        self.square = Square(self.world, self.crowd, secret=b"town", profile=WritingProfile.DEMO, words=words)
        self.clients = {f"p{n:02}": Client(f"p{n:02}") for n in range(people)}
        self.rings: dict[str, Ring] = {}
        self.blocks: dict[str, dict[str, str]] = {pid: {} for pid in self.clients}
        self.now = 1_000_000
        self.count = 0
        self.tally = {"said": 0, "refused": 0, "resumed": 0, "reset": 0, "gone": 0}

    # ---- the host's part -----------------------------------------------------------------------

    def perform(self) -> None:
        """Put what was delivered into rings, and to those who are online."""
        for effect in self.square.effects():
            if isinstance(effect, Deliver):
                self._may_hear(effect)
                for pid in effect.to:
                    entry = self.rings[pid].append(effect.item, self.now)
                    if self.clients[pid].online:
                        self._arrives(self.clients[pid], entry)
            elif isinstance(effect, Dismiss):
                self.clients[effect.participant].online = False
        for pid in self.square.gone():
            del self.rings[pid]
            self.tally["gone"] += 1

    def _arrives(self, client: Client, entry) -> None:
        assert entry.after <= client.seen < entry.seq, "a gap, or twice"
        client.seen = entry.seq
        client.known = replica.fold(client.known, entry.item)
        if isinstance(entry.item, Uttered):
            client.got.append(entry.item.utterance)

    def _may_hear(self, effect: Deliver) -> None:
        """Nobody gets words that they may not hear."""
        item = effect.item
        if not isinstance(item, Uttered):
            return
        speaker = item.speaker
        for pid in effect.to:
            if pid == speaker:
                continue
            assert item.reach is Reach.HALL or not self._blocked(speaker, pid)
            ax, ay, _ = self.crowd.pose(self.square.slot(speaker))
            bx, by, _ = self.crowd.pose(self.square.slot(pid))
            limit = {Reach.SAY: 12.01, Reach.WHISPER: 4.01}.get(item.reach)
            assert limit is None or distance(ax, ay, bx, by) <= limit
            assert item.to in (None, pid)

    def _blocked(self, one: str, other: str) -> bool:
        return other in self.blocks[one] or one in self.blocks[other]

    # ---- what people do ------------------------------------------------------------------------

    def step(self) -> None:
        """Let one thing happen."""
        self.count += 1
        self.now += self.rng.choice((0, 20, 100, 100, 900))
        client = self.clients[self.rng.choice(sorted(self.clients))]
        if not client.online:
            self._come(client)
        elif self.rng.random() < 0.06:
            self._drop(client)
        elif self.rng.random() < 0.3:
            self._walk(client)
        else:
            self._do(client, self._wish())
        if self.rng.random() < 0.02:
            self.now += self.rng.choice((10_000, 130_000))
        self.square.tick(self.now)
        self.perform()

    def _come(self, client: Client) -> None:
        pid = client.pid
        role = Role.MODERATOR if pid == "p00" else Role.GUEST
        if pid not in self.rings:
            self.rings[pid] = Ring(f"e{self.count}")
        self.square.arrive(Arrival(pid, f"이웃 {pid}", role, blocks=dict(self.blocks[pid])), "t", self.now)
        self.perform()
        ring = self.rings[pid]
        outcome = ring.resume(StreamPosition(f"inbox:{pid}", client.epoch or "none", client.seen), self.now)
        client.online = True
        if isinstance(outcome, Missed):
            self.tally["resumed"] += 1
            for entry in outcome.entries:
                self._arrives(client, entry)
        else:
            self.tally["reset"] += 1
            client.epoch, client.seen, client.known = ring.epoch, ring.head, self.square.snapshot(pid)

    def _drop(self, client: Client) -> None:
        client.online = False
        self.square.lose(client.pid, "t", self.now)

    def _walk(self, client: Client) -> None:
        if self.square.snapshot(client.pid).me.riding_to is None:
            x, y = (corner + self.rng.uniform(0, SIDE) for corner in CORNER)
            self.crowd.place(self.square.slot(client.pid), x, y, 0.0)

    def _wish(self) -> object:
        other = self.rng.choice(sorted(self.clients))
        staff = (Mute("x", other, 20, "이유"), MoveOut("x", other, "이유"), Lift("x", other, "이유"))
        say = Say("x", self.rng.choice(list(Reach)), other, self.rng.choice(("안녕", "나쁜말", "어디 가세요", "")))
        rare = (
            *(
                Block("x", other),
                Unblock("x", other),
                Follow("x", other),
                Follow("x", None),
                Report("x", other, "이유"),
            ),
            *(Pose("x", Posture.SIT), RaiseHand("x", up=True), RaiseHand("x", up=False), Gesture("x", Emote.WAVE)),
            *(Goto("x", "station-west"), Goto("x", "forum-square"), Ride("x", "station-mid"), Leave("x")),
            *(Change("x", name=f"이름 {self.rng.randrange(9)}"), Change("x", quiet=self.rng.random() < 0.2)),
        )
        return self.rng.choice((say, say, say, self.rng.choice(rare), self.rng.choice(rare), self.rng.choice(staff)))

    def _do(self, client: Client, command: object) -> None:
        pid = client.pid
        try:
            expected = self._expected(pid, command)
            if isinstance(command, Mute | MoveOut | Lift):
                self.square.enforce(self.square.decide_measure(pid, command, Known(Role.GUEST), self.now), self.now)
            else:
                self.square.receive(pid, "t", command, self.now, f"u{self.count}")
        except Refusal:
            self.tally["refused"] += 1
        else:
            self._note(pid, command, expected)
        self.perform()

    def _expected(self, pid: str, command: object) -> int | None:
        """Return the count that the square promises before words are said."""
        if not isinstance(command, Say):
            return None
        self.square.receive(pid, "t", CountHearers("q", command.reach, command.to), self.now, "-")
        return self.square.effects()[-1].message.count

    def _note(self, pid: str, command: object, expected: int | None) -> None:
        match command:
            case Block(person=person):
                self.blocks[pid].setdefault(person, person)
            case Unblock(person=person):
                self.blocks[pid].pop(person, None)
            case Leave():
                self.clients[pid].online = False
            case Say():
                self.tally["said"] += 1
                (own,) = [entry for entry in self.square.snapshot(pid).log if entry.utterance == f"u{self.count}"]
                assert own.hearers == expected

    # ---- what must hold ------------------------------------------------------------------------

    def check(self) -> None:
        """Check every promise at this moment."""
        here = {pid for pid in self.clients if pid in self.square}
        assert {self.square.slot(pid) for pid in here} == set(self.crowd.avatars), "ghosts"
        assert set(self.rings) == here
        for client in self.clients.values():
            assert len(client.got) == len(set(client.got)), "twice"
            if client.online:
                assert replica.settle(client.known, self.now) == self.square.snapshot(client.pid)
                assert client.seen == self.rings[client.pid].head
        present = sum(client.online for client in self.clients.values())
        assert self.square.here(self.now).total == present
