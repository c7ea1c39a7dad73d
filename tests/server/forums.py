"""A host of forums with a clock by hand, and what people do in a forum."""

import itertools

from agora_server.forum.host import ForumHost
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Rules
from rooms.forum.model.terms import ItemKind, Level, Secrecy, Stance
from tests.rooms.forum.kit import a_ballot
from tests.server.installation import HandClock
from tests.server.journals import drawn

OFFICER = c.By("officer", Role.OFFICER)
MODERATOR = c.By("moderator", Role.MODERATOR)


def citizen(who):
    """Return a citizen who gives commands."""
    return c.By(who, Role.CITIZEN)


class Forums:
    """A host, and one forum in it."""

    _acts = itertools.count()

    def __init__(self, journal, clock=None):
        self.clock = clock or HandClock()
        self.hints = []
        self.host = ForumHost(journal, self.clock, self.hints.append)
        self.forum = ""

    async def create(self, forum="", **rules):
        """Set a debate up and open it, with its item running and the queue open."""
        rules.setdefault("camps", True)
        created = c.CreateForum(
            by=OFFICER, title="도서관", hall="city-hall", opens_at=self.clock(), rules=Rules(**rules)
        )
        item = c.AddItem(by=OFFICER, item="i1", title="찬반", kind=ItemKind.DEBATE, minutes=30)
        self.forum = forum or f"f{next(self._acts)}"
        await self.host.create(self.forum, [created, item], f"officer:{next(self._acts)}")
        for command in (c.OpenForum(by=MODERATOR), c.StartItem(by=MODERATOR, item="i1", saw=1)):
            await self.do(command)
        await self.do(c.SetQueue(by=MODERATOR, open=True))
        return self.forum

    async def do(self, command, act=""):
        """Give a command under an act of its own."""
        return await self.host.act(self.forum, command, act or f"{command.by.who}:{next(self._acts)}")

    async def come(self, *people):
        """Let citizens attend."""
        for who in people:
            await self.do(c.ComeOnline(by=citizen(who), level=Level.CITIZEN, name=f"이름 {who}"))

    async def speak(self, who="kim", entry="e1"):
        """Let somebody have the floor."""
        await self.come(who)
        await self.do(c.AskFloor(by=citizen(who), entry=entry, stance=Stance.PRO))
        await self.do(c.CallNext(by=MODERATOR, entry=entry, saw=self.state.floor.revision.version))

    async def ballot(self, id_="b1", **terms):
        """Open a ballot, a hidden one unless told."""
        terms = a_ballot(**{"secrecy": Secrecy.HIDDEN, **terms})
        await self.do(c.CreateBallot(by=MODERATOR, ballot=id_, terms=terms))
        await self.do(c.StartBallot(by=MODERATOR, ballot=id_, saw=self.state.ballots[id_].revision.version))

    def vote(self, who, choice="yes", n=0, act=""):
        """Return the vote of somebody."""
        cast = c.Cast(by=citizen(who), ballot="b1", choice={choice: 1}, tracker=drawn(n).tracker)
        return self.do(cast, act)

    async def fire(self):
        """Give what is due now."""
        await self.host.timers.fire(self.live)

    @property
    def live(self):
        """The forum in memory."""
        return self.host.held(self.forum)

    @property
    def state(self):
        """What is durable."""
        return self.live.durable
