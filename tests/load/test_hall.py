"""A full hall over real lines: what was acknowledged is counted, exactly, whatever happens to lines."""

import pytest

from agora_server.bench import runner
from agora_server.bench.hall import hall

pytestmark = pytest.mark.load

LISTENERS, LISTENERS_LONG = 100, 1_000
VOTERS, VOTERS_LONG = 200, 2_000
SECONDS, SECONDS_LONG = 3.0, 7.5


def test_a_vote_of_a_full_house(long):
    """[BA2] [JO13] A third sent again or over lines that break: the tally is of the acknowledged; nobody drops."""
    listeners, voters = (LISTENERS_LONG, VOTERS_LONG) if long else (LISTENERS, VOTERS)
    with runner.bed() as bed:
        row = hall(bed, listeners, voters, SECONDS_LONG if long else SECONDS)
    print(f"figure: {voters} ballots in {row['vote_seconds']} s; acknowledged at p99 in {row['vote_p99_ms']} ms")
    print(f"figure: a ballot opens for {listeners} at p99 in {row['open_p99_ms']} ms")
    print(
        f"figure: a floor that changes every second costs {row['points']} points of a core with {listeners} listening"
    )

    assert row["not_acknowledged"] == 0
    assert row["acknowledged"] == row["counted"] == voters
    assert row["exact"]
    assert row["saw_it_open"] == listeners
    assert row["dropped_by_opening"] == 0
