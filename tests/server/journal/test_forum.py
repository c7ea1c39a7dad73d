"""The rules of a forum over the journal: decided, appended, folded again, given out and verified."""

import msgspec

from agora_server.journal import record as records
from agora_server.journal.export import export_record
from agora_server.journal.journal import Journal
from agora_server.verify import standalone
from rooms.forum import forum
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Secrecy, Stance
from tests.rooms.forum.kit import OFFICER, Hall
from tests.server.journals import drawn

FORUM = "f1"


class Folding:
    """How a forum's state is made of rows, and kept."""

    version = "1"
    fresh = staticmethod(forum.start)

    def evolve(self, state, row):
        """Fold a row."""
        return forum.evolve(state, journalled.from_row(row))

    def dump(self, state):
        """Return JSON."""
        return msgspec.json.encode(state)

    def load(self, data):
        """Read JSON."""
        return msgspec.json.decode(data, type=ForumState)


class Clerk:
    """Writes what happens in a hall under test into a journal."""

    def __init__(self, hall: Hall, journal: Journal) -> None:
        self.hall = hall
        self.journal = journal
        self.written = 0

    async def write(self, votes=()):
        """Append the events since the last time as one act."""
        events = [journalled.to_journal(event) for event in self.hall.events[self.written :]]
        for start in range(0, len(events), 8):
            part, last = events[start : start + 8], start + 8 >= len(events)
            act = f"act:{self.written}"
            await self.journal.append(FORUM, self.written, part, act, votes=votes if last else ())
            self.written += len(part)

    async def count(self, ballot):
        """Count a hidden ballot inside the transaction."""

        def counted(votes):
            done = self.hall.do(c.CountBallot(by=c.TIMER, ballot=ballot, votes=tuple(votes)))
            return [journalled.to_journal(event) for event in done]

        outcome = await self.journal.close_ballot(FORUM, self.written, ballot, counted, f"count:{ballot}")
        self.written += len(outcome.rows)


async def test_a_forum_from_its_opening_to_its_record(journal):
    """[JO10] [JO14] [JO18] The state comes back from the rows at every step, after an erasure too; the record holds."""
    hall = Hall()
    clerk, folding = Clerk(hall, journal), Folding()
    hall.opened(people=["a", "b", "x"])
    await clerk.write()
    hall.ask("a", Stance.PRO)
    hall.call()
    hall.now += 30_000
    hall.stop()
    hall.ballot(secrecy=Secrecy.HIDDEN)
    await clerk.write()
    await journal.keep_snapshot(FORUM, folding, *await journal.restore(FORUM, folding))
    for n, person in enumerate(("a", "b", "x")):
        vote = msgspec.structs.replace(drawn(n), choice={"yes" if n else "no": 1})
        hall.cast(person, *vote.choice, tracker=vote.tracker)
        await clerk.write([("b1", vote)])
        assert (await journal.restore(FORUM, folding))[0] == hall.state
    hall.finish()
    await clerk.write()
    await clerk.count("b1")
    hall.do(c.CloseForum(by=OFFICER))
    await clerk.write()
    await journal.erase(FORUM, "a", now=hall.now, reason="본인 요청")
    record = await export_record(journal, FORUM, hall.now + 1_000, None)

    assert (await journal.restore(FORUM, folding))[0] == hall.state
    assert hall.state.ballots["b1"].result.tally == {"yes": 2, "no": 1}
    assert [one.text for one in record.open] == ["이름 b", "이름 x"]
    assert standalone.check(records.encode(record))["rows"][-1]["kind"] == "closed"
