"""Diagrams drawn from the tables that run."""

import pathlib
import subprocess
import sys

import pytest

from rooms.square import diagrams, presence

ROOT = pathlib.Path(__file__).parents[3]
PAGES = [page for page in (ROOT / "rooms/SPEC.md", ROOT / "docs/architecture.md") if page.exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("name", diagrams.diagrams())
def test_pages_hold_the_diagram(page, name):
    """[PR2] A page that shows a diagram shows the table as it is; the specification shows it."""
    text = page.read_text("utf-8")

    assert diagrams.block(name) in text or (f"diagram: {name} " not in text and page.name != "SPEC.md")


def test_every_way_is_drawn():
    """[PR2] Each change of stage in the table is one arrow."""
    changes = [to for stage, row in presence.TRANSITIONS.items() for to in row.values() if to is not stage]

    assert diagrams.diagrams()["presence"].count("-->") == len(changes)


def test_the_command_prints_them():
    """[PR2] ``python -m rooms.square.diagrams`` prints every diagram between its markers."""
    printed = subprocess.run(
        [sys.executable, "-m", "rooms.square.diagrams"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert printed.strip() == "\n\n".join(diagrams.block(name) for name in diagrams.diagrams())
