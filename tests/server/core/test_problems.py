"""The server's refusals, beside those of the rules."""

from agora_server.core.problems import Problem
from rooms.base.errors import Why


def test_no_code_has_two_meanings():
    """A code is the rules' or the server's, never both."""
    assert {problem.value for problem in Problem} & {why.value for why in Why} == set()
