"""The diagrams of the hall."""

import pytest

from rooms.forum.diagrams import block, diagrams
from tests import source

SPEC = (source.ROOT / "rooms" / "forum" / "SPEC.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(diagrams()))
def test_the_specification_holds_the_diagrams_that_run(name):
    """A diagram of a page is the one drawn from its table."""
    assert block(name) in SPEC


def test_what_begins_outside():
    """The outside is drawn as start."""
    assert "[*] --> created: create" in diagrams()["ballot"]
    assert "waiting --> running: start" in diagrams()["item"]
