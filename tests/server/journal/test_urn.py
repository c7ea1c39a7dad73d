"""Hidden ballots over SQLite and over a real PostgreSQL: the ballot box beside the journal."""

import asyncio

import msgspec
import pytest

from agora_server.store import journal as queries
from agora_server.store.batch import Appended, Conflict, TrackerTakenError
from rooms.base import tally
from rooms.base.chain import JournalEvent
from tests.server.journals import FORUM, cast, counted, drawn, everything


async def test_a_hidden_ballot_from_first_vote_to_list(journal):
    """[JO13] [JO14] Votes lie in the ballot box, the journal has no choice; the close publishes them sorted, once."""
    votes = [drawn(n, "찬성" if n % 3 else "반대") for n in range(30)]
    casts = [journal.append(FORUM, n, [cast(f"p{n}")], f"p{n}:v", votes=[("b1", vote)]) for n, vote in enumerate(votes)]
    await asyncio.gather(*casts)
    assert "찬성" not in msgspec.json.encode(await everything(journal)).decode()
    assert await journal.store.read(lambda c: queries.in_ballot_box(c, FORUM, "b1")) == 30

    closed = await journal.close_ballot(FORUM, 30, "b1", counted(), "desk:close")
    again = await journal.close_ballot(FORUM, 30, "b1", counted(), "desk:close")

    assert closed.rows[0].data["votes"] == tally.published(votes)
    assert closed.rows[0].data["tally"] == {"반대": 10, "찬성": 20}
    assert again == Appended(closed.rows, again=True)
    assert await journal.store.read(lambda c: queries.in_ballot_box(c, FORUM, "b1")) == 0
    assert tally.verify(await everything(journal)) is None


async def test_a_vote_that_waits_with_the_close_is_counted_or_refused(journal):
    """[JO14] Votes and close in one transaction: those before are in the list, the one behind is not kept at all."""
    results = await asyncio.gather(
        journal.append(FORUM, 0, [cast("p1")], "p1:v", votes=[("b1", drawn(1))]),
        journal.close_ballot(FORUM, 1, "b1", counted(), "desk:close"),
        journal.append(FORUM, 1, [cast("p2")], "p2:v", votes=[("b1", drawn(2))]),
        return_exceptions=True,
    )

    assert [type(one) for one in results] == [Appended, Appended, Conflict]
    assert results[1].rows[0].data["votes"] == [[drawn(1).tracker, {"찬성": 1}]]
    assert await journal.store.read(lambda c: queries.in_ballot_box(c, FORUM, "b1")) == 0


async def test_a_refused_vote_leaves_nothing_in_the_urn(journal):
    """[JO13] Conflict, retry and a tracker that is taken: an event and a vote, or neither."""
    vote = drawn(1)
    await journal.append(FORUM, 0, [cast("p1")], "p1:v", votes=[("b1", vote)])
    await journal.append(FORUM, 0, [cast("p1")], "p1:v", votes=[("b1", drawn(5))])
    for expected, mine in ((0, drawn(2)), (1, vote)):
        with pytest.raises((Conflict, TrackerTakenError)):
            await journal.append(FORUM, expected, [cast("p2")], "p2:v", votes=[("b1", mine)])

    assert (await journal.tail(FORUM)).seq == 1
    assert await journal.store.read(lambda c: queries.in_ballot_box(c, FORUM, "b1")) == 1


async def test_two_votes_of_one_tracker_in_one_group(journal):
    """[JO13] Of two that come at once with one tracker, the second draws anew; another ballot may have the same."""
    results = await asyncio.gather(
        journal.append(FORUM, 0, [cast("p1")], "p1:v", votes=[("b1", drawn(1))]),
        journal.append(FORUM, 1, [cast("p2")], "p2:v", votes=[("b1", drawn(1))]),
        journal.append(FORUM, 1, [cast("p3", "b2")], "p3:v", votes=[("b2", drawn(1))]),
        return_exceptions=True,
    )

    assert [type(one) for one in results] == [Appended, TrackerTakenError, Appended]


@pytest.mark.parametrize(
    "events", [[], [JournalEvent("x", 1, "", "", {"n": 0.5})], None], ids=["none", "unfit", "fault"]
)
async def test_a_count_that_fails_leaves_the_urn(journal, events):
    """[JO14] The maker of the event fails: the votes are all there still, and the ballot can be closed."""
    await journal.append(FORUM, 0, [cast("p1")], "p1:v", votes=[("b1", drawn(1))])
    with pytest.raises(ValueError, match=r"."):
        await journal.close_ballot(FORUM, 1, "b1", lambda _: events, "desk:close")
    done = await journal.close_ballot(FORUM, 1, "b1", counted(), "desk:close")

    assert len(done.rows[0].data["votes"]) == 1


@pytest.mark.parametrize("tracker", ["", "XY", "g" * 32, "A" * 32, "a" * 65])
async def test_a_tracker_has_a_form(journal, tracker):
    """[JO13] A tracker that is no number drawn by dice could carry a name."""
    with pytest.raises(ValueError, match="tracker"):
        await journal.append(FORUM, 0, [cast("p1")], "p1:v", votes=[("b1", tally.Vote(tracker, {}))])
