"""The table of close codes."""

import pytest

from agora_server.transport.close_codes import TABLE, Code


def test_every_code_has_its_row():
    """Each close code has exactly one row, under its own number and with a name of its own."""
    assert set(TABLE) == set(Code)
    assert len({row.name for row in TABLE.values()}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.name)
def test_the_number_says_whether_to_come_back(row):
    """4000 to 4499 come back, 4500 to 4999 do not: a client that does not know a code can still tell."""
    assert row.come_back == (4000 <= row.code < 4500)
    assert 4000 <= row.code < 5000


@pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.name)
def test_who_stays_away_is_given_no_time(row):
    """A goodbye without return carries no waiting time."""
    assert row.after_ms == 0 or row.come_back
