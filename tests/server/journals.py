"""A journal with seeded dice and a small state, for the tests of the journal and of its record."""

import json
import random

from agora_server.journal.heads import Signer
from agora_server.journal.journal import Journal
from rooms.base import tally
from rooms.base.chain import JournalEvent
from rooms.base.tally import Vote

SEED = bytes(range(32))
FORUM = "forum1"


def journal_of(store, seed=1):
    """Return a journal whose salts and keys are drawn from a seed."""
    return Journal(store, Signer(SEED), random.Random(seed).randbytes)


def said(n, who="p1", words="여러분 안녕하십니까", **data):
    """Return an event with personal words."""
    return JournalEvent("said", 1_000 + n, who, who, {"n": n, **data}, {"words": words})


def counted(ballot="b1", at=5_000):
    """Return what makes the event that publishes a ballot box."""

    def make(votes):
        data = {"ballot": ballot, "hidden": True, "votes": tally.published(votes), "paper": {}}
        return [
            JournalEvent("ballot_counted", at, "", "", {**data, "tally": tally.count(vote.choice for vote in votes)})
        ]

    return make


def cast(who, ballot="b1", at=2_000):
    """Return the event of a hidden vote."""
    return JournalEvent("ballot_cast", at, who, "", {"ballot": ballot})


def drawn(n, choice="찬성"):
    """Return a vote with a tracker of its own."""
    return Vote(random.Random(n).randbytes(16).hex(), {choice: 1})


async def everything(journal, forum=FORUM):
    """Return all rows of a forum."""
    return [row async for row in journal.rows(forum)]


class Sums:
    """A folding: how many rows of each kind, who did the last one, and the sum of their numbers."""

    version = "sums.1"

    def fresh(self, forum):
        """Begin with nothing."""
        return {"forum": forum, "kinds": {}, "sum": 0, "last": ""}

    def evolve(self, state, row):
        """Add a row."""
        kinds = {**state["kinds"], row.kind: state["kinds"].get(row.kind, 0) + 1}
        total = state["sum"] * 31 + row.data.get("n", 0)
        return {**state, "kinds": kinds, "sum": total % 1_000_003, "last": row.who}

    def dump(self, state):
        """Return JSON."""
        return json.dumps(state).encode()

    def load(self, data):
        """Read JSON."""
        return json.loads(data)


class Odd(Sums):
    """The same by other rules."""

    version = "sums.2"
