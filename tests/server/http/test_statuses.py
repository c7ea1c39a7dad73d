"""The status of each refusal."""

import pytest

from agora_server.core.problems import Problem
from agora_server.http.statuses import OF_PROBLEM, status_of
from rooms.base.errors import Why


def test_every_problem_has_its_row():
    """No problem of the server is without a status, and each is an error."""
    assert set(OF_PROBLEM) == set(Problem)
    assert {status.value for status in OF_PROBLEM.values() if not 400 <= status < 500} == {503}


@pytest.mark.parametrize(("code", "status"), [(Why.NOT_ALLOWED, 403), (Why.TOO_FAST, 429), (Why.STALE, 409)])
def test_a_rules_no_is_a_conflict_unless_it_says_more(code, status):
    """Who may not is forbidden, who is too fast is told to wait, all else is how things stand."""
    assert status_of(code) == status
