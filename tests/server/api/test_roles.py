"""The sets of roles that routes ask for."""

from agora_server.api.roles import ADMIN, ANY_STAFF, ANYBODY
from rooms.base.roles import Role


def test_each_set_is_within_the_next():
    """Administration is staff, staff are anybody; a guest is no staff."""
    assert ADMIN < ANY_STAFF < ANYBODY
    assert Role.GUEST not in ANY_STAFF
