"""Who may send which message."""

import subprocess
import sys
import typing

import pytest

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.square.permissions import MAY, authorise
from rooms.wire import messages
from tests import source

OF_STAFF = {messages.Mute, messages.MoveOut, messages.Ban, messages.Lift}
STAFF = {Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN}
PLANTED = """from rooms.wire import messages
class Planted(messages._Command, frozen=True, tag="planted"):
    pass
messages.ClientMessage |= Planted
from rooms.square import permissions
"""


def test_a_message_without_roles_stops_the_import():
    """[PR2] Who adds a message and forgets its roles is told its name before anything runs."""
    run = subprocess.run([sys.executable, "-c", PLANTED], capture_output=True, text=True, check=False, cwd=source.ROOT)

    assert run.returncode != 0
    assert "RolesMissingError: no row in the table of roles: Planted" in run.stderr


@pytest.mark.parametrize("kind", typing.get_args(messages.ClientMessage), ids=lambda kind: kind.__name__)
def test_acts_of_staff_are_for_staff_and_all_else_for_everybody(kind):
    """[MO1] Four messages ask for a role of staff; the others for none."""
    assert MAY[kind] == (STAFF if kind in OF_STAFF else set(Role))


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF))
def test_who_may_not_is_told_what_it_needs(role):
    """[MO1] A guest or a citizen who mutes is refused with the role that it needs."""
    with pytest.raises(Refusal) as refused:
        authorise(messages.Mute("x", "a", 60, "이유"), role)

    assert (refused.value.why.value, refused.value.facts) == ("not_allowed", {"needs": "moderator"})
