"""Who may give which command to a forum."""

import pytest

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum import forum
from rooms.forum.model import commands as c
from rooms.forum.model.permissions import MAY
from tests.rooms.forum.kit import Hall, planted

TIMERS = {c.PassOver, c.EndSpeech, c.BallotTimeUp, c.SetPresence}
"""What only time, or the server that sees a line go, may say."""


def test_a_command_without_roles_stops_the_import():
    """[FO6] Who adds a command and forgets its roles is told its name before anything runs."""
    run = planted("from rooms.forum.model import permissions")

    assert run.returncode != 0
    assert "RolesMissingError: no row in the table of roles: Planted" in run.stderr


@pytest.mark.parametrize("kind", MAY, ids=lambda kind: kind.__name__)
def test_an_admin_gives_every_command_but_a_timers(kind):
    """[FO6] A command of a timer is nobody's, not even an admin's."""
    assert MAY[kind] == set() if kind in TIMERS else Role.ADMIN in MAY[kind]


def test_a_timers_command_is_refused_to_everybody_else():
    """[FO6] An admin who says that somebody's line went is refused."""
    lost = c.SetPresence(by=c.By("boss", Role.ADMIN), person="a", present=False)

    refused = forum.decide(Hall().state, lost, 1)

    assert isinstance(refused, Refusal)
    assert refused.why is Why.NOT_ALLOWED
