"""The pages of docs/ say what the code says."""

import re

import pytest

from tests import documents, source

PAGES = [*sorted((source.ROOT / "docs").rglob("*.md")), *sorted(source.ROOT.glob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", documents.documents(), ids=source.name_of)
def test_generated_parts_are_up_to_date(page):
    """Every generated part is what the code gives; if not, run ``python -m tests.documents --write``."""
    text = page.read_text(encoding="utf-8")

    assert text == documents.renewed(text), f"{page.name} is behind the code; run: {documents.COMMAND}"


def test_every_part_is_shown_somewhere():
    """No part is written for nobody."""
    shown = {found[1] for page in documents.documents() for found in documents.PART.findall(page.read_text("utf-8"))}

    assert shown == set(documents.PARTS)


@pytest.mark.parametrize("page", PAGES, ids=source.name_of)
def test_links_lead_somewhere(page):
    """A link inside the project names a file that is there."""
    gone = [to for to in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / to).exists()]

    assert gone == []


FILE = re.compile(r"`{1,2}([\w./-]+\.(?:py|ts|tsx|toml|jinja))`{1,2}")
GIVEN = {"agora.toml", "pylock.toml"}
"""Files that somebody else writes: an installation its settings, another tool its lock."""
HISTORY = {"CHANGELOG.md"}
"""Pages that tell of what was."""
TOLD = [page for page in (*PAGES, *sorted((source.ROOT / "rooms").rglob("*.md"))) if page.name not in HISTORY]


@pytest.mark.parametrize("page", [*TOLD, *source.python_files(*source.PACKAGES)], ids=source.name_of)
def test_files_that_are_named_are_there(page):
    """A page or a docstring that names a file names one that is there."""
    if page.is_relative_to(source.ROOT / "docs" / "results"):
        return  # results tell of the day they were measured on
    named = set(FILE.findall(page.read_text(encoding="utf-8"))) - GIVEN

    assert {name for name in named if not any(path.endswith(f"/{name}") for path in THERE)} == set()


THERE = {f"/{source.name_of(file)}" for file in source.every_file()}
