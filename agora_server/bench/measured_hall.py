"""
A forum in the bench's server: set up, led and counted by words that ``measured_server.py`` reads.

    hall     set up a debate, open, with people on site who wait; whoever gave a name may vote
    turn     give the floor to who is next, or end the speech
    ballot   open a hidden ballot; answers when that was, in milliseconds
    count    end it; answers who voted and what was counted
"""

import time
from typing import Any

from agora_server.assembly.server import Server
from rooms.base.roles import Role
from rooms.forum.floor import floor
from rooms.forum.model import commands as c
from rooms.forum.model.events import OPTIONS_OF_YES_NO
from rooms.forum.model.rules import Levels, Rules
from rooms.forum.model.state import ForumState, Terms
from rooms.forum.model.terms import Base, ItemKind, Level, Majority, Method, QuorumOf, Secrecy, Stance

WORDS = ("hall", "turn", "ballot", "count")
FORUM = "bench-hall"
BY = c.By("bench", Role.OFFICER)
SLIPS = 40
"""People on site: as many turns can be given as a benchmark takes."""
TERMS = Terms(
    question="도서관을 새로 지을까요?",
    options=OPTIONS_OF_YES_NO,
    method=Method.YES_NO,
    secrecy=Secrecy.HIDDEN,
    base=Base.VALID,
    quorum_of=QuorumOf.NOBODY,
    quorum_per_mille=0,
    majority=Majority.SIMPLE,
    min_open_s=0,
    open_s=3_600,
)


class HallUnderTest:
    """The forum of a benchmark.

    Args:
        server: whose forum it is.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._acts = 0
        self._ballots = 0

    async def answer(self, word: str) -> dict[str, Any]:
        """Do what a word asks for."""
        if word == "hall":
            await self._set_up()
            return {"forum": FORUM}
        if word == "turn":
            await self._turn()
            return {"version": self._state.floor.revision.version}
        return await self._ballot() if word == "ballot" else await self._count()

    @property
    def _state(self) -> ForumState:
        live = self._server.forum_parts.forums.held(FORUM)
        assert live is not None, "hall first"
        return live.durable

    async def _give(self, command: c.Command) -> None:
        self._acts += 1
        await self._server.forum_parts.forums.act(FORUM, command, f"bench:{self._acts}")

    async def _set_up(self) -> None:
        rules = Rules(camps=True, levels=Levels(vote=Level.NAMED))
        created = c.CreateForum(by=BY, title="시험", hall="city-hall", opens_at=self._server.clock(), rules=rules)
        item = c.AddItem(by=BY, item="i1", title="찬반토론", kind=ItemKind.DEBATE, minutes=60)
        await self._server.forum_parts.forums.create(FORUM, [created, item], "bench:create")
        await self._give(c.OpenForum(by=BY))
        await self._give(c.StartItem(by=BY, item="i1", saw=self._state.agenda.revision.version))
        await self._give(c.SetQueue(by=BY, open=True))
        for slip in range(1, SLIPS + 1):
            await self._give(c.CheckIn(by=BY, person=f"slip{slip}", slip=slip, level=Level.NAMED))
            stance = Stance.PRO if slip % 2 else Stance.CON
            await self._give(c.AskFloor(by=BY, entry=f"e{slip}", stance=stance, person=f"slip{slip}"))

    async def _turn(self) -> None:
        saw = self._state.floor.revision.version
        if self._state.floor.speech is not None:
            await self._give(c.StopSpeech(by=BY, saw=saw))
        else:
            first = floor.line(self._state, self._server.clock())[0]
            await self._give(c.CallNext(by=BY, entry=first.entry, saw=saw))

    async def _ballot(self) -> dict[str, Any]:
        self._ballots += 1
        ballot = f"b{self._ballots}"
        await self._give(c.CreateBallot(by=BY, ballot=ballot, terms=TERMS))
        at = time.time() * 1_000
        await self._give(c.StartBallot(by=BY, ballot=ballot, saw=self._state.ballots[ballot].revision.version))
        return {"ballot": ballot, "at": at}

    async def _count(self) -> dict[str, Any]:
        ballot = f"b{self._ballots}"
        await self._give(c.FinishBallot(by=BY, ballot=ballot, saw=self._state.ballots[ballot].revision.version))
        live = await self._server.forum_parts.forums.forum(FORUM)
        await self._server.forum_parts.forums.timers.fire(live)
        one = self._state.ballots[ballot]
        assert one.result is not None, "the timer counts at once"
        return {"voted": len(one.casts), "tally": one.result.tally, "rows": live.tail.seq}
